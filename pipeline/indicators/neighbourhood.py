"""Supply: the four offences of neighbourhood crime, each by itself, and all of it by month."""

import pandas as pd

from pipeline.indicators.indicator import indicator
from pipeline.indicators.offences import BURGLARY, NEIGHBOURHOOD
from pipeline.indicators.police import (
    MONTHS,
    NEW_SYSTEM,
    RATE,
    RATE_CAVEATS,
    RECORDED,
    REVISED,
    borough_months,
    monthly_counts,
    yearly_rates,
)

PAYS = "Some of it pays for drugs; how much is not recorded."
FIRST_MONTH = "2017-04"  # residential burglary was classified anew then: the four stand side by side from there on
_RATE = {**RATE, "outcome": 2}
_MONTHS = {**MONTHS, "outcome": 2, "caveats": (RECORDED, PAYS, NEW_SYSTEM, REVISED)}


@indicator(
    **_RATE, name="Personal robbery", short="recorded personal robberies", measures=("personal_robbery",),
    caveats=(*RATE_CAVEATS, PAYS),
)  # fmt: skip
def personal_robbery_rate(
    mps_recorded_crime: pd.DataFrame, ons_census: pd.DataFrame, ons_population: pd.DataFrame
) -> pd.DataFrame:
    """Robberies of a person that the police recorded, for each 1,000 residents.

    Robbery is theft with force or its threat; robberies of shops are not in it. It is counted where it happened,
    which in busy places is often not where the person robbed lives.
    """
    return yearly_rates(borough_months(mps_recorded_crime, ("personal_robbery",)), ons_census, ons_population)


@indicator(
    **_RATE, name="Residential burglary", short="recorded residential burglaries", measures=("residential_burglary",),
    caveats=(*RATE_CAVEATS, PAYS, BURGLARY),
)  # fmt: skip
def residential_burglary_rate(
    mps_recorded_crime: pd.DataFrame, ons_census: pd.DataFrame, ons_population: pd.DataFrame
) -> pd.DataFrame:
    """Burglaries of homes that the police recorded, for each 1,000 residents.

    For each resident and not for each home. From 2017/18 on sheds and garages count as part of the home, so earlier
    years are lower by definition.
    """
    return yearly_rates(borough_months(mps_recorded_crime, ("residential_burglary",)), ons_census, ons_population)


@indicator(
    **_RATE, name="Theft from the person", short="recorded thefts from the person", measures=("theft_from_person",),
    caveats=(*RATE_CAVEATS, PAYS),
)  # fmt: skip
def theft_from_person_rate(
    mps_recorded_crime: pd.DataFrame, ons_census: pd.DataFrame, ons_population: pd.DataFrame
) -> pd.DataFrame:
    """Thefts of what a person carries, such as a phone, that the police recorded, for each 1,000 residents.

    Most happen where many people pass, so places with shops, offices and visitors have far more than residents
    would explain. Many victims do not report it.
    """
    return yearly_rates(borough_months(mps_recorded_crime, ("theft_from_person",)), ons_census, ons_population)


@indicator(
    **_RATE, name="Vehicle offences", short="recorded vehicle offences", measures=("vehicle_offences",),
    caveats=(*RATE_CAVEATS, PAYS),
)  # fmt: skip
def vehicle_crime_rate(
    mps_recorded_crime: pd.DataFrame, ons_census: pd.DataFrame, ons_population: pd.DataFrame
) -> pd.DataFrame:
    """Thefts of and from vehicles, and interference with them, that the police recorded, for each 1,000 residents.

    For each resident and not for each vehicle: boroughs in which few people have a car have lower rates for that
    reason alone.
    """
    return yearly_rates(borough_months(mps_recorded_crime, ("vehicle_offences",)), ons_census, ons_population)


@indicator(
    **_MONTHS, name="Personal robbery by month", short="recorded personal robberies", measures=("personal_robbery",),
)  # fmt: skip
def personal_robbery_offences(mps_recorded_crime: pd.DataFrame) -> pd.DataFrame:
    """Robberies of a person that the police recorded in each month, from April 2017 on.

    Single months are few in most boroughs and move by chance.
    """
    return monthly_counts(borough_months(mps_recorded_crime, ("personal_robbery",)), FIRST_MONTH)


@indicator(
    **_MONTHS, name="Residential burglary by month", short="recorded residential burglaries",
    measures=("residential_burglary",),
)  # fmt: skip
def residential_burglary_offences(mps_recorded_crime: pd.DataFrame) -> pd.DataFrame:
    """Burglaries of homes that the police recorded in each month, from April 2017 on.

    Earlier months were classified in another way and are left out.
    """
    return monthly_counts(borough_months(mps_recorded_crime, ("residential_burglary",)), FIRST_MONTH)


@indicator(
    **_MONTHS, name="Theft from the person by month", short="recorded thefts from the person",
    measures=("theft_from_person",),
)  # fmt: skip
def theft_from_person_offences(mps_recorded_crime: pd.DataFrame) -> pd.DataFrame:
    """Thefts of what a person carries that the police recorded in each month, from April 2017 on.

    Counted where they happened. Months with large events and holidays stand out.
    """
    return monthly_counts(borough_months(mps_recorded_crime, ("theft_from_person",)), FIRST_MONTH)


@indicator(
    **_MONTHS, name="Vehicle offences by month", short="recorded vehicle offences", measures=("vehicle_offences",),
)  # fmt: skip
def vehicle_crime_offences(mps_recorded_crime: pd.DataFrame) -> pd.DataFrame:
    """Thefts of and from vehicles that the police recorded in each month, from April 2017 on.

    Interference with vehicles is counted too. Single months move by chance and with police operations.
    """
    return monthly_counts(borough_months(mps_recorded_crime, ("vehicle_offences",)), FIRST_MONTH)


@indicator(
    **_MONTHS, name="Neighbourhood crime by month", short="recorded neighbourhood crimes", measures=NEIGHBOURHOOD,
)  # fmt: skip
def neighbourhood_crime_offences(mps_recorded_crime: pd.DataFrame) -> pd.DataFrame:
    """Personal robbery, residential burglary, theft from the person and vehicle offences recorded in each month.

    From April 2017 on, since residential burglary was classified in another way before.
    """
    return monthly_counts(borough_months(mps_recorded_crime, NEIGHBOURHOOD), FIRST_MONTH)
