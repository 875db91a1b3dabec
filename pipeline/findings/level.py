"""Judge a level: the latest value against the comparator that exists for it."""

from typing import Any

import pandas as pd

from pipeline.areas import AREAS
from pipeline.bundle import Bundle
from pipeline.findings.evidence import headline_row, period_words, rows_of
from pipeline.findings.finding import Finding, dated
from pipeline.indicators import CATALOGUE
from pipeline.states import Flag, State, split_flags


def level(bundle: Bundle, indicator: str, period: str = "") -> Finding:
    """Judge the latest value (or that of `period`) against the first comparator that exists; a gap without a value."""
    row = headline_row(bundle, indicator, period)
    entry = CATALOGUE[indicator]
    if row["state"] != State.OK:
        return Finding("gap", indicator, bundle.area, str(row["state"]), {"period": period_words(row)})
    comparator = entry.comparators[0] if entry.comparators else ""
    verdict = str(row[f"vs_{comparator.lower()}"]) if comparator else "not tested"
    flags = split_flags(row["flags"])
    facts = {
        **{name: row[name] for name in ("value", "lower", "upper", "numerator", "denominator", "london", "england")},
        "period": period_words(row),
        "comparator": comparator,
        "merged": AREAS[row["area_code"]].name if Flag.MERGED_AREA in flags else "",
        "modelled": Flag.MODELLED in flags,
        "unreliable": Flag.LOW_RELIABILITY in flags,
        "rounded": Flag.ROUNDED in flags and Flag.MODELLED not in flags,
        **_range(bundle, indicator, row),
    }
    query = "the publisher's figure for this year may have been made differently" if Flag.QUERY in flags else ""
    finding = Finding("level", indicator, bundle.area, verdict, facts, query=query)
    return dated(finding, row["period_end"], bundle.edition_date)


def _range(bundle: Bundle, indicator: str, row: pd.Series) -> dict[str, Any]:
    """The lowest and highest borough of the same period, with their names."""
    rows = rows_of(bundle, indicator)
    peers = rows[
        (rows["period_label"] == row["period_label"]) & (rows["group"] == "") & (rows["state"] == State.OK)
        & rows["area_code"].map(lambda code: AREAS[code].kind in {"borough", "merged"})
    ]  # fmt: skip
    if len(peers) < 2:
        return {}
    low, high = peers.loc[peers["value"].idxmin()], peers.loc[peers["value"].idxmax()]
    return {
        "low": low["value"], "low_area": AREAS[low["area_code"]].name,
        "high": high["value"], "high_area": AREAS[high["area_code"]].name, "areas": len(peers),
    }  # fmt: skip
