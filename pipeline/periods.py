"""Periods as publishers write them, each with its first and last day.

A label is what a page prints; the dates are what comparisons use.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Period:
    """A stretch of time: label as printed, first and last day, and type (month, FY, CY, rolling12, 3y, point)."""

    label: str
    start: pd.Timestamp
    end: pd.Timestamp
    type: str


def _days(start: str, months: int) -> tuple[pd.Timestamp, pd.Timestamp]:
    first = pd.Timestamp(start)
    return first, first + pd.DateOffset(months=months) - pd.Timedelta(days=1)


def month(text: str) -> Period:
    """Read "2026-02" as February 2026."""
    start, end = _days(f"{text}-01", 1)
    return Period(f"{start:%B %Y}", start, end, "month")


def financial_year(text: str) -> Period:
    """Read "2024/25" as April 2024 to March 2025."""
    return Period(text, *_days(f"{text[:4]}-04-01", 12), "FY")


def calendar_year(text: str) -> Period:
    """Read "2020" as January to December 2020."""
    return Period(text, *_days(f"{text}-01-01", 12), "CY")


def three_years(text: str) -> Period:
    """Read "2016-18" as January 2016 to December 2018: pooled, so overlapping with its neighbours."""
    return Period(text, *_days(f"{text[:4]}-01-01", 36), "3y")


def twelve_months(first: str, last: str) -> Period:
    """Name the twelve months from month `first` to month `last` ("2025-03", "2026-02")."""
    start, end = month(first).start, month(last).end
    return Period(f"{start:%B %Y} to {end:%B %Y}", start, end, "rolling12")


_FORMS = (
    (re.compile(r"\d{4}-(0[1-9]|1[0-2])"), month),
    (re.compile(r"\d{4}/\d{2}"), financial_year),
    (re.compile(r"\d{4}"), calendar_year),
    (re.compile(r"(\d{4}-\d{2}) to (\d{4}-\d{2})"), None),
)


def read_period(text: str) -> Period:
    """Read a month, financial year, calendar year or "2024-03 to 2025-02"; ValueError for anything else.

    "2007-09" reads as a month: three-year labels are ambiguous, so their sources call `three_years` by name.
    """
    for form, reader in _FORMS:
        match = form.fullmatch(text)
        if match:
            return reader(text) if reader else twelve_months(match[1], match[2])
    raise ValueError(f"{text!r} is not a period")


def with_periods(
    frame: pd.DataFrame, column: str = "period", reader: Callable[[str], Period] = read_period
) -> pd.DataFrame:
    """Return the frame with period_label, period_start, period_end and period_type read from one column."""
    periods = {text: reader(text) for text in frame[column].unique()}
    read = frame[column].map(periods)
    return frame.assign(
        period_label=read.map(lambda period: period.label),
        period_start=pd.to_datetime(read.map(lambda period: period.start)),
        period_end=pd.to_datetime(read.map(lambda period: period.end)),
        period_type=read.map(lambda period: period.type),
    )
