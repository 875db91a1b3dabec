"""Judge concentration: how much of a borough's located offences one ward holds, and whether that is a query."""

from typing import Any

import pandas as pd

from pipeline.bundle import Bundle
from pipeline.findings.evidence import evidence_of, own_rows
from pipeline.findings.finding import Finding, dated
from pipeline.findings.gap import gap
from pipeline.findings.memory import once
from pipeline.states import State

SAME_COVERAGE = 3.0  # percentage points: a ward is compared with itself only if the located share moved no more
QUERY_SHARE, QUERY_COUNT, QUERY_TIMES = 15.0, 50, 3  # interpretation.md 5, rule 1


def ward_name(group: str) -> str:
    """Return the name from a ward group such as "E05009317 Bethnal Green"; wards are joined by the code before it."""
    return group.partition(" ")[2]


@once
def concentration(bundle: Bundle, indicator: str) -> Finding:
    """Judge the ward with most located offences of the latest year; a query where it stands out and grew threefold."""
    own = own_rows(bundle, indicator)
    own = own[own["state"] == State.OK]
    wards = own[own["group"] != ""]
    if not len(wards):
        return gap(bundle, indicator, period="the latest 12 months")
    last = wards["period_end"].max()
    latest = wards[wards["period_end"] == last].sort_values(["numerator", "group"], ascending=[False, True])
    top = latest.iloc[0]
    before = wards[(wards["group"] == top["group"]) & (wards["period_end"] < last)]
    facts = {**_facts(latest, top, before), **_coverage(own[own["group"] == ""])}
    query = "not explained" if _stands_out(facts) else ""
    verdict = "query" if query else "shown"
    evidence = evidence_of(pd.concat([top.to_frame().T, before]))
    finding = Finding("concentration", indicator, bundle.area, verdict, facts, query=query, evidence=evidence)
    return dated(finding, last, bundle.edition_date)


def _facts(latest: pd.DataFrame, top: pd.Series, before: pd.DataFrame) -> dict[str, Any]:
    return {
        "ward": ward_name(top["group"]), "count": top["numerator"], "share": top["value"], "located": top["denominator"],
        "lower": top["lower"], "upper": top["upper"], "wards": len(latest),
        "before": before["numerator"].iloc[0] if len(before) else None,
        "period": f"the 12 months to {top['period_end']:%B %Y}",
    }  # fmt: skip


def _coverage(totals: pd.DataFrame) -> dict[str, Any]:
    shares = totals.sort_values("period_end")["value"].tolist()
    moved = abs(shares[-1] - shares[0]) if len(shares) > 1 else float("nan")
    return {"located_share": shares[-1] if shares else None, "same_coverage": bool(moved <= SAME_COVERAGE)}


def _stands_out(facts: dict[str, Any]) -> bool:
    before = facts["before"]
    return bool(
        facts["same_coverage"]
        and facts["share"] >= QUERY_SHARE
        and facts["count"] >= QUERY_COUNT
        and before is not None
        and facts["count"] >= QUERY_TIMES * before
    )
