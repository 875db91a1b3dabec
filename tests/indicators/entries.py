"""Invented indicators and rows for tests of what the catalogue does with any indicator."""

import pandas as pd

from pipeline.indicators.indicator import Indicator, calculated
from pipeline.periods import read_period, with_periods

FACTS = {
    "name": "Invented", "short": "invented", "unit": "per 1,000 residents", "topic": "supply", "priority": 1,
    "outcome": None, "polarity": None, "comparators": ("London",), "rule": "limits", "headline": "FY",
    "measures": ("drug_trafficking",),
}  # fmt: skip


def invented(mps_recorded_crime):
    """Invented, for tests."""
    return mps_recorded_crime


def entry(calculate=invented, **facts):
    """Return an invented indicator with some facts changed; it is not entered in the catalogue."""
    return Indicator(calculate=calculate, **{**FACTS, **facts})


def drawn_rows(drawing, reader=read_period):
    """Return what an indicator gives, from a drawing with | between cells."""
    lines = [[cell.strip() for cell in line.split("|")] for line in drawing.strip().splitlines()]
    frame = pd.DataFrame(lines[1:], columns=lines[0], dtype="str")
    for name in {"value", "lower", "upper", "numerator", "denominator"} & set(frame):
        frame[name] = pd.to_numeric(frame[name])
    state = frame["value"].isna().map({True: "not available", False: "ok"})
    return calculated(with_periods(frame, reader=reader).assign(state=state))
