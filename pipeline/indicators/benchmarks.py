"""London and England beside every row: their value, and the judgement that the indicator's rule allows."""

import pandas as pd

from pipeline.areas import COMPARATORS, ENGLAND, LONDON, Area
from pipeline.indicators.indicator import Indicator
from pipeline.statistics.comparison import NOT_APPLICABLE, compare

MINIMUM_DIFFERENCE = {"recorded crime": 0.10}  # interpretation.md 2: Poisson limits are far too narrow for it
_SAME = ["period_type", "period_label", "group_type", "group"]
_NOTHING = float("nan")


def compared(rows: pd.DataFrame, entry: Indicator) -> pd.DataFrame:
    """Return the rows with london, vs_london, england and vs_england."""
    for area in COMPARATORS:
        rows = _beside(rows, entry, area)
    return rows


def _beside(rows: pd.DataFrame, entry: Indicator, area: Area) -> pd.DataFrame:
    """Add one comparator: shown where the indicator declares it, tested only where there is a rule for it."""
    declared = area.name in entry.comparators
    benchmark = _values_of(rows, area)
    tested = declared and entry.rule != "not tested"
    lower, upper = (rows[name] if tested else _NOTHING for name in ("lower", "upper"))
    minimum = MINIMUM_DIFFERENCE.get(entry.rule, 0.0)
    verdict = compare(rows["value"], lower, upper, benchmark, minimum)
    verdicts = pd.Series(verdict, index=rows.index).mask(_itself(rows, area), NOT_APPLICABLE)
    name = area.name.lower()
    return rows.assign(**{name: benchmark if declared else _NOTHING, f"vs_{name}": verdicts})


def _values_of(rows: pd.DataFrame, area: Area) -> pd.Series:
    values = rows.loc[rows["area_code"] == area.code, [*_SAME, "value"]].rename(columns={"value": "benchmark"})
    beside = rows[_SAME].merge(values, on=_SAME, how="left", validate="m:1")["benchmark"]
    return beside.set_axis(rows.index)


def _itself(rows: pd.DataFrame, area: Area) -> pd.Series:
    """The comparator is not compared with itself, and England not with a part of it."""
    return rows["area_code"].isin([area.code] if area == ENGLAND else [LONDON.code, ENGLAND.code])
