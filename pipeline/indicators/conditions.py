"""Context: other latest values of OHID's Public health profiles, on health and on living conditions."""

import pandas as pd

from pipeline.indicators.indicator import indicator
from pipeline.indicators.profiles import CONTEXT, NO_LIMITS, NO_LONDON, latest

SURVEY = "A survey: single boroughs have few respondents, so values move by chance."
THREE_YEARS = "Three years are pooled; the periods overlap, so they are not tested for trend."
_SHARE = {**CONTEXT, "unit": "%", "decimals": 1}
_DEATHS = {
    **CONTEXT, "unit": "per 100,000 residents (standardised)", "decimals": 1, "headline": "3y",
    "caveats": (NO_LIMITS, NO_LONDON, THREE_YEARS),
}  # fmt: skip


@indicator(
    **_SHARE, name="Adults living with obesity", short="the share of adults living with obesity", headline="FY",
    measures=("93881",), caveats=(NO_LIMITS, NO_LONDON, SURVEY),
)  # fmt: skip
def obesity(fingertips: pd.DataFrame) -> pd.DataFrame:
    """Adults (18 and over) with a body mass index of 30 or more, from the height and weight they gave in a survey.

    Out of all adults asked, corrected for what people misjudge about themselves. Background to the health of residents.
    """
    return latest(fingertips, "93881")


@indicator(
    **_SHARE, name="Physically inactive adults", short="the share of physically inactive adults", headline="FY",
    measures=("93015",), caveats=(NO_LIMITS, NO_LONDON, SURVEY),
)  # fmt: skip
def physical_inactivity(fingertips: pd.DataFrame) -> pd.DataFrame:
    """Adults (19 and over) who said in a survey that they move with some effort for less than 30 minutes a week.

    Out of all adults asked. It tells nothing of drugs or alcohol; it is background to the health of residents.
    """
    return latest(fingertips, "93015")


@indicator(
    **_SHARE, name="Households in fuel poverty", short="the share of households in fuel poverty", headline="CY",
    measures=("93759",), caveats=(NO_LIMITS, NO_LONDON, "Modelled from a survey for single boroughs."),
)  # fmt: skip
def fuel_poverty(fingertips: pd.DataFrame) -> pd.DataFrame:
    """Households in a home of low energy efficiency that would be left below the poverty line after heating it.

    Out of all households, by the official low income, low energy efficiency measure.
    """
    return latest(fingertips, "93759")


@indicator(
    **_SHARE, name="Deaths attributable to air pollution", short="the share of deaths attributable to air pollution",
    headline="CY", measures=("93861",), caveats=(NO_LIMITS, NO_LONDON, "A model, not a count of deaths."),
)  # fmt: skip
def air_pollution_deaths(fingertips: pd.DataFrame) -> pd.DataFrame:
    """Share of deaths at 30 and over that a model attributes to long exposure to fine particles in the air.

    Nobody's death certificate says so: it is worked out from the measured air and from studies of its effect.
    """
    return latest(fingertips, "93861")


@indicator(
    **_DEATHS, name="Under-75 deaths from cardiovascular disease", measures=("40401",),
    short="the rate of deaths from cardiovascular disease under 75",
)  # fmt: skip
def under75_cardiovascular_mortality(fingertips: pd.DataFrame) -> pd.DataFrame:
    """Deaths from heart disease and stroke before 75 in three years, per 100,000 residents under 75, adjusted for age.

    Smoking, heavy drinking and stimulant drugs are among many causes; the figure does not say which it was.
    """
    return latest(fingertips, "40401")


@indicator(
    **_DEATHS, name="Under-75 deaths from cancer", measures=("40501",), short="the rate of deaths from cancer under 75",
)  # fmt: skip
def under75_cancer_mortality(fingertips: pd.DataFrame) -> pd.DataFrame:
    """Deaths from cancer before the age of 75 in three years, per 100,000 residents under 75, adjusted for age.

    Smoking and alcohol are among many causes; the figure does not say which it was.
    """
    return latest(fingertips, "40501")


@indicator(
    **_DEATHS, name="Under-75 deaths from respiratory disease", measures=("40701",),
    short="the rate of deaths from respiratory disease under 75",
)  # fmt: skip
def under75_respiratory_mortality(fingertips: pd.DataFrame) -> pd.DataFrame:
    """Deaths from lung disease other than cancer before 75 in three years, per 100,000 under 75, adjusted for age.

    Smoking causes most of it, and smoking heroin, crack or cannabis adds to it; the figure does not say which it was.
    """
    return latest(fingertips, "40701")


@indicator(
    **_DEATHS, name="Suicide", measures=("41001",), short="the suicide rate",
)  # fmt: skip
def suicide(fingertips: pd.DataFrame) -> pd.DataFrame:
    """Deaths from suicide and undetermined injury registered in three years, per 100,000 residents, adjusted for age.

    Residents of 10 and over. Poisoning with drugs on purpose is counted here and among deaths from drug poisoning too,
    so the two are never added.
    """
    return latest(fingertips, "41001")
