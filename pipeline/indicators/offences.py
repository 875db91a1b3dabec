"""Supply: offences that the Metropolitan Police recorded in 32 boroughs. The City of London has another force."""

import pandas as pd

from pipeline.indicators.indicator import calculated, indicator
from pipeline.indicators.police import (
    CRIME,
    MONTHS,
    NEW_SYSTEM,
    NEWEST,
    RATE,
    RATE_CAVEATS,
    RECORDED,
    REVISED,
    SMALL_CHANCE,
    STEP,
    WITHOUT_CITY,
    borough_months,
    monthly_counts,
    with_london,
    yearly_counts,
    yearly_rates,
)
from pipeline.indicators.windows import whole_years
from pipeline.statistics.rates import ratio

NEIGHBOURHOOD = ("personal_robbery", "residential_burglary", "theft_from_person", "vehicle_offences")
BURGLARY = "Residential burglary was classified anew in 2017/18 and rose by a third."


@indicator(
    **RATE, name="Drug trafficking", short="recorded drug trafficking offences", outcome=2,
    measures=("drug_trafficking",), caveats=(*RATE_CAVEATS, STEP, NEWEST),
)  # fmt: skip
def drug_trafficking_rate(
    mps_recorded_crime: pd.DataFrame, ons_census: pd.DataFrame, ons_population: pd.DataFrame
) -> pd.DataFrame:
    """Drug trafficking offences that the police recorded, for each 1,000 residents.

    Trafficking is supplying drugs, or having them in order to supply them. The rate counts what the police found and
    wrote down where it happened; it does not measure how much is sold, who buys it, or where sellers live.
    """
    return yearly_rates(borough_months(mps_recorded_crime, ("drug_trafficking",)), ons_census, ons_population)


@indicator(
    **RATE, name="Drug possession", short="recorded drug possession offences", outcome=2,
    measures=("drug_possession",), caveats=RATE_CAVEATS,
)  # fmt: skip
def drug_possession_rate(
    mps_recorded_crime: pd.DataFrame, ons_census: pd.DataFrame, ons_population: pd.DataFrame
) -> pd.DataFrame:
    """Offences of having drugs for one's own use that the police recorded, for each 1,000 residents.

    Most come to light when the police stop and search, so the rate rises and falls with that work. It does not
    measure how many residents use drugs, and the person need not live in the borough.
    """
    return yearly_rates(borough_months(mps_recorded_crime, ("drug_possession",)), ons_census, ons_population)


@indicator(
    **CRIME, name="Trafficking against possession", outcome=2,
    short="the number of recorded drug trafficking offences",
    unit="for each 100 possession offences", kind="ratio", decimals=0,
    comparators=("London",), rule="recorded crime", headline="rolling12",
    measures=("drug_trafficking", "drug_possession"),
    caveats=(RECORDED, WITHOUT_CITY, NEW_SYSTEM, STEP, NEWEST, SMALL_CHANCE, REVISED),
)  # fmt: skip
def trafficking_possession_ratio(mps_recorded_crime: pd.DataFrame) -> pd.DataFrame:
    """Recorded drug trafficking offences for each 100 recorded drug possession offences.

    It tells what police work on drugs brings to light: dealing, or having drugs for one's own use. It needs no
    population, so visitors do not distort it. It does not say how many sellers there are for each user.
    """
    keys = ["area_code", "period_label", "period_start", "period_end", "period_type"]
    trafficking = whole_years(borough_months(mps_recorded_crime, ("drug_trafficking",)))
    possession = whole_years(borough_months(mps_recorded_crime, ("drug_possession",)))
    possession = possession.rename(columns={"numerator": "denominator"})
    return calculated(ratio(with_london(trafficking.merge(possession, on=keys, validate="1:1")), per=100))


@indicator(
    **RATE, name="Weapon possession", short="recorded weapon possession offences", outcome=None,
    measures=("weapon_possession",), caveats=RATE_CAVEATS,
)  # fmt: skip
def weapon_possession_rate(
    mps_recorded_crime: pd.DataFrame, ons_census: pd.DataFrame, ons_population: pd.DataFrame
) -> pd.DataFrame:
    """Offences of having a weapon that the police recorded, for each 1,000 residents.

    Like drug possession it mostly comes to light by stop and search. It does not measure how many people carry
    weapons, nor how often one is used; not every offence has to do with drugs.
    """
    return yearly_rates(borough_months(mps_recorded_crime, ("weapon_possession",)), ons_census, ons_population)


