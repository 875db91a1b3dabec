"""Which outputs of an executed notebook may stand on a page: display bundles for its area, and nothing else."""

from collections.abc import Iterator
from typing import Any

from nbformat import NotebookNode

from pipeline.areas import AREAS, Area, merged_areas_of
from pipeline.display import read_output
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


def check_bundles(chapter: str, bundles: list[Bundle], area: Area, edition: str, audience: str) -> None:
    """Pass if the chapter was made for this area, edition and audience; PipelineError says what it was made for."""
    if not bundles or bundles[0]["kind"] != "chapter":
        raise PipelineError(f'{chapter} does not say what it is. Begin it with chapter("{chapter}", borough, edition).')
    for bundle in bundles:
        _check_area(chapter, bundle, area)
        _check_signs(chapter, bundle)
    for fact, wanted in (("chapter", chapter), ("edition", edition), ("audience", audience)):
        if bundles[0][fact] != wanted:
            raise PipelineError(
                f"{area.name}: {chapter} was run for the {fact} '{bundles[0][fact]}', "
                f"and this page is for '{wanted}'.\n"
                f"Nothing was made. Run {chapter} again for this page."
            )


def _check_area(chapter: str, bundle: Bundle, area: Area) -> None:
    code = bundle["area_code"]
    # Figures of a merged area (City of London and Hackney) stand in its members' reports; a whole chapter does not.
    joint = {merged.code for merged in merged_areas_of(area.code)} if bundle["kind"] != "chapter" else set()
    if code == area.code or code in joint:
        return
    other = AREAS[code].name if code in AREAS else "an area that is not known"
    raise PipelineError(
        f"{area.name}: {chapter} holds a {bundle['kind']} of {other} ({code}), "
        f"and this page is for {area.name} ({area.code}).\nNothing was made. Run {chapter} again for {area.name}."
    )


def _check_signs(chapter: str, bundle: Bundle) -> None:
    rows = bundle["rows"] if bundle["kind"] == "spine" else []
    for status in [item["status"] for item in [*rows, *bundle.get("tiles", [])]]:
        tone, sign = status["tone"], status["sign"]
        right = sign in set(_SIGNS[tone]) if tone in _SIGNS else tone in _NO_DIRECTION and sign not in set("+−-▲↑▼↓")
        if not right:
            raise PipelineError(f"{chapter}: '{status['word']}' carries the sign '{sign}', which does not mean {tone}.")
    for row in rows:
        wrong = [name for name, place in row["marks"].items() if name not in _MARKS or not 0 <= place <= 1]
        if wrong:
            raise PipelineError(
                f"{chapter}: the range bar of '{row['name']}' has a mark that has no place: {', '.join(wrong)}.\n"
                f"Marks lie from 0 to 1 and are called {', '.join(sorted(_MARKS))}."
            )
