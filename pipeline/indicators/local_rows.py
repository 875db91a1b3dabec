"""Rows made of the partnership's own tables: counts, shares, and numbers as supplied, each with its groups and years.

What is reported is the newest twelve months at hand: twelve months as supplied, a year, or months and quarters that make
up twelve months. Financial years stand beside it for charts; months and quarters are shown and never called a year.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from pipeline.dropins.periods import YEARS, period_label
from pipeline.dropins.table import CHARACTERISTICS
from pipeline.dropins.tables import BY_SOURCE
from pipeline.indicators.indicator import calculated
from pipeline.states import State
from pipeline.statistics.rates import proportion

SUPPLIED = "Supplied by the partnership and not checked against a national return."
ADDED_UP = "Where the table has no row for everybody its rows are added up, so a group left out of it is left out here."
ONE_COHORT = "It counts adults, young people or both, as the table says."
CAVEATS = (SUPPLIED, ADDED_UP, ONE_COHORT)
LOCAL: dict[str, Any] = {"comparators": (), "rule": "not tested", "headline": "rolling12", "caveats": CAVEATS}
COUNT: dict[str, Any] = {**LOCAL, "kind": "count", "decimals": 0}
SHARE: dict[str, Any] = {**LOCAL, "kind": "proportion", "decimals": 1}
NUMBER: dict[str, Any] = {**LOCAL, "kind": "published", "decimals": 1}
TREATMENT = {"topic": "treatment", "priority": 2}
SUPPLY = {"topic": "supply", "priority": 1}
DEMAND = {"topic": "demand", "priority": 3}
CONTEXT = {"topic": "context", "priority": None}
_KEYS = ["area_code", "period_label", "period_start", "period_end", "period_type", "group_type", "group"]
_KINDS = {**CHARACTERISTICS, "substance_group": "drug group", "special_cohort": "cohort", "cohort": "age group"}
_COHORTS = {"adult": "adults", "yp": "young people"}


def measured(rows: pd.DataFrame, measure: str, by: str = "", leave: Sequence[str] = ()) -> pd.DataFrame:
    """Return the rows of one measure for everybody and for every group, those of the kinds in `leave` left out.

    Groups of the kind `by` are named plainly; those of other kinds begin with their kind, so that no two are called alike.
    Columns: the keys of a row, numerator, value, state, flags.
    """
    own = rows[(rows["measure"] == measure) & ~rows["category_type"].isin(list(leave))]
    labels = [_printed(row, by) for row in own.to_dict("records")]
    named = own.assign(group_type=[kind for kind, _ in labels], group=[group for _, group in labels])
    return named[[*_KEYS, "numerator", "value", "state", "flags"]].reset_index(drop=True)


def _printed(row: Mapping, by: str) -> tuple[str, str]:
    """Return a kind of group and its group as a page prints them; a ward stays a code, which the page turns into a name."""
    kind, word = str(row["category_type"]), str(row["category"])
    table = BY_SOURCE[str(row["source"])]
    group = _COHORTS.get(word, word) if kind == "cohort" else table.printed(kind, word)
    name = _KINDS.get(kind, kind.replace("_", " "))
    return name, group if kind in {"", by, "ward", "ward_code"} else f"{name}: {group}"


def counted(rows: pd.DataFrame, measure: str, by: str = "", leave: Sequence[str] = ()) -> pd.DataFrame:
    """Return one measure as supplied: a count, or a number."""
    return reported(measured(rows, measure, by, leave))


def share(rows: pd.DataFrame, part: str, whole: str, by: str = "", leave: Sequence[str] = ()) -> pd.DataFrame:
    """Return a part out of its whole in % with limits; hidden where either is, and not made where one was not supplied."""
    both = quotients(rows, part, whole, by, leave)
    # Rounded parts may be a little more than their rounded whole.
    capped = both["numerator"].where(~(both["numerator"] > both["denominator"]), both["denominator"])
    return reported(proportion(both.assign(numerator=capped), per=100))


def quotients(rows: pd.DataFrame, part: str, whole: str, by: str = "", leave: Sequence[str] = ()) -> pd.DataFrame:
    """Return numerator and denominator of every row that has both; neither where one of them is hidden."""
    parts, wholes = (measured(rows, measure, by, leave).drop(columns="numerator") for measure in (part, whole))
    both = parts.merge(wholes.drop(columns="flags"), on=_KEYS, suffixes=("", "_whole"), validate="1:1")
    state = both["state"].where(both["state"] != State.OK.value, both["state_whole"])
    known = state == State.OK.value
    numerator, denominator = (both[name].where(known) for name in ("value", "value_whole"))
    return both.assign(numerator=numerator, denominator=denominator, state=state)


def one_group(rows: pd.DataFrame, kind: str, group: str) -> pd.DataFrame:
    """Return the observations of one group as those of everybody: what only this group is about."""
    own = rows[(rows["category_type"] == kind) & (rows["category"] == group)]
    return own.assign(category_type="", category="")


def reported(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with each area's newest twelve months as twelve months, whichever kind of year they came as.

    For everybody only: groups keep the year that they came with, and are never there twice.
    """
    years = rows[rows["period_type"].isin(YEARS) & (rows["group"] == "")]
    if years.empty:
        return calculated(rows)
    newest = years[years["period_end"] == years.groupby("area_code")["period_end"].transform("max")]
    there = newest.loc[newest["period_type"] == "rolling12", "area_code"]
    again = newest[~newest["area_code"].isin(there)].drop_duplicates("area_code")
    spans = zip(again["period_start"], again["period_end"], strict=True)
    labels = [period_label(start, end, "rolling12") for start, end in spans]
    return calculated(pd.concat([rows, again.assign(period_type="rolling12", period_label=labels)], ignore_index=True))
