"""Deaths reviewed, hospital, capacity, and residents of wards and ethnic groups: tables L13, L14, L16, L19 and L20."""

import pandas as pd

from pipeline.indicators.indicator import calculated, indicator
from pipeline.indicators.local_rows import (
    CAVEATS,
    CONTEXT,
    COUNT,
    NUMBER,
    SHARE,
    SUPPLIED,
    TREATMENT,
    counted,
    measured,
    quotients,
    reported,
    share,
)

ALERTS = "Alerts are counted, not harm: more of them may be better watching."
KNOWN = "Deaths that the panel knows of; registrations published later may be more."
FULL_TIME = "Whole-time equivalent, as on the last day of the period."
ON_THE_DAY = "As on the last day of the period."
BASE = "A base for rates and ratios, not a finding."
_HEALTH = {**TREATMENT, "outcome": 3}
_CAPACITY = {**TREATMENT, "outcome": 5, "caveats": (SUPPLIED, FULL_TIME)}
_RESIDENTS = {**COUNT, **CONTEXT, "outcome": None, "headline": "CY", "unit": "residents", "caveats": (SUPPLIED, BASE)}


@indicator(**SHARE | _HEALTH | {"caveats": (*CAVEATS, KNOWN)}, name="Deaths reviewed", unit="% of deaths",
    measures=("reviewed", "deaths"),
    short="the share of drug and alcohol deaths that a panel has reviewed")  # fmt: skip
def deaths_reviewed_share(local_deaths_reviewed: pd.DataFrame) -> pd.DataFrame:
    """Drug and alcohol deaths that the partnership's panel has reviewed, out of those it knows of, by kind of death.

    A review asks what could have been done. A death late in the period may be reviewed after its end.
    """
    return share(local_deaths_reviewed, "reviewed", "deaths", by="death_group", leave=("substance",))


@indicator(**COUNT | _HEALTH | {"caveats": (SUPPLIED, ALERTS)}, name="Drug alerts", unit="alerts", measures=("alerts",),
    short="the number of alerts about drugs given to services and the public")  # fmt: skip
def drug_alerts(local_deaths_reviewed: pd.DataFrame) -> pd.DataFrame:
    """Alerts about drugs such as nitazenes, nitrous oxide or ketamine that were given in the twelve months, by substance.

    Given to services, hostels, schools or the public. It does not say how much of the drug is about.
    """
    return counted(local_deaths_reviewed, "alerts", by="substance", leave=("death_group",))


@indicator(**COUNT | _HEALTH, name="Seen by the alcohol care team", unit="patients", measures=("seen_by_care_team",),
    short="the number of patients seen by the hospital's alcohol care team")  # fmt: skip
def alcohol_care_team_seen(local_hospital: pd.DataFrame) -> pd.DataFrame:
    """Patients who depend on alcohol and were seen by a hospital's alcohol care team in the twelve months, by hospital.

    A patient seen in two stays counts twice. Patients whom nobody asked about alcohol are not in it.
    """
    return counted(local_hospital, "seen_by_care_team", by="hospital")


@indicator(**COUNT | _HEALTH, name="People admitted three times or more", unit="people", measures=("three_or_more",),
    short="the number of people admitted for drugs or alcohol three times or more in the year")  # fmt: skip
def repeat_admissions(local_hospital: pd.DataFrame) -> pd.DataFrame:
    """People who were admitted to hospital for drugs or alcohol three times or more in the twelve months, by hospital.

    They need a plan together. How hospitals admit and record moves it too.
    """
    return counted(local_hospital, "three_or_more", by="hospital")


@indicator(**COUNT | _CAPACITY | {"decimals": 1}, name="Treatment posts", unit="posts", measures=("posts",),
    short="the number of posts in treatment services")  # fmt: skip
def treatment_posts(local_capacity: pd.DataFrame) -> pd.DataFrame:
    """Posts in drug and alcohol treatment services, whole-time equivalent, in the budget, by kind of post.

    Filled or not: as on the last day of the period. Posts of other services that help are not in it.
    """
    return counted(local_capacity, "posts", by="staff_group", leave=("place_type",)).assign(numerator=float("nan"))


@indicator(**NUMBER | _CAPACITY, name="Caseload for each worker", unit="people for each filled post",
    measures=("caseload", "posts_filled"),
    short="the number of people for each filled post")  # fmt: skip
def caseload_per_worker(local_capacity: pd.DataFrame) -> pd.DataFrame:
    """People on the caseload of treatment services for each post that is filled (whole-time equivalent), by kind of post.

    A mean: how unequal caseloads are is not in it, and people with more needs take more time.
    """
    both = quotients(local_capacity, "caseload", "posts_filled", by="staff_group", leave=("place_type",))
    value = (both["numerator"] / both["denominator"]).where(both["denominator"] > 0)
    impossible = value.isna() & (both["state"] == "ok")
    state = both["state"].mask(impossible, "cannot be calculated")
    return reported(calculated(both.assign(value=value, state=state)))


@indicator(**COUNT | TREATMENT | {"caveats": (SUPPLIED, ON_THE_DAY)}, outcome=5, name="Rehabilitation and detoxification places",
    unit="places", measures=("places",), short="the number of places for rehabilitation and detoxification")  # fmt: skip
def residential_places(local_capacity: pd.DataFrame) -> pd.DataFrame:
    """Places for residential rehabilitation and inpatient detoxification that the partnership has bought or can use.

    By kind of place, as on the last day of the period. A place is used by several people in a year.
    """
    return counted(local_capacity, "places", by="place_type", leave=("staff_group",))


@indicator(**_RESIDENTS, name="Residents by ward (partnership)",
    measures=("residents",), short="the number of residents of the wards supplied")  # fmt: skip
def ward_population(local_ward_population: pd.DataFrame) -> pd.DataFrame:
    """Residents of each ward of the borough in the calendar year of the estimate, as the partnership supplied them.

    The base of ward rates: without it no rate is made for a ward. All ages; the row of no group is all wards supplied.
    """
    return calculated(measured(local_ward_population, "residents", by="ward_code"))


@indicator(**_RESIDENTS, name="Adults by ethnic group (partnership)",
    measures=("residents",), short="the number of residents aged 18 and over")  # fmt: skip
def adults_by_ethnic_group(local_adults_by_ethnicity: pd.DataFrame) -> pd.DataFrame:
    """Residents aged 18 and over by broad ethnic group in the calendar year given, as the partnership supplied them.

    The base beside which people in treatment are counted by ethnic group; without it residents of all ages stand there.
    """
    return calculated(measured(local_adults_by_ethnicity, "residents", by="ethnic_group"))
