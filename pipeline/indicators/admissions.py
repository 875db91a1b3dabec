"""Treatment: hospital admissions for drugs, by three measures that overlap and are never added."""

import pandas as pd

from pipeline.indicators.indicator import calculated, indicator
from pipeline.indicators.residents import with_mid_year
from pipeline.statistics.rates import crude_rate

OVERLAP = "The three measures of admissions overlap: never add them."
EPISODES = "Admissions, not people: someone admitted three times is counted three times."
ROUNDED = "From 2017/18 on counts are rounded to 5."
EMPTY = "A figure that is not shown may be none, or withheld because it is small."
TOGETHER = "City of London with Hackney, and Merton with Sutton, are published together: neither borough's own figure."
LONDON_SUM = "London's figure equals the sum of the areas, so it is no independent check of them."
NOT_BY_AGE = "The rate is not adjusted for age."
_KEYS = ["area_code", "period_label", "period_start", "period_end", "period_type", "state", "flags"]
_ADMISSIONS = {
    "topic": "treatment", "priority": 2, "outcome": 3, "kind": "rate", "unit": "per 100,000 residents", "decimals": 0,
    "comparators": ("London", "England"), "rule": "limits", "headline": "FY",
    "caveats": (EPISODES, OVERLAP, ROUNDED, EMPTY, TOGETHER, LONDON_SUM, NOT_BY_AGE),
}  # fmt: skip


def _rate(admissions: pd.DataFrame, population: pd.DataFrame, measure: str) -> pd.DataFrame:
    counts = admissions.loc[admissions["measure"] == measure, [*_KEYS, "numerator"]]
    return calculated(crude_rate(with_mid_year(counts, population), per=100_000))


@indicator(
    **_ADMISSIONS, name="Hospital admissions for drug poisoning", measures=("poisoning_by_drug_misuse_primary",),
    short="the rate of hospital admissions for poisoning by drug misuse",
)  # fmt: skip
def drug_admissions_poisoning(nhs_drug_admissions: pd.DataFrame, ons_population: pd.DataFrame) -> pd.DataFrame:
    """Hospital admissions mainly because of poisoning by drugs that are commonly misused, per 100,000 residents.

    Divided by residents of all ages in the middle of the calendar year in which the financial year starts. It leaves
    out people who came to an emergency department and were not admitted.
    """
    return _rate(nhs_drug_admissions, ons_population, "poisoning_by_drug_misuse_primary")


@indicator(
    **_ADMISSIONS, name="Hospital admissions mainly for drug-related disorders",
    measures=("drug_mental_behavioural_primary",),
    short="the rate of hospital admissions mainly for drug-related mental and behavioural disorders",
)  # fmt: skip
def drug_admissions_primary(nhs_drug_admissions: pd.DataFrame, ons_population: pd.DataFrame) -> pd.DataFrame:
    """Hospital admissions mainly because of a mental or behavioural disorder due to drugs, per 100,000 residents.

    Such as dependence, withdrawal or psychosis as the main reason for the stay. Divided by residents of all ages in
    the middle of the calendar year in which the financial year starts.
    """
    return _rate(nhs_drug_admissions, ons_population, "drug_mental_behavioural_primary")


@indicator(
    **_ADMISSIONS, name="Hospital admissions with drug-related disorders",
    measures=("drug_mental_behavioural_primary_or_secondary",),
    short="the rate of hospital admissions with drug-related mental and behavioural disorders",
)  # fmt: skip
def drug_admissions_primary_or_secondary(
    nhs_drug_admissions: pd.DataFrame, ons_population: pd.DataFrame
) -> pd.DataFrame:
    """Hospital admissions in which a mental or behavioural disorder due to drugs was noted, per 100,000 residents.

    As the main reason for the stay or beside another one. It rises when hospitals note more of what they see, so
    more is not always more need. Divided by residents of all ages at the middle of the year in which it starts.
    """
    return _rate(nhs_drug_admissions, ons_population, "drug_mental_behavioural_primary_or_secondary")
