"""Funnels: the limits within which areas of a size differ by chance alone, labels for those outside, over-dispersion.

Proportions: the Wilson test turned round, so that a point is outside if and only if its Wilson limits exclude the
target: funnel and verdict agree. Counts and rates: exact Poisson limits around the expected number.
Sources: Spiegelhalter 2005 (Stat Med 24:1185) for funnels and over-dispersion; Wilson 1927; Garwood 1936; DerSimonian
and Laird 1986 for the variance between areas. Where areas differ by more than chance everywhere (recorded crime),
limits without over-dispersion say nothing.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from pipeline.errors import PipelineError
from pipeline.statistics.inputs import Column, complete, counts, normal_quantile, numbers, populations, refuse, share_of
from pipeline.statistics.rates import Limits

HIGH_001, HIGH_025, LOW_025, LOW_001 = "High (0.001)", "High (0.025)", "Low (0.025)", "Low (0.001)"
INSIDE, NOT_APPLICABLE = "Not significant", "not applicable"
FEWEST_EVENTS = 10  # of a standardised rate
WINSORISED = 0.1


class Dispersion(NamedTuple):
    """How far areas differ beyond chance: `phi` is 1 by chance alone; `tau_squared` is the variance between areas.

    `phi_winsorised` clips the most extreme tenth at each end first, so that outliers do not widen their own limits.
    """

    phi: float
    phi_winsorised: float
    tau_squared: float

    @property
    def widening(self) -> float:
        """What limits are multiplied by: the root of the winsorised phi, never below 1."""
        return float(np.sqrt(max(1.0, self.phi_winsorised)))


def target_of(numerator: ArrayLike, denominator: ArrayLike) -> float:
    """Return the target: all cases over all persons, never the mean of the areas' proportions."""
    x, n = _areas(numerator, denominator)
    return float(x.sum() / n.sum())


def proportion_funnel(target: float, denominator: ArrayLike, confidence: float = 0.95, widening: float = 1.0) -> Limits:
    """Return the funnel's limits for proportions out of each denominator, from 0 to 1, clipped there.

    `widening`: 1, or `Dispersion.widening`. PipelineError for a target outside 0 to 1 or a denominator of none.
    """
    if not 0 <= target <= 1:
        raise PipelineError(f"target: {target:g} is not a proportion: it must be from 0 to 1.")
    n = populations(denominator, "denominator")
    spread = widening * normal_quantile(confidence) * np.sqrt(target * (1 - target) / n)
    return Limits(np.clip(target - spread, 0, 1), np.clip(target + spread, 0, 1))


def poisson_funnel(expected: ArrayLike, confidence: float = 0.95, widening: float = 1.0) -> Limits:
    """Return the numbers of events that lie on the funnel's limits where `expected` are expected (continuous, exact).

    A count on the upper line has `expected` as its own exact lower limit, and the other way round. Divide by
    `expected` for ratios, or by the population for rates. The lower is 0 where even no event would not be low.
    """
    e = populations(expected, "expected")
    tail = (1 - share_of(confidence)) / 2
    none_is_low = np.exp(-e) < tail
    lower = np.where(none_is_low, special.pdtrik(tail, np.where(none_is_low, e, 1e3)), 0.0)
    upper = special.pdtrik(1 - tail, e) + 1
    return Limits(np.maximum(0, e + widening * (lower - e)), e + widening * (upper - e))


def label_proportions(
    numerator: ArrayLike, denominator: ArrayLike, target: float, widening: float = 1.0
) -> NDArray[np.object_]:
    """Return for each area's proportion its label against the target; touching a limit is inside.

    Empty areas are refused; a missing count is "not applicable".
    """
    x, n = _areas(numerator, denominator, missing=True)
    near, far = (proportion_funnel(target, n, confidence, widening) for confidence in (0.95, 0.998))
    return _labels(x / n, near, far)


def label_counts(
    observed: ArrayLike, expected: ArrayLike, widening: float = 1.0, standardised: bool = False
) -> NDArray[np.object_]:
    """Return for each area its label: events seen against the exact Poisson limits around those expected.

    `standardised`: the events of a directly standardised rate, which has none below 10 ("not applicable", as is a
    missing count). Touching a limit is inside.
    """
    x, e = np.broadcast_arrays(counts(observed, "observed"), populations(expected, "expected"))
    near, far = (poisson_funnel(e, confidence, widening) for confidence in (0.95, 0.998))
    return _labels(np.where(standardised & (x < FEWEST_EVENTS), np.nan, x), near, far)


def dispersion_of_proportions(numerator: ArrayLike, denominator: ArrayLike) -> Dispersion:
    """Return how far areas' proportions differ beyond chance around their common proportion (two areas or more)."""
    x, n = _areas(numerator, denominator)
    target = target_of(x, n)
    return _dispersion(x / n - target, np.sqrt(target * (1 - target) / n))


def dispersion_of_counts(observed: ArrayLike, expected: ArrayLike) -> Dispersion:
    """Return how far areas' counts differ beyond chance (Poisson) from those expected; tau squared is of the ratio."""
    x, e = np.broadcast_arrays(counts(observed, "observed"), populations(expected, "expected"))
    return _dispersion(complete(x, "observed") / e - 1, 1 / np.sqrt(e))


def _dispersion(difference: Column, standard_error: Column) -> Dispersion:
    if difference.size < 2 or not (standard_error > 0).all():
        raise PipelineError("Over-dispersion needs two areas or more, and cases in some but not in all.")
    z = difference / standard_error
    clipped = np.clip(z, *np.quantile(z, [WINSORISED, 1 - WINSORISED]))
    w = standard_error**-2
    excess = (clipped**2).sum() - (z.size - 1)
    tau_squared = max(0.0, excess / (w.sum() - (w**2).sum() / w.sum()))
    return Dispersion(float((z**2).mean()), float((clipped**2).mean()), float(tau_squared))


def _areas(numerator: ArrayLike, denominator: ArrayLike, missing: bool = False) -> tuple[Column, Column]:
    x, n = np.broadcast_arrays(
        counts(numbers(numerator, "numerator"), "numerator"), populations(denominator, "denominator")
    )
    refuse(x > n, "is more than the whole: it is not a proportion", x, "numerator")
    return (x, n) if missing else (complete(x, "numerator"), complete(n, "denominator"))


def _labels(value: Column, near: Limits, far: Limits) -> NDArray[np.object_]:
    outside = [
        (value > far.upper, HIGH_001), (value < far.lower, LOW_001),
        (value > near.upper, HIGH_025), (value < near.lower, LOW_025),
    ]  # fmt: skip
    conditions, words = [np.isnan(value)], [NOT_APPLICABLE]
    for condition, word in outside:
        conditions.append(condition)
        words.append(word)
    return np.select(conditions, words, default=INSIDE).astype(object)
