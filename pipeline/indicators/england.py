"""Treatment, background: England's figures where no borough has an open one."""

import pandas as pd

from pipeline.indicators.indicator import calculated, indicator
from pipeline.states import Flag

ENGLAND_ONLY = "England as a whole; no borough has an open figure."
GROUPS_OVERLAP = "Opiate and alcohol alone are two of four groups: they do not add up to all."
NOT_2017_18 = "2017/18 was never estimated."
METHOD = "2016/17 is as revised by a change of method."
WIDE = "An estimate from a model; its limits overlap from year to year, so no upward trend can be said."
_ENGLAND = {
    "topic": "treatment", "priority": 2, "comparators": (), "rule": "not tested", "headline": "FY", "decimals": 0,
}  # fmt: skip
_GROUPS = {
    "adults_in_treatment": "",
    "adults_in_treatment_opiate": "opiate",
    "adults_in_treatment_alcohol_only": "alcohol",
}


@indicator(
    **_ENGLAND, name="Adults in treatment, England", short="the number of adults in drug and alcohol treatment in England",
    unit="adults", kind="count", outcome=5, measures=tuple(_GROUPS), caveats=(ENGLAND_ONLY, GROUPS_OVERLAP),
)  # fmt: skip
def adults_in_treatment_england(ohid_england: pd.DataFrame) -> pd.DataFrame:
    """Adults (18 and over) in England who had structured treatment for drugs or alcohol in the financial year.

    To 2023/24, two years later than the table that holds a borough. Each adult is counted once a year.
    """
    rows = ohid_england[ohid_england["measure"].isin(list(_GROUPS))]
    group = rows["measure"].map(_GROUPS)
    group_type = (group != "").map({True: "drug group", False: ""})
    return calculated(rows.assign(group=group, group_type=group_type, numerator=rows["value"]))


@indicator(
    **_ENGLAND, name="Adults starting treatment, England", unit="adults", kind="count", outcome=5,
    short="the number of adults starting drug and alcohol treatment in England",
    measures=("adults_starting_treatment",), caveats=(ENGLAND_ONLY,),
)  # fmt: skip
def adults_starting_treatment_england(ohid_england: pd.DataFrame) -> pd.DataFrame:
    """Adults (18 and over) in England who started structured treatment for drugs or alcohol in the financial year.

    Some had been in treatment before and came back.
    """
    rows = ohid_england[ohid_england["measure"] == "adults_starting_treatment"]
    return calculated(rows.assign(numerator=rows["value"]))


@indicator(
    **_ENGLAND, name="People who use opiates or crack, England", unit="people aged 15 to 64 (estimate)", outcome=1,
    kind="count", short="the estimated number of people in England who use opiates or crack",
    measures=("opiate_crack_users_estimate",), caveats=(ENGLAND_ONLY, WIDE, NOT_2017_18, METHOD),
)  # fmt: skip
def opiate_crack_users_england(ohid_england: pd.DataFrame) -> pd.DataFrame:
    """Estimated number of people aged 15 to 64 in England who use opiates, crack or both.

    A model makes it from people known to treatment, police, probation and prisons. Limits stand where they are held
    here (2018/19). It does not count people who use other drugs only.
    """
    rows = ohid_england[ohid_england["measure"] == "opiate_crack_users_estimate"]
    return calculated(rows.assign(flags=Flag.MODELLED.value))


@indicator(
    **_ENGLAND | {"decimals": 1}, name="Opiate and crack unmet need, England", unit="% (estimate)", outcome=5, kind="estimate",
    short="the estimated share of people in England who use opiates or crack and are not in treatment",
    measures=("opiate_crack_users_not_in_treatment_percent",), caveats=(ENGLAND_ONLY, WIDE),
)  # fmt: skip
def opiate_crack_not_in_treatment_england(ohid_england: pd.DataFrame) -> pd.DataFrame:
    """Estimated share of people in England who use opiates or crack and had no treatment in the year.

    As published, with its limits. Not everybody in it wants treatment.
    """
    rows = ohid_england[ohid_england["measure"] == "opiate_crack_users_not_in_treatment_percent"]
    return calculated(rows.assign(flags=Flag.MODELLED.value))
