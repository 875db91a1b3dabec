"""Judge the trend of the latest five independent years, or say why there is none to judge."""

from typing import Any

import pandas as pd

from pipeline.bundle import Bundle
from pipeline.findings.evidence import evidence_of, own_rows, yearly_rows
from pipeline.findings.finding import Finding, dated
from pipeline.findings.memory import once
from pipeline.indicators import CATALOGUE
from pipeline.states import Flag
from pipeline.statistics.trend import CANNOT, DECREASING, INCREASING, NO_CHANGE, POINTS, recent_trend

CANNOT_BE_TESTED = "cannot be tested"
NO_LIMITS = "the table at hand has no limits"


@once
def trend(bundle: Bundle, indicator: str, group: str = "") -> Finding:
    """Judge the latest five years: increasing, decreasing, no significant change, or "cannot be tested" with the reason.

    What the table of indicators says (its column `trend`) stands; without that column it is tested here, alike.
    """
    series = yearly_rows(bundle, indicator, group)
    if not len(series):
        none: dict[str, Any] = {"reason": "no yearly figures are in the open tables at hand"}
        return Finding("trend", indicator, bundle.area, CANNOT_BE_TESTED, none, group=group)
    latest = series.tail(POINTS)
    said = _said(own_rows(bundle, indicator), group) or _tested(series, CATALOGUE[indicator].unit)
    judged = said in {INCREASING, DECREASING, NO_CHANGE}
    facts: dict[str, Any] = {
        "reason": "" if judged else said, "first": latest["period_label"].iloc[0], "last": latest["period_label"].iloc[-1],
        "from_value": latest["value"].iloc[0], "to_value": latest["value"].iloc[-1],
        "small": bool((latest["numerator"] < 10).any()),
        "lower": latest["lower"].iloc[-1], "upper": latest["upper"].iloc[-1],
    }  # fmt: skip
    verdict = said if judged else CANNOT_BE_TESTED
    finding = Finding("trend", indicator, bundle.area, verdict, facts, group=group, evidence=evidence_of(latest))
    return dated(finding, latest["period_end"].iloc[-1], bundle.edition_date)


def _said(own: pd.DataFrame, group: str) -> str:
    """The verdict, or the reason there is none, in the newest row that has one: the headline's."""
    if "trend" not in own:
        return ""
    series = own[own["group"] == group].sort_values("period_end")
    known = series["trend"].fillna("").astype(str)
    known = known[~known.isin(["", CANNOT, "not applicable"])]
    return str(known.iloc[-1]) if len(known) else ""


def _tested(series: pd.DataFrame, unit: str) -> str:
    modelled = series["flags"].str.contains(Flag.MODELLED.value).any()  # an estimate is not a count
    counted = (
        not modelled
        and unit.startswith("%")
        and series[["numerator", "denominator"]].tail(POINTS).notna().all(axis=None)
    )
    result = recent_trend(series, "proportion" if counted else "value").iloc[0]
    reason = str(result["reason"])
    return (NO_LIMITS if reason == "limits are not published" else reason) or str(result["verdict"])
