"""Which outputs of an executed notebook may stand on a page: display bundles for its area, and nothing else."""

from collections.abc import Iterator
from typing import Any

from nbformat import NotebookNode

from pipeline.areas import AREAS, Area, stand_ins
from pipeline.display import DELIVERY, read_output
from pipeline.errors import PipelineError
from pipeline.execution.outputs import unpublishable

Bundle = dict[str, Any]
Shown = tuple[NotebookNode, list[Bundle]]

# Cells that leave no trace on the page: where the parameters came in, and where the analyst looked around.
NO_TRACE = frozenset({"parameters", "injected-parameters", "explore"})
_ERROR_BANNER = "papermill-error-cell-tag"
_MARKS = frozenset({"low", "q1", "q3", "high", "own", "london", "england"})
# Better and worse carry a plus or minus, higher and lower an arrow: one sign never means both (interpretation.md 2).
_SIGNS = {"better": "+", "worse": "−-", "higher": "▲↑", "lower": "▼↓"}
_ALL_SIGNS = frozenset("".join(_SIGNS.values()))
_NO_DIRECTION = frozenset({"similar", "untested"})


def cells_with_bundles(chapter: str, notebook: NotebookNode) -> list[Shown]:
    """Return the cells that leave a trace, each with its display bundles.

    Raises PipelineError, naming chapter and cell, if the notebook failed, stopped early, or shows anything else.
    """
    if any(_ERROR_BANNER in cell.metadata.get("tags", []) for cell in notebook.cells):
        raise PipelineError(f"{chapter} holds the error report of a failed run. Mend the notebook and run it again.")
    cells = [cell for cell in notebook.cells if not NO_TRACE & set(cell.metadata.get("tags", []))]
    faults = unpublishable({"cells": cells})
    if faults:
        lines = [f"{chapter}, cell {fault.cell}: {fault.error}\n  {fault.cure}" for fault in faults]
        raise PipelineError("\n".join(lines))
    return [(cell, list(_bundles(cell))) for cell in cells]


def _bundles(cell: NotebookNode) -> Iterator[Bundle]:
    for output in cell.get("outputs", []):
        bundle = read_output(output.get("data", {}))
        if bundle:
            yield bundle


def check_bundles(name: str, bundles: list[Bundle], area: Area, edition: str, audience: str) -> None:
    """Pass if the chapter was made for this area, edition and audience; PipelineError says what it was made for.

    `name` is the chapter's, or that of one of its runs ("priority-1").
    """
    if not bundles or bundles[0]["kind"] != "chapter":
        raise PipelineError(f'{name} does not say what it is. Begin it with chapter("{name}", borough, edition).')
    for bundle in bundles:
        _check_area(name, bundle, area)
        _check_signs(name, bundle)
    made_for = {"chapter": bundles[0].get("run", bundles[0]["chapter"])}
    made_for |= {fact: bundles[0][fact] for fact in ("edition", "audience")}
    for fact, wanted in {"chapter": name, "edition": edition, "audience": audience}.items():
        if made_for[fact] != wanted:
            raise PipelineError(
                f"{area.name}: {name} was run for the {fact} '{made_for[fact]}', and this page is for '{wanted}'.\n"
                f"Nothing was made. Run {name} again for this page."
            )


def _check_area(chapter: str, bundle: Bundle, area: Area) -> None:
    code = bundle["area_code"]
    # Figures of a merged area (City of London and Hackney) stand in its members' reports; a whole chapter does not.
    joint = {other.code for other in stand_ins(area.code)} if bundle["kind"] != "chapter" else set()
    if code == area.code or code in joint:
        return
    other = AREAS[code].name if code in AREAS else "an area that is not known"
    raise PipelineError(
        f"{area.name}: {chapter} holds a {bundle['kind']} of {other} ({code}), "
        f"and this page is for {area.name} ({area.code}).\nNothing was made. Run {chapter} again for {area.name}."
    )


def _check_signs(chapter: str, bundle: Bundle) -> None:
    rows = bundle["rows"] if bundle["kind"] == "spine" else []
    judged = [item["status"] for item in [*rows, *bundle.get("tiles", []), *bundle.get("cards", [])] if item["status"]]
    for status in judged:
        if not _means_its_tone(status):
            what = f"'{status['word']}' carries the sign '{status['sign']}'"
            raise PipelineError(f"{chapter}: {what}, which does not mean {status['tone']}.")
    for row in rows:
        wrong = [name for name, place in row["marks"].items() if name not in _MARKS or not 0 <= place <= 1]
        if wrong:
            raise PipelineError(
                f"{chapter}: the range bar of '{row['name']}' has a mark that has no place: {', '.join(wrong)}.\n"
                f"Marks lie from 0 to 1 and are called {', '.join(sorted(_MARKS))}."
            )


def _means_its_tone(status: dict[str, str]) -> bool:
    """Whether word and sign are those of the tone: delivery has its own words, a comparison its own signs."""
    tone, sign, word = status["tone"], status["sign"], status["word"]
    if tone in DELIVERY or word in DELIVERY.values():
        return DELIVERY.get(tone) == word and sign not in _ALL_SIGNS
    if tone in _SIGNS:
        return bool(sign) and sign in set(_SIGNS[tone])
    return tone in _NO_DIRECTION and sign not in _ALL_SIGNS
