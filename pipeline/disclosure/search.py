"""The cheapest cells to hide so that one small count stays open: a linear programme over the tables around it.

All counts may move away from the true ones as long as every sum holds; a shown cell that moves must be hidden, and costs.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_array, csr_array, eye_array, kron

from pipeline.disclosure.auditor import missing
from pipeline.disclosure.knowledge import Known
from pipeline.disclosure.relations import Relation
from pipeline.disclosure.sheet import Sheet

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class _Region:
    """The cells of some tables as movements away from the true counts: how far now, how far once hidden, at what cost."""

    cells: tuple[str, ...]
    matrix: csr_array
    least: Floats
    most: Floats
    now: tuple[Floats, Floats]
    hidden: tuple[Floats, Floats]
    cost: Floats

    @property
    def open(self) -> NDArray[np.intp]:
        """The cells that may be hidden, by number."""
        return np.flatnonzero(np.isfinite(self.cost))


def additions(sheet: Sheet, cell: str, ring: int) -> frozenset[str]:
    """Return the cheapest cells to hide besides, so that this small cell can take every value; none if nothing helps.

    Looks at the tables within `ring` steps of the cell; cells that other tables share stay shown unless all are in view.
    """
    names = sheet.around(cell, ring)
    relations = [relation for name in names for relation in sheet.tables[name]]
    cells = tuple(dict.fromkeys(part for relation in relations for part in relation.cells))
    shut = missing(sheet.known(cells), relations, cell, sheet.truth) if relations else ()
    if not shut:
        return frozenset()
    # In a plain table whatever moves, moves by as much as the cell itself; percentages and wider rings need more room.
    region = _region(sheet, cells, relations, set(names), reach=(sheet.rule.threshold - 1.0) * 5**ring)
    targets = sorted({shut[0], shut[-1]})
    return frozenset(
        region.cells[number] for number in _cheapest(region, cells.index(cell), targets, sheet.truth[cell])
    )


def _region(
    sheet: Sheet, cells: tuple[str, ...], relations: Iterable[Relation], names: set[str], reach: float
) -> _Region:
    place = {cell: number for number, cell in enumerate(cells)}
    truth = np.array([sheet.truth[cell] for cell in cells], dtype=float)
    lines = [line for relation in relations for line in relation.lines]
    entries = [(row, place[cell], weight) for row, line in enumerate(lines) for cell, weight in line.terms]
    rows, columns, weights = (np.array(part) for part in zip(*entries, strict=True))
    scale = 1 / np.array([max(abs(weight) for _, weight in line.terms) for line in lines])
    matrix = csr_array((weights * scale[rows], (rows, columns)), shape=(len(lines), len(cells)))
    level = matrix @ truth
    least = np.array([-np.inf if line.low is None else line.low for line in lines]) * scale - level
    most = np.array([np.inf if line.high is None else line.high for line in lines]) * scale - level
    # A cell that a table out of view holds too would give itself away there.
    free = [sheet.can_hide(cell) and sheet.of_cell[cell].keys() <= names for cell in cells]
    cost = np.array([sheet.cost(cell) if may else np.inf for cell, may in zip(cells, free, strict=True)])
    now, hidden = ([known(cell) for cell in cells] for known in (lambda cell: sheet.known([cell])[cell], sheet.opened))
    return _Region(
        cells, matrix, least, most, _moves(now, truth, reach), _moves(hidden, truth, reach), cost + _rank(truth)
    )


def _moves(known: list[Known], truth: Floats, reach: float) -> tuple[Floats, Floats]:
    low = np.array([what.low for what in known]) - truth
    high = np.array([np.inf if what.high is None else what.high for what in known]) - truth
    return np.maximum(low, -reach), np.minimum(high, reach)


def _rank(truth: Floats) -> Floats:
    """Between equals the smaller count goes, then the earlier: little is lost, and the choice is always the same."""
    rank = np.empty(len(truth))
    rank[np.argsort(truth, kind="stable")] = np.arange(len(truth))
    return rank / max(1, len(truth)) * 100


def _cheapest(region: _Region, cell: int, targets: list[int], truth: int) -> list[int]:
    """Solve for one movement of all cells per target, and for the cells whose being hidden allows all of them.

    Hiding is a fraction here, so a few cells too many may come back: pruning shows them again.
    """
    copies, size, opened = len(targets), len(region.cells), region.open
    pick = eye_array(size, format="csr")[opened]
    less = region.now[0][opened] - region.hidden[0][opened]
    more = region.hidden[1][opened] - region.now[1][opened]
    each = eye_array(copies)
    rows = block_array([
        [kron(each, region.matrix), None],
        [kron(each, pick), kron(np.ones((copies, 1)), _diagonal(-more))],
        [kron(each, pick), kron(np.ones((copies, 1)), _diagonal(less))],
    ], format="csr") if len(opened) else kron(each, region.matrix, format="csr")  # fmt: skip
    nothing = np.full(copies * len(opened), np.inf)
    least = np.concatenate([np.tile(region.least, copies), -nothing, np.tile(region.now[0][opened], copies)])
    most = np.concatenate([np.tile(region.most, copies), np.tile(region.now[1][opened], copies), nothing])
    held = ~np.isfinite(region.cost)
    ends = (np.where(held, now, out) for now, out in zip(region.now, region.hidden, strict=True))
    low, high = (np.tile(end, (copies, 1)) for end in ends)
    for copy, target in enumerate(targets):
        low[copy, cell] = high[copy, cell] = target - truth
    answer = milp(
        np.concatenate([np.zeros(copies * size), region.cost[opened]]),
        bounds=Bounds(np.concatenate([low.ravel(), 0 * opened]), np.concatenate([high.ravel(), 0 * opened + 1])),
        constraints=LinearConstraint(rows, least, most),
    )
    if answer.x is None:
        return []
    return [int(number) for number in opened[answer.x[copies * size :] > 1e-6]]


def _diagonal(values: Floats) -> csr_array:
    return csr_array((values, (np.arange(len(values)), np.arange(len(values)))), shape=(len(values), len(values)))
