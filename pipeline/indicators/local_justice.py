"""Criminal justice, diversion, hotspots and enforcement, from the partnership's tables L6, L9, L11 and L12."""

import pandas as pd

from pipeline.indicators.indicator import indicator
from pipeline.indicators.local_rows import CAVEATS, COUNT, DEMAND, SHARE, SUPPLY, TREATMENT, counted, share

ACTIVITY = "It follows what the police do as well as what happens: more is neither better nor worse by itself."
PENDING = "Cases that are not yet decided are among the arrests and not among the charges."
OWN_COHORT = "The borough's own cohort, which need not be the national one, and followed as long as the table says."
SAME_PERIOD = "Some who started late in the period complete it after its end."
NOT_PLACES = "Places carry numbers, never addresses; the list of places is the partnership's own."
_ORDERS = {**TREATMENT, "outcome": 2}
_CUSTODY = {**SHARE, **TREATMENT, "outcome": 5}
_POLICE = {**COUNT, **SUPPLY, "outcome": 4, "caveats": (*CAVEATS, ACTIVITY)}


@indicator(**COUNT | _ORDERS, name="Orders with treatment started", unit="orders", measures=("starts",),
    short="the number of community orders and out-of-court disposals with treatment that started")  # fmt: skip
def community_order_starts(local_justice: pd.DataFrame) -> pd.DataFrame:
    """Community orders with drug, alcohol or mental health treatment, and out-of-court disposals, started in the period.

    By kind of order: the courts' requirements, youth restorative interventions and out-of-court disposals. It follows
    what courts and police decide.
    """
    return counted(local_justice, "starts", by="order_type")


@indicator(**SHARE | _ORDERS | {"caveats": (*CAVEATS, SAME_PERIOD)}, name="Orders with treatment completed",
    unit="% of orders started", measures=("completions", "starts"),
    short="the share of community orders and out-of-court disposals with treatment that were completed")  # fmt: skip
def community_order_completion_share(local_justice: pd.DataFrame) -> pd.DataFrame:
    """Community orders and out-of-court disposals with treatment that were completed, out of those that started.

    Also by kind of order. Completed means that what was ordered was done, not that the person is free of drugs.
    """
    return share(local_justice, "completions", "starts", by="order_type")


@indicator(**_CUSTODY, name="Custody tests assessed", unit="% of positive tests",
    measures=("assessed", "positive_tests"),
    short="the share of positive drug tests in custody that were followed by an assessment")  # fmt: skip
def custody_tests_assessed_share(local_justice: pd.DataFrame) -> pd.DataFrame:
    """Positive drug tests in police custody after which the person was assessed, out of all positive tests.

    People who are tested are those whom the police arrest for certain offences, not everybody who uses drugs.
    """
    return share(local_justice, "assessed", "positive_tests", leave=("order_type",))


@indicator(**_CUSTODY, name="Engaged within 21 days of custody", unit="% of people assessed",
    measures=("engaged_21d", "assessed"),
    short="the share of people assessed after a test in custody who engaged in treatment within 21 days")  # fmt: skip
def custody_engaged_within_21_days_share(local_justice: pd.DataFrame) -> pd.DataFrame:
    """People assessed after a positive test in custody who engaged in treatment within 21 days, out of those assessed.

    People who were not assessed are not in it: read it beside the share of tests that were assessed.
    """
    return share(local_justice, "engaged_21d", "assessed", leave=("order_type",))


@indicator(**SHARE | _ORDERS | {"caveats": (*CAVEATS, OWN_COHORT)}, name="Reoffending of the local cohort",
    unit="% of the cohort",
    measures=("reoffended", "cohort_n"),
    short="the share of people in the partnership's cohort who reoffended")  # fmt: skip
def local_reoffending_share(local_justice: pd.DataFrame) -> pd.DataFrame:
    """People whom the partnership manages for drug or alcohol related offending who reoffended, out of all of them.

    As the partnership's own scheme counts it. The national figures of proven reoffending are another measure.
    """
    return share(local_justice, "reoffended", "cohort_n", leave=("order_type",))


@indicator(**COUNT | DEMAND, outcome=1, name="People starting diversionary activities", unit="people",
    measures=("starts",),
    short="the number of people who started diversionary activities")  # fmt: skip
def diversion_starts(local_diversion: pd.DataFrame) -> pd.DataFrame:
    """People who started an activity that keeps them away from drugs and crime, in the twelve months, by activity.

    A person who starts two activities counts twice. It does not say what became of them.
    """
    return counted(local_diversion, "starts", by="activity")


@indicator(**SHARE | DEMAND | {"caveats": (*CAVEATS, SAME_PERIOD)}, outcome=1, name="Diversionary activities completed",
    unit="% of people who started", measures=("completions", "starts"),
    short="the share of people who completed the diversionary activity that they started")  # fmt: skip
def diversion_completion_share(local_diversion: pd.DataFrame) -> pd.DataFrame:
    """People who completed a diversionary activity, out of those who started one in the twelve months, by activity.

    Completed means that they stayed to its agreed end. Whether they came back to notice is not in it.
    """
    return share(local_diversion, "completions", "starts", by="activity")


@indicator(**COUNT | SUPPLY | {"caveats": (*CAVEATS, ACTIVITY, NOT_PLACES)}, outcome=2, name="Incidents at hotspots",
    unit="incidents",
    measures=("count",), short="the number of incidents at the hotspots that the partnership watches")  # fmt: skip
def hotspot_incidents(local_hotspots: pd.DataFrame) -> pd.DataFrame:
    """Offences, calls about anti-social behaviour, needle finds and the like at places that the partnership watches.

    By place, and by what is counted. Different things are added in the row of no group; a call is not an offence.
    """
    return counted(local_hotspots, "count", by="hotspot_id")


@indicator(**_POLICE, name="Arrests for drug offences", unit="arrests", measures=("arrests",),
    short="the number of arrests for drug offences")  # fmt: skip
def drug_arrests(local_enforcement: pd.DataFrame) -> pd.DataFrame:
    """Arrests for drug offences in the borough in the twelve months, trafficking and possession apart.

    As the police count them. A person arrested twice counts twice. Recorded offences are another figure.
    """
    return counted(local_enforcement, "arrests", by="offence")


@indicator(**_POLICE | {"caveats": (*CAVEATS, ACTIVITY, PENDING)}, name="People charged with drug offences",
    unit="people charged",
    measures=("charges",), short="the number of people charged with drug offences")  # fmt: skip
def drug_charges(local_enforcement: pd.DataFrame) -> pd.DataFrame:
    """People charged with drug offences in the borough in the twelve months, trafficking and possession apart.

    Some were arrested in an earlier period. It does not say who was convicted.
    """
    return counted(local_enforcement, "charges", by="offence")


@indicator(**_POLICE, name="Drug seizures in the borough", unit="seizures", measures=("seizures",),
    short="the number of drug seizures in the borough")  # fmt: skip
def drug_seizures_local(local_enforcement: pd.DataFrame) -> pd.DataFrame:
    """Seizures of drugs in the borough in the twelve months, by class of the drug.

    As the police count them; published figures are of the whole police force only. A seizure may be a gram or a ton.
    """
    return counted(local_enforcement, "seizures", by="drug_class")
