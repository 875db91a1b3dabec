"""The recent trend of five independent annual points: increasing, decreasing, or no significant change.

A trend needs chi-squared above 9.549535706083 (1 df, p below 0.002) and a slope whose sign stays when any one point is
left out. Otherwise it says why it cannot be judged: points that overlap, a break, a change of denominator, a gap.
Source: Fingertips technical guidance, recent trends; Armitage 1955 (Biometrics 11:375) for proportions.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from pipeline.errors import PipelineError
from pipeline.states import Flag, State, split_flags
from pipeline.statistics.inputs import Column, complete, counts, numbers, populations, refuse

POINTS = 5
THRESHOLD = 9.549535706083
INCREASING, DECREASING, NO_CHANGE = "increasing", "decreasing", "no significant change"
CANNOT = State.CANNOT_CALCULATE.value
_YEARS = np.arange(1.0, POINTS + 1)
_KEEP = np.vstack([np.ones(POINTS), 1 - np.eye(POINTS)])  # all five points, then each left out in turn


class Trends(NamedTuple):
    """Of each series: the verdict, chi-squared and the slope for a year (of the logit, or in units of the value)."""

    verdict: NDArray[np.object_]
    chi_squared: Column
    slope: Column


def trend_of_proportions(numerator: ArrayLike, denominator: ArrayLike) -> Trends:
    """Return the trend of proportions: series of five yearly counts, oldest first, along the last axis.

    Cochran-Armitage chi-squared; the slopes that must agree are those of log odds. Where a count is 0 or the whole,
    half a case is added to both sides of that series, for its log odds would be infinite.
    A series of nothing or of everything only "cannot be calculated" (NaN). PipelineError for any missing figure, a
    count above its whole, or other than five points.
    """
    x, n = (
        _five(complete(counts(numerator, "numerator"), "numerator")),
        _five(complete(populations(denominator, "denominator"), "denominator")),
    )
    refuse(x > n, "is more than the whole: it is not a proportion", x, "numerator")
    total, whole = x.sum(-1), n.sum(-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        chi_squared = (
            whole * (whole * (x * _YEARS).sum(-1) - total * (n * _YEARS).sum(-1)) ** 2
            / (total * (whole - total) * (whole * (n * _YEARS**2).sum(-1) - (n * _YEARS).sum(-1) ** 2))
        )  # fmt: skip
        half = np.where(((x == 0) | (x == n)).any(-1, keepdims=True), 0.5, 0.0)
        slopes = _slopes(np.log((x + half) / (n - x + half)), np.ones_like(x))
    return _judged(chi_squared, slopes)


def trend_of_values(value: ArrayLike, lower: ArrayLike, upper: ArrayLike) -> Trends:
    """Return the trend of values with 95% limits: series of five yearly values, oldest first, along the last axis.

    The weight of a value is 1/SE squared with SE = (upper - lower) / 3.92; chi-squared is (slope / its SE) squared.
    PipelineError for a missing figure, limits without width, or other than five points.
    """
    v, low, high = (
        _five(complete(numbers(part, name), name))
        for part, name in ((value, "value"), (lower, "lower"), (upper, "upper"))
    )
    refuse(high <= low, "is not above its lower limit", high, "upper")
    weight = (3.92 / (high - low)) ** 2
    slopes = _slopes(v, weight)
    mean = (weight * _YEARS).sum(-1) / weight.sum(-1)
    spread = (weight * (_YEARS - mean[..., None]) ** 2).sum(-1)
    return _judged(slopes[..., 0] ** 2 * spread, slopes)


def recent_trend(rows: pd.DataFrame, kind: Literal["proportion", "value"], by: Sequence[str] = ()) -> pd.DataFrame:
    """Return for each `by` (area, group ...) the verdict on its latest five years, or why there is none.

    `rows`: indicator rows (period_start, period_end, state, flags, and numerator, denominator for proportions or
    value, lower, upper for others). Result: the `by` columns, verdict, chi_squared, slope, state, reason.
    """
    groups = list(rows.groupby(list(by), sort=False)) if by else [((), rows)]
    return pd.DataFrame([dict(zip(by, key, strict=True)) | _latest(group, kind) for key, group in groups])


def _latest(series: pd.DataFrame, kind: str) -> dict[str, object]:
    latest = series.sort_values("period_end").tail(POINTS)
    reason = why_not(latest, kind)
    if reason:
        return _row(CANNOT, np.nan, np.nan, reason)
    if kind == "proportion":
        trend = trend_of_proportions(latest["numerator"], latest["denominator"])
    else:
        trend = trend_of_values(latest["value"], latest["lower"], latest["upper"])
    verdict = str(trend.verdict)
    return _row(
        verdict, float(trend.chi_squared), float(trend.slope), "none or all in every year" if verdict == CANNOT else ""
    )


def _row(verdict: str, chi_squared: float, slope: float, reason: str) -> dict[str, object]:
    state = State.CANNOT_CALCULATE if verdict == CANNOT else State.OK
    return {"verdict": verdict, "chi_squared": chi_squared, "slope": slope, "state": state.value, "reason": reason}


def why_not(points: pd.DataFrame, kind: str = "value") -> str:
    """Return why these points, in order of time, give no trend ("" where they do): the first cause that holds."""
    start, end = points["period_start"].reset_index(drop=True), points["period_end"].reset_index(drop=True)
    days = (end - start).dt.days + 1
    between = (start.shift(-1) - end).dt.days.dropna()
    flags = [split_flags(cell) for cell in points["flags"]]
    fixed = [Flag.FIXED_DENOMINATOR in cell for cell in flags]
    needed = ["numerator", "denominator"] if kind == "proportion" else ["value", "lower", "upper"]
    causes = {
        "a partial year is among the points": any(Flag.PARTIAL_PERIOD in cell for cell in flags),
        "not annual figures": (days < 365).any(),
        "periods overlap: pooled or rolling figures are not independent": (days > 366).any() or (between < 1).any(),
        "fewer than 5 annual points": len(points) < POINTS,
        "a year is missing between the points": (between > 1).any(),
        "a break in the series lies between the points": any(Flag.BREAK_BEFORE in cell for cell in flags[1:]),
        "the denominator changes between the points": len(set(fixed)) > 1,
        "a figure is not available": (points["state"] != State.OK).any(),
        "limits are not published": points[needed].isna().any(axis=None),
    }
    return next((cause for cause, holds in causes.items() if holds), "")


def _five(column: Column) -> Column:
    if column.shape[-1:] != (POINTS,):
        raise PipelineError(f"A trend is of {POINTS} annual points, not {column.shape[-1] if column.ndim else 1}.")
    return column


def _slopes(y: Column, weight: Column) -> Column:
    """Weighted slopes on the year: of all points first, then with each left out."""
    w = weight[..., None, :] * _KEEP
    total = w.sum(-1)
    t_mean, y_mean = (w * _YEARS).sum(-1) / total, (w * y[..., None, :]).sum(-1) / total
    t = _YEARS - t_mean[..., None]
    return (w * t * (y[..., None, :] - y_mean[..., None])).sum(-1) / (w * t**2).sum(-1)


def _judged(chi_squared: Column, slopes: Column) -> Trends:
    rising, falling = (slopes > 0).all(-1), (slopes < 0).all(-1)
    clear = chi_squared > THRESHOLD
    verdict = np.select(
        [np.isnan(chi_squared), clear & rising, clear & falling], [CANNOT, INCREASING, DECREASING], default=NO_CHANGE
    ).astype(object)
    return Trends(verdict, chi_squared, slopes[..., 0])
