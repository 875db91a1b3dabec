"""What follows from a revision: sums, rates and totals that rest on a revised cell are no revisions of their own."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from pipeline.areas import AREAS, LONDON
from pipeline.changes.change import Change, Why
from pipeline.indicators import CATALOGUE, Indicator

REVISED = {Why.REVISION, Why.EITHER}


@dataclass(frozen=True)
class Place:
    """A change with the span of its period: it may rest on others, and others on it."""

    change: Change
    entry: Indicator
    start: pd.Timestamp
    end: pd.Timestamp

    @property
    def breadth(self) -> tuple[int, int, int, int, str]:
        """How much it takes in: areas, days, measures; a plain count stands before what is divided by another number."""
        days = (self.end - self.start).days if pd.notna(self.end) and pd.notna(self.start) else 0
        plain = 0 if self.entry.kind == "count" else 1
        wide = len(members_of(self.change.area_code))
        return wide, days, len(self.entry.measures), plain, self.entry.id


def members_of(code: str) -> tuple[str, ...]:
    """Return the areas whose figures an area's are made of: London's boroughs, a merged area's members, itself."""
    if code == LONDON.code:
        return tuple(area.code for area in AREAS.values() if area.kind in {"borough", "merged"})
    return (code, *AREAS[code].members) if AREAS[code].kind in {"merged", "joint"} else (code,)


def with_consequences(changes: Sequence[Change], spans: Sequence[tuple[pd.Timestamp, pd.Timestamp]]) -> list[Change]:
    """Return the changes, each that rests on revised cells bound to all of them; `spans` are their periods."""
    places = [
        Place(one, CATALOGUE[one.indicator], *span) if one.indicator in CATALOGUE and one.why in REVISED else None
        for one, span in zip(changes, spans, strict=True)
    ]
    cells: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in (place for place in places if place):
        cells[place.entry.sources[0], place.change.area_code].append(place)
    beneath = [[each.change.id for each in _beneath(place, cells)] if place else [] for place in places]
    resting = {one.id for one, ids in zip(changes, beneath, strict=True) if ids}
    return [
        replace(one, follows=tuple(id for id in ids if id not in resting)) if ids else one
        for one, ids in zip(changes, beneath, strict=True)
    ]


def _beneath(one: Place, cells: dict[tuple[str, str], list[Place]]) -> Iterator[Place]:
    """The revised cells that a figure rests on: narrower ones of its own source, and those that it is divided by."""
    main, *others = one.entry.sources
    for area in members_of(one.change.area_code):
        yield from (each for each in cells.get((main, area), ()) if each is not one and _within(each, one))
        for source in others:
            yield from (each for each in cells.get((source, area), ()) if each.end <= one.end or not others)


def _within(cell: Place, one: Place) -> bool:
    """Whether a cell is of the figure's measures, period and group, and narrower than it."""
    if one.change.group and cell.change.group != one.change.group:
        return False
    if cell.entry != one.entry and not set(cell.entry.measures) & set(one.entry.measures):
        return False
    return one.start <= cell.start and cell.end <= one.end and cell.breadth < one.breadth
