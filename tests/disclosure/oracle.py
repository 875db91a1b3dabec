"""An oracle for the auditor: tries every combination of counts, knowing nothing of linear programming."""

from fractions import Fraction
from itertools import product

from pipeline.disclosure import Share


def possible(known, relations, cap=9):
    """Return the set of values of every cell over all combinations that fit; cells without a limit stop at `cap`."""
    cells = [*known, *(cell for relation in relations for cell in relation.cells if cell not in known)]
    cells = list(dict.fromkeys(cells))
    spans = [_span(known.get(cell), cap) for cell in cells]
    values = {cell: set() for cell in cells}
    for counts in product(*spans):
        here = dict(zip(cells, counts, strict=True))
        if all(_holds(found, here) for found in relations):
            for cell, count in here.items():
                values[cell].add(count)
    return values


def _span(what, cap):
    return range(cap + 1) if what is None else range(what.low, (cap if what.high is None else what.high) + 1)


def _holds(found, here):
    if isinstance(found, Share):
        half = Fraction(1, 2 * 10**found.decimals)
        printed, part, base = Fraction(str(found.printed)), here[found.part], here[found.base]
        return (printed - half) * base <= found.per * part <= (printed + half) * base
    return here[found.total] == sum(here[part] for part in found.parts)
