"""One rate or proportion beside another: their ratio and difference with limits, and what change may be printed.

Sources: Breslow and Day 1987 (log limits); Clopper and Pearson 1934, on one count given the sum of two (exact limits);
Newcombe 1998 (Stat Med 17:873), method 10, for a difference of proportions, and its counterpart for rates (Zou and
Donner 2008, Stat Med 27:1693).
"""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from pipeline.errors import PipelineError
from pipeline.statistics.inputs import Column, Estimate, counts, normal_quantile, numbers, populations
from pipeline.statistics.rates import Limits, count_limits, ratio_limits, wilson

Share = tuple[ArrayLike, ArrayLike]  # a count and what it is out of, each a column or one number
SMALLEST_BASE = 10
BASE_ZERO, BASE_SMALL, BASE_MISSING = (
    "the base is zero",
    "the base is below 10: counts only",
    "the base is not available",
)


def rate_ratio(ours: Share, base: Share, method: Literal["log", "exact"] = "log", confidence: float = 0.95) -> Estimate:
    """Return the ratio of our rate to the base rate, with limits; each rate as (count, population).

    "log": exp(ln ratio +- z sqrt(1/x + 1/y)), without limits (NaN) where a count is zero.
    "exact": Clopper-Pearson on our count given both, as small counts need; 0 over y is 0, x over 0 is infinite.
    NaN where both counts are zero. PipelineError for counts below zero and populations of none.
    """
    x, n, y, m = _columns(ours, base)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (x / n) / (y / m)
        if method == "exact":
            limits = ratio_limits(x, y, confidence)
            return Estimate(value, limits.lower * m / n, limits.upper * m / n)
        if method != "log":
            raise PipelineError(f"{method!r} is not a method for limits of a ratio: give 'log' or 'exact'.")
        spread = np.exp(normal_quantile(confidence) * np.sqrt(1 / x + 1 / y))
        known = (x > 0) & (y > 0)
        return Estimate(value, np.where(known, value / spread, np.nan), np.where(known, value * spread, np.nan))


def rate_ratio_p(ours: Share, base: Share) -> Column:
    """Return the exact two-sided p of equal rates: the chance, given both counts' sum, of a split no likelier than ours.

    Binomial; NaN where both counts are zero. It may differ a little from the verdict of the exact limits, which hold
    half of the error in each tail.
    """
    x, n, y, m = _columns(ours, base)
    total, share = x + y, n / (n + m)
    above = x >= total * share
    k, p = np.where(above, x, y), np.where(above, share, 1 - share)  # mirrored, so that ours is always the high side
    likeliest = _log_chance(k, total, p) + 1e-7  # as likely as ours, rounding aside
    few, many = np.full(k.shape, -1.0), np.floor(total * p) + 1
    for _ in range(64):  # halving finds the last count on the other side that is no likelier than ours
        middle = np.floor((few + many) / 2)
        unlikely = (middle > few) & (_log_chance(np.maximum(middle, 0), total, p) <= likeliest)
        few, many = np.where(unlikely, middle, few), np.where(unlikely, many, np.maximum(middle, few + 1))
    with np.errstate(invalid="ignore"):
        ours_or_more = np.where(k == 0, 1.0, special.betainc(np.maximum(k, 1e-300), total - k + 1, p))
        as_far_below = np.where(few < 0, 0.0, special.betaincc(few + 1, total - few, p))
    return np.where(total > 0, np.minimum(1.0, ours_or_more + as_far_below), np.nan)


def _log_chance(count: Column, total: Column, share: Column) -> Column:
    ways = special.gammaln(total + 1) - special.gammaln(count + 1) - special.gammaln(total - count + 1)
    return ways + special.xlogy(count, share) + special.xlog1py(total - count, -share)


def proportion_difference(ours: Share, base: Share, confidence: float = 0.95) -> Estimate:
    """Return our proportion less the base's, from -1 to 1, with Newcombe's limits (of the two Wilson intervals).

    In percentage points when multiplied by 100: never a percentage. PipelineError for a count above its whole.
    """
    x, n, y, m = _columns(ours, base)
    return _difference(x / n, wilson(x, n, confidence), y / m, wilson(y, m, confidence))


def rate_difference(ours: Share, base: Share, per: float, confidence: float = 0.95) -> Estimate:
    """Return our rate less the base's, `per` persons, with limits from those of the two counts (square and add)."""
    x, n, y, m = _columns(ours, base)
    a, b = count_limits(x, confidence), count_limits(y, confidence)
    difference = _difference(x / n, Limits(a.lower / n, a.upper / n), y / m, Limits(b.lower / m, b.upper / m))
    return Estimate(*(per * part for part in difference))


class Change(NamedTuple):
    """Change from an earlier figure: in its own unit, in percent of it (NaN with a reason), and the reason."""

    difference: Column
    percent: Column
    reason: NDArray[np.object_]


def change(later: ArrayLike, earlier: ArrayLike, base_count: ArrayLike | None = None) -> Change:
    """Return the change of each figure, and its percentage only on a base of 10 or more.

    `base_count`: the count on which the earlier figure rests, where the figure itself is a rate or a percentage; its
    difference is then in that unit (5.0% to 5.6% is +0.6 percentage points, and +12%).
    A base of zero or a missing one gives no percentage, a base below 10 counts only: `reason` says which.
    """
    now, before = np.broadcast_arrays(counts(later, "later"), counts(earlier, "earlier"))
    base = np.broadcast_to(before if base_count is None else counts(base_count, "base_count"), before.shape)
    reason = np.select(
        [np.isnan(before) | np.isnan(base), (before == 0) | (base == 0), base < SMALLEST_BASE],
        [BASE_MISSING, BASE_ZERO, BASE_SMALL],
        default="",
    ).astype(object)
    with np.errstate(divide="ignore", invalid="ignore"):
        percent = np.where(reason == "", 100 * (now - before) / before, np.nan)
    return Change(now - before, percent, reason)


def _columns(ours: Share, base: Share) -> list[Column]:
    named = zip((*ours, *base), ("count", "population", "base count", "base population"), strict=True)
    checked = [(populations if "population" in name else counts)(numbers(part, name), name) for part, name in named]
    return list(np.broadcast_arrays(*checked))


def _difference(p: Column, ours: Limits, q: Column, base: Limits) -> Estimate:
    gap = p - q
    below = np.sqrt((p - ours.lower) ** 2 + (base.upper - q) ** 2)
    above = np.sqrt((ours.upper - p) ** 2 + (q - base.lower) ** 2)
    return Estimate(gap, gap - below, gap + above)
