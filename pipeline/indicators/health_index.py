"""Demand and context: six measures of the ONS Health Index, 32 boroughs, without counts, limits or comparators."""

import pandas as pd

from pipeline.indicators.indicator import calculated, indicator

NO_LIMITS = "The table has a value only, no count and no confidence limits: no difference is tested."
NO_COMPARATOR = "The table has no row for London, England or the City of London, and no mean is made of boroughs."
UNIT = "The copy does not state the unit of every measure: it is named as best known."
LEFT_OUT = "Values that only repeated a neighbouring year were left out of the copy, so a year may be absent."
_INDEX = {
    "comparators": (), "rule": "not tested", "headline": "CY", "outcome": None, "decimals": 1,
    "caveats": (NO_LIMITS, NO_COMPARATOR, UNIT, LEFT_OUT),
}  # fmt: skip
_DEMAND = {**_INDEX, "topic": "demand", "priority": 3}
_CONTEXT = {**_INDEX, "topic": "context", "priority": None}


def _selected(index: pd.DataFrame, measure: str) -> pd.DataFrame:
    return calculated(index[index["measure"] == measure])


@indicator(
    **_DEMAND | {"decimals": 0}, name="Alcohol misuse (Health Index)", unit="admissions per 100,000 residents",
    short="the rate of alcohol-related admissions in the Health Index", measures=("Alcohol misuse",),
)  # fmt: skip
def health_index_alcohol_misuse(ons_health_index: pd.DataFrame) -> pd.DataFrame:
    """Hospital admissions related to alcohol per 100,000 residents, as used in the Health Index for England.

    To 2020. Not the same as alcohol-specific admissions on Public health profiles: the two never stand in one series.
    """
    return _selected(ons_health_index, "Alcohol misuse")


@indicator(
    **_DEMAND, name="Smoking (Health Index)", unit="% of adults", short="the share of adults who smoke in the Health Index",
    measures=("Smoking",),
)  # fmt: skip
def health_index_smoking(ons_health_index: pd.DataFrame) -> pd.DataFrame:
    """Adults who said in a survey that they smoke, out of all adults asked, as used in the Health Index for England.

    For the years to 2021; newer values are on Public health profiles and are not put into one series with these.
    """
    return _selected(ons_health_index, "Smoking")


@indicator(
    **_DEMAND, name="Pupils with social, emotional and mental health needs", unit="% of pupils",
    short="the share of pupils with social, emotional and mental health needs",
    measures=("Children's social, emotional and mental health",),
)  # fmt: skip
def health_index_pupil_mental_health(ons_health_index: pd.DataFrame) -> pd.DataFrame:
    """Pupils whose school records a special need of the social, emotional and mental health kind, out of all pupils.

    More of them may mean more need, or that schools notice and record more of it.
    """
    return _selected(ons_health_index, "Children's social, emotional and mental health")


@indicator(
    **_DEMAND, name="Pupil absence", unit="% of half days", short="the pupil absence rate", measures=("Pupil absences",),
)  # fmt: skip
def health_index_pupil_absence(ons_health_index: pd.DataFrame) -> pd.DataFrame:
    """Pupil absence from school as used in the Health Index for England, in % of half days as best known.

    To 2019, before the schools closed in 2020. Illness and permitted leave count like truancy.
    """
    return _selected(ons_health_index, "Pupil absences")


@indicator(
    **_CONTEXT, name="Self-harm (Health Index)", unit="per 100,000 residents", short="the rate of self-harm in the Health Index",
    measures=("Self-harm",),
)  # fmt: skip
def health_index_self_harm(ons_health_index: pd.DataFrame) -> pd.DataFrame:
    """Self-harm per 100,000 residents as used in the Health Index for England; the copy does not state its basis.

    Probably admissions to hospital, which are a small part of all self-harm and move with how hospitals admit.
    """
    return _selected(ons_health_index, "Self-harm")


@indicator(
    **_CONTEXT, name="Young people in education, employment or training", unit="% of people aged 16 and 17",
    short="the share of young people in education, employment or training",
    measures=("Young people in education, employment and apprenticeships",),
)  # fmt: skip
def health_index_young_people_in_education(ons_health_index: pd.DataFrame) -> pd.DataFrame:
    """People of 16 and 17 who are in education, employment or an apprenticeship, as used in the Health Index for England.

    The label is as best known. Young people whose activity the council does not know may count as outside.
    """
    return _selected(ons_health_index, "Young people in education, employment and apprenticeships")
