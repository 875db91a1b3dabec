"""Joint partnerships: two boroughs that make one needs assessment together, from their members' counts.

Only counts are added: a published rate of each cannot be joined, and the report then shows the larger member by name.
Wards stay their own borough's.
"""

from collections.abc import Callable

import pandas as pd

from pipeline.areas import JOINT, Area
from pipeline.indicators.indicator import Indicator
from pipeline.states import State, join_flags, split_flags
from pipeline.statistics.rates import crude_rate, proportion, ratio

_PERIOD = ["period_label", "period_start", "period_end", "period_type", "group_type", "group"]
_ESTIMATE: dict[str, Callable[[pd.DataFrame, float], pd.DataFrame]] = {
    "rate": crude_rate, "proportion": proportion, "ratio": ratio,
}  # fmt: skip


def with_joint(rows: pd.DataFrame, entry: Indicator) -> pd.DataFrame:
    """Return an indicator's rows with those of each joint partnership, wherever every member has the counts."""
    if entry.kind not in {*_ESTIMATE, "count"}:
        return rows
    parts = [made for area in JOINT if len(made := _joined(rows, entry, area))]
    return pd.concat([rows, *parts], ignore_index=True)[list(rows.columns)] if parts else rows


def _joined(rows: pd.DataFrame, entry: Indicator, area: Area) -> pd.DataFrame:
    known = rows["area_code"].isin(area.members) & (rows["state"] == State.OK.value) & (rows["group_type"] != "ward")
    members = rows[known & rows["numerator"].notna()]
    if entry.kind != "count":
        members = members[members["denominator"].notna()]
    if members.empty:
        return members
    sums = members.groupby(_PERIOD, as_index=False, dropna=False).agg(
        numerator=("numerator", "sum"), denominator=("denominator", _sum), flags=("flags", _together),
        members=("area_code", "nunique"), rows=("area_code", "size"),
    )  # fmt: skip
    whole = sums[(sums["members"] == len(area.members)) & (sums["rows"] == len(area.members))]
    named = whole.assign(area_code=area.code, state=State.OK.value)
    if entry.kind == "count":
        nothing = float("nan")
        return named.assign(value=named["numerator"], lower=nothing, upper=nothing)
    return _ESTIMATE[entry.kind](named, entry.per)


def _sum(values: pd.Series) -> float:
    """The sum where every member has one: a part is not a whole."""
    return float(values.sum(min_count=len(values)))


def _together(cells: pd.Series) -> str:
    return join_flags(flag for cell in cells for flag in split_flags(cell))
