"""The recent trend of every series of an indicator: a verdict over five independent years, or why there is none.

The same rule and words as `statistics.trend.recent_trend`, for all areas and groups at once.
"""

import numpy as np
import pandas as pd

from pipeline.indicators.indicator import Indicator
from pipeline.indicators.minimum import too_few
from pipeline.states import Flag, State, split_flags
from pipeline.statistics.trend import CANNOT, POINTS, trend_of_proportions, trend_of_values

SMALL = "numbers this small vary by chance"
COUNTS = "counts without a rate are not tested"
_KEY = ["area_code", "group_type", "group"]
_NEEDED = {True: ["numerator", "denominator"], False: ["value", "lower", "upper"]}  # True for proportions


def with_trend(rows: pd.DataFrame, entry: Indicator) -> pd.DataFrame:
    """Return an indicator's rows with `trend`, filled at the newest period reported and at the newest year judged.

    Figures of twelve months or of months are judged by their financial years, which follow each other.
    """
    series = rows.groupby(_KEY, sort=False).ngroup().to_numpy()
    types = {name: (rows["period_type"] == name).to_numpy() for name in {entry.headline, _judged_type(rows, entry)}}
    trends = np.full(len(rows), "a figure is not available", dtype=object)  # by number of the series
    latest = _latest(rows, series, types[_judged_type(rows, entry)])
    first = np.flatnonzero(np.diff(series[latest], prepend=-1))
    trends[series[latest][first]] = _verdicts(rows.iloc[latest], first, entry)
    here = np.logical_or.reduce([_newest(rows, of_type) for of_type in types.values()])
    return rows.assign(trend=np.where(here, trends[series], ""))


def _judged_type(rows: pd.DataFrame, entry: Indicator) -> str:
    has_years = (rows["period_type"] == "FY").any()
    return "FY" if entry.headline in {"rolling12", "month"} and has_years else entry.headline


def _newest(rows: pd.DataFrame, of_type: np.ndarray) -> np.ndarray:
    ends = rows["period_end"].to_numpy()
    return of_type & (ends == ends[of_type].max()) if of_type.any() else of_type


def _latest(rows: pd.DataFrame, series: np.ndarray, judged: np.ndarray) -> np.ndarray:
    """Return the positions of the latest five judged rows of each series, series by series, oldest first."""
    order = np.lexsort((rows["period_end"].to_numpy(), series))
    order = order[judged[order]]
    last = np.append(np.flatnonzero(np.diff(series[order])), len(order) - 1)
    from_end = np.repeat(last, np.diff(last, prepend=-1)) - np.arange(len(order))
    return order[from_end < POINTS]


def _verdicts(latest: pd.DataFrame, first: np.ndarray, entry: Indicator) -> np.ndarray:
    """Return for each series, whose rows start at `first`, its verdict or why it has none."""
    if latest.empty:
        return np.array([], dtype=object)
    reasons = _reasons(latest, first, entry)
    untested = reasons == ""
    reasons[untested] = _tested(latest[np.repeat(untested, np.diff(first, append=len(latest)))], entry)
    return reasons


def _tested(rows: pd.DataFrame, entry: Indicator) -> np.ndarray:
    """Return the verdict of each series of five years in a row."""
    if rows.empty:
        return np.array([], dtype=object)
    five = {name: rows[name].to_numpy().reshape(-1, POINTS) for name in _NEEDED[entry.kind == "proportion"]}
    verdicts = (trend_of_proportions if entry.kind == "proportion" else trend_of_values)(*five.values()).verdict
    return np.where(verdicts == CANNOT, "none or all in every year", verdicts)


def _reasons(points: pd.DataFrame, first: np.ndarray, entry: Indicator) -> np.ndarray:
    """Return for each series, whose rows start at `first`, the first reason that holds; "" where it can be tested."""
    start, end = points["period_start"].to_numpy("datetime64[D]"), points["period_end"].to_numpy("datetime64[D]")
    days = (end - start).astype(int) + 1
    inside = np.ones(len(points), dtype=bool)
    inside[first] = False
    between = np.where(inside, (start - np.roll(end, 1)).astype(int), 1)
    size = np.diff(first, append=len(points))
    flags = {cell: split_flags(cell) for cell in points["flags"].unique()}
    partial, broken, fixed = (
        points["flags"].map({cell: flag in held for cell, held in flags.items()}).to_numpy(dtype=bool)
        for flag in (Flag.PARTIAL_PERIOD, Flag.BREAK_BEFORE, Flag.FIXED_DENOMINATOR)
    )
    unpublished = points[_NEEDED[entry.kind == "proportion"]].isna().any(axis=1).to_numpy()
    causes = {
        "a partial year is among the points": partial,
        "not annual figures": days < 365,
        "periods overlap: pooled or rolling figures are not independent": (days > 366) | (between < 1),
        f"fewer than {POINTS} annual points": np.repeat(size < POINTS, size),
        "a year is missing between the points": between > 1,
        "a break in the series lies between the points": broken & inside,
        "the denominator changes between the points": inside & (fixed != np.roll(fixed, 1)),
        "a figure is not available": (points["state"] != State.OK.value).to_numpy(),
        SMALL: too_few(points, entry).to_numpy(),
        COUNTS if entry.kind == "count" else "limits are not published": unpublished,
    }
    held = np.array([np.logical_or.reduceat(holds, first) for holds in causes.values()])
    return np.where(held.any(axis=0), np.array([*causes], dtype=object)[held.argmax(axis=0)], "").astype(object)
