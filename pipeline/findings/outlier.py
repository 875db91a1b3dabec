"""Judge whether a borough lies outside the funnel of all boroughs: outside and not explained, it is a query."""

from typing import Any

import numpy as np
import pandas as pd

from pipeline.areas import AREAS
from pipeline.bundle import Bundle
from pipeline.findings.evidence import evidence_of, headline_row, period_words, rows_of
from pipeline.findings.finding import Finding, dated
from pipeline.findings.gap import gap
from pipeline.findings.memory import once
from pipeline.indicators import CATALOGUE
from pipeline.states import State
from pipeline.statistics import funnel

FEWEST_AREAS = 10  # over-dispersion cannot be told from fewer
OUTSIDE_HIGH, OUTSIDE_LOW, INSIDE = "outside, high", "outside, low", "inside"
# Of some thirty boroughs one or two lie outside 95% limits by chance alone: only the outer limits make an outlier.
_VERDICTS = {funnel.HIGH_001: OUTSIDE_HIGH, funnel.LOW_001: OUTSIDE_LOW}


@once
def outlier(bundle: Bundle, indicator: str, explained: str = "") -> Finding:
    """Judge the latest value against 99.8% funnel limits, widened by how far boroughs differ beyond chance.

    Outside and not `explained` (a reason that the partnership gave) is a query. A gap without counts to draw from.
    """
    row = headline_row(bundle, indicator)
    if row["state"] != State.OK:
        return gap(bundle, indicator, row["state"], period_words(row))
    peers = _peers(bundle, indicator, row)
    own = np.flatnonzero(peers["area_code"] == row["area_code"])
    if len(peers) < FEWEST_AREAS or not len(own):
        few = {"period": period_words(row), "reason": "the counts of too few boroughs are at hand"}
        return Finding(
            "outlier", indicator, bundle.area, "cannot be tested", few, evidence=evidence_of(row.to_frame().T)
        )
    labels, widening = _labels(peers, CATALOGUE[indicator].unit.startswith("%"))
    verdict = _VERDICTS.get(str(labels[own[0]]), INSIDE)
    facts: dict[str, Any] = {
        "period": period_words(row), "value": row["value"], "numerator": row["numerator"], "areas": len(peers),
        "widening": widening, "outside": int(pd.Series(labels).isin(_VERDICTS).sum()), "explained": explained,
        "small": row["numerator"] < 10,
    }  # fmt: skip
    query = "" if verdict == INSIDE or explained else "not explained"
    finding = Finding(
        "outlier", indicator, bundle.area, verdict, facts, query=query, evidence=evidence_of(row.to_frame().T)
    )
    return dated(finding, row["period_end"], bundle.edition_date)


def funnel_of(bundle: Bundle, indicator: str) -> pd.DataFrame:
    """Return the boroughs behind `outlier` with what the funnel says of each: columns `outside` and `widening`.

    Empty where there are too few to tell how far boroughs differ.
    """
    peers = _peers(bundle, indicator, headline_row(bundle, indicator))
    if len(peers) < FEWEST_AREAS:
        return peers.iloc[:0].assign(outside=False, widening=float("nan"))
    labels, widening = _labels(peers, CATALOGUE[indicator].unit.startswith("%"))
    return peers.assign(outside=pd.Series(labels).isin(_VERDICTS), widening=widening)


def _peers(bundle: Bundle, indicator: str, row: pd.Series) -> pd.DataFrame:
    rows = rows_of(bundle, indicator)
    return rows[
        (rows["period_label"] == row["period_label"]) & (rows["group"] == "") & (rows["state"] == State.OK)
        & rows["numerator"].notna() & (rows["denominator"] > 0)
        & rows["area_code"].map(lambda code: AREAS[code].kind in {"borough", "merged"})
    ].reset_index(drop=True)  # fmt: skip


def _labels(peers: pd.DataFrame, proportions: bool) -> tuple[np.ndarray, float]:
    counts, whole = peers["numerator"].to_numpy(), peers["denominator"].to_numpy()
    if proportions and (counts <= whole).all():
        widening = funnel.dispersion_of_proportions(counts, whole).widening
        return funnel.label_proportions(counts, whole, funnel.target_of(counts, whole), widening), widening
    expected = whole * counts.sum() / whole.sum()
    widening = funnel.dispersion_of_counts(counts, expected).widening
    return funnel.label_counts(counts, expected, widening), widening
