"""Judge how drug cases in police custody stood, London as a whole: the share prosecuted beside the share still open."""

from dataclasses import replace
from typing import Any

from pipeline.areas import LONDON
from pipeline.bundle import Bundle
from pipeline.findings.evidence import evidence_of, headline_row
from pipeline.findings.finding import Finding, dated
from pipeline.findings.gap import gap
from pipeline.states import State


def custody(bundle: Bundle, prosecuted: str, pending: str) -> Finding:
    """Put London's latest shares prosecuted and still pending beside each other; one is never said without the other."""
    london = replace(bundle, area_code=LONDON.code)
    row, open_row = headline_row(london, prosecuted), headline_row(london, pending)
    same = row["period_label"] == open_row["period_label"]
    if not same or row["state"] != State.OK or open_row["state"] != State.OK:
        return gap(london, prosecuted, period=str(row["period_label"]))
    facts: dict[str, Any] = {
        "period": row["period_label"], "cases": row["denominator"], "value": row["value"], "pending": open_row["value"],
        "lower": row["lower"], "upper": row["upper"],
    }  # fmt: skip
    finding = Finding("custody", prosecuted, LONDON, "shown", facts, evidence=evidence_of(row.to_frame().T))
    return dated(finding, row["period_end"], bundle.edition_date)
