"""Judge whether monthly counts have a season: over the longest run of months that no break cuts, or why it cannot be."""

from typing import Any

import pandas as pd

from pipeline.bundle import Bundle
from pipeline.findings.evidence import evidence_of, own_rows
from pipeline.findings.finding import Finding, dated
from pipeline.findings.gap import gap
from pipeline.findings.memory import once
from pipeline.findings.windows import breaks_between
from pipeline.states import State
from pipeline.statistics.season import CANNOT, FEWEST_TO_TEST, NO_SEASON, SEASONAL, seasonality

VERDICTS = {SEASONAL: "seasonal", NO_SEASON: "no season shown", CANNOT: "cannot be tested"}
TOO_SHORT = f"no run of {FEWEST_TO_TEST} months lies between breaks in the records"


@once
def seasonal(bundle: Bundle, indicator: str) -> Finding:
    """Judge a monthly indicator: seasonal, no season shown, or "cannot be tested" with the reason.

    The newest run of 36 months or more that no break cuts is tested; `since_break` counts the months after the last break
    where they are too few to be that run.
    """
    own = own_rows(bundle, indicator).sort_values("period_start", ignore_index=True)
    if not len(own) or (own["state"] != State.OK).any():
        return gap(bundle, indicator, period="the months at hand")
    runs = _runs(bundle, indicator, own)
    long = [run for run in runs if len(run) >= FEWEST_TO_TEST]
    facts: dict[str, Any] = {"since_break": 0, "reason": "", "lower": float("nan"), "upper": float("nan")}
    tested = long[-1] if long else runs[-1]
    judged = seasonality(tested["value"].to_numpy(dtype=float), int(tested["period_start"].iloc[0].month))
    facts |= {
        "first": tested["period_start"].iloc[0], "last": tested["period_start"].iloc[-1], "high": judged.peak_month,
        "low": judged.trough_month, "times": judged.peak_to_trough, "months": len(tested), "small": False,
        "reason": judged.reason and (judged.reason if long else TOO_SHORT),
    }  # fmt: skip
    if tested is not runs[-1]:
        facts |= {"since_break": len(runs[-1]), "break": runs[-1]["period_start"].iloc[0]}
    finding = Finding("seasonal", indicator, bundle.area, VERDICTS[judged.verdict], facts, evidence=evidence_of(tested))
    return dated(finding, tested["period_end"].iloc[-1], bundle.edition_date)


def _runs(bundle: Bundle, indicator: str, own: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the months cut at every break of their source, in order of time; the last run is the newest."""
    breaks = breaks_between(bundle, indicator, own["period_start"].iloc[0], own["period_start"].iloc[-1])
    number = own["period_start"].map(lambda month: int((breaks["month"] <= month).sum()))
    return [run for _, run in own.groupby(number)]
