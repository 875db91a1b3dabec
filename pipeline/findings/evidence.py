"""The rows that findings rest on: the area's own, London's, and the one period that is reported."""

import pandas as pd

from pipeline.areas import AREAS, LONDON, stand_ins
from pipeline.bundle import Bundle
from pipeline.errors import PipelineError, did_you_mean
from pipeline.findings.finding import Evidence
from pipeline.findings.memory import once
from pipeline.indicators import CATALOGUE
from pipeline.states import State


def rows_of(bundle: Bundle, indicator: str) -> pd.DataFrame:
    """Return the bundle's rows of one indicator; PipelineError with the line to add where it is not declared."""
    if indicator not in CATALOGUE:
        raise PipelineError(f"There is no indicator '{indicator}'.{did_you_mean(indicator, CATALOGUE)}")
    topic = CATALOGUE[indicator].topic
    if topic not in bundle.topics:
        raise PipelineError(
            f"The chapter '{bundle.chapter}' reads '{indicator}', which it does not declare.\n"
            f'Add "{topic}" to "topics" under "cdp" in the metadata of its notebook, {bundle.chapter}.ipynb.'
        )
    rows = bundle.rows_of(indicator)
    if CATALOGUE[indicator].local:  # what other partnerships have supplied is no comparator: each counts in its own way
        near = {bundle.area_code, *(area.code for area in stand_ins(bundle.area_code))}
        return rows[rows["area_code"].isin(near)]
    return rows


@once
def area_rows(bundle: Bundle, indicator: str, area_code: str) -> pd.DataFrame:
    """Return the rows of one area, and of nobody in its place."""
    rows = rows_of(bundle, indicator)
    return rows[rows["area_code"] == area_code]


@once
def own_rows(bundle: Bundle, indicator: str) -> pd.DataFrame:
    """Return the area's rows; the merged area's where the publisher counts the area only together with another."""
    own = area_rows(bundle, indicator, bundle.area_code)
    if not (own["state"] == State.OK).any():
        others = [area_rows(bundle, indicator, area.code) for area in stand_ins(bundle.area_code)]
        known = [found for found in others if (found["state"] == State.OK).any()]
        if known or (own.empty and others):  # no row of its own at all: the larger member's says why
            return [*known, others[-1]][0]
    return own


@once
def headline_row(bundle: Bundle, indicator: str, period: str = "") -> pd.Series:
    """Return the one row that is reported, all groups together: the latest period of the indicator's headline type.

    `period` (a label) asks for another one.
    """
    rows = rows_of(bundle, indicator)
    entry = CATALOGUE[indicator]
    same = rows[(rows["period_type"] == entry.headline) & (rows["group"] == "")]
    last = same.loc[same["period_label"] == period, "period_end"].max() if period else same["period_end"].max()
    own = own_rows(bundle, indicator)
    reported = (own["period_type"] == entry.headline) & (own["group"] == "")
    found = own[reported & ((own["period_end"] == last) | pd.isna(last))]  # a gap that nobody filled has no period
    if len(found) != 1:
        raise PipelineError(f"{indicator}: {len(found)} headline rows for {bundle.area.name}, expected one.")
    return found.iloc[0]


def latest_with_limits(bundle: Bundle, indicator: str) -> str:
    """Return the label of the latest period of the headline's kind for which limits are published; "" for none."""
    own = own_rows(bundle, indicator)
    known = own[
        (own["period_type"] == CATALOGUE[indicator].headline) & (own["group"] == "")
        & own["lower"].notna() & own["upper"].notna()
    ]  # fmt: skip
    return str(known.sort_values("period_end")["period_label"].iloc[-1]) if len(known) else ""


def has_headline(bundle: Bundle, indicator: str) -> bool:
    """Whether the bundle holds a row of the area that `headline_row` could report."""
    rows = rows_of(bundle, indicator)
    return bool(((rows["period_type"] == CATALOGUE[indicator].headline) & (rows["group"] == "")).any())


def period_words(row: pd.Series) -> str:
    """Say a row's period as it stands inside a sentence: "the 12 months to February 2026", "2024/25", "2016 to 2018"."""
    if pd.isna(row["period_end"]):  # a gap that nobody filled
        return ""
    if row["period_type"] == "rolling12":
        return f"the 12 months to {row['period_end']:%B %Y}"
    if row["period_type"] == "3y":
        return f"{row['period_start']:%Y} to {row['period_end']:%Y}"
    return str(row["period_label"])


def london_row(bundle: Bundle, indicator: str, period_label: str) -> pd.Series | None:
    """Return London's row of one period, or nothing."""
    rows = area_rows(bundle, indicator, LONDON.code)
    found = rows[(rows["period_label"] == period_label) & (rows["group"] == "")]
    return found.iloc[0] if len(found) == 1 and found.iloc[0]["state"] == State.OK else None


def evidence_of(rows: pd.DataFrame) -> tuple[Evidence, ...]:
    """Return the keys of the rows that a finding rests on."""
    keys = rows[["indicator", "area_code", "period_label", "group"]].itertuples(index=False, name=None)
    return tuple(Evidence(*key) for key in keys)


@once
def yearly_rows(bundle: Bundle, indicator: str, group: str = "", area_code: str = "") -> pd.DataFrame:
    """Return a series of years in order of time, the newest last: of the headline's kind, else financial or calendar.

    Of the area itself unless `area_code` names a comparator.
    """
    rows = area_rows(bundle, indicator, area_code) if area_code else own_rows(bundle, indicator)
    headline = CATALOGUE[indicator].headline
    kinds = [headline] if headline in {"FY", "CY", "3y"} else ["FY", "CY"]
    return rows[rows["period_type"].isin(kinds) & (rows["group"] == group)].sort_values("period_end", ignore_index=True)


def boroughs_beside(bundle: Bundle, row: pd.Series) -> pd.DataFrame:
    """Return the rows of every borough (and merged area) with a value for the row's indicator and period."""
    rows = rows_of(bundle, str(row["indicator"]))
    same = (rows["period_label"] == row["period_label"]) & (rows["group"] == "") & (rows["state"] == State.OK)
    return rows[same & rows["area_code"].map(lambda code: AREAS[code].kind in {"borough", "merged"})]
