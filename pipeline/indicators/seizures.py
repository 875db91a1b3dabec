"""Supply, background: drugs seized by the two police forces of London. Force level, so no borough has a figure."""

import pandas as pd

from pipeline.indicators.indicator import calculated, indicator
from pipeline.states import State

FORCE_LEVEL = (
    "Counted by police force, never by borough: the Metropolitan Police and the City of London Police together."
)
OTHERS = "Seizures in London by the British Transport Police and at the border are not in it."
ONE_LARGE = "One large seizure moves a year's quantity."
ACTIVITY = "Seizures follow police activity; they do not measure how much is sold or used."
OVERLAP = "Classes and drugs overlap, and one seizure may hold several drugs: they are never added."
REORDERED = "Class B of 2014/15 and 2015/16 stood under shifted headings in the copy and was put right by continuity."
DRUGS = {
    "all_drugs": "", "class_a": "class A", "class_b": "class B", "cannabis": "cannabis", "cocaine": "cocaine",
    "crack": "crack", "heroin": "heroin", "herbal_cannabis": "herbal cannabis",
}  # fmt: skip
_FACTS = {
    "topic": "supply", "priority": 1, "outcome": 4, "kind": "count", "decimals": 0, "comparators": (),
    "rule": "not tested", "headline": "FY",
}  # fmt: skip
_KEYS = ["area_code", "period_label", "period_start", "period_end", "period_type"]


def _both_forces(seizures: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return the sums over both forces by drug, only where both have a figure."""
    rows = seizures[seizures["measure"] == measure]
    drug = rows["category"].str.split(" | ", regex=False).str[1].map(DRUGS)
    sums = rows.assign(group=drug, group_type=(drug == "").map({True: "", False: "drug"}))
    both = sums.groupby([*_KEYS, "group_type", "group"], as_index=False).agg(
        value=("value", "sum"), forces=("value", "count")
    )
    return both[both["forces"] == rows["category"].str.split(" | ", regex=False).str[0].nunique()]


@indicator(
    **_FACTS, name="Drug seizures", short="the number of drug seizures", unit="seizures", measures=("seizures",),
    caveats=(FORCE_LEVEL, OTHERS, ACTIVITY, OVERLAP, REORDERED),
)  # fmt: skip
def drug_seizures(home_office_seizures: pd.DataFrame) -> pd.DataFrame:
    """Seizures of drugs by the police forces of London in the financial year, whatever their size.

    A seizure of one cannabis cigarette counts like one of a hundred kilograms. By drug where the table has it; the
    row of no drug is all of them.
    """
    sums = _both_forces(home_office_seizures, "seizures")
    return calculated(sums.assign(numerator=sums["value"]))


@indicator(
    **_FACTS | {"decimals": 1}, name="Quantity of drugs seized", short="the quantity of drugs seized", unit="kg",
    measures=("quantity",), caveats=(FORCE_LEVEL, OTHERS, ACTIVITY, ONE_LARGE),
)  # fmt: skip
def drug_seizure_quantity(home_office_seizures: pd.DataFrame) -> pd.DataFrame:
    """Kilograms of four drugs that the police forces of London seized in the financial year.

    Powder cocaine, crack, heroin and herbal cannabis, as weighed and not as pure drug. Different drugs are never
    added, so there is no total.
    """
    sums = _both_forces(home_office_seizures, "quantity")
    no_total = sums.drop_duplicates(_KEYS).assign(
        group_type="", group="", value=float("nan"), state=State.NOT_APPLICABLE.value
    )
    return calculated(pd.concat([no_total, sums.assign(state=State.OK.value)], ignore_index=True))
