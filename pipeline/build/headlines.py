"""Which headlines of a document hold an open query: what leads a paper must be explained before anybody signs it."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pipeline import findings
from pipeline.areas import Area
from pipeline.bundle import Bundle, read_bundle
from pipeline.changes.reviewing import open_queries
from pipeline.display import read_output
from pipeline.errors import PipelineError
from pipeline.indicators import CATALOGUE
from pipeline.project import Project
from pipeline.report.provenance import read_executed

_ROW = "compare-"  # a tile leads to its row of the comparison: compare-<indicator>
_SAYS_SO = "Query:"  # how every sentence says it (pipeline.phrases)


class Headline(NamedTuple):
    """One headline: its words, the indicators it is made of, and why its value is not explained ("" where it is)."""

    words: str
    indicators: tuple[str, ...]
    query: str


def headlines(executed: Mapping[str, Path]) -> list[Headline]:
    """Return the findings of the board's box and the headline numbers of these executed notebooks."""
    return [one for path in executed.values() for one in _of_chapter(path)]


def _of_chapter(path: Path) -> Iterator[Headline]:
    shown = [read_output(out.get("data", {})) for cell in read_executed(path).cells for out in cell.get("outputs", [])]
    led = [one for one in shown if one and one["kind"] in {"board", "tiles"}]
    if not led:
        return
    evidence = read_bundle(path.with_name(f"{path.stem}.bundle.parquet").read_bytes())
    for one in led:
        yield from _board(one, evidence) if one["kind"] == "board" else _tiles(one, evidence)


def _board(shown: Mapping[str, Any], evidence: Bundle) -> Iterator[Headline]:
    for said in shown["findings"]:
        named = _known(str(said.get("finding", "")).split(".")[1:2])
        query = _query(evidence, named) or ("a query is open" if _SAYS_SO in said["text"] else "")
        yield Headline(said.get("claim") or said["text"], named, query)


def _tiles(shown: Mapping[str, Any], evidence: Bundle) -> Iterator[Headline]:
    for tile in shown["tiles"]:
        link = tile.get("link", "")
        named = _known([link.removeprefix(_ROW)] if link.startswith(_ROW) else [])
        yield Headline(f"{tile['value']} {tile['label']}", named, _query(evidence, named))


def _known(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in CATALOGUE)


def _query(evidence: Bundle, indicators: Iterable[str]) -> str:
    """Why the value of an indicator is not explained; nothing where it is."""
    return next((found for name in indicators if (found := findings.level(evidence, name).query)), "")


def refuse_open(project: Project, area: Area, executed: Mapping[str, Path]) -> None:
    """Pass if no headline holds an open query, of a finding or of a review; PipelineError names every one."""
    led = headlines(executed)
    faults = [f"{one.words.rstrip('.')}: {one.query}" for one in led if one.query]
    named = {name for one in led for name in one.indicators}
    faults += open_queries(project, area, named) if named else []
    if faults:
        cure = (
            "Ask the holder of the figures. When it is explained or corrected, build the document again, or lead with "
            "another finding; a query of a review ends when the change is accepted."
        )
        lines = [f"  {one}" for one in dict.fromkeys(faults)]
        raise PipelineError("\n".join(["Not signed: a headline holds an open query.", "", *lines, "", cure]))
