"""The way into treatment and who comes, from the partnership's tables L1 (referrals) and L7 (profile)."""

import pandas as pd

from pipeline.indicators.clients import NOT_NEED, NOT_WHITE
from pipeline.indicators.indicator import indicator
from pipeline.indicators.local_representation import base_shares, ratios
from pipeline.indicators.local_rows import CAVEATS, COUNT, NUMBER, SHARE, TREATMENT, counted, one_group, share

EVENTS = "Referrals are counted, not people: one person may be referred more than once."
COHORTS_OVERLAP = "One person may belong to several cohorts: they are never added."
MEDIAN = "A median: half of those who started waited longer. It cannot be added up over groups or months."
ALL_AGES = "Without table L20 the residents beside are of all ages: those of the census of March 2021."
UNSTATED = "People whose ethnic group is not stated are left out of the shares."
_COHORT = "special_cohort"
_REFERRED = {**TREATMENT, "outcome": 5, "caveats": (*CAVEATS, EVENTS)}


@indicator(**COUNT | _REFERRED, name="Referrals to treatment", unit="referrals", measures=("referrals",),
    short="the number of referrals to treatment")  # fmt: skip
def referrals(local_referrals: pd.DataFrame) -> pd.DataFrame:
    """Referrals to drug and alcohol treatment that services received in the twelve months, also by who referred.

    The groups tell self-referral, GPs, hospitals, criminal justice, social care and others, and drug groups where the
    table has them. It does not say how many came.
    """
    return counted(local_referrals, "referrals", by="source_group", leave=(_COHORT,))


@indicator(**SHARE | _REFERRED, name="Referrals that start treatment", unit="% of referrals",
    measures=("started_treatment", "referrals"), short="the share of referrals that lead to treatment")  # fmt: skip
def referrals_started_share(local_referrals: pd.DataFrame) -> pd.DataFrame:
    """Referrals whose person started treatment, out of all referrals received in the twelve months, also by who referred.

    The quality of referrals as far as a count can tell it. Some who were referred at the end start after the period.
    """
    return share(local_referrals, "started_treatment", "referrals", by="source_group", leave=(_COHORT,))


@indicator(**COUNT | _REFERRED, name="Referrals by criminal justice", unit="referrals", measures=("referrals",),
    short="the number of referrals to treatment by criminal justice")  # fmt: skip
def criminal_justice_referrals(local_referrals: pd.DataFrame) -> pd.DataFrame:
    """Referrals to drug and alcohol treatment by police, courts, probation and prisons in the twelve months.

    Counted as the treatment service records who referred. It follows how the police and courts work as well as need.
    """
    return counted(one_group(local_referrals, "source_group", "cjs"), "referrals")


@indicator(**COUNT | _REFERRED | {"caveats": (*CAVEATS, EVENTS, COHORTS_OVERLAP)}, name="Referrals of cohorts watched over",
    unit="referrals", measures=("referrals",), short="the number of all referrals beside those of cohorts")  # fmt: skip
def referrals_of_cohorts(local_referrals: pd.DataFrame) -> pd.DataFrame:
    """Referrals of people whom the partnership watches over, such as rough sleepers, families, offenders, young people.

    The row of no group is all referrals. Cohorts overlap, and a cohort that is recorded badly looks small.
    """
    others = ("source_group", "substance_group", "cohort")
    return counted(local_referrals, "referrals", by=_COHORT, leave=others)


@indicator(**NUMBER | _REFERRED | {"caveats": (*CAVEATS, MEDIAN)}, name="Days from referral to start", unit="days",
    measures=("median_days_to_start",), short="the median time from referral to the start of treatment")  # fmt: skip
def days_to_start(local_referrals: pd.DataFrame) -> pd.DataFrame:
    """Median days from referral to the start of treatment, of those who started in the twelve months.

    As the service works it out. Those who were referred and never started are not in it.
    """
    return counted(local_referrals, "median_days_to_start", by="source_group", leave=(_COHORT,))


@indicator(**COUNT | TREATMENT, outcome=5, name="Who is in treatment", unit="people", measures=("in_treatment",),
    short="the number of people in treatment in the partnership's profile")  # fmt: skip
def profile_in_treatment(local_profile: pd.DataFrame) -> pd.DataFrame:
    """People in drug or alcohol treatment in the twelve months by sex, age, ethnic group and other characteristics.

    With those who did not state it. Without a row for everybody it is the sum over sex, or else age or ethnic group.
    """
    return counted(local_profile, "in_treatment")


@indicator(
    **NUMBER | TREATMENT | {"kind": "representation", "decimals": 2, "caveats": (*CAVEATS, UNSTATED, ALL_AGES, NOT_NEED)},
    outcome=5, name="Ethnic groups in treatment against residents (partnership)", unit="times the share of residents",
    short="the ratio of the share in treatment to the share of residents for ethnic groups other than White",
    measures=("in_treatment",),
)  # fmt: skip
def profile_representation(
    local_profile: pd.DataFrame, ons_census: pd.DataFrame, local_adults_by_ethnicity: pd.DataFrame | None = None
) -> pd.DataFrame:
    """An ethnic group's share of people in treatment whose group is stated, divided by its share of residents.

    Beside residents aged 18 and over where the partnership supplied them (table L20), else beside residents of all ages
    in the 2021 census. 1 is as expected from residents alone. Limits take the residents' shares as known.
    """
    return ratios(local_profile, base_shares(ons_census, local_adults_by_ethnicity), NOT_WHITE)
