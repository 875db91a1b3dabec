"""Numbers too small to judge: no percentage on a base below the minimum, and no verdict on a count below it."""

import pandas as pd

from pipeline.indicators.indicator import Indicator
from pipeline.states import Flag, State, add_flag

_NOTHING = float("nan")


def too_few(rows: pd.DataFrame, entry: Indicator) -> pd.Series:
    """Say of each row whether its count (rates, ratios) or its base (proportions) is below the indicator's minimum."""
    if entry.kind == "proportion":
        return rows["denominator"] < entry.minimum
    if entry.kind in {"rate", "ratio"}:
        return rows["numerator"] < entry.minimum
    return pd.Series(False, index=rows.index)


def kept_to_counts(rows: pd.DataFrame, entry: Indicator) -> pd.DataFrame:
    """Return the rows with percentages on too small a base taken out (the counts stay) and small rates marked."""
    few = too_few(rows, entry) & (rows["state"] == State.OK.value)
    if not few.any():
        return rows
    if entry.kind == "proportion":
        emptied = {name: rows[name].mask(few, _NOTHING) for name in ("value", "lower", "upper")}
        return rows.assign(**emptied, state=rows["state"].mask(few, State.CANNOT_CALCULATE.value))
    marked = {cell: add_flag(cell, Flag.LOW_RELIABILITY) for cell in rows["flags"].unique()}
    return rows.assign(flags=rows["flags"].mask(few, rows["flags"].map(marked)))