@indicator(
    **RATE, name="Violence with injury", short="recorded offences of violence with injury", outcome=None,
    measures=("violence_with_injury",), caveats=RATE_CAVEATS,
)  # fmt: skip
def violence_with_injury_rate(
    mps_recorded_crime: pd.DataFrame, ons_census: pd.DataFrame, ons_population: pd.DataFrame
) -> pd.DataFrame:
    """Offences of violence in which somebody was hurt that the police recorded, for each 1,000 residents.

    It counts all such violence, at home and in public, with or without drugs or alcohol. Violence that nobody
    reported is not in it.
    """
    return yearly_rates(borough_months(mps_recorded_crime, ("violence_with_injury",)), ons_census, ons_population)


@indicator(
    **RATE, name="Neighbourhood crime", short="recorded neighbourhood crimes", outcome=2, measures=NEIGHBOURHOOD,
    caveats=(*RATE_CAVEATS, BURGLARY),
)  # fmt: skip
def neighbourhood_crime_rate(
    mps_recorded_crime: pd.DataFrame, ons_census: pd.DataFrame, ons_population: pd.DataFrame
) -> pd.DataFrame:
    """Personal robbery, residential burglary, theft from the person and vehicle offences recorded, per 1,000 residents.

    The national framework counts neighbourhood crime because some of it pays for drugs. How much of it does is not
    recorded. The national measure asks victims in a survey; these are police records, and stand in for it.
    """
    return yearly_rates(borough_months(mps_recorded_crime, NEIGHBOURHOOD), ons_census, ons_population)


@indicator(
    **CRIME, name="Homicide", short="the number of recorded homicides", outcome=2, unit="offences", decimals=0,
    kind="count", comparators=("London",), rule="not tested", headline="rolling12", measures=("homicide",), counts_only=True,
    caveats=("Homicides are few and vary by chance: counts only, never a rate, rank or percentage.", WITHOUT_CITY, REVISED),
)  # fmt: skip
def homicide(mps_recorded_crime: pd.DataFrame) -> pd.DataFrame:
    """Homicides that the police recorded: murder, manslaughter and infanticide.

    All of them, whether or not drugs had to do with it: the police table does not say. London's count is for
    context, not for comparison.
    """
    return yearly_counts(borough_months(mps_recorded_crime, ("homicide",)))


@indicator(
    outcome=2, **MONTHS, name="Drug trafficking by month", short="recorded drug trafficking offences",
    measures=("drug_trafficking",), caveats=(RECORDED, STEP, NEWEST, REVISED),
)  # fmt: skip
def drug_trafficking_offences(mps_recorded_crime: pd.DataFrame) -> pd.DataFrame:
    """Drug trafficking offences that the police recorded in each month.

    Single months jump with police operations; one large month is not a change in the trade.
    """
    return monthly_counts(borough_months(mps_recorded_crime, ("drug_trafficking",)))


@indicator(
    outcome=2, **MONTHS, name="Drug possession by month", short="recorded drug possession offences",
    measures=("drug_possession",), caveats=(RECORDED, NEW_SYSTEM, REVISED),
)  # fmt: skip
def drug_possession_offences(mps_recorded_crime: pd.DataFrame) -> pd.DataFrame:
    """Drug possession offences that the police recorded in each month.

    Single months jump with police operations and with large events; they do not measure use.
    """
    return monthly_counts(borough_months(mps_recorded_crime, ("drug_possession",)))


@indicator(
    outcome=2, **MONTHS, name="Weapon possession by month", short="recorded weapon possession offences",
    measures=("weapon_possession",), caveats=(RECORDED, NEW_SYSTEM, REVISED),
)  # fmt: skip
def weapon_possession_offences(mps_recorded_crime: pd.DataFrame) -> pd.DataFrame:
    """Weapon possession offences that the police recorded in each month.

    Single months jump with police operations; they do not measure how many people carry weapons.
    """
    return monthly_counts(borough_months(mps_recorded_crime, ("weapon_possession",)))


@indicator(
    outcome=None, **MONTHS, name="Violence with injury by month", short="recorded offences of violence with injury",
    measures=("violence_with_injury",), caveats=(RECORDED, NEW_SYSTEM, REVISED),
)  # fmt: skip
def violence_with_injury_offences(mps_recorded_crime: pd.DataFrame) -> pd.DataFrame:
    """Offences of violence in which somebody was hurt that the police recorded in each month.

    At home and in public together; months differ in length and season, so read years. Violence that nobody reported is not in it.
    """
    return monthly_counts(borough_months(mps_recorded_crime, ("violence_with_injury",)))
