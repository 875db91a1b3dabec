"""Draw a bundle in a test: invented rows of real indicators, written as a small table."""

from collections.abc import Iterable

import pandas as pd

from pipeline import periods
from pipeline.bundle import Bundle
from pipeline.indicators import CATALOGUE
from pipeline.indicators.indicator import COLUMNS

DEFAULTS = {
    "group_type": "", "group": "", "numerator": float("nan"), "denominator": float("nan"), "value": float("nan"),
    "lower": float("nan"), "upper": float("nan"), "state": "ok", "flags": "", "source": "invented", "release": "invented",
    "london": float("nan"), "vs_london": "not available", "england": float("nan"), "vs_england": "not available",
    "similar": float("nan"), "trend": "",
}  # fmt: skip
NUMBERS = ("numerator", "denominator", "value", "lower", "upper", "london", "england", "similar")
BREAKS = ["source", "measure", "month", "area", "note", "kind"]


def drawn(text: str) -> pd.DataFrame:
    """Read a table drawn with bars; the first line is the header, cells that look like numbers are numbers."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    frame = pd.DataFrame(lines[1:], columns=lines[0])
    for name in frame.columns:
        numbers = pd.to_numeric(frame[name], errors="coerce")
        if (
            name not in {"period", "area_code", "indicator", "group", "state", "flags", "trend"}
            and numbers.notna().any()
        ):
            frame[name] = numbers
    return frame


def read(label: str) -> periods.Period:
    """Read a period; "2018-20" is three years, as no month is the twentieth."""
    pooled = len(label) == 7 and label[4] == "-" and int(label[5:]) > 12
    return periods.three_years(label) if pooled else periods.read_period(label)


def rows(text: str) -> pd.DataFrame:
    """Return indicator rows from a drawn table with indicator, area_code, period (as publishers write it) and the rest."""
    frame = drawn(text)
    frame = periods.with_periods(frame, reader=read)
    for name in COLUMNS:
        if name not in frame:
            frame[name] = DEFAULTS.get(name, "")
    for name in NUMBERS:
        frame[name] = pd.to_numeric(frame[name])
    return frame[list(COLUMNS)]


def bundle(
    indicator_rows: pd.DataFrame, area: str = "E09000003", breaks: Iterable[tuple] = (), date: str = "2026-11-22"
) -> Bundle:
    """Return a bundle of invented rows for one area, their topics declared."""
    topics = tuple(sorted({CATALOGUE[name].topic for name in indicator_rows["indicator"]}))
    register = pd.DataFrame(list(breaks), columns=BREAKS)
    register["month"] = pd.to_datetime(register["month"])
    return Bundle("supply", area, "invented", date, "public", topics, indicator_rows, register, {})
