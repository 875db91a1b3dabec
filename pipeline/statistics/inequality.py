"""The slope and the relative index of inequality over groups ordered from the most to the least deprived.

For health measures by deprivation group; never for recorded offences, which are counted where they happen.
Both assume a straight line (on the chosen scale) over the groups: look at it first.
Sources: Mackenbach and Kunst 1997 (Soc Sci Med 44:757); Moreno-Betancur et al. 2015 (Epidemiology 26:518) for the
multiplicative model; limits from the groups' standard errors by the delta method, exact for the untransformed slope.
"""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from pipeline.errors import PipelineError
from pipeline.statistics.inputs import Column, Estimate, complete, normal_quantile, numbers, populations, refuse

FEWEST_GROUPS, MOST_GROUPS, USUAL_GROUPS = 5, 100, 10
Transform = Literal["none", "log", "logit"]


class Inequality(NamedTuple):
    """The slope index (least less most deprived end, in the value's unit), relative index, and the fitted ends.

    `relative` below 1: the least deprived end has less of it. `note` is a caution to print, or "".
    """

    slope: Estimate
    relative: Estimate
    most_deprived: Column
    least_deprived: Column
    note: str

    @property
    def most_to_least(self) -> Estimate:
        """The relative index turned round: the most deprived end for each of the least deprived."""
        value, lower, upper = self.relative
        return Estimate(1 / value, 1 / upper, 1 / lower)


def slope_index(
    population: ArrayLike,
    value: ArrayLike,
    standard_error: ArrayLike,
    transform: Transform = "none",
    confidence: float = 0.95,
) -> Inequality:
    """Return the slope and the relative index of inequality, with limits.

    Groups lie along the last axis, most deprived first; earlier axes are areas or years. `value` is a rate, or with
    "logit" a proportion from 0 to 1; `standard_error` is on the scale of the transform (see `error_from_limits`).
    "log" is preferred for rates: its relative index cannot be negative. The relative index is NaN where a fitted end
    is not above zero. PipelineError: other than 5 to 100 groups, no population, a missing figure, a standard error not
    above zero, a value of zero or less with "log", or outside 0 to 1 with "logit".
    """
    a, y, se = _groups(population, value, standard_error)
    y = _transformed(y, transform, "value")
    share = a / a.sum(-1, keepdims=True)
    position = share.cumsum(-1) - share / 2
    centred = position - (share * position).sum(-1, keepdims=True)
    h = share * centred / (share * centred**2).sum(-1, keepdims=True)  # the slope is the sum of h times y
    most = share - h * (share * position).sum(-1, keepdims=True)  # the fit at 0, so the fit at 1 is most + h
    fits = (most * y).sum(-1), ((most + h) * y).sum(-1)
    errors = [(one * other * se**2).sum(-1) for one, other in ((most, most), (most, most + h), (most + h, most + h))]
    return _indices(fits, errors, transform, normal_quantile(confidence), a.shape[-1])


def _indices(
    fits: tuple[Column, Column], errors: list[Column], transform: Transform, z: float, groups: int
) -> Inequality:
    """Carry the fitted ends and their (co)variances back to the value's own scale."""
    (low, low_steep), (high, high_steep) = (_back(fit, transform) for fit in fits)
    v_low, v_both, v_high = errors
    spread = z * np.sqrt(high_steep**2 * v_high + low_steep**2 * v_low - 2 * high_steep * low_steep * v_both)
    positive = (low > 0) & (high > 0)
    p, q = np.where(positive, high, np.nan), np.where(positive, low, np.nan)
    wide = (high_steep / p) ** 2 * v_high + (low_steep / q) ** 2 * v_low - 2 * high_steep * low_steep / (p * q) * v_both
    factor = np.exp(z * np.sqrt(np.maximum(wide, 0)))
    slope, relative = high - low, p / q
    return Inequality(
        Estimate(slope, slope - spread, slope + spread), Estimate(relative, relative / factor, relative * factor),
        low, high, f"{groups} groups: more than ten rest on small numbers each" if groups > USUAL_GROUPS else "",
    )  # fmt: skip


def _back(fit: Column, transform: Transform) -> tuple[Column, Column]:
    """Return the fit on the value's scale, and how steeply it changes there."""
    if transform == "log":
        return np.exp(fit), np.exp(fit)
    if transform == "logit":
        share = special.expit(fit)
        return share, share * (1 - share)
    return fit, np.ones_like(fit)


def error_from_limits(
    lower: ArrayLike, upper: ArrayLike, transform: Transform = "none", confidence: float = 0.95
) -> Column:
    """Return the standard error of each value on the scale of the transform, from its published limits.

    Half the width of the limits, transformed, over the normal deviate. A lower limit of zero has no logarithm:
    PipelineError.
    """
    low, high = (
        _transformed(numbers(part, name), transform, name) for part, name in ((lower, "lower"), (upper, "upper"))
    )
    return (high - low) / (2 * normal_quantile(confidence))


def _transformed(y: Column, transform: Transform, name: str) -> Column:
    if transform == "none":
        return y
    if transform == "log":
        refuse(y <= 0, "has no logarithm: use no transform, or join groups", y, name)
        return np.log(y)
    if transform == "logit":
        refuse((y <= 0) | (y >= 1), "has no log odds: give proportions above 0 and below 1", y, name)
        return special.logit(y)
    raise PipelineError(f"{transform!r} is not a transform: give 'none', 'log' or 'logit'.")


def _groups(population: ArrayLike, value: ArrayLike, standard_error: ArrayLike) -> tuple[Column, Column, Column]:
    a = complete(populations(population, "population"), "population")
    y, se = (
        complete(numbers(value, "value"), "value"),
        complete(numbers(standard_error, "standard_error"), "standard_error"),
    )
    refuse(se <= 0, "is not above zero: a group without events has no standard error", se, "standard_error")
    a, y, se = np.broadcast_arrays(a, y, se)
    number = a.shape[-1] if a.ndim else 1
    if not FEWEST_GROUPS <= number <= MOST_GROUPS:
        raise PipelineError(f"{number} groups: an index of inequality needs {FEWEST_GROUPS} to {MOST_GROUPS}.")
    return a, y, se
