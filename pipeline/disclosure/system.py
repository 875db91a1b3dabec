"""The sums as a system of equations over the cells that are not shown, in pieces that have nothing to do with each other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from pipeline.disclosure.bounds import Counts, Lines, gapless
from pipeline.disclosure.knowledge import Known
from pipeline.disclosure.relations import Line, Relation
from pipeline.errors import PipelineError

# A count that no table of a borough reaches: "no limit" for the solver, which needs a number.
UNLIMITED = 1_000_000
_OPEN = 2**61


@dataclass(frozen=True)
class System:
    """One connected piece: n cells with their bounds, m lines least <= matrix @ counts <= most (int64, exact).

    `origin` gives the relation of each line.
    """

    cells: tuple[str, ...]
    low: Counts
    high: Counts
    matrix: csr_array
    least: Counts
    most: Counts
    origin: tuple[Relation, ...]

    def allows(self, counts: Counts) -> bool:
        """Whether whole-number counts keep every bound and every line, in exact arithmetic."""
        sums = self.matrix @ counts
        return bool(
            (counts >= self.low).all() and (counts <= self.high).all()
            and (sums >= self.least).all() and (sums <= self.most).all()
        )  # fmt: skip

    def solve(self, cost: NDArray[np.float64], low: Counts, high: Counts) -> Counts | None:
        """Return whole-number counts of least cost within the bounds, or None where there are none.

        First what each sum says by itself, then the linear bound (for tables its answer is nearly always whole
        already), then whole numbers.
        """
        low, high = self._lines.tighten(low, high)
        if (low > high).any():
            return None
        if (low == high).all():
            return low if self.allows(low) else None
        for whole in (0, 1):
            found = self._solve(cost, low, high, whole)
            if found is None or self.allows(found):
                return found
        return None

    def only(self, lines: Sequence[int]) -> "System":
        """Return the system with only some of its lines."""
        keep = np.asarray(lines, dtype=int)
        origin = tuple(self.origin[line] for line in lines)
        return replace(self, matrix=self.matrix[keep], least=self.least[keep], most=self.most[keep], origin=origin)

    def bounded(self, low: Counts, high: Counts) -> "System":
        """Return the system with other bounds."""
        return replace(self, low=low, high=high)

    def beside(self, cells: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return the cells that stand in a line with one of these, themselves included, in order."""
        lines = np.unique(self.matrix[:, cells].nonzero()[0])
        return np.union1d(cells, self.matrix[lines].nonzero()[1])

    def around(self, cells: NDArray[np.intp], point: Counts) -> "System":
        """Return the system of these cells alone, all others held at a solution: each answer completes it to another."""
        lines = np.unique(self.matrix[:, cells].nonzero()[0])
        inside = self.matrix[lines][:, cells].tocsr()
        settled = self.matrix[lines] @ point - inside @ point[cells]
        names, origin = tuple(self.cells[cell] for cell in cells), tuple(self.origin[line] for line in lines)
        least, most = self.least[lines] - settled, self.most[lines] - settled
        return System(names, self.low[cells], self.high[cells], inside, least, most, origin)

    @cached_property
    def gapless(self) -> bool:
        """Whether a cell can take every whole number between its least and its most."""
        return gapless(self.matrix)

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.matrix, self.least, self.most)

    @cached_property
    def _constraints(self) -> LinearConstraint:
        """The lines for the solver: scaled, because percentages have coefficients in the thousands."""
        scale = 1 / np.abs(self.matrix).max(axis=1).toarray().ravel()
        rows = self.matrix.astype(float).multiply(scale[:, None]).tocsc()
        least = np.where(self.least <= -_OPEN // 2, -np.inf, self.least * scale)
        return LinearConstraint(rows, least, np.where(self.most >= _OPEN // 2, np.inf, self.most * scale))

    def _solve(self, cost: NDArray[np.float64], low: Counts, high: Counts, whole: int) -> Counts | None:
        if not self.origin:
            return np.where(cost >= 0, low, high)
        answer = milp(
            cost, integrality=np.full(len(cost), whole), bounds=Bounds(low, high), constraints=self._constraints,
            options={"mip_rel_gap": 0},
        )  # fmt: skip
        return None if answer.x is None else np.rint(answer.x).astype(np.int64)


def systems(known: Mapping[str, Known], relations: Iterable[Relation]) -> list[System]:
    """Return the pieces, each over cells that are not shown exactly; a cell nobody speaks of may be any count.

    PipelineError where the shown counts alone break a sum.
    """
    lines = [(line, relation) for relation in relations for line in relation.lines]
    free = {cell: None for cell, what in known.items() if what.low != what.high}
    free |= {cell: None for line, _ in lines for cell, _ in line.terms if cell not in known}
    place = {cell: number for number, cell in enumerate(free)}
    reduced = [_without_shown(line, relation, known) for line, relation in lines]
    kept = [(line, relation) for (line, (_, relation)) in zip(reduced, lines, strict=True) if line.terms]
    return _pieces(tuple(free), place, kept, known)


def _without_shown(line: Line, relation: Relation, known: Mapping[str, Known]) -> Line:
    at_hand = {cell: known[cell].low for cell, _ in line.terms if cell in known and known[cell].low == known[cell].high}
    settled = sum(weight * at_hand[cell] for cell, weight in line.terms if cell in at_hand)
    terms = tuple((cell, weight) for cell, weight in line.terms if cell not in at_hand)
    low = None if line.low is None else line.low - settled
    high = None if line.high is None else line.high - settled
    if not terms and ((low or 0) > 0 or (high or 0) < 0):
        raise PipelineError(
            f"The figures shown do not fit: {relation}.\nIf the parts do not add up to the total (people counted twice, "
            "revised or rounded figures), do not declare them as a sum."
        )
    return Line(terms, low, high)


def _pieces(
    cells: tuple[str, ...], place: Mapping[str, int], lines: list[tuple[Line, Relation]], known: Mapping[str, Known]
) -> list[System]:
    """Cut the whole system at its connected components; each keeps the order of cells and of lines."""
    matrix = _matrix(lines, place)
    links = coo_array(matrix)
    size = len(cells) + len(lines)
    graph = coo_array((np.ones(links.nnz), (links.coords[1], links.coords[0] + len(cells))), shape=(size, size))
    number, label = connected_components(graph, directed=False)
    mine, theirs = np.arange(len(cells)), np.arange(len(lines))
    by_piece = np.argsort(label[mine], kind="stable"), np.argsort(label[len(cells) + theirs], kind="stable")
    cuts = [np.searchsorted(np.sort(label[part]), np.arange(1, number)) for part in (mine, len(cells) + theirs)]
    groups = zip(np.split(by_piece[0], cuts[0]), np.split(by_piece[1], cuts[1]), strict=True)
    return [
        _system(tuple(cells[n] for n in columns), matrix[rows][:, columns].tocsr(), [lines[n] for n in rows], known)
        for columns, rows in groups
        if len(columns)
    ]


def _matrix(lines: list[tuple[Line, Relation]], place: Mapping[str, int]) -> csr_array:
    entries = [(row, place[cell], weight) for row, (line, _) in enumerate(lines) for cell, weight in line.terms]
    rows, columns, weights = zip(*entries, strict=True) if entries else ((), (), ())
    shape = (len(lines), len(place))
    return csr_array((np.array(weights, dtype=np.int64), (np.array(rows, int), np.array(columns, int))), shape=shape)


def _system(
    cells: tuple[str, ...], matrix: csr_array, lines: list[tuple[Line, Relation]], known: Mapping[str, Known]
) -> System:
    bounds = [known.get(cell, Known(0)) for cell in cells]
    limits = [(line.low, line.high) for line, _ in lines]
    return System(
        cells,
        np.array([bound.low for bound in bounds], dtype=np.int64),
        np.array([UNLIMITED if bound.high is None else bound.high for bound in bounds], dtype=np.int64),
        matrix,
        np.array([-_OPEN if low is None else low for low, _ in limits], dtype=np.int64),
        np.array([_OPEN if high is None else high for _, high in limits], dtype=np.int64),
        tuple(relation for _, relation in lines),
    )
