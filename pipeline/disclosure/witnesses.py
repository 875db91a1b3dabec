"""Proof by example: whole-number solutions found so far, each of which shows values that many cells can take at once."""

from collections.abc import Mapping, Sequence

import numpy as np

from pipeline.disclosure.knowledge import Known
from pipeline.disclosure.system import UNLIMITED, Counts, System

# Above so many cells, a solution is sought near the cell in question first.
_LARGE = 50


class Witnesses:
    """What the cells of one system can be; every answer is exact, and every solution found answers later questions.

    `wanted`: for each cell the range that must stay possible, or None; solutions are sought at its ends first.
    `points`: solutions known beforehand, k of them, as an array (k, cells).
    """

    def __init__(self, system: System, wanted: Sequence[tuple[int, int] | None], points: Counts | None = None) -> None:
        """Start with the solutions known beforehand."""
        self.system = system
        self.wanted = tuple(wanted)
        self.points = np.empty((0, len(system.cells)), dtype=np.int64) if points is None else points
        self._limits: dict[tuple[int, int], int | None] = {}
        self._ruled_out: set[tuple[int, int]] = set()
        self._parts: dict[int, tuple[np.ndarray, System]] = {}

    def can_be(self, cell: int, value: int) -> bool:
        """Whether some solution gives the cell this value."""
        if (self.points[:, cell] == value).any():
            return True
        if not self.system.low[cell] <= value <= self.system.high[cell]:
            return False
        if (cell, value) not in self._ruled_out and not self._keep(self._at(cell, value, self._elsewhere(cell, value))):
            self._ruled_out.add((cell, value))
        return (cell, value) not in self._ruled_out

    def is_open(self, cell: int) -> bool:
        """Whether the cell can take every value of its wanted range."""
        return all(self.can_be(cell, value) for value in self._asked(cell))

    def missing(self, cell: int) -> tuple[int, ...]:
        """The values of the wanted range that the cell cannot take: none if it is safe."""
        if self.is_open(cell):
            return ()
        low, high = self.wanted[cell] or (1, 0)
        return tuple(value for value in range(low, high + 1) if not self.can_be(cell, value))

    def _asked(self, cell: int) -> tuple[int, ...]:
        """The values to ask for: the ends, and those between where there may be gaps."""
        if (wanted := self.wanted[cell]) is None:
            return ()
        return wanted if self.system.gapless else (*wanted, *range(wanted[0] + 1, wanted[1]))

    def least(self, cell: int) -> int | None:
        """The smallest value that the cell can take; None where nothing fits at all."""
        return self._limit(cell, 1)

    def most(self, cell: int) -> int | None:
        """The largest value that the cell can take, `UNLIMITED` or nearly so without a limit; None where nothing fits."""
        return self._limit(cell, -1)

    def _limit(self, cell: int, sign: int) -> int | None:
        """Return the limit, from the bound itself where some solution reaches it, else from the solver."""
        bound = int((self.system.low if sign == 1 else self.system.high)[cell])
        if (self.points[:, cell] == bound).any():
            return bound
        if (cell, sign) not in self._limits:
            cost = np.zeros(len(self.system.cells))
            cost[cell] = sign
            found = self.system.solve(cost, self.system.low, self.system.high)
            self._limits[cell, sign] = int(found[cell]) if self._keep(found) and found is not None else None
        return self._limits[cell, sign]

    def _at(self, cell: int, value: int, cost: np.ndarray) -> Counts | None:
        """Return a solution that gives the cell this value: near it if possible (quick), else anywhere."""
        if len(self.system.cells) > _LARGE and len(self.points):
            columns, part = self._near(cell)
            found = _fixed(part, int(np.searchsorted(columns, cell)), value, cost[columns])
            if found is not None:
                whole = self.points[0].copy()
                whole[columns] = found
                return whole
        return _fixed(self.system, cell, value, cost)

    def _near(self, cell: int) -> tuple[np.ndarray, System]:
        """The cells two lines around this one, and their system with all others as in the first solution."""
        if cell not in self._parts:
            columns = self.system.beside(self.system.beside(np.array([cell])))
            self._parts[cell] = columns, self.system.around(columns, self.points[0])
        return self._parts[cell]

    def _elsewhere(self, cell: int, value: int) -> np.ndarray:
        """Push the other wanted cells to the same end of their range, so that one solution answers for many."""
        wanted = self.wanted[cell]
        sign = 0.0 if wanted is None or wanted[0] < value < wanted[1] else 1.0 if value == wanted[0] else -1.0
        pushed = np.array([span is not None for span in self.wanted]) & (self.system.high < UNLIMITED)
        return sign * pushed

    def _keep(self, found: Counts | None) -> bool:
        if found is not None:
            self.points = np.vstack([self.points, found])
        return found is not None


def witnesses(system: System, known: Mapping[str, Known], solution: Mapping[str, int] | None = None) -> Witnesses:
    """Return what is proved of one system so far: nothing, or the one solution known beforehand."""
    point = None if solution is None else np.array([[solution[cell] for cell in system.cells]], dtype=np.int64)
    return Witnesses(system, [known[cell].whole if cell in known else None for cell in system.cells], point)


def _fixed(system: System, cell: int, value: int, cost: np.ndarray) -> Counts | None:
    low, high = system.low.copy(), system.high.copy()
    low[cell] = high[cell] = value
    return system.solve(cost, low, high)
