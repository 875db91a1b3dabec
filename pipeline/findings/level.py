"""Judge a level: the latest value against the comparator that exists for it."""

from typing import Any

import pandas as pd

from pipeline.areas import AREAS
from pipeline.bundle import Bundle
from pipeline.findings.evidence import boroughs_beside, evidence_of, headline_row, period_words
from pipeline.findings.finding import Finding, dated
from pipeline.findings.gap import gap
from pipeline.findings.memory import once
from pipeline.findings.one_month import odd_months_behind, verdict_at_usual
from pipeline.indicators import CATALOGUE
from pipeline.states import Flag, State, split_flags

SMALL_NUMBER = 10
JUDGED = ("higher", "similar", "lower")
ONE_MONTH = "one unexplained month decides"


@once
def level(bundle: Bundle, indicator: str, period: str = "") -> Finding:
    """Judge the latest value (or that of `period`) against the first comparator that exists; a gap without a value."""
    row = headline_row(bundle, indicator, period)
    entry = CATALOGUE[indicator]
    if row["state"] != State.OK:
        return gap(bundle, indicator, row["state"], period_words(row))
    comparator = entry.comparators[0] if entry.comparators else ""
    verdict = str(row[f"vs_{comparator.lower()}"]) if comparator else "not tested"
    flags = split_flags(row["flags"])
    facts = {
        **{name: row[name] for name in ("value", "lower", "upper", "numerator", "denominator", "london", "england")},
        "period": period_words(row),
        "comparator": comparator,
        "modelled": Flag.MODELLED in flags,
        "provisional": Flag.PROVISIONAL in flags,
        "unreliable": Flag.LOW_RELIABILITY in flags,
        "rounded": Flag.ROUNDED in flags and Flag.MODELLED not in flags,
        "small": entry.rule != "not tested" and bool(Flag.LOW_RELIABILITY in flags or row["numerator"] < SMALL_NUMBER),
        "similar": row.get("similar", float("nan")),
        **_range(bundle, row),
    }
    query = "the publisher's figure for this year may have been made differently" if Flag.QUERY in flags else ""
    odd = odd_months_behind(bundle, indicator) if verdict in JUDGED else []
    if odd and (usual := verdict_at_usual(entry, row, odd)) != verdict:
        facts |= {"as_recorded": verdict, "at_usual": usual}
        verdict, query = "query", ONE_MONTH
    evidence = evidence_of(row.to_frame().T)
    finding = Finding("level", indicator, bundle.area, verdict, facts, query=query, period=period, evidence=evidence)
    return dated(finding, row["period_end"], bundle.edition_date)


def _range(bundle: Bundle, row: pd.Series) -> dict[str, Any]:
    """The lowest and highest borough of the same period, with their names."""
    peers = boroughs_beside(bundle, row)
    if len(peers) < 2:
        return {}
    values = peers["value"].to_numpy()
    low, high = peers.iloc[int(values.argmin())], peers.iloc[int(values.argmax())]
    return {
        "low": low["value"], "low_area": AREAS[low["area_code"]].name,
        "high": high["value"], "high_area": AREAS[high["area_code"]].name, "areas": len(peers),
    }  # fmt: skip
