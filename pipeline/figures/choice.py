"""Which rows a chart may draw, and the words for it when there are none: the page then states a gap."""

import pandas as pd

from pipeline.areas import AREAS, stand_ins
from pipeline.errors import PipelineError
from pipeline.states import State


def has_value(rows: pd.DataFrame) -> pd.Series:
    """Return whether each row has a value that can be drawn."""
    return rows["state"].eq(State.OK.value) & rows["value"].notna()


def drawable(rows: pd.DataFrame, what: str) -> pd.DataFrame:
    """Return the rows that have a value; PipelineError where none has, so that the page states a gap instead."""
    found = rows[has_value(rows)]
    if found.empty:
        names = ", ".join(sorted({str(name) for name in rows["indicator"]})) or "these indicators"
        raise PipelineError(
            f"There is nothing to draw for {what}: no row of {names} has a value.\n"
            "State the gap instead of the chart: who holds the figure, and since when it is missing."
        )
    return found


def one_period(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows, all of one period; PipelineError names the periods where there are several."""
    periods = list(dict.fromkeys(rows["period_label"]))
    if len(periods) > 1:
        some = ", ".join(periods[:4])
        raise PipelineError(
            f"The rows hold {len(periods)} periods ({some}) and the chart shows one.\n"
            'Choose it: rows.query("period_label == ...")'
        )
    return rows


def one_each(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return the rows, one for each period or area; PipelineError where several compete for a place in the chart."""
    twice = rows[rows.duplicated(column, keep=False)]
    if len(twice):
        groups = ", ".join(repr(group) for group in list(dict.fromkeys(twice["group"]))[:4])
        raise PipelineError(
            f"{len(twice)} rows share a {column} ({twice[column].iloc[0]}; groups {groups}) and the chart draws one each.\n"
            "Choose them: rows.query(\"group == ''\"), one area and one indicator for each line."
        )
    return rows


def own_rows(rows: pd.DataFrame, own: str) -> pd.DataFrame:
    """Return the area's own rows or, where it has no value of its own, those of the merged area that counts it."""
    found = rows[rows["area_code"] == own]
    if has_value(found).any():
        return found
    for merged in stand_ins(own):
        counted = rows[rows["area_code"] == merged.code]
        if has_value(counted).any():
            return counted
    return found


def name_of(code: str) -> str:
    """Return the name of an area by its code; PipelineError for an unknown one."""
    if code not in AREAS:
        raise PipelineError(f"{code!r} is not the code of an area (Barnet is E09000003, London E12000007).")
    return AREAS[code].name
