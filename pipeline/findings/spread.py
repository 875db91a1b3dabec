"""Judge how far apart London's boroughs lie on one indicator: the range, and how many have no figure."""

from typing import Any

from pipeline.areas import AREAS, BOROUGHS
from pipeline.bundle import Bundle
from pipeline.errors import PipelineError
from pipeline.findings.evidence import evidence_of, rows_of
from pipeline.findings.evidence import period_words as words_of
from pipeline.findings.finding import Finding, dated
from pipeline.findings.gap import gap
from pipeline.findings.memory import once
from pipeline.indicators import CATALOGUE
from pipeline.states import State

FEWEST = 3  # boroughs that make a range


@once
def spread(bundle: Bundle, indicator: str) -> Finding:
    """Return the range of the boroughs' values at the latest period, with London's and England's where published.

    PipelineError for an indicator of counts so small that they are never put side by side.
    """
    entry = CATALOGUE[indicator]
    if entry.counts_only:
        raise PipelineError(
            f"{entry.name} is shown as a count only: boroughs are never mapped, ordered or put side by side by it."
        )
    rows = rows_of(bundle, indicator)
    compared = rows[(rows["period_type"] == entry.headline) & (rows["group"] == "")]
    latest = compared[compared["period_end"] == compared["period_end"].max()]
    held = latest[latest["area_code"].isin([area.code for area in BOROUGHS]) & (latest["state"] == State.OK)]
    if len(held) < FEWEST:
        return gap(bundle, indicator)
    ordered = held.sort_values(["value", "area_code"])
    low, high = ordered.iloc[0], ordered.iloc[-1]
    facts: dict[str, Any] = {
        "period": words_of(low), "low": low["value"], "low_area": AREAS[low["area_code"]].spoken,
        "high": high["value"], "high_area": AREAS[high["area_code"]].spoken, "areas": len(held),
        "missing": len(BOROUGHS) - len(held), "london": low["london"], "england": low["england"],
        "lower": float("nan"), "upper": float("nan"),
    }  # fmt: skip
    finding = Finding("spread", indicator, bundle.area, "shown", facts, evidence=evidence_of(held))
    return dated(finding, low["period_end"], bundle.edition_date)
