"""Ticks at round numbers, and how many digits they need."""

from collections.abc import Sequence

from matplotlib.ticker import MaxNLocator


def round_ticks(top: float, number: int, *, whole: bool = False) -> list[float]:
    """Return at most `number` round values above 0 and up to `top`, and 0; at least one above 0."""
    locator = MaxNLocator(nbins=number, steps=[1, 2, 5, 10], integer=whole)
    found = [float(tick) for tick in locator.tick_values(0, top if top > 0 else 1) if tick >= 0]
    return [tick for tick in found if tick <= top] if found[1] <= top else found[:2]


def digits_of(ticks: Sequence[float]) -> int:
    """Return how many digits after the point the ticks need."""
    return next((digits for digits in range(4) if all(round(tick, digits) == round(tick, 6) for tick in ticks)), 4)
