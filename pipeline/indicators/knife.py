"""Supply: knife crime that the Metropolitan Police recorded, and the outcomes it reached, which are counts only."""

import pandas as pd

from pipeline.errors import PipelineError
from pipeline.indicators.indicator import indicator
from pipeline.indicators.police import (
    CRIME,
    MONTHS,
    NEW_SYSTEM,
    RATE,
    RECORDED,
    RESIDENTS,
    REVISED,
    SMALL_CHANCE,
    WITHOUT_CITY,
    monthly_counts,
    yearly_counts,
    yearly_rates,
)

A_PART = "Knife crime with injury is a part of knife crime: the two are never added."
SHORT = "The table starts in March 2022, so there are too few years for a trend."
OTHER_MONTH = (
    "Outcomes are counted in the month in which they are reached, often long after the offence: they may be more than the"
    " offences of the same months and are never divided by them."
)
_CAVEATS = (RECORDED, A_PART, SHORT, NEW_SYSTEM, REVISED)
_RATE_CAVEATS = (*_CAVEATS, RESIDENTS, WITHOUT_CITY, SMALL_CHANCE)
_OUTCOMES = {
    **CRIME, "outcome": None, "unit": "outcomes", "kind": "count", "decimals": 0, "comparators": (), "rule": "not tested",
    "headline": "rolling12", "counts_only": True, "caveats": (OTHER_MONTH, A_PART, SHORT, REVISED),
}  # fmt: skip
_KEYS = ["area_code", "period_label", "period_start", "period_end", "period_type"]


def _months(knife: pd.DataFrame, measure: str, outcome: str = "offences") -> pd.DataFrame:
    found = knife[(knife["measure"] == measure) & (knife["category"] == outcome)]
    if found.empty:
        raise PipelineError(f"The knife crime table holds no {outcome} of {measure}.")
    return found[[*_KEYS, "numerator"]]


@indicator(
    **RATE, outcome=None, name="Knife crime", short="recorded knife crime", measures=("knife_crime",), caveats=_RATE_CAVEATS,
)  # fmt: skip
def knife_crime_rate(
    mps_knife_crime: pd.DataFrame, ons_census: pd.DataFrame, ons_population: pd.DataFrame
) -> pd.DataFrame:
    """Offences with a knife or other sharp instrument that the police recorded, for each 1,000 residents.

    A knife used to hurt, rob or threaten somebody; having one is counted under weapon possession. With or without
    drugs: the table does not say.
    """
    return yearly_rates(_months(mps_knife_crime, "knife_crime"), ons_census, ons_population)


@indicator(
    **RATE | {"decimals": 2}, outcome=None, name="Knife crime with injury", short="recorded knife crime with injury",
    measures=("knife_crime_with_injury",), caveats=_RATE_CAVEATS,
)  # fmt: skip
def knife_crime_with_injury_rate(
    mps_knife_crime: pd.DataFrame, ons_census: pd.DataFrame, ons_population: pd.DataFrame
) -> pd.DataFrame:
    """Offences with a knife in which somebody was hurt that the police recorded, for each 1,000 residents.

    Injuries that nobody reported are not in it, although hospitals treat some of them. Few a year in a borough, so
    the rate moves by chance.
    """
    return yearly_rates(_months(mps_knife_crime, "knife_crime_with_injury"), ons_census, ons_population)


@indicator(
    **MONTHS, outcome=None, name="Knife crime by month", short="recorded knife crime", measures=("knife_crime",),
    caveats=_CAVEATS,
)  # fmt: skip
def knife_crime_offences(mps_knife_crime: pd.DataFrame) -> pd.DataFrame:
    """Offences with a knife or other sharp instrument that the police recorded in each month.

    Single months are few in most boroughs and move by chance; one large month is not a change.
    """
    return monthly_counts(_months(mps_knife_crime, "knife_crime"))


@indicator(
    **MONTHS, outcome=None, name="Knife crime with injury by month", short="recorded knife crime with injury",
    measures=("knife_crime_with_injury",), caveats=_CAVEATS,
)  # fmt: skip
def knife_crime_with_injury_offences(mps_knife_crime: pd.DataFrame) -> pd.DataFrame:
    """Offences with a knife in which somebody was hurt that the police recorded in each month.

    A handful a month in most boroughs: read years, not months.
    """
    return monthly_counts(_months(mps_knife_crime, "knife_crime_with_injury"))


@indicator(
    **_OUTCOMES, name="Positive outcomes of knife crime", short="the number of positive outcomes of knife crime",
    measures=("knife_crime",),
)  # fmt: skip
def knife_crime_positive_outcomes(mps_knife_crime: pd.DataFrame) -> pd.DataFrame:
    """Charges, cautions and other outcomes against a suspect of knife crime that were reached in the months.

    The publisher calls them positive outcomes. Counts only: they belong to offences of many months, so they are no
    share of the offences recorded beside them.
    """
    return yearly_counts(_months(mps_knife_crime, "knife_crime", "positive_outcomes"))


@indicator(
    **_OUTCOMES, name="Positive outcomes of knife crime with injury",
    short="the number of positive outcomes of knife crime with injury", measures=("knife_crime_with_injury",),
)  # fmt: skip
def knife_crime_with_injury_positive_outcomes(mps_knife_crime: pd.DataFrame) -> pd.DataFrame:
    """Charges, cautions and other outcomes against a suspect of knife crime with injury, reached in the months.

    Counts only: they belong to offences of many months, so they are no share of the offences recorded beside them.
    """
    return yearly_counts(_months(mps_knife_crime, "knife_crime_with_injury", "positive_outcomes"))
