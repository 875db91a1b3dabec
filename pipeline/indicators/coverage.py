"""No area missing by accident: every borough, London and England has a row at the period that is reported."""

import pandas as pd

from pipeline.areas import BOROUGH_CODES, COMPARATORS
from pipeline.errors import PipelineError
from pipeline.indicators.indicator import Indicator, calculated
from pipeline.states import State

EVERYWHERE = (*BOROUGH_CODES, *(area.code for area in COMPARATORS))
_PERIOD = ["period_label", "period_start", "period_end", "period_type", "group_type", "group"]


def headline_rows(rows: pd.DataFrame, entry: Indicator) -> pd.DataFrame:
    """Return the rows of the latest period of the type that the indicator reports, without its groups."""
    reported = rows[(rows["period_type"] == entry.headline) & (rows["group"] == "")]
    newest = reported["period_end"].max()
    return reported if pd.isna(newest) else reported[reported["period_end"] == newest]  # a gap has no period


def everywhere(rows: pd.DataFrame, entry: Indicator) -> pd.DataFrame:
    """Return the rows with one more, not available, for each area that has none at the period reported."""
    reported = headline_rows(rows, entry)
    missing = [code for code in EVERYWHERE if code not in set(reported["area_code"])]
    if reported.empty:
        found = ", ".join(sorted(set(rows["period_type"]))) or "none at all"
        raise PipelineError(
            f"{entry.id} reports periods of type {entry.headline}; the figures at hand have others: {found}.\n"
            f"If the publisher changed its periods, change headline where pipeline/indicators defines {entry.id}."
        )
    if not missing:
        return rows
    period = reported.iloc[0][_PERIOD].to_dict()
    absent = pd.DataFrame({"area_code": missing, **period, "value": float("nan"), "state": State.NOT_AVAILABLE.value})
    return pd.concat([rows, calculated(absent)], ignore_index=True)


def where_supplied(rows: pd.DataFrame, entry: Indicator) -> pd.DataFrame:
    """Return rows of the partnership's own tables with a stated gap for each area that has none at all to report.

    Each borough reports its own newest period: what another has supplied does not make its own figure old.
    """
    reported = rows[(rows["period_type"] == entry.headline) & (rows["group"] == "")]
    absent = gap(entry, State.NOT_AVAILABLE)
    return pd.concat([rows, absent[~absent["area_code"].isin(reported["area_code"])]], ignore_index=True)


def gap(entry: Indicator, state: State) -> pd.DataFrame:
    """Return rows for an indicator that has no figures at all: one for each area, of no period, saying why not."""
    never = pd.Series(pd.NaT, index=range(len(EVERYWHERE)), dtype="datetime64[us]")
    rows = pd.DataFrame({"area_code": EVERYWHERE, "period_start": never, "period_end": never})
    return calculated(rows.assign(period_label="", period_type=entry.headline, value=float("nan"), state=state.value))
