"""Rows made of the treatment monitoring table: by drug group, by answer, and side by side; the bases are the rule here.

Barnet's counts are rounded to 5, so a sum or a share of them is approximate; England's are not rounded.
"""

from typing import Any

import pandas as pd

from pipeline.errors import PipelineError
from pipeline.indicators.indicator import calculated
from pipeline.statistics.rates import proportion

EVERYONE = ("persons", "18 and over")
IN_TREATMENT = "intreatment_allintx"
STARTED = "newpresentation_newtx"
NOT_STATED = "not stated"
DRUG_GROUPS = {
    "all": "",
    "opiate": "opiate",
    "non_opiate": "non-opiate",
    "non_opiate_and_alcohol": "non-opiate and alcohol",
    "alcohol": "alcohol",
}
_KEYS = ["area_code", "period_label", "period_start", "period_end", "period_type", "flags"]

ONLY_BARNET = (
    "At borough level only Barnet's figures are in an open table at hand; others are a gap that partners can fill."
)
ROUNDED = "Barnet's counts are rounded to 5: shares are approximate, and a printed 0 may be 1 or 2."
NO_ENGLAND = "The table has no figure for England."
TREATMENT = {"topic": "treatment", "priority": 2, "headline": "FY"}
COUNT: dict[str, Any] = {**TREATMENT, "kind": "count", "decimals": 0, "comparators": (), "rule": "not tested"}
SHARE: dict[str, Any] = {**TREATMENT, "kind": "proportion", "decimals": 1, "comparators": (), "rule": "not tested"}
BESIDE_ENGLAND = {**SHARE, "comparators": ("England",), "rule": "limits"}
BORDERS = (ONLY_BARNET, ROUNDED)
BARNET_ALONE = (ONLY_BARNET, ROUNDED, NO_ENGLAND)


def adults(ndtms: pd.DataFrame, measure: str, who: tuple[str, str] = EVERYONE) -> pd.DataFrame:
    """Return the numbers of one measure by drug group, for everyone or one sex and age."""
    sex, age = who
    rows = ndtms[(ndtms["measure"] == measure) & (ndtms["sex"] == sex) & (ndtms["age"] == age)]
    if rows.empty:
        raise PipelineError(f"ndtms: the table holds no {measure} of {sex}, {age}.")
    group = rows["category"].map(DRUG_GROUPS)
    named = rows.assign(group=group, group_type=(group != "").map({True: "drug group", False: ""}))
    return named[[*_KEYS, "group_type", "group", "numerator"]]


def counts_of(ndtms: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return the numbers of one measure by drug group as values."""
    rows = adults(ndtms, measure)
    return calculated(rows.assign(value=rows["numerator"]))


def share_of(part: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    """Return the part out of the whole in % with limits, both by drug group as `adults` gives them."""
    keys = [*_KEYS, "group_type", "group"]
    everyone = whole.rename(columns={"numerator": "denominator"})
    return calculated(proportion(everyone.merge(part, on=keys, validate="1:1"), per=100))


def _all_drugs(ndtms: pd.DataFrame, measures: dict[str, str]) -> pd.DataFrame:
    """Return the measures added up by name, only for periods that have every one of them."""
    everyone = (ndtms["sex"] == EVERYONE[0]) & (ndtms["age"] == EVERYONE[1]) & (ndtms["category"] == "all")
    rows = ndtms[everyone & ndtms["measure"].isin(list(measures)) & ndtms["numerator"].notna()]
    absent = sorted(set(measures) - set(rows["measure"]))
    if absent:
        raise PipelineError(f"ndtms: the table holds no {', '.join(absent)}.")
    held = rows.groupby(["area_code", "period_label"])["measure"].transform("nunique")
    named = rows[held == len(measures)]
    named = named.assign(group=named["measure"].map(measures))
    return named.groupby([*_KEYS, "group"], as_index=False)[["numerator"]].sum()


def answers(
    ndtms: pd.DataFrame,
    group_type: str,
    stated: dict[str, str],
    headline: tuple[str, ...],
    unstated: tuple[str, ...] = (),
) -> pd.DataFrame:
    """Return each answer's share of those who stated one, `headline` answers together first, and who did not state it.

    `stated`: measure -> name; each person gives one of these. "not stated" is out of everyone, the others are not.
    """
    silent = dict.fromkeys(unstated, NOT_STATED)
    rows = _all_drugs(ndtms, stated | silent)
    known = rows[rows["group"] != NOT_STATED]
    base = _sums(known).rename(columns={"numerator": "denominator"})
    first = _sums(known[known["group"].isin(headline)]).assign(group_type="", group="")
    parts = pd.concat([first, known.assign(group_type=group_type)], ignore_index=True)
    shares = proportion(parts.merge(base, on=_KEYS, validate="m:1"), per=100)
    without = [_unstated(rows, group_type)] if unstated else []
    return calculated(pd.concat([shares, *without], ignore_index=True))


def _unstated(rows: pd.DataFrame, group_type: str) -> pd.DataFrame:
    silent = rows[rows["group"] == NOT_STATED]
    everyone = _sums(rows).rename(columns={"numerator": "denominator"})
    shares = proportion(_sums(silent).merge(everyone, on=_KEYS, validate="1:1"), per=100)
    return shares.assign(group_type=group_type, group=NOT_STATED)


def _sums(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.groupby(_KEYS, as_index=False)[["numerator"]].sum()


def kinds(
    ndtms: pd.DataFrame, group_type: str, base: tuple[str, ...], headline: str, named: dict[str, str]
) -> pd.DataFrame:
    """Return shares of a base that overlap (someone may be of several kinds): `headline` first, then each kind."""
    rows = _all_drugs(ndtms, {measure: measure for measure in (*base, headline)} | named)
    whole = _sums(rows[rows["group"].isin(base)]).rename(columns={"numerator": "denominator"})
    first = rows[rows["group"] == headline].assign(group_type="", group="")
    parts = pd.concat([first, rows[rows["group"].isin(list(named.values()))].assign(group_type=group_type)])
    return calculated(proportion(parts.merge(whole, on=_KEYS, validate="m:1"), per=100))


def side_by_side(ndtms: pd.DataFrame, group_type: str, named: dict[str, str], total: str = "") -> pd.DataFrame:
    """Return numbers of adults by kind; first the measure `total`, or without one their sum."""
    rows = _all_drugs(ndtms, named | ({total: ""} if total else {}))
    whole = rows[rows["group"] == ""] if total else _sums(rows).assign(group="")
    parts = rows[rows["group"] != ""].assign(group_type=group_type)
    everything = pd.concat([whole.assign(group_type=""), parts], ignore_index=True)
    return calculated(everything.assign(value=everything["numerator"]))
