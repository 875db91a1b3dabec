"""Cells hidden to protect others that the audit can do without: shown again, the dearest first."""

import numpy as np

from pipeline.disclosure.knowledge import Known
from pipeline.disclosure.sheet import Sheet
from pipeline.disclosure.system import systems
from pipeline.disclosure.witnesses import Witnesses, witnesses


def spare(sheet: Sheet) -> frozenset[str]:
    """Return the secondary cells without which each small cell near them stays as open as it is."""
    known, found = sheet.known(), frozenset[str]()
    for system in systems(known, sheet.relations):
        mine = sorted(sheet.secondary.intersection(system.cells), key=lambda cell: (-sheet.cost(cell), cell))
        if mine:
            seen = witnesses(system, known, sheet.truth)
            found |= _spare(seen, mine, sheet)
    return found


def _spare(seen: Witnesses, mine: list[str], sheet: Sheet) -> frozenset[str]:
    found = set()
    place = {name: number for number, name in enumerate(seen.system.cells)}
    for name in mine:
        beside = seen.system.beside(np.array([place[name]]))
        near = dict.fromkeys(map(int, (*beside, *seen.system.beside(beside))))
        safe = [cell for cell in near if seen.wanted[cell] and seen.is_open(cell)]
        tried = _with(seen, place[name], sheet.printed(name))
        if all(tried.is_open(cell) for cell in safe):
            seen = tried
            found.add(name)
    return frozenset(found)


def _with(seen: Witnesses, number: int, what: Known) -> Witnesses:
    """Return the same system with one cell shown; solutions that agree with it still stand."""
    low, high = seen.system.low.copy(), seen.system.high.copy()
    low[number], high[number] = what.low, low[number] if what.high is None else what.high
    agree = (seen.points[:, number] >= low[number]) & (seen.points[:, number] <= high[number])
    return Witnesses(seen.system.bounded(low, high), seen.wanted, seen.points[agree])
