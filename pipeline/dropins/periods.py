"""Periods as a partnership writes them: first day, last day and kind; each with its label."""

import pandas as pd

_MONTHS = {"month": 1, "quarter": 3, "FY": 12, "CY": 12, "rolling12": 12, "3y": 36}
_FIRST_MONTHS = {"quarter": (1, 4, 7, 10), "FY": (4,), "CY": (1,)}
_STARTS = {"quarter": "January, April, July or October", "FY": "April", "CY": "January"}
OVERLAPPING = ("rolling12", "3y")  # kinds whose periods may overlap
YEARS = ("FY", "CY", "rolling12")


def period_end(start: pd.Timestamp, kind: str) -> pd.Timestamp:
    """Return the last day of the period of this kind that starts on a day."""
    return start + pd.DateOffset(months=_MONTHS[kind]) - pd.Timedelta(days=1)


def period_fault(start: pd.Timestamp, end: pd.Timestamp, kind: str) -> str:
    """Return why the two days are no period of this kind; "" if they are."""
    if end < start:
        return f"period_end {end:%Y-%m-%d} is before period_start {start:%Y-%m-%d}"
    if start.day != 1 or start.month not in _FIRST_MONTHS.get(kind, range(1, 13)):
        return f"period_start {start:%Y-%m-%d} is not the first day of {_STARTS.get(kind, 'a month')}, as {kind} needs"
    if end != period_end(start, kind):
        return (
            f"period_end {end:%Y-%m-%d} is not the last day of a period of type {kind} from {start:%Y-%m-%d}: "
            f"that is {period_end(start, kind):%Y-%m-%d}"
        )
    return ""


def period_label(start: pd.Timestamp, end: pd.Timestamp, kind: str) -> str:
    """Return a period as a page prints it: "April 2025", "April to June 2025", "2025/26", "2025"."""
    if kind == "month":
        return f"{start:%B %Y}"
    if kind == "quarter":
        return f"{start:%B} to {end:%B %Y}"
    if kind == "FY":
        return f"{start:%Y}/{end:%y}"
    if kind == "CY":
        return f"{start:%Y}"
    return f"{start:%B %Y} to {end:%B %Y}"
