"""What the partnership's tables leave to be added up: everybody from groups, and years from twelve months or four quarters.

A row that was supplied is never replaced. Fewer than twelve months never make a year. Months and quarters are kept for
everybody only; groups are told by the year.
"""

from collections.abc import Iterator

import pandas as pd

from pipeline.disclosure import spread
from pipeline.dropins.periods import YEARS, period_end, period_label
from pipeline.dropins.table import TOTAL, DropIn
from pipeline.states import Flag, State, join_flags, split_flags

# Characteristics whose groups count nobody twice: everybody is the sum of the first that is there.
_ADDING_KINDS = ("sex", "age", "ethnicity5", "ethnicity19", "ward", "imd_decile")
_BY = "by "  # begins the columns of groups: one may be called like a column of observations
_WHEN = ["period_start", "period_end", "period_label", "period_type"]
_SERIES = ["area_code", "measure", *_WHEN]
_SHORT = {"quarter": 4, "month": 12}  # periods of each kind in a year
_MONTHS = {"quarter": 3, "month": 1}


def totals(rows: pd.DataFrame, table: DropIn) -> pd.DataFrame:
    """Return a table's observations for everybody and for single groups, with every year that they make up."""
    rows = rows.reset_index(drop=True)
    groups = spread(rows[["category_type", "category"]], TOTAL).add_prefix(_BY)
    kinds, wide = list(groups.columns), _one_cohort(rows.join(groups))
    adding = [column.name for column in table.groups if not column.overlaps]
    for kind in [name for name in (*adding, *_ADDING_KINDS) if _BY + name in kinds]:
        wide = _with_everybody(wide, _BY + kind, kinds, table)
    single = wide[(wide[kinds] != TOTAL).sum(axis=1) <= 1].reset_index(drop=True)
    return _with_years(_named(single, kinds), table).reset_index(drop=True)


def _one_cohort(wide: pd.DataFrame) -> pd.DataFrame:
    """A borough whose table holds one cohort only counts that one: it is everybody there."""
    cohort = f"{_BY}cohort"
    if cohort not in wide:
        return wide
    alone = wide.groupby("area_code")[cohort].transform("nunique") == 1
    return wide.assign(**{cohort: wide[cohort].mask(alone, TOTAL)})


def _with_everybody(wide: pd.DataFrame, kind: str, kinds: list[str], table: DropIn) -> pd.DataFrame:
    """Add the sum over the groups of one kind wherever no row for everybody stands."""
    adds = [name for name, column in table.measures.items() if column.adds]
    keys = [*_SERIES, *(name for name in kinds if name != kind)]
    groups = wide[(wide[kind] != TOTAL) & wide["measure"].isin(adds)]
    there = pd.MultiIndex.from_frame(wide.loc[wide[kind] == TOTAL, keys])
    missing = groups[~pd.MultiIndex.from_frame(groups[keys]).isin(there)]
    if missing.empty:
        return wide
    return pd.concat([wide, _sums(missing, keys).assign(**{kind: TOTAL})], ignore_index=True)


def _sums(parts: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return the sum of each group of rows; one hidden part leaves the sum unknown."""
    grouped = parts.groupby(keys, as_index=False, sort=False)
    return grouped.agg(
        source=("source", "first"), release=("release", "max"), unit=("unit", "first"), row=("row", "min"),
        value=("value", _whole), numerator=("numerator", _whole), flags=("flags", _flags_of_sum), state=("state", _worst),
    )  # fmt: skip


def _whole(parts: pd.Series) -> float:
    return float(parts.sum(skipna=False))


def _worst(states: pd.Series) -> str:
    return next((str(state) for state in states if state != State.OK), State.OK.value)


def _flags_of_sum(cells: pd.Series) -> str:
    """A sum is rounded or provisional if a part is, and controlled by its owner only if every part is."""
    held = [split_flags(cell) for cell in cells]
    every = frozenset.intersection(*held)
    return join_flags({flag for flags in held for flag in flags if flag != Flag.CONTROLLED or flag in every})


def _named(single: pd.DataFrame, kinds: list[str]) -> pd.DataFrame:
    """Return the rows with the one kind of group that each speaks of, and its word."""
    group_type = pd.Series("", index=single.index)
    group = pd.Series("", index=single.index)
    for kind in kinds:
        spoken = single[kind] != TOTAL
        group_type, group = group_type.mask(spoken, kind.removeprefix(_BY)), group.mask(spoken, single[kind])
    return single.drop(columns=kinds).assign(category_type=group_type.astype("str"), category=group.astype("str"))


def _with_years(rows: pd.DataFrame, table: DropIn) -> pd.DataFrame:
    flows = [name for name, column in table.measures.items() if column.flow and column.adds]
    series = rows[rows["measure"].isin(flows)]
    for kind, needed in _SHORT.items():
        made = [
            _year(own, kind, start, rows)
            for _, own in series.groupby(["area_code", "measure"], sort=False)
            for start in _complete(own, kind, needed)
        ]
        rows = pd.concat([rows, *made], ignore_index=True)
    everybody = rows["category_type"] == ""
    return rows[everybody | ~rows["period_type"].isin(list(_SHORT))]


def _complete(own: pd.DataFrame, kind: str, needed: int) -> Iterator[pd.Timestamp]:
    """Return the first day of every financial year that has all its parts, and of the newest twelve months that have."""
    held = own[(own["category_type"] == "") & (own["period_type"] == kind) & (own["state"] == State.OK)]
    starts = set(held["period_start"])
    step = pd.DateOffset(months=_MONTHS[kind])
    whole = [start for start in sorted(starts) if all(start + number * step in starts for number in range(needed))]
    for start in whole:
        if start.month == 4 or start == whole[-1]:
            yield start


def _year(own: pd.DataFrame, kind: str, start: pd.Timestamp, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the year from a day on, for everybody and each group, where it was not supplied itself."""
    name = "FY" if start.month == 4 else "rolling12"
    end = period_end(start, name)
    inside = own[(own["period_type"] == kind) & (own["period_start"] >= start) & (own["period_end"] <= end)]
    keys = ["area_code", "measure", "category_type", "category"]
    there = rows[rows["period_type"].isin(YEARS) & (rows["period_start"] == start)]
    sums = _sums(inside, keys)
    new = ~pd.MultiIndex.from_frame(sums[keys]).isin(pd.MultiIndex.from_frame(there[keys]))
    label = period_label(start, end, name)
    return sums[new].assign(period_start=start, period_end=end, period_label=label, period_type=name)
