"""Treatment: who is in treatment, beside England where the table has it; Barnet is the one borough held."""

import pandas as pd

from pipeline.indicators.indicator import calculated, indicator
from pipeline.indicators.ndtms_rows import (
    BARNET_ALONE,
    BESIDE_ENGLAND,
    BORDERS,
    COUNT,
    IN_TREATMENT,
    SHARE,
    adults,
    answers,
    counts_of,
    share_of,
)
from pipeline.states import Flag, State, join_flags
from pipeline.statistics.rates import proportion, wilson

BY_DRUG_GROUP = "Judged against England's share of the same drug group, never against residents alone: need differs."
ALL_AGES = "Residents are of all ages, people in treatment are adults: the table of residents has no split of adults."
NOT_NEED = "A ratio below 1 is not proof of unmet need, for need differs between groups."
UNSTATED = "People whose ethnic group is not stated are left out of the shares."
ETHNIC_GROUPS = {
    "eth_asian_allintx": "Asian", "eth_black_allintx": "Black", "eth_mixed_allintx": "Mixed", "eth_white_allintx": "White",
    "eth_other_allintx": "Other",
}  # fmt: skip
NOT_WHITE = ("Asian", "Black", "Mixed", "Other")
CENSUS_YEARS = ("2020/21", "2021/22")  # the years beside the census of March 2021
_WHO = {**BESIDE_ENGLAND, "outcome": 5, "measures": (IN_TREATMENT,), "caveats": (*BORDERS, BY_DRUG_GROUP)}
_KEYS = ["area_code", "period_label", "period_start", "period_end", "period_type"]


def _who(ndtms: pd.DataFrame, sex: str, age: str) -> pd.DataFrame:
    return share_of(adults(ndtms, IN_TREATMENT, (sex, age)), adults(ndtms, IN_TREATMENT))


@indicator(**_WHO, name="Women in treatment", unit="% of adults in treatment",
    short="the share of women among adults in treatment")  # fmt: skip
def women_in_treatment_share(ndtms: pd.DataFrame) -> pd.DataFrame:
    """Women out of all adults (18 and over) in drug or alcohol treatment in the financial year, also by drug group.

    Fewer women than men use most drugs, so half is not what to expect: England's share of the same drug group is.
    """
    return _who(ndtms, "female", "18 and over")


@indicator(**_WHO, name="People aged 18 to 29 in treatment", unit="% of adults in treatment",
    short="the share of people aged 18 to 29 among adults in treatment")  # fmt: skip
def aged_18_to_29_in_treatment_share(ndtms: pd.DataFrame) -> pd.DataFrame:
    """People aged 18 to 29 out of all adults in drug or alcohol treatment in the financial year, also by drug group.

    People under 18 are treated by other services and are not in the table.
    """
    return _who(ndtms, "persons", "18-29")


@indicator(**_WHO, name="People aged 30 to 49 in treatment", unit="% of adults in treatment",
    short="the share of people aged 30 to 49 among adults in treatment")  # fmt: skip
def aged_30_to_49_in_treatment_share(ndtms: pd.DataFrame) -> pd.DataFrame:
    """People aged 30 to 49 out of all adults in drug or alcohol treatment in the financial year, also by drug group.

    The largest group in most places; the younger and the older are counted beside it.
    """
    return _who(ndtms, "persons", "30-49")


@indicator(**_WHO, name="People aged 50 and over in treatment", unit="% of adults in treatment",
    short="the share of people aged 50 and over among adults in treatment")  # fmt: skip
def aged_50_and_over_in_treatment_share(ndtms: pd.DataFrame) -> pd.DataFrame:
    """People aged 50 and over out of all adults in drug or alcohol treatment in the year, also by drug group.

    Many have used drugs or alcohol for decades and have other illnesses too, so more of them need care for their body.
    """
    return _who(ndtms, "persons", "50+")


@indicator(
    **BESIDE_ENGLAND, outcome=5, name="Ethnic groups in treatment",
    short="the share of ethnic groups other than White in treatment", unit="% of adults whose ethnic group is stated",
    measures=tuple(ETHNIC_GROUPS), caveats=(*BORDERS, UNSTATED, ALL_AGES),
)  # fmt: skip
def treatment_by_ethnicity(ndtms: pd.DataFrame) -> pd.DataFrame:
    """Adults in treatment in each of five broad ethnic groups, out of those whose ethnic group is stated.

    The row of no group is Asian, Black, Mixed and Other together. The share among residents differs, and so may need.
    """
    return answers(ndtms, "ethnic group", ETHNIC_GROUPS, headline=NOT_WHITE)


@indicator(
    **BESIDE_ENGLAND, outcome=None, name="Ethnic group stated", unit="% of adults in treatment",
    short="the share of adults in treatment whose ethnic group is stated",
    measures=(*ETHNIC_GROUPS, IN_TREATMENT), caveats=BORDERS,
)  # fmt: skip
def ethnicity_stated_share(ndtms: pd.DataFrame) -> pd.DataFrame:
    """Adults in treatment whose ethnic group is stated, out of all adults in treatment in the financial year.

    How well a service records it. Below 90% the shares of ethnic groups may mislead.
    """
    stated = answers(ndtms, "", ETHNIC_GROUPS, headline=tuple(ETHNIC_GROUPS.values()))
    stated = stated.loc[stated["group"] == "", [*_KEYS, "numerator", "flags"]].drop_duplicates(_KEYS)
    everyone = adults(ndtms, IN_TREATMENT).query("group == ''")[[*_KEYS, "numerator"]]
    rows = stated.merge(everyone.rename(columns={"numerator": "denominator"}), on=_KEYS, validate="1:1")
    # Five rounded counts may add up to a little more than the rounded total.
    return calculated(proportion(rows.assign(numerator=rows[["numerator", "denominator"]].min(axis=1)), per=100))


