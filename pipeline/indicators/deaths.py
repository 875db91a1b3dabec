"""Treatment: people who died from drug poisoning or drug misuse, by the year in which the death was registered."""

import pandas as pd

from pipeline.indicators.indicator import calculated, indicator
from pipeline.indicators.residents import mid_year
from pipeline.indicators.windows import three_year_sums
from pipeline.states import Flag, State, join_flags
from pipeline.statistics.rates import crude_rate, proportion

FIRST_POPULATION = pd.Timestamp(2006, 1, 1)
FEW_DEATHS = 20  # the Office for National Statistics marks rates on fewer than 20 deaths as unreliable
REGISTERED = "Deaths are counted in the year of registration: about half of them happened the year before."
POISONING_IS_WIDER = (
    "Drug poisoning also counts medicines, accidents and suicides; deaths from drug misuse are fewer. The two are never"
    " added or compared."
)
POOLED = (
    "Three years are pooled because one year has too few deaths; the periods overlap, so they are not tested for trend."
)
CRUDE = "The rate is not adjusted for age."
NO_LATER = "Later registration years are published by the Office for National Statistics and are not in this edition."
_DEATHS = {"topic": "treatment", "priority": 2, "outcome": 3}


@indicator(
    **_DEATHS, kind="count", name="Deaths from drug poisoning", short="the number of deaths from drug poisoning", unit="deaths",
    decimals=0, comparators=(), rule="not tested", headline="CY", measures=("drug_poisoning_deaths",),
    caveats=(REGISTERED, POISONING_IS_WIDER, "One year's deaths are few: read three years together.", NO_LATER),
)  # fmt: skip
def drug_poisoning_deaths(ons_drug_poisoning: pd.DataFrame) -> pd.DataFrame:
    """Deaths of residents that were registered in the year and caused by poisoning with any drug.

    Any drug: illegal ones, medicines, and both together; by accident, on purpose or not known. It does not count
    deaths from the long-term harm of drug use. Years before 2006 are left out, as no population is at hand for them.
    """
    return calculated(_poisonings(ons_drug_poisoning))


@indicator(
    **_DEATHS, name="Drug poisoning death rate", short="the rate of deaths from drug poisoning",
    unit="per 100,000 residents", kind="rate", decimals=1, comparators=("London", "England"), rule="limits", headline="3y",
    measures=("drug_poisoning_deaths",), caveats=(REGISTERED, POISONING_IS_WIDER, POOLED, CRUDE, NO_LATER),
)  # fmt: skip
def drug_poisoning_death_rate(ons_drug_poisoning: pd.DataFrame, ons_population: pd.DataFrame) -> pd.DataFrame:
    """Deaths from drug poisoning registered in three years, for each 100,000 residents and year.

    Divided by the residents of all ages in the middle of each of the three years, added up. It counts poisoning by
    any drug, also by accident or on purpose, and does not say which drug, or whether the person was in treatment.
    """
    deaths = _poisonings(ons_drug_poisoning)
    numbers = deaths.assign(year=deaths["period_start"].dt.year)
    residents = mid_year(ons_population).rename(columns={"residents": "denominator"})
    annual = numbers[["area_code", "year", "numerator"]].merge(residents, on=["area_code", "year"], validate="1:1")
    return _rates(three_year_sums(annual))


@indicator(
    **_DEATHS, name="Drug misuse death rate", short="the rate of deaths from drug misuse", unit="per 100,000 residents",
    kind="rate", decimals=1, comparators=(), rule="not tested", headline="3y", measures=("drug_misuse_deaths",),
    caveats=(
        REGISTERED, POOLED, CRUDE, NO_LATER,
        "The table has no row for London or England: nothing is compared.",
        "City of London with Hackney, and Merton with Sutton, are published together: neither borough's own figure.",
        "It is never joined to the rate on Public health profiles, which is adjusted for age.",
    ),
)  # fmt: skip
def drug_misuse_death_rate(ons_drug_misuse_deaths: pd.DataFrame, ons_population: pd.DataFrame) -> pd.DataFrame:
    """Deaths from drug misuse registered in three years, for each 100,000 residents and year.

    Drug misuse means that a drug controlled by law caused the death by poisoning, or that drug dependence was the
    underlying cause. Divided by the residents of all ages in each of the three years, added up.
    """
    keys = ["area_code", "period_label", "period_start", "period_end", "period_type"]
    deaths = ons_drug_misuse_deaths[[*keys, "numerator", "flags"]]
    residents = mid_year(ons_population).rename(columns={"residents": "denominator"}).assign(numerator=0)
    pooled = three_year_sums(residents)[["area_code", "period_start", "denominator"]]
    return _rates(deaths.merge(pooled, on=["area_code", "period_start"], how="left", validate="1:1"))


@indicator(
    topic="treatment", priority=2, outcome=3, name="Opiates in drug poisoning deaths", kind="proportion",
    short="the share of drug poisoning deaths in which an opiate was mentioned", unit="% of drug poisoning deaths",
    comparators=("England",), rule="limits", headline="CY", measures=("drug_poisoning_deaths_by_substance",),
    caveats=(
        REGISTERED, NO_LATER, "London and England only: no borough has figures by substance.",
        "Paracetamol with an opiate in it is left out; certificates that name no drug count below the line only.",
    ),
)  # fmt: skip
def opiate_share_of_poisonings(ons_drug_poisoning: pd.DataFrame) -> pd.DataFrame:
    """Deaths from drug poisoning in which any opiate was mentioned, out of all deaths from drug poisoning in the year.

    Heroin, morphine, methadone and other opiates, alone or with other drugs or alcohol. A death may mention several
    substances, so the shares of substances never add up.
    """
    keys = ["area_code", "period_label", "period_start", "period_end", "period_type"]
    by_substance = ons_drug_poisoning[
        (ons_drug_poisoning["measure"] == "drug_poisoning_deaths_by_substance")
        & (ons_drug_poisoning["period_start"] >= FIRST_POPULATION)
    ]
    deaths, opiates = (
        by_substance.loc[by_substance["category"] == name, [*keys, "numerator"]]
        for name in ("all_drug_poisonings", "any_opiate")
    )
    everyone = deaths.rename(columns={"numerator": "denominator"})
    return calculated(proportion(everyone.merge(opiates, on=keys, validate="1:1"), per=100))


def _poisonings(deaths: pd.DataFrame) -> pd.DataFrame:
    return deaths[(deaths["measure"] == "drug_poisoning_deaths") & (deaths["period_start"] >= FIRST_POPULATION)]


def _rates(pooled: pd.DataFrame) -> pd.DataFrame:
    rows = calculated(crude_rate(pooled, per=100_000))
    few = (rows["numerator"] < FEW_DEATHS) & (rows["state"] == State.OK.value)
    marked = rows["flags"].map(lambda cell: join_flags([Flag.LOW_RELIABILITY, *filter(None, cell.split(";"))]))
    return rows.assign(flags=rows["flags"].mask(few, marked))
