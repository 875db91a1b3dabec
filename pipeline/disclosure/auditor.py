"""The auditor: what a reader of everything can work out about each hidden cell, and by which sums.

Bounds by linear and integer programming over all sums at once (domain.md, 4.12). It knows nothing of how cells came to
be hidden, so it judges any pattern, a publisher's too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from pipeline.disclosure.knowledge import Known
from pipeline.disclosure.relations import Relation
from pipeline.disclosure.system import UNLIMITED, System, systems
from pipeline.disclosure.witnesses import Witnesses, witnesses
from pipeline.errors import PipelineError


@dataclass(frozen=True)
class Range:
    """What a hidden cell can be: `low` to `high` (None: no limit), given everything printed.

    `whole`: the range that must stay possible (None: hidden only to protect others, so anything will do).
    `impossible`: the values in `whole` that are ruled out.  `pinched_by`: the smallest set of sums that rules one out.
    `where`: documents that bound the cell themselves.
    """

    cell: str
    low: int
    high: int | None
    whole: tuple[int, int] | None = None
    impossible: tuple[int, ...] = ()
    pinched_by: tuple[Relation, ...] = ()
    where: tuple[str, ...] = ()

    @property
    def passes(self) -> bool:
        """Whether nothing that must stay possible is ruled out."""
        return not self.impossible

    def __str__(self) -> str:
        """The range in words, for a report."""
        high = "any number" if self.high is None else str(self.high)
        span = str(self.low) if self.low == self.high else f"{self.low} to {high}"
        if self.passes:
            return f"{self.cell}: can be {span}"
        why = "; ".join(map(str, self.pinched_by)) or f"shown elsewhere: {', '.join(self.where) or 'the cell itself'}"
        return f"{self.cell}: can only be {span} (must stay open: {self.whole and '{} to {}'.format(*self.whole)}), by {why}"


def audit(known: Mapping[str, Known], relations: Iterable[Relation], explain: bool = True) -> tuple[Range, ...]:
    """Return the range of every cell that is hidden or withheld, in the order of `known`.

    `explain` finds, for each cell that does not pass, the smallest set of sums that pinches it (slower).
    PipelineError where no counts at all fit what is printed.
    """
    ranges = {cell: _settled(cell, what) for cell, what in known.items() if what.whole and what.low == what.high}
    for system in systems(known, relations):
        seen = witnesses(system, known)
        for number, cell in enumerate(system.cells):
            if cell in known:
                ranges[cell] = _range(seen, number, known[cell], explain)
    return tuple(ranges[cell] for cell in known if cell in ranges)


def leaks(
    known: Mapping[str, Known], relations: Iterable[Relation], solution: Mapping[str, int] | None = None
) -> dict[str, tuple[int, ...]]:
    """Return only the cells that do not pass, each with the values ruled out.

    `solution`: counts of all cells that fit, if known (the true ones): it makes the search shorter.
    """
    found = {
        cell: _settled(cell, what).impossible for cell, what in known.items() if what.whole and what.low == what.high
    }
    for system in systems(known, relations):
        seen = witnesses(system, known, solution)
        found |= {cell: seen.missing(number) for number, cell in enumerate(system.cells)}
    return {cell: found[cell] for cell in known if found.get(cell)}


def missing(
    known: Mapping[str, Known], relations: Iterable[Relation], cell: str, solution: Mapping[str, int] | None = None
) -> tuple[int, ...]:
    """Return the values ruled out for one cell; `solution` as in `leaks`."""
    for system in systems(known, relations):
        if cell in system.cells:
            return witnesses(system, known, solution).missing(system.cells.index(cell))
    return _settled(cell, known[cell]).impossible


def _settled(cell: str, what: Known) -> Range:
    low, high = what.whole or (what.low, what.low)
    impossible = tuple(value for value in range(low, high + 1) if value != what.low)
    return Range(cell, what.low, what.low, what.whole, impossible, where=what.where)


def _range(seen: Witnesses, number: int, what: Known, explain: bool) -> Range:
    impossible, low, high = seen.missing(number), seen.least(number), seen.most(number)
    if low is None or high is None:
        relations = dict.fromkeys(seen.system.origin)
        raise PipelineError(
            f"{seen.system.cells[number]}: no counts fit what is printed: {'; '.join(map(str, relations))}.\n"
            "If the parts do not add up to the total, or a figure was revised, do not declare them as a sum."
        )
    pinched = _pinched_by(seen.system, number, impossible[0]) if impossible and explain else ()
    limit = None if high >= UNLIMITED // 2 else high
    return Range(seen.system.cells[number], low, limit, what.whole, impossible, pinched, what.where)


def _pinched_by(system: System, number: int, value: int) -> tuple[Relation, ...]:
    """Return an irreducible set of relations that rules the value out: each is needed; the far ones are let go first."""
    kept = sorted(dict.fromkeys(system.origin), key=lambda relation: system.cells[number] in relation.cells)
    low, high = system.low.copy(), system.high.copy()
    if not low[number] <= value <= high[number]:
        return ()
    low[number] = high[number] = value
    nothing = np.zeros(len(low))
    for relation in tuple(kept):
        rest = [line for line, origin in enumerate(system.origin) if origin in kept and origin is not relation]
        if system.only(rest).solve(nothing, low, high) is None:
            kept.remove(relation)
    return tuple(kept)
