"""Demand and context: the latest values of OHID's Public health profiles (Fingertips), without counts or limits."""

import pandas as pd

from pipeline.indicators.indicator import calculated, indicator

NO_LIMITS = "The table has a value only, no count and no confidence limits: no difference is tested."
NO_LONDON = "The table has no row for London; the range of boroughs is shown, and no mean is made of them."
PROFILE = {"comparators": ("England",), "rule": "not tested"}
DEMAND = {**PROFILE, "topic": "demand", "priority": 3}
CONTEXT = {**PROFILE, "topic": "context", "priority": None, "outcome": None}


def latest(fingertips: pd.DataFrame, indicator_id: str) -> pd.DataFrame:
    """Return the values of one indicator of Public health profiles as they are published."""
    return calculated(fingertips[fingertips["measure"] == indicator_id])


@indicator(
    **DEMAND, name="Alcohol-specific hospital admissions", short="the rate of alcohol-specific hospital admissions",
    unit="per 100,000 residents (standardised)", decimals=0, outcome=3, headline="FY",
    measures=("92906",), caveats=(NO_LIMITS, NO_LONDON, "Admissions, not people."),
)  # fmt: skip
def alcohol_specific_admissions(fingertips: pd.DataFrame) -> pd.DataFrame:
    """Hospital admissions for conditions that only alcohol causes, per 100,000 residents, adjusted for age.

    Such as alcoholic liver disease, intoxication or dependence. It leaves out the many conditions that alcohol makes
    more likely, and people who were not admitted.
    """
    return latest(fingertips, "92906")


@indicator(
    **DEMAND, name="Adults who smoke", short="the share of adults who smoke", unit="%", decimals=1, outcome=None,
    headline="CY", measures=("92443",),
    caveats=(NO_LIMITS, NO_LONDON, "A survey: single boroughs have few respondents, so values move by chance."),
)  # fmt: skip
def smoking(fingertips: pd.DataFrame) -> pd.DataFrame:
    """Adults (18 and over) who said in the Annual Population Survey that they smoke cigarettes.

    Out of all adults asked. It does not count vaping, and says nothing of other drugs.
    """
    return latest(fingertips, "92443")


@indicator(
    **DEMAND, name="Under-75 deaths from liver disease", short="the rate of deaths from liver disease under 75",
    unit="per 100,000 residents (standardised)", decimals=1, outcome=None, headline="3y",
    measures=("40601",), caveats=(NO_LIMITS, NO_LONDON),
)  # fmt: skip
def under75_liver_mortality(fingertips: pd.DataFrame) -> pd.DataFrame:
    """Deaths from liver disease before the age of 75 in three years, per 100,000 residents under 75, adjusted for age.

    Alcohol, viral hepatitis and obesity cause most of it. It does not say which of them did.
    """
    return latest(fingertips, "40601")


@indicator(
    **PROFILE, name="Deaths from drug misuse", topic="treatment", priority=2, outcome=3,
    short="the rate of deaths from drug misuse", unit="per 100,000 residents (standardised)", decimals=1,
    headline="3y", measures=("92432",),
    caveats=(NO_LIMITS, NO_LONDON, "Never joined to the counts of earlier years, which are not adjusted for age."),
)  # fmt: skip
def drug_misuse_death_rate_published(fingertips: pd.DataFrame) -> pd.DataFrame:
    """Deaths from drug misuse registered in three years, per 100,000 residents and year, adjusted for age.

    As the national outcomes framework counts them: a drug controlled by law caused the poisoning, or drug dependence
    was the underlying cause. Shown as published, without the number of deaths behind it.
    """
    return latest(fingertips, "92432")


@indicator(
    **CONTEXT, name="Children in absolute low-income families", unit="%", decimals=1,
    short="the share of children in absolute low-income families", headline="FY", measures=("93701",),
    caveats=(NO_LIMITS, NO_LONDON),
)  # fmt: skip
def child_poverty(fingertips: pd.DataFrame) -> pd.DataFrame:
    """Children under 16 in families with an income below 60% of the middle income of 2010/11, before housing costs.

    Out of all children under 16. Rents are not taken off, so it understates hardship where they are high.
    """
    return latest(fingertips, "93701")


@indicator(
    **CONTEXT, name="Unemployment", short="the unemployment rate", unit="%", decimals=1,
    headline="CY", measures=("91126",), caveats=(NO_LIMITS, NO_LONDON, "Modelled from a survey for single boroughs."),
)  # fmt: skip
def unemployment(fingertips: pd.DataFrame) -> pd.DataFrame:
    """People of 16 and over who have no work and look for it, out of all who work or look for work.

    It leaves out people who are too ill to work, among them many in treatment.
    """
    return latest(fingertips, "91126")


@indicator(
    **CONTEXT, name="Deprivation score", short="the deprivation score", unit="points (IMD 2025)", decimals=1,
    headline="point", measures=("94240",),
    caveats=(NO_LIMITS, NO_LONDON, "The score describes an area, never the people in it."),
)  # fmt: skip
def deprivation_score(fingertips: pd.DataFrame) -> pd.DataFrame:
    """Score of the English Indices of Deprivation 2025: the higher, the more deprived.

    Income, work, health, education, crime, housing and surroundings, each with a weight. An average: a borough with a
    middling score may hold very poor neighbourhoods.
    """
    return latest(fingertips, "94240")