@indicator(
    **BESIDE_ENGLAND | {"kind": "representation", "decimals": 2}, outcome=5, name="Ethnic groups in treatment against residents",
    short="the share in treatment of ethnic groups other than White",
    unit="times the share of residents of all ages", measures=tuple(ETHNIC_GROUPS),
    caveats=(*BORDERS, UNSTATED, ALL_AGES, NOT_NEED),
)  # fmt: skip
def ethnicity_representation(ndtms: pd.DataFrame, ons_census: pd.DataFrame) -> pd.DataFrame:
    """An ethnic group's share of adults in treatment, divided by its share of residents of all ages in the 2021 census.

    1 is as expected from residents alone. Printed beside England's own ratio, which says what is usual. Only for the
    two years next to the census. Limits take the residents' shares as known.
    """
    shares = answers(ndtms, "ethnic group", ETHNIC_GROUPS, headline=NOT_WHITE)
    shares = shares[shares["period_label"].isin(CENSUS_YEARS)]
    rows = shares.merge(_resident_shares(ons_census), on=["area_code", "group"], how="left", validate="m:1")
    known = rows["resident_share"].gt(0) & rows["denominator"].gt(0)
    limits = wilson(rows["numerator"], rows["denominator"])
    states = known.map({True: State.OK.value, False: State.CANNOT_CALCULATE.value})
    shares = rows.assign(value=rows["value"] / 100, lower=limits.lower, upper=limits.upper)[["value", "lower", "upper"]]
    ratios = shares.div(rows["resident_share"], axis=0).where(known, axis=0)
    fixed = {
        cell: join_flags([*filter(None, cell.split(";")), Flag.FIXED_DENOMINATOR]) for cell in rows["flags"].unique()
    }
    return calculated(rows.assign(**ratios, state=states, flags=rows["flags"].map(fixed)))


def _resident_shares(census: pd.DataFrame) -> pd.DataFrame:
    groups = census[census["category_type"] == "ethnic group"]
    broad = groups.assign(group=groups["category"].str.split(" | ", regex=False).str[0])
    counts = broad.groupby(["area_code", "group"], as_index=False)[["numerator"]].sum()
    together = counts[counts["group"].isin(NOT_WHITE)].groupby("area_code", as_index=False)[["numerator"]].sum()
    counts = pd.concat([counts, together.assign(group="")], ignore_index=True)
    whole = counts[counts["group"] != ""].groupby("area_code")["numerator"].sum()
    shares = counts["numerator"] / counts["area_code"].map(whole)
    return counts.assign(resident_share=shares)[["area_code", "group", "resident_share"]]


@indicator(
    **SHARE, outcome=None, name="Adults in treatment who live with children", measures=(
        "safeguarding_parentlivingwithchildren_allintx", "safeguarding_othercontactlivingwithchildren_allintx",
        "safeguarding_parentsnotwithchildren_allintx", "safeguarding_notparentnocontactwithchildren_allintx",
        "safeguarding_livingwithincompletedata_allintx",
    ),
    short="the share of adults in treatment who live with children", unit="% of adults whose answer is recorded",
    caveats=BARNET_ALONE,
)  # fmt: skip
def parents_living_with_children_share(ndtms: pd.DataFrame) -> pd.DataFrame:
    """Adults in treatment who live with children, their own or others, out of those whose answer is recorded.

    The groups tell parents who live with their children, other adults who do, parents whose children live elsewhere,
    and everybody else. It does not say that a child is at risk.
    """
    stated = {
        "safeguarding_parentlivingwithchildren_allintx": "parents living with their children",
        "safeguarding_othercontactlivingwithchildren_allintx": "others living with children",
        "safeguarding_parentsnotwithchildren_allintx": "parents not living with their children",
        "safeguarding_notparentnocontactwithchildren_allintx": "not a parent, no contact with children",
    }
    with_children = ("parents living with their children", "others living with children")
    silent = ("safeguarding_livingwithincompletedata_allintx",)
    return answers(ndtms, "parental status", stated, headline=with_children, unstated=silent)


@indicator(
    **COUNT | {"unit": "children"}, outcome=None, name="Children living with adults in treatment",
    short="the number of children living with adults in treatment", measures=("safeguarding_num_of_children_allintx",),
    caveats=(
        *BARNET_ALONE, "No figure is held for 2020/21.",
        "A child who lives with two adults in treatment may be counted twice.",
    ),
)  # fmt: skip
def children_living_with_adults_in_treatment(ndtms: pd.DataFrame) -> pd.DataFrame:
    """Children who live with adults in drug or alcohol treatment in the financial year, also by drug group of the adult.

    As the adults said when asked. It does not count children of adults who are not in treatment.
    """
    return counts_of(ndtms, "safeguarding_num_of_children_allintx")
