"""Compare two editions: what moved and why, which findings changed their word, what is asked anew or no longer."""

from collections.abc import Sequence

from pipeline.areas import Area
from pipeline.changes.change import Asked, Changes, Moved
from pipeline.changes.found import found
from pipeline.changes.method import other_definitions
from pipeline.changes.said import moved_findings, moved_recommendations
from pipeline.changes.side import Side
from pipeline.changes.since import benchmarks, of_areas, touched
from pipeline.kept import other_sources


def compare(old: Side, new: Side, areas: Sequence[Area], everything: bool = False) -> Changes:
    """Return what differs between two editions in the figures of these areas, and in what is said and asked of them.

    Findings are judged again of the indicators whose figures differ; of all of them with `everything`.
    """
    changes, both = found(
        old.rows,
        new.rows,
        other_sources(old.manifest, new.manifest),
        lambda _: other_definitions(old.methods, new.methods),
    )
    words: list[Moved] = []
    asks: list[Asked] = []
    notes = []
    for area in areas:
        if not (old.holds(area) and new.holds(area)):
            notes.append(area.name)
            continue
        only = None if everything else touched(both, area)
        moved = moved_findings(area, old.said(area, only) or [], new.said(area, only) or [], changes, new.breaks())
        words += moved
        asks += moved_recommendations(area, old.asked(area) or [], new.asked(area) or [], moved)
    return Changes(
        old.name, new.name, of_areas(changes, areas), tuple(words), tuple(asks), benchmarks(both, areas),
        int((~both[["came", "went", "moved"]].any(axis="columns")).sum()), tuple(notes),
    )  # fmt: skip
