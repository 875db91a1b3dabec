"""Agreements, engagement, families, training, residents' views and prevention: tables L2 to L5, L10 and L18."""

import pandas as pd

from pipeline.indicators.indicator import calculated, indicator
from pipeline.indicators.local_rows import (
    CAVEATS,
    CONTEXT,
    COUNT,
    DEMAND,
    SHARE,
    SUPPLIED,
    TREATMENT,
    counted,
    measured,
    reported,
    share,
)
from pipeline.states import State
from pipeline.statistics.rates import wilson

SIGNED = "A signature does not say that data flow."
EVENTS = "Who came to two events counts twice."
ADVICE = "Brief advice is counted as those trained report it."
WEIGHTED = "A weighted percentage of a survey; its limits use the design effect that the table gives."
SCHOOLS = "As schools and practices report it; how well it is done is not in it."
_LISTED = (SUPPLIED, SIGNED)
_PLACES = {**SHARE, "minimum": 1, "caveats": (SUPPLIED, SCHOOLS)}  # organisations: few are a whole, not a sample


@indicator(**SHARE | CONTEXT | {"caveats": _LISTED, "minimum": 1}, outcome=5, name="Information-sharing agreements signed",
    unit="% of partners asked to sign", measures=("signed", "agreements"),
    short="the share of partners who have signed the information-sharing agreements")  # fmt: skip
def agreements_signed_share(local_agreements: pd.DataFrame) -> pd.DataFrame:
    """Partners that have signed an information-sharing agreement, out of all that are asked to, also by agreement.

    One row for each agreement and partner, as on the last day of the period. Drafted and lapsed ones are not signed.
    """
    return share(local_agreements, "signed", "agreements", by="agreement")


@indicator(**COUNT | DEMAND, outcome=1, name="Community engagement events", unit="events", measures=("events",),
    short="the number of community engagement events")  # fmt: skip
def engagement_events(local_engagement: pd.DataFrame) -> pd.DataFrame:
    """Events about drugs and alcohol that partners held with communities in the twelve months, by kind of event.

    Each event counts once, however many came. It does not say what people learned.
    """
    return counted(local_engagement, "events", by="event_type")


@indicator(**COUNT | DEMAND | {"caveats": (*CAVEATS, EVENTS)}, outcome=1, name="People at engagement events", unit="people",
    measures=("attendees",), short="the number of people who came to community engagement events")  # fmt: skip
def engagement_attendees(local_engagement: pd.DataFrame) -> pd.DataFrame:
    """People who came to events about drugs and alcohol in the twelve months, by kind of event and community.

    As the organisers counted them. Who came is not who needs help most.
    """
    return counted(local_engagement, "attendees", by="event_type")


@indicator(**COUNT | DEMAND, outcome=6, name="Families starting structured support", unit="families",
    measures=("families_started",),
    short="the number of families affected by drugs or alcohol who started structured support")  # fmt: skip
def families_starting_support(local_families: pd.DataFrame) -> pd.DataFrame:
    """Families affected by drugs or alcohol who started structured support in the twelve months, by how they came.

    Early help, social care, treatment services, schools and others. Families with a need who were not found are not in it.
    """
    return counted(local_families, "families_started", by="pathway")


@indicator(**SHARE | DEMAND, outcome=6, name="Families referred who start support", unit="% of families referred",
    measures=("families_started", "families_referred"),
    short="the share of families referred to structured support who start it")  # fmt: skip
def families_started_share(local_families: pd.DataFrame) -> pd.DataFrame:
    """Families who started structured support, out of those referred to it in the twelve months, by how they came.

    Some who were referred at the end start after the period. It does not say how long they stayed.
    """
    return share(local_families, "families_started", "families_referred", by="pathway")


@indicator(**COUNT | DEMAND, outcome=1, name="People trained", unit="people", measures=("people_trained",),
    short="the number of people trained to talk about drugs and alcohol")  # fmt: skip
def people_trained(local_training: pd.DataFrame) -> pd.DataFrame:
    """People trained in brief advice, awareness or naloxone in the twelve months, by course and by where they work.

    A person who takes two courses counts twice. It does not say who uses what they learned.
    """
    return counted(local_training, "people_trained", by="course")


