"""Everything printed together: the exact counts that only we know, what is hidden so far, and what a reader knows of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from pipeline.disclosure.knowledge import Known, hidden, shown, together, withheld
from pipeline.disclosure.relations import Relation, Sum
from pipeline.disclosure.rules import Rule
from pipeline.disclosure.system import systems
from pipeline.errors import PipelineError

# What hiding a cell costs: one more cell, rather than an empty one, rather than a total, rather than one of two tables.
_CELL, _EMPTY, _TOTAL, _SHARED = 1_000.0, 5_000.0, 3_000.0, 3_000.0


@dataclass(frozen=True)
class Sheet:
    """Counts, the relations between them, and what is hidden: `primary` for being small, `secondary` for those.

    `truth`: the counts with those of cells that only other documents have (or any that fit).  `tables` and `of_cell`:
    the relations of each table, the tables of each cell.  `totals`: how many sums a cell is the total of.  `blank`: the
    tables that are not printed at all.
    """

    counts: Mapping[str, int]
    relations: tuple[Relation, ...]
    rule: Rule
    elsewhere: Mapping[str, Known]
    structural: frozenset[str]
    primary: frozenset[str]
    truth: Mapping[str, int]
    tables: Mapping[str, list[Relation]]
    of_cell: Mapping[str, dict[str, None]]
    totals: Mapping[str, int]
    secondary: frozenset[str] = field(default=frozenset())
    blank: frozenset[str] = field(default=frozenset())

    @classmethod
    def of(
        cls, counts: Mapping[str, int], relations: Iterable[Relation], rule: Rule,
        elsewhere: Mapping[str, Known], structural: frozenset[str],
    ) -> "Sheet":  # fmt: skip
        """Return the sheet with only its small counts hidden."""
        once = tuple(dict.fromkeys(relations))
        tables: dict[str, list[Relation]] = {}
        of_cell: dict[str, dict[str, None]] = {}
        totals: dict[str, int] = {}
        for relation in once:
            tables.setdefault(relation.where, []).append(relation)
            for cell in relation.cells:
                of_cell.setdefault(cell, {})[relation.where] = None
            if isinstance(relation, Sum):
                totals[relation.total] = totals.get(relation.total, 0) + 1
        primary = frozenset(cell for cell, count in counts.items() if 0 < count < rule.threshold)
        truth = _truth(counts, once, elsewhere)
        return cls(counts, once, rule, elsewhere, structural, primary, truth, tables, of_cell, totals)

    def hiding(self, secondary: Iterable[str]) -> "Sheet":
        """Return the sheet with these cells hidden to protect the small ones, and no others."""
        return replace(self, secondary=frozenset(secondary) - self.primary)

    def blanking(self, names: Iterable[str]) -> "Sheet":
        """Return the sheet with these tables not printed at all."""
        return replace(self, blank=self.blank.union(names))

    @cached_property
    def blank_cells(self) -> frozenset[str]:
        """The cells of the tables that are not printed."""
        inside = (cell for name in self.blank for relation in self.tables[name] for cell in relation.cells)
        return frozenset(self.counts.keys() & set(inside)) - self.structural

    def known(self, cells: Iterable[str] | None = None) -> dict[str, Known]:
        """What a reader knows of every cell now, or of these cells (a cell nobody prints: nothing)."""
        wanted = {**self.counts, **self.elsewhere} if cells is None else cells
        return {cell: self._now(cell) for cell in wanted}

    def _now(self, cell: str) -> Known:
        if cell in self.blank_cells and cell in self.primary:
            return self._both(cell, hidden(self.rule.threshold, told=False))
        return self.opened(cell) if cell in self.secondary or cell in self.blank_cells else self.printed(cell)

    def printed(self, cell: str) -> Known:
        """What a reader would know of the cell if it were not hidden to protect others."""
        return self._both(cell, self.rule.knows(self.counts[cell]) if cell in self.counts else withheld())

    def opened(self, cell: str) -> Known:
        """What a reader would know of the cell if it were hidden to protect others."""
        return self._both(cell, withheld())

    def _both(self, cell: str, here: Known) -> Known:
        if cell not in self.elsewhere:
            return here
        return together(**{"this table": {cell: here}, "other documents": {cell: self.elsewhere[cell]}})[cell]

    def can_hide(self, cell: str) -> bool:
        """Whether the cell is shown, may be hidden, and hiding it would leave a reader less sure."""
        kept = (self.primary, self.secondary, self.structural, self.blank_cells)
        movable = cell in self.counts and not any(cell in cells for cells in kept)
        return movable and self.opened(cell) != self.printed(cell)

    def cost(self, cell: str) -> float:
        """How dear the cell is to hide."""
        empty = _EMPTY if self.counts[cell] == 0 else 0.0
        return _CELL + empty + _TOTAL * self.totals.get(cell, 0) + _SHARED * (len(self.of_cell.get(cell, ())) - 1)

    def around(self, cell: str, ring: int) -> dict[str, None]:
        """The tables that hold the cell, with `ring` times the tables that share a cell with those."""
        names = dict(self.of_cell.get(cell, {}))
        for _ in range(ring):
            inside = [part for name in names for relation in self.tables[name] for part in relation.cells]
            names |= {name: None for part in dict.fromkeys(inside) for name in self.of_cell[part]}
        return names


def _truth(counts: Mapping[str, int], relations: Iterable[Relation], elsewhere: Mapping[str, Known]) -> dict[str, int]:
    """Return the counts with any that fit for cells not among them; PipelineError where none do."""
    exact = {**elsewhere, **{cell: shown(count) for cell, count in counts.items()}}
    found = {cell: what.low for cell, what in exact.items() if what.low == what.high}
    for system in systems(exact, relations):
        answer = system.solve(np.zeros(len(system.cells)), system.low, system.high)
        if answer is None:
            relations = dict.fromkeys(system.origin)
            raise PipelineError(
                f"The figures do not fit: {'; '.join(map(str, relations))}.\n"
                "If the parts do not add up to the total, do not declare them as a sum."
            )
        found |= dict(zip(system.cells, map(int, answer), strict=True))
    return found
