"""Supply, by ward: where in a borough the offences were recorded, as shares of those that have a place."""

import pandas as pd

from pipeline.indicators.indicator import calculated, indicator
from pipeline.indicators.police import RECORDED, REVISED, borough_months
from pipeline.indicators.windows import whole_years
from pipeline.states import Flag, State
from pipeline.statistics.rates import proportion

LOCATED = "Shares are of the offences that the police placed in a ward, not of all: the located share stands beside."
NO_RATE = "There is no ward population at hand, so no ward rate: a ward with a busy high street holds more offences."
OWN_YEARS = "A ward is compared with its year before only if its borough's located share moved by 3 points or less."
OVER_ALL = "Where wards hold more than the borough's own table, the two tables disagree and the row is a query."
_KEYS = ["area_code", "period_label", "period_start", "period_end", "period_type"]
_WARDS = {
    "topic": "supply", "priority": 1, "kind": "proportion", "outcome": None, "unit": "% of located offences", "decimals": 1,
    "comparators": (), "rule": "not tested", "headline": "rolling12",
    "caveats": (LOCATED, NO_RATE, OWN_YEARS, OVER_ALL, RECORDED, REVISED),
}  # fmt: skip


def _shares(mps: pd.DataFrame, offence: str) -> pd.DataFrame:
    """Return a row for each ward, and before them one for each borough: how many of its offences were located."""
    wards = mps[(mps["category_type"] == "ward") & (mps["measure"] == offence)]
    counts = wards[[*_KEYS, "category", "numerator"]].rename(columns={"category": "group"})
    located = counts.groupby(_KEYS, as_index=False)[["numerator"]].sum(skipna=False)
    totals = located.rename(columns={"numerator": "denominator"})
    shares = proportion(counts.merge(totals, on=_KEYS, validate="m:1"), per=100).assign(group_type="ward")
    return pd.concat([calculated(_coverage(mps, offence, located)), calculated(shares)], ignore_index=True)


def _coverage(mps: pd.DataFrame, offence: str, located: pd.DataFrame) -> pd.DataFrame:
    """Return the located offences out of all that the borough's own table has for the same twelve months.

    No limits: nothing is sampled. More than all is possible, since two tables of one release need not agree.
    """
    recorded = whole_years(borough_months(mps, (offence,))).rename(columns={"numerator": "denominator"})
    rows = located.merge(recorded, on=_KEYS, how="left", validate="1:1")
    value = (100 * rows["numerator"] / rows["denominator"]).where(rows["denominator"] > 0)
    states = value.isna().map({True: State.CANNOT_CALCULATE.value, False: State.OK.value})
    return rows.assign(value=value, state=states, flags=(value > 100).map({True: Flag.QUERY.value, False: ""}))


@indicator(
    **_WARDS, name="Drug trafficking by ward", short="drug trafficking offences", measures=("drug_trafficking",),
)  # fmt: skip
def drug_trafficking_wards(mps_recorded_crime: pd.DataFrame) -> pd.DataFrame:
    """Each ward's share of the drug trafficking offences that the police placed in a ward of the borough.

    It shows where offences were recorded in twelve months, which is where the police worked and what they found
    there. It does not show where sellers or buyers live.
    """
    return _shares(mps_recorded_crime, "drug_trafficking")


@indicator(
    **_WARDS, name="Drug possession by ward", short="drug possession offences", measures=("drug_possession",),
)  # fmt: skip
def drug_possession_wards(mps_recorded_crime: pd.DataFrame) -> pd.DataFrame:
    """Each ward's share of the drug possession offences that the police placed in a ward of the borough.

    It shows where people were found with drugs in twelve months. It does not show where people who use drugs live.
    """
    return _shares(mps_recorded_crime, "drug_possession")


@indicator(
    **_WARDS, name="Weapon possession by ward", short="weapon possession offences", measures=("weapon_possession",),
)  # fmt: skip
def weapon_possession_wards(mps_recorded_crime: pd.DataFrame) -> pd.DataFrame:
    """Each ward's share of the weapon possession offences that the police placed in a ward of the borough.

    About one in eight has no ward in the latest twelve months, and more in the year before.
    """
    return _shares(mps_recorded_crime, "weapon_possession")


@indicator(
    **_WARDS, name="Violence with injury by ward", short="offences of violence with injury",
    measures=("violence_with_injury",),
)  # fmt: skip
def violence_with_injury_wards(mps_recorded_crime: pd.DataFrame) -> pd.DataFrame:
    """Each ward's share of the offences of violence with injury that the police placed in a ward of the borough.

    At home and in public together. Wards with shops, stations and places to go out hold more of it.
    """
    return _shares(mps_recorded_crime, "violence_with_injury")