@indicator(**COUNT | DEMAND | {"caveats": (*CAVEATS, ADVICE)}, outcome=1, name="Brief advice given", unit="times",
    measures=("iba_delivered",), short="the number of times brief advice on alcohol or drugs was given")  # fmt: skip
def brief_advice_delivered(local_training: pd.DataFrame) -> pd.DataFrame:
    """Identification and brief advice on alcohol or drugs that trained people gave to residents in the twelve months.

    By where those who gave it work. A resident advised twice counts twice.
    """
    return counted(local_training, "iba_delivered", by="sector")


@indicator(**SHARE | DEMAND | {"kind": "published", "caveats": (SUPPLIED, WEIGHTED)}, outcome=2,
    name="Residents' answers on drugs and safety",
    unit="% of residents asked", measures=("n_weighted_pct", "n_unweighted", "design_effect"),
    short="the share of residents who gave the answer")  # fmt: skip
def survey_answer_share(local_survey: pd.DataFrame) -> pd.DataFrame:
    """Residents who gave an answer about drugs, street drinking or safety, in percent of those asked, by question.

    A survey: limits follow from how many answered. Concern follows what people see and hear as well as what happens.
    """
    keys = ["area_code", "period_label", "period_start", "period_end", "period_type", "group_type", "group"]
    rows = measured(local_survey, "n_weighted_pct").drop(columns="numerator")
    for measure, name in (("n_unweighted", "asked"), ("design_effect", "effect")):
        found = measured(local_survey, measure)[[*keys, "value"]].rename(columns={"value": name})
        rows = rows.merge(found, on=keys, how="left", validate="1:1")
    asked = (rows["asked"] / rows["effect"].where(rows["effect"] >= 1, 1)).where(rows["state"] == State.OK)
    limits = wilson(rows["value"] / 100 * asked, asked)
    full = rows.assign(lower=100 * limits.lower, upper=100 * limits.upper, denominator=rows["asked"])
    return reported(calculated(full))


@indicator(**COUNT | DEMAND | {"caveats": (SUPPLIED,)}, outcome=1, name="Licence reviews", unit="reviews",
    measures=("licensing_reviews",),
    short="the number of licence reviews with a public health representation")  # fmt: skip
def licensing_reviews(local_prevention: pd.DataFrame) -> pd.DataFrame:
    """Reviews of licences to sell alcohol to which public health made a representation in the twelve months.

    Counted by the council. It does not say what was decided.
    """
    return counted(local_prevention, "licensing_reviews")


@indicator(**COUNT | DEMAND | {"caveats": (SUPPLIED,)}, outcome=1, name="Workplace sessions", unit="sessions",
    measures=("workplace_sessions",), short="the number of sessions about drugs and alcohol in workplaces")  # fmt: skip
def workplace_sessions(local_prevention: pd.DataFrame) -> pd.DataFrame:
    """Sessions about drugs and alcohol that were held in workplaces of the borough in the twelve months.

    Sessions are counted, not the people who came to them. It does not say what changed at work.
    """
    return counted(local_prevention, "workplace_sessions")


@indicator(**_PLACES | DEMAND, outcome=1, name="Schools that teach the agreed programme", unit="% of schools",
    measures=("schools_with_programme", "schools"),
    short="the share of schools that teach the agreed programme about drugs and alcohol")  # fmt: skip
def school_education_share(local_prevention: pd.DataFrame) -> pd.DataFrame:
    """Schools in the borough that teach the programme about drugs and alcohol that partners have agreed, out of all schools.

    As on the last day of the period. Schools have to teach about drugs in any case; this is the agreed programme.
    """
    return share(local_prevention, "schools_with_programme", "schools")


@indicator(**_PLACES | TREATMENT, outcome=5, name="GP practices with shared care", unit="% of GP practices",
    measures=("practices_shared_care", "practices"),
    short="the share of GP practices that share care with the treatment provider")  # fmt: skip
def shared_care_practices_share(local_prevention: pd.DataFrame) -> pd.DataFrame:
    """GP practices that prescribe and look after people together with the treatment provider, out of all practices.

    As on the last day of the period. It does not say how many people each practice looks after.
    """
    return share(local_prevention, "practices_shared_care", "practices")
