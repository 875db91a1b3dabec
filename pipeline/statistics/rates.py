"""Proportions, counts, crude rates and ratios with their confidence limits, for whole columns at once.

Formulas: Wilson 1927 for proportions; exact Poisson limits (chi-squared) for counts below 10 and Byar's approximation
from 10 (Breslow and Day 1987), as the Fingertips technical guidance has it. Missing figures stay missing.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import special

from pipeline.errors import PipelineError
from pipeline.states import State
from pipeline.statistics.inputs import normal_quantile, share_of

Column = NDArray[np.float64]
EXACT_BELOW = 10


class Limits(NamedTuple):
    """The lower and the upper confidence limit of each value."""

    lower: Column
    upper: Column


def wilson(numerator: ArrayLike, denominator: ArrayLike, confidence: float = 0.95) -> Limits:
    """Return Wilson score limits of each proportion, from 0 to 1; nothing out of nobody has none (NaN)."""
    x, n = _parts(numerator, denominator)
    _refuse(x > n, "is more than the whole: it is not a proportion, use a rate", x, n)
    z = normal_quantile(confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = z * np.sqrt(z**2 + 4 * x * (1 - x / n))
        lower = (2 * x + z**2 - spread) / (2 * (n + z**2))
        upper = (2 * x + z**2 + spread) / (2 * (n + z**2))
    # None and all are limits of themselves: the formula misses 0 and 1 by a rounding error.
    lower, upper = np.where(x == 0, 0.0, lower), np.where(x == n, 1.0, upper)
    return _only_where(n > 0, lower, upper)


def count_limits(count: ArrayLike, confidence: float = 0.95) -> Limits:
    """Return limits of each count: exact (Poisson) below 10, Byar's from 10."""
    x, _ = _parts(count, 1)
    z, tail = normal_quantile(confidence), (1 - share_of(confidence)) / 2
    more = x + 1
    with np.errstate(divide="ignore", invalid="ignore"):
        lower = np.asarray(x * (1 - 1 / (9 * x) - z / (3 * np.sqrt(x))) ** 3)
        upper = np.asarray(more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3)
    few = x < EXACT_BELOW  # only these need the slow inverse: a million rates take half a second instead of two
    lower[few] = np.where(x[few] == 0, 0.0, special.gammaincinv(x[few], tail))
    upper[few] = special.gammaincinv(x[few] + 1, 1 - tail)
    return Limits(lower, upper)


def ratio_limits(numerator: ArrayLike, denominator: ArrayLike, confidence: float = 0.95) -> Limits:
    """Return exact limits of the ratio of two counts, given their sum (Clopper-Pearson); infinite over no count."""
    x, y = _parts(numerator, denominator)
    tail = (1 - share_of(confidence)) / 2
    # The other count's share is inverted at each end: u / (1 - u) would lose digits where u is close to 1.
    rest_at_lower = np.where(x == 0, 1.0, special.betaincinv(y + 1, x, 1 - tail))
    rest_at_upper = np.where(y == 0, 0.0, special.betaincinv(y, x + 1, tail))
    with np.errstate(divide="ignore", invalid="ignore"):
        return _only_where(x + y > 0, (1 - rest_at_lower) / rest_at_lower, (1 - rest_at_upper) / rest_at_upper)


def proportion(frame: pd.DataFrame, per: float = 100) -> pd.DataFrame:
    """Return the frame with value, lower, upper and state: numerator out of denominator, with Wilson limits."""
    return _estimated(frame, per, wilson(frame["numerator"], frame["denominator"]))


def crude_rate(frame: pd.DataFrame, per: float) -> pd.DataFrame:
    """Return the frame with value, lower, upper and state: numerator for each `per` of the denominator.

    The denominator is taken as known; a rate may be more than `per`, since one resident may be counted twice.
    """
    counts = count_limits(frame["numerator"])
    _, n = _parts(frame["numerator"], frame["denominator"])
    with np.errstate(divide="ignore", invalid="ignore"):
        return _estimated(frame, per, Limits(counts.lower / n, counts.upper / n))


def ratio(frame: pd.DataFrame, per: float = 100) -> pd.DataFrame:
    """Return the frame with value, lower, upper and state: one count for each `per` of another, with exact limits."""
    return _estimated(frame, per, ratio_limits(frame["numerator"], frame["denominator"]))


def _estimated(frame: pd.DataFrame, per: float, limits: Limits) -> pd.DataFrame:
    known = frame["denominator"].to_numpy(dtype="float64") > 0
    value = (per * frame["numerator"] / frame["denominator"]).where(known)
    lower, upper = (pd.Series(per * limit, index=frame.index).where(known) for limit in limits)
    return frame.assign(value=value, lower=lower, upper=upper, state=_states(frame, value))


def _states(frame: pd.DataFrame, value: pd.Series) -> pd.Series:
    """Say of each row without a value why: what the publisher did with the count, or that the sum cannot be done."""
    published = frame["state"] if "state" in frame else pd.Series(State.OK.value, index=frame.index)
    withheld = published.ne(State.OK.value)
    missing = frame["numerator"].isna() & ~withheld
    incalculable = value.isna() & ~withheld & ~missing
    return published.mask(missing, State.NOT_AVAILABLE.value).mask(incalculable, State.CANNOT_CALCULATE.value)


def _parts(numerator: ArrayLike, denominator: ArrayLike) -> tuple[Column, Column]:
    x, n = np.broadcast_arrays(np.asarray(numerator, dtype="float64"), np.asarray(denominator, dtype="float64"))
    _refuse(x < 0, "is below zero: not a count", x, n)
    _refuse(n < 0, "is out of less than nobody: not a population", x, n)
    return x, n


def _refuse(bad: NDArray[np.bool_], why: str, x: Column, n: Column) -> None:
    if bad.any():
        first = np.flatnonzero(bad)[0]
        raise PipelineError(
            f"{bad.sum()} of {bad.size} counts cannot be used.\n"
            f"The first: {x.flat[first]:g} (of {n.flat[first]:g}) {why}.\n"
            "Correct the table that the count comes from."
        )


def _only_where(known: NDArray[np.bool_], lower: Column, upper: Column) -> Limits:
    return Limits(np.where(known, lower, np.nan), np.where(known, upper, np.nan))
