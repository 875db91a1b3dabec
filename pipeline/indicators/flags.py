"""What a reader must know about a value: breaks, doubts and age, put into its flags by rule."""

import pandas as pd

from pipeline.breaks import FLAGS, breaks_for, starts_after_break
from pipeline.indicators.indicator import Indicator
from pipeline.states import Flag, State, add_flag, split_flags

MONTHS_UNTIL_HISTORICAL = 36


def flagged(rows: pd.DataFrame, entry: Indicator, breaks: pd.DataFrame, date: str) -> pd.DataFrame:
    """Return an indicator's rows with the flags that follow from breaks.csv, from their age and from their values."""
    rows = _flag(rows, _is_zero(rows), Flag.ZERO)
    rows = _flag(rows, _is_historical(rows, date), Flag.HISTORICAL)
    if not (breaks["source"] == entry.sources[0]).any():
        return rows
    for measure in entry.measures:
        rows = _flag(rows, _after_break(rows, breaks, entry.sources[0], measure), Flag.BREAK_BEFORE)
        for line in breaks_for(breaks, entry.sources[0], measure).to_dict("records"):
            if line["kind"] in FLAGS:
                rows = _flag(rows, _concerned(rows, line), FLAGS[line["kind"]])
    return rows


def _flag(rows: pd.DataFrame, concerned: pd.Series, flag: Flag) -> pd.DataFrame:
    if not concerned.any():
        return rows
    cells = rows["flags"]
    added = {cell: add_flag(cell, flag) for cell in cells.unique()}
    return rows.assign(flags=cells.mask(concerned, cells.map(added)))


def _is_zero(rows: pd.DataFrame) -> pd.Series:
    """None at all; a rounded 0 may be 1 or 2 and is not that."""
    zero = rows["value"] == 0
    if not zero.any():
        return zero
    rounded = rows["flags"].map({cell: Flag.ROUNDED in split_flags(cell) for cell in rows["flags"].unique()})
    return zero & ~rounded.astype(bool)


def _is_historical(rows: pd.DataFrame, date: str) -> pd.Series:
    return rows["period_end"] + pd.DateOffset(months=MONTHS_UNTIL_HISTORICAL) < pd.Timestamp(date)


def _after_break(rows: pd.DataFrame, breaks: pd.DataFrame, source: str, measure: str) -> pd.Series:
    """Say of each row whether a break lies before its period; periods of one type follow each other."""
    after = pd.Series(False, index=rows.index)
    if not (breaks_for(breaks, source, measure)["kind"] == "break").any():
        return after
    for _, same_type in rows[rows["state"] == State.OK.value].groupby("period_type"):
        periods = same_type.drop_duplicates("period_start").sort_values("period_start")
        starts = periods.loc[starts_after_break(periods, breaks, source, measure), "period_start"]
        after.loc[same_type.index] = same_type["period_start"].isin(starts)
    return after


def _concerned(rows: pd.DataFrame, line: dict) -> pd.Series:
    """A doubt concerns every value of a period that reaches into its month or lies after it."""
    here = (rows["area_code"] == line["area"]) | (line["area"] == "all")
    return here & (rows["period_end"] >= line["month"]) & (rows["state"] == State.OK.value)
