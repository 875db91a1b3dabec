"""Labels pushed apart, each as near as can be to where it belongs."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np


def apart(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Return middles for labels of these heights, each as near as can be to where it is wanted, none touching another.

    Neighbours that would touch move together (pooling, as in isotonic regression), inside low to high.
    """
    order = sorted(range(len(wanted)), key=lambda place: (wanted[place], -place))
    tall = [heights[place] for place in order]
    offset = np.cumsum([0.0, *((one + two) / 2 for one, two in pairwise(tall))])
    pools: list[tuple[float, int]] = []  # mean and number of the labels that move together
    for place, shift in zip(order, offset, strict=True):
        mean, number = wanted[place] - shift, 1
        while pools and pools[-1][0] > mean:
            before, many = pools.pop()
            mean, number = (before * many + mean * number) / (many + number), many + number
        pools.append((mean, number))
    even = np.repeat([mean for mean, _ in pools], [number for _, number in pools])
    bottom, top = low + tall[0] / 2, high - tall[-1] / 2 - offset[-1]
    middles = np.clip(even, bottom, max(bottom, top)) + offset
    return [float(middles[order.index(place)]) for place in range(len(wanted))]
