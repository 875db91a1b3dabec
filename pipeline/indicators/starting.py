"""Treatment: how people come to treatment and how they live when they start; Barnet is the one borough held."""

from typing import Any

import pandas as pd

from pipeline.indicators.indicator import indicator
from pipeline.indicators.ndtms_rows import BARNET_ALONE, COUNT, SHARE, STARTED, adults, answers, counts_of, share_of

STARTERS = "Of people who start treatment in the year (new presentations), not of everyone in treatment."
OTHER_SERVICE = "Referrals by a substance misuse service fall from 160 in 2014/15 to 30 in 2016/17: not explained."
WAIT_BASE = "Waits are divided by the sum of the wait bands: they count first treatments, so more than people."
ONE_YEAR = (
    "Regular employment of 2010/11 stands apart from the years beside it (225 against about 100): read it as a query."
)
UNITS_END = "Held to 2020/21 only."
REFERRALS = {
    "referralsource_self_family_friends_newtx": "self, family and friends",
    "referralsource_health_services_social_care_newtx": "health and social care",
    "referralsource_criminal_justice_newtx": "criminal justice",
    "referralsource_substance_misuse_service_newtx": "substance misuse service",
    "referralsource_other_newtx": "other",
}
WAITS = {
    "waitsfirst_3weeksandunder_newtx": "up to 3 weeks", "waitsfirst_3to6weeks_newtx": "3 to 6 weeks",
    "waitsfirst_over6weeks_newtx": "over 6 weeks",
}  # fmt: skip
HOUSING = {
    "housingsituation_noproblem_newtx": "no problem", "housingsituation_housingproblem_newtx": "housing problem",
    "housingsituation_urgentproblem_newtx": "urgent problem (no fixed home)", "housingsituation_other_newtx": "other",
}  # fmt: skip
EMPLOYMENT = {
    "employmentstatus_regularemployment_newtx": "regular employment",
    "employmentstatus_unemployedinactive_newtx": "unemployed or not looking for work",
    "employmentstatus_longtermsickdisabled_newtx": "long-term sick or disabled",
    "employmentstatus_ineducation_newtx": "in education",
    "employmentstatus_unpaidvoluntary_newtx": "unpaid or voluntary work",
    "employmentstatus_other_newtx": "other",
}
INJECTING = {
    "injecting_currently_injecting_newtx": "currently", "injecting_previously_injecting_newtx": "previously",
    "injecting_never_newtx": "never",
}  # fmt: skip
UNITS = {
    "alc_units_0_allintx": "0", "alc_units_1to199_allintx": "1 to 199", "alc_units_200to399_allintx": "200 to 399",
    "alc_units_400to599_allintx": "400 to 599", "alc_units_600to799_allintx": "600 to 799",
    "alc_units_800to999_allintx": "800 to 999", "alc_units_1000andover_allintx": "1,000 and over",
}  # fmt: skip
_START: dict[str, Any] = {
    **SHARE,
    "outcome": 5,
    "unit": "% of new presentations whose answer is recorded",
    "caveats": (*BARNET_ALONE, STARTERS),
}


@indicator(
    **COUNT, outcome=5, name="New presentations to treatment", short="the number of new presentations to treatment",
    unit="adults", measures=(STARTED,), caveats=BARNET_ALONE,
)  # fmt: skip
def new_presentations(ndtms: pd.DataFrame) -> pd.DataFrame:
    """Adults (18 and over) who started a new period of drug or alcohol treatment in the financial year, by drug group.

    Some have been in treatment in earlier years. People who were still in treatment from the year before are not in it.
    """
    return counts_of(ndtms, STARTED)


@indicator(
    **_START | {"caveats": (*BARNET_ALONE, STARTERS, OTHER_SERVICE)}, name="Referral source",
    measures=(*REFERRALS, "referralsource_missing_newtx"),
    short="the share of new presentations referred by themselves, family or friends",
)  # fmt: skip
def referral_source(ndtms: pd.DataFrame) -> pd.DataFrame:
    """How adults who start treatment came to it, out of those whose referral source is recorded.

    The row of no group is those who came by themselves or through family and friends. It does not say how many were
    referred and did not come.
    """
    own = ("self, family and friends",)
    return answers(ndtms, "referral source", REFERRALS, headline=own, unstated=("referralsource_missing_newtx",))


