"""A borough's worth of tables, invented, is controlled while one waits."""

import time

import numpy as np
import pytest

from pipeline.disclosure import RULES, Sum, control


def borough(tables, rows=10, columns=5, people=900):
    """Counts and sums of so many two-way tables of one borough's people, all with the same total."""
    random = np.random.default_rng(0)
    counts, sums = {"all": people}, []
    for name in map(str, range(tables)):
        shares = np.outer(random.dirichlet(np.full(rows, 2)), random.dirichlet(np.full(columns, 1.5)))
        cells = random.multinomial(people, shares.ravel()).reshape(rows, columns)
        ids = np.array([[f"{name} r{row} c{column}" for column in range(columns)] for row in range(rows)])
        for axis, word, size in ((1, "row", rows), (0, "column", columns)):
            totals = [f"{name} {word} {number}" for number in range(size)]
            counts |= dict(zip(totals, map(int, cells.sum(axis=axis)), strict=True))
            lines = ids if axis else ids.T
            sums += [Sum(total, tuple(line), name) for total, line in zip(totals, lines, strict=True)]
            sums.append(Sum("all", tuple(totals), name))
        counts |= dict(zip(ids.ravel(), map(int, cells.ravel()), strict=True))
    return counts, sums


@pytest.mark.slow
def test_forty_tables_take_seconds():
    counts, sums = borough(40)

    start = time.process_time()
    pattern = control(counts, sums, RULES["ndtms public"])

    assert pattern.safe
    assert time.process_time() - start < 20
