"""What each sum alone says about each of its cells, passed on from sum to sum until nothing changes: cheap, often enough."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

Counts = NDArray[np.int64]


class Lines:
    """m lines least <= matrix @ counts <= most over n cells, ready to tighten bounds; one-sided lines have huge limits."""

    def __init__(self, matrix: csr_array, least: Counts, most: Counts) -> None:
        """Take the entries of the matrix apart: line, cell and weight of each."""
        entries = matrix.tocoo()
        self.line, self.cell = entries.coords
        self.weight = entries.data
        self.least, self.most = least.astype(float), most.astype(float)

    def tighten(self, low: Counts, high: Counts) -> tuple[Counts, Counts]:
        """Return the bounds that follow from `low` and `high`; some low above its high means that nothing fits."""
        least, most = low.astype(np.float64), high.astype(np.float64)
        for _ in range(12):
            before = least.sum() - most.sum()
            self._once(least, most)
            if least.sum() - most.sum() == before or (least > most).any():
                break
        return least.astype(np.int64), most.astype(np.int64)

    def _once(self, low: NDArray[np.float64], high: NDArray[np.float64]) -> None:
        up = self.weight > 0
        ends = self.weight * low[self.cell], self.weight * high[self.cell]
        small, large = np.where(up, *ends), np.where(up, *ends[::-1])
        size = len(self.least)
        least, most = (np.bincount(self.line, part, size)[self.line] - part for part in (small, large))
        # weight x count lies between what the line needs when all others are largest, and when all are smallest.
        floor, ceiling = self.least[self.line] - most, self.most[self.line] - least
        first, last = np.where(up, floor, ceiling) / self.weight, np.where(up, ceiling, floor) / self.weight
        np.maximum.at(low, self.cell, np.ceil(first - 1e-6))
        np.minimum.at(high, self.cell, np.floor(last + 1e-6))


def gapless(matrix: csr_array) -> bool:
    """Whether a cell can take every whole number between its least and its most (a sufficient test).

    True where no cell stands in more than two lines, all weights are 1 or -1, and lines can be put on two sides of a
    network: then the matrix is totally unimodular (Heller and Tompkins 1956). One table with its margins is so; tables
    that share margins may not be.
    """
    columns = matrix.tocsc()
    often = np.diff(columns.indptr)
    if (often > 2).any() or (np.abs(columns.data) != 1).any():
        return False
    first = columns.indptr[:-1][often == 2]
    one, other = columns.indices[first], columns.indices[first + 1]
    lines, crossed = matrix.shape[0], columns.data[first] == columns.data[first + 1]
    # Each line twice, once for each side; lines that a cell links with equal signs lie on different sides.
    ends = np.concatenate([one, one + lines]), np.concatenate([other + lines * crossed, other + lines * ~crossed])
    _, side = connected_components(
        coo_array((np.ones(len(ends[0])), ends), shape=(2 * lines, 2 * lines)), directed=False
    )
    return bool((side[:lines] != side[lines:]).all())