@indicator(
    **_START, name="Criminal justice referrals", short="the share of new presentations referred by criminal justice",
    measures=tuple(REFERRALS),
)  # fmt: skip
def criminal_justice_presentations_share(ndtms: pd.DataFrame) -> pd.DataFrame:
    """Adults who start treatment and were referred by police, courts, probation or prison, also by drug group.

    Out of those whose referral source is recorded. Prisoners who need treatment and do not come are not in it.
    """
    sources = pd.concat([adults(ndtms, measure) for measure in REFERRALS])
    keys = [name for name in sources if name != "numerator"]
    whole = sources.groupby(keys, as_index=False)[["numerator"]].sum()
    return share_of(adults(ndtms, "referralsource_criminal_justice_newtx"), whole)


@indicator(
    **_START | {"outcome": 6}, name="Housing problems at the start",
    measures=(*HOUSING, "housingsituation_notstatedormissing_newtx"),
    short="the share of new presentations with a housing problem",
)  # fmt: skip
def housing_problem_share(ndtms: pd.DataFrame) -> pd.DataFrame:
    """Adults who start treatment with a housing problem, urgent or not, out of those whose housing is recorded.

    Urgent means no fixed home; a problem is, for example, staying with friends or in a hostel. At the start only: it
    does not say what became of it.
    """
    problems = ("housing problem", "urgent problem (no fixed home)")
    silent = ("housingsituation_notstatedormissing_newtx",)
    return answers(ndtms, "housing", HOUSING, headline=problems, unstated=silent)


@indicator(
    **_START | {"outcome": 6, "caveats": (*BARNET_ALONE, STARTERS, ONE_YEAR)}, name="Employment at the start",
    short="the share of new presentations in regular employment",
    measures=(*EMPLOYMENT, "employmentstatus_notstatedmissing_newtx"),
)  # fmt: skip
def employment_share(ndtms: pd.DataFrame) -> pd.DataFrame:
    """Adults who start treatment and are in regular employment, out of those whose employment is recorded.

    The groups tell every answer. At the start only: it does not say who finds work.
    """
    silent = ("employmentstatus_notstatedmissing_newtx",)
    return answers(ndtms, "employment", EMPLOYMENT, headline=("regular employment",), unstated=silent)


@indicator(
    **_START | {"unit": "% of first treatments", "caveats": (*BARNET_ALONE, WAIT_BASE)}, name="Waits of up to three weeks",
    short="the share of first treatments that start within three weeks", measures=tuple(WAITS),
)  # fmt: skip
def waits_within_three_weeks_share(ndtms: pd.DataFrame) -> pd.DataFrame:
    """First treatments that started within three weeks of referral, out of all with a known wait.

    The bands together are the base. People who gave up waiting are not in it.
    """
    return answers(ndtms, "wait", WAITS, headline=("up to 3 weeks",))


@indicator(
    **_START | {"outcome": 3}, name="Injecting at the start", short="the share of new presentations who inject",
    measures=(*INJECTING, "injecting_declinedtoanswer_newtx", "injecting_missing_newtx"),
)  # fmt: skip
def injecting_share(ndtms: pd.DataFrame) -> pd.DataFrame:
    """Adults who start treatment and inject drugs, out of those who say whether they do or did.

    The groups tell who injected before and who never did. Needle exchange reaches others who are not in treatment.
    """
    silent = ("injecting_declinedtoanswer_newtx", "injecting_missing_newtx")
    return answers(ndtms, "injecting", INJECTING, headline=("currently",), unstated=silent)


@indicator(
    **_START | {"unit": "% of adults in treatment", "caveats": (*BARNET_ALONE, UNITS_END)}, name="Heavy drinking at the start",
    short="the share of adults in treatment who drank 400 units or more in 28 days", measures=tuple(UNITS),
)  # fmt: skip
def heavy_drinking_share(ndtms: pd.DataFrame) -> pd.DataFrame:
    """Adults in treatment who drank 400 units of alcohol or more in the 28 days before they started.

    Out of all with a known number, people treated for drugs alone included. 400 units are about 14 a day.
    """
    heavy = ("400 to 599", "600 to 799", "800 to 999", "1,000 and over")
    return answers(ndtms, "alcohol units in 28 days", UNITS, headline=heavy)
