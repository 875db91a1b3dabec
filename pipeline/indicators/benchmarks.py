"""London and England beside every row: their value, and the judgement that the indicator's rule allows."""

import pandas as pd

from pipeline.areas import COMPARATORS, ENGLAND, LONDON, Area
from pipeline.errors import PipelineError
from pipeline.indicators.indicator import Indicator
from pipeline.indicators.minimum import too_few
from pipeline.statistics.comparison import NOT_APPLICABLE, compare

MINIMUM_DIFFERENCE = {"recorded crime": 0.10}  # interpretation.md 2: Poisson limits are far too narrow for it
_SAME = ["period_type", "period_label", "group_type", "group"]
_NOTHING = float("nan")


def compared(rows: pd.DataFrame, entry: Indicator) -> pd.DataFrame:
    """Return the rows with london, vs_london, england and vs_england; numbers too small are not judged."""
    few = too_few(rows, entry)
    same = pd.MultiIndex.from_frame(rows[_SAME])
    for area in COMPARATORS:
        rows = _beside(rows, entry, area, few, _values_of(rows, area, same))
    return rows


def _beside(rows: pd.DataFrame, entry: Indicator, area: Area, few: pd.Series, benchmark: pd.Series) -> pd.DataFrame:
    """Add one comparator: shown where the indicator declares it, tested only where there is a rule for it."""
    declared = area.name in entry.comparators
    tested = declared and entry.rule != "not tested"
    lower, upper = (rows[name].mask(few) if tested else _NOTHING for name in ("lower", "upper"))
    minimum = MINIMUM_DIFFERENCE.get(entry.rule, 0.0)
    verdict = compare(rows["value"], lower, upper, benchmark, minimum)
    verdicts = pd.Series(verdict, index=rows.index).mask(_itself(rows, area), NOT_APPLICABLE)
    name = area.name.lower()
    return rows.assign(**{name: benchmark if declared else _NOTHING, f"vs_{name}": verdicts})


def _values_of(rows: pd.DataFrame, area: Area, same: pd.MultiIndex) -> pd.Series:
    """Return the area's value of the same period and group beside every row; PipelineError where it has two."""
    own = (rows["area_code"] == area.code).to_numpy()
    values = pd.Series(rows.loc[own, "value"].to_numpy(), index=same[own])
    if not values.index.is_unique:
        twice = values.index[values.index.duplicated()][0]
        raise PipelineError(f"{area.name} has two values of {' '.join(filter(None, twice))}.")
    return pd.Series(values.reindex(same).to_numpy(), index=rows.index)


def _itself(rows: pd.DataFrame, area: Area) -> pd.Series:
    """The comparator is not compared with itself, and England not with a part of it."""
    return rows["area_code"].isin([area.code] if area == ENGLAND else [LONDON.code, ENGLAND.code])
