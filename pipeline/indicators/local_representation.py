"""People in treatment beside residents, by ethnic group, from the partnership's own tables: L7 beside L20 or the census."""

from collections.abc import Collection

import pandas as pd

from pipeline.dropins.table import NOT_STATED
from pipeline.indicators.indicator import calculated
from pipeline.indicators.local_rows import reported
from pipeline.states import Flag, State, join_flags, split_flags
from pipeline.statistics.rates import wilson

_WHEN = ["area_code", "period_label", "period_start", "period_end", "period_type"]


def base_shares(census: pd.DataFrame, adults: pd.DataFrame | None) -> pd.DataFrame:
    """Return each area's share of residents by broad ethnic group: of adults where supplied, else of all ages."""
    broad = census[census["category_type"] == "ethnic group"]
    broad = broad.assign(group=broad["category"].str.split(" | ", regex=False).str[0])
    counts = broad.groupby(["area_code", "group"], as_index=False)[["numerator"]].sum()
    if adults is not None:
        own = _newest_adults(adults, set(counts["group"]))
        counts = pd.concat([own, counts[~counts["area_code"].isin(own["area_code"])]], ignore_index=True)
    whole = counts.groupby("area_code")["numerator"].transform("sum")
    return counts.assign(resident_share=counts["numerator"] / whole)[["area_code", "group", "resident_share"]]


def _newest_adults(adults: pd.DataFrame, groups: set[str]) -> pd.DataFrame:
    """The newest year of each area that has every group: with one missing the shares of the others would be too large."""
    own = adults[(adults["category_type"] == "ethnic_group") & (adults["state"] == State.OK)]
    own = own[own["category"].isin(groups)].rename(columns={"category": "group"})
    held = own.groupby(["area_code", "period_end"])["group"].transform("nunique") == len(groups)
    whole = own[held]
    newest = whole[whole["period_end"] == whole.groupby("area_code")["period_end"].transform("max")]
    return newest[["area_code", "group", "numerator"]].drop_duplicates(["area_code", "group"])


def ratios(profile: pd.DataFrame, residents: pd.DataFrame, together: Collection[str]) -> pd.DataFrame:
    """Return each group's ratio, and that of the groups in `together` as one; nothing where those stated are not known."""
    own = profile[(profile["measure"] == "in_treatment") & (profile["category_type"] == "ethnicity5")]
    everybody = profile[(profile["measure"] == "in_treatment") & (profile["category_type"] == "")]
    groups = own[own["category"] != NOT_STATED].rename(columns={"category": "group"})
    rows = pd.concat([groups, _together(groups, together)], ignore_index=True)
    rows = rows.merge(_stated(own, everybody, groups), on=_WHEN, validate="m:1")
    shares = _with_together(residents, together)
    rows = rows.merge(shares, on=["area_code", "group"], how="left", validate="m:1")
    hidden = rows["state"].where(rows["state"] != State.OK.value, rows["state_stated"])
    known = (hidden == State.OK.value) & rows["resident_share"].gt(0) & rows["stated"].gt(0)
    state = hidden.mask((hidden == State.OK.value) & ~known, State.CANNOT_CALCULATE.value)
    counts = rows[["numerator", "stated"]].where(known, axis=0)
    limits = wilson(counts["numerator"], counts["stated"])
    values = {"value": counts["numerator"] / counts["stated"], "lower": limits.lower, "upper": limits.upper}
    made = {name: pd.Series(value, index=rows.index) / rows["resident_share"] for name, value in values.items()}
    kind = (rows["group"] != "").map({True: "ethnic group", False: ""})
    full = rows.assign(
        **made, numerator=counts["numerator"], denominator=counts["stated"], state=state, group_type=kind
    )
    return reported(calculated(full))


def _together(groups: pd.DataFrame, together: Collection[str]) -> pd.DataFrame:
    """The groups other than White as one row; unknown where one of them is hidden or was not supplied."""
    some = groups[groups["group"].isin(list(together))]
    summed = some.groupby(_WHEN, as_index=False, sort=False).agg(
        numerator=("numerator", lambda counts: counts.sum(skipna=False)), found=("group", "nunique"), flags=("flags", _flags),
    )  # fmt: skip
    complete = summed["numerator"].notna() & (summed["found"] == len(together))
    state = complete.map({True: State.OK.value, False: State.SUPPRESSED.value})
    return summed.assign(numerator=summed["numerator"].where(complete), group="", state=state).drop(columns="found")


def _flags(cells: pd.Series) -> str:
    """A sum is rounded or provisional if a part is; that one part is none says nothing of the sum."""
    return join_flags({flag for cell in cells for flag in split_flags(cell)} - {Flag.ZERO})


def _stated(own: pd.DataFrame, everybody: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    """How many stated a group: the sum of all groups where none is hidden, else everybody less those who did not state it."""
    summed = groups.groupby(_WHEN, as_index=False).agg(numerator=("numerator", lambda counts: counts.sum(skipna=False)))
    silent = own.loc[own["category"] == NOT_STATED, [*_WHEN, "numerator"]].rename(columns={"numerator": "silent"})
    whole = everybody[[*_WHEN, "numerator"]].rename(columns={"numerator": "whole"})
    joined = summed.merge(silent, on=_WHEN, how="left").merge(whole, on=_WHEN, how="left")
    stated = joined["numerator"].fillna(joined["whole"] - joined["silent"])
    state = stated.notna().map({True: State.OK.value, False: State.SUPPRESSED.value})
    return joined.assign(stated=stated, state_stated=state)[[*_WHEN, "stated", "state_stated"]]


def _with_together(residents: pd.DataFrame, together: Collection[str]) -> pd.DataFrame:
    some = residents[residents["group"].isin(list(together))]
    sums = some.groupby("area_code", as_index=False)[["resident_share"]].sum().assign(group="")
    return pd.concat([residents, sums], ignore_index=True)
