"""Supply, background: how drug cases in police custody ended, London as a whole; ethnic group by disposal, no finer."""

import pandas as pd

from pipeline.indicators.indicator import calculated, indicator
from pipeline.states import Flag
from pipeline.statistics.rates import proportion

PEOPLE = "people dealt with in custody, not people who use or sell drugs"
NO_CENSUS = "The table has no Mixed group, so it is never divided by the groups of the census."
NOT_RECORDED = "For many the ethnic group was not recorded; they are a group of their own."
PENDING = (
    "A case that is still open has no final disposal: the share prosecuted is read beside the share still pending."
)
WHOLE_YEARS = "2026 holds two months and is left out."
LONDON_ONLY = "London as a whole; no borough has a figure."
SMALL_CELLS = "By offence, sex and age the cells are small: only ethnic group by disposal is shown."
STILL_PENDING = ("Police Bail", "Released Under Investigation")
PROSECUTED = ("Prosecution",)
_FACTS = {
    "topic": "supply", "priority": 1, "outcome": None, "comparators": (), "rule": "not tested", "headline": "CY",
    "measures": ("custody_disposals",), "title": PEOPLE,
    "caveats": (f"These are {PEOPLE}.", LONDON_ONLY, NO_CENSUS, NOT_RECORDED, PENDING, SMALL_CELLS, WHOLE_YEARS),
}  # fmt: skip
_SHARE = {**_FACTS, "unit": "% of disposals", "kind": "proportion"}
_KEYS = ["area_code", "period_label", "period_start", "period_end", "period_type"]


def _disposals(custody: pd.DataFrame) -> pd.DataFrame:
    """Return the counts of whole years with offence, ethnic group and disposal in columns of their own."""
    whole = custody[~custody["flags"].str.contains(Flag.PARTIAL_PERIOD.value, regex=False)]
    parts = whole["category"].str.split(" | ", regex=False, expand=True)
    offence, ethnic_group = parts[0].str.removeprefix("Drug ").str.lower(), parts[1].str.replace("Not R", "Not r")
    named = whole[[*_KEYS, "age", "numerator"]].assign(offence=offence, ethnic_group=ethnic_group, disposal=parts[2])
    return named.assign(both=named["ethnic_group"] + " | " + named["disposal"], everybody="")


def _summed(disposals: pd.DataFrame, column: str, group_type: str) -> pd.DataFrame:
    sums = disposals.groupby([*_KEYS, column], as_index=False)[["numerator"]].sum()
    return sums.rename(columns={column: "group"}).assign(group_type=group_type)


def _share_ended(custody: pd.DataFrame, disposals: tuple[str, ...]) -> pd.DataFrame:
    counted = _disposals(custody)
    shares = [("everybody", ""), ("ethnic_group", "ethnic group")]
    wholes = pd.concat([_summed(counted, *share) for share in shares]).rename(columns={"numerator": "denominator"})
    ended = pd.concat([_summed(counted[counted["disposal"].isin(disposals)], *share) for share in shares])
    rows = wholes.merge(ended, on=[*_KEYS, "group_type", "group"], how="left", validate="1:1")
    return calculated(proportion(rows.fillna({"numerator": 0}), per=100))


@indicator(
    **_FACTS, name="Drug cases in police custody", short="the number of drug cases in police custody", unit="disposals",
    kind="count", decimals=0,
)  # fmt: skip
def custody_drug_disposals(mps_custody: pd.DataFrame) -> pd.DataFrame:
    """Disposals of people whom the Metropolitan Police had in custody for drug possession or supply, by calendar year.

    A disposal is how the case stood: prosecuted, dealt with out of court, no further action, or still open. One person
    may be counted several times. By ethnic group and disposal; the row of no group is all of them.
    """
    counted = _disposals(mps_custody)
    splits = [
        ("everybody", ""), ("offence", "offence"), ("ethnic_group", "ethnic group"), ("disposal", "disposal"),
        ("both", "ethnic group and disposal"),
    ]  # fmt: skip
    rows = pd.concat([_summed(counted, *split) for split in splits], ignore_index=True)
    return calculated(rows.assign(value=rows["numerator"]))


@indicator(
    **_SHARE, name="Drug cases in custody that are prosecuted", short="the share of drug cases in custody that are prosecuted",
)  # fmt: skip
def custody_prosecution_share(mps_custody: pd.DataFrame) -> pd.DataFrame:
    """Disposals by prosecution, out of all disposals of drug cases in custody in the calendar year.

    Possession and supply together. Cases still open count below the line, so recent years look lower than they will
    be. It does not say whether a group is treated differently: the cases differ too.
    """
    return _share_ended(mps_custody, PROSECUTED)


@indicator(
    **_SHARE, name="Drug cases in custody still pending", short="the share of drug cases in custody still pending",
)  # fmt: skip
def custody_pending_share(mps_custody: pd.DataFrame) -> pd.DataFrame:
    """Disposals that leave the case open (police bail, released under investigation), out of all of them.

    Printed beside the share prosecuted: the more is pending, the less that share can say.
    """
    return _share_ended(mps_custody, STILL_PENDING)


@indicator(
    **_SHARE, name="Under-18s among drug supply cases in custody",
    short="the share of drug supply cases in custody that concern under-18s",
)  # fmt: skip
def custody_supply_under_18_share(mps_custody: pd.DataFrame) -> pd.DataFrame:
    """Disposals of people under 18, out of all disposals of drug supply cases in custody with a recorded age.

    Children found with drugs to supply may have been exploited: the table does not say. All ethnic groups and
    disposals together.
    """
    counted = _disposals(mps_custody)
    supply = counted[(counted["offence"] == "supply") & counted["age"].isin(["Adult", "Child"])]
    wholes = _summed(supply, "everybody", "").rename(columns={"numerator": "denominator"})
    children = _summed(supply[supply["age"] == "Child"], "everybody", "")
    return calculated(
        proportion(wholes.merge(children, on=[*_KEYS, "group_type", "group"], how="left", validate="1:1"), per=100)
    )
