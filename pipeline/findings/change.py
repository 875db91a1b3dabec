"""Judge a change between two periods: ratio and difference with limits where counts exist, and no percentage on few."""

from typing import Any

import pandas as pd

from pipeline.bundle import Bundle
from pipeline.findings.evidence import evidence_of, period_words, yearly_rows
from pipeline.findings.finding import Finding, dated
from pipeline.findings.gap import gap
from pipeline.findings.memory import once
from pipeline.findings.windows import breaks_between
from pipeline.indicators import CATALOGUE
from pipeline.states import Flag, State, split_flags
from pipeline.statistics import ratios

SMALLEST_BASE = ratios.SMALLEST_BASE
LEAST = 0.10  # recorded crime: a smaller difference is not called one
RISEN, FALLEN, NOT_CLEAR = "risen", "fallen", "no clear change"
NOT_COMPARABLE, TOO_FEW, NOT_TESTED = "not comparable", "too few to compare", "not tested"


@once
def change(bundle: Bundle, indicator: str, group: str = "", first: str = "") -> Finding:
    """Judge the change to the newest year from the year before (or from the period labelled `first`).

    Verdicts: risen, fallen, no clear change; "not comparable" over a break or a change of denominator; "too few to
    compare" on a base below 10 (counts only); "not tested" without counts. Pooled years: the pool that does not overlap.
    """
    series = yearly_rows(bundle, indicator, group)
    series = series[series["state"] == State.OK].reset_index(drop=True)
    pair = _pair(series, first)
    if pair is None:
        return gap(bundle, indicator, period="two periods that can be compared", group=group)
    before, after = pair
    facts: dict[str, Any] = _facts(before, after) | _measured(before, after, CATALOGUE[indicator].unit)
    if CATALOGUE[indicator].counts_only:  # homicide: counts beside each other and nothing more
        facts["percent"], facts["counted"] = None, False
    facts |= {"reason": _not_comparable(bundle, indicator, series, before, after)}
    finding = Finding(
        "change", indicator, bundle.area, _verdict(facts, CATALOGUE[indicator].rule), facts, group=group,
        evidence=evidence_of(pd.DataFrame([before, after])),
    )  # fmt: skip
    return dated(finding, after["period_end"], bundle.edition_date)


def _pair(series: pd.DataFrame, first: str) -> tuple[pd.Series, pd.Series] | None:
    if len(series) < 2:
        return None
    after = series.iloc[-1]
    earlier = series[series["period_end"] < after["period_start"]]
    if first:
        earlier = earlier[earlier["period_label"] == first]
    return (earlier.iloc[-1], after) if len(earlier) else None


def _facts(before: pd.Series, after: pd.Series) -> dict[str, Any]:
    return {
        "first": period_words(before), "last": period_words(after), "from_value": before["value"], "to_value": after["value"],
        "before": before["numerator"], "after": after["numerator"],
        "of_before": before["denominator"], "of_after": after["denominator"],
        "rounded": any(Flag.ROUNDED in split_flags(row["flags"]) for row in (before, after)),
        "modelled": any(Flag.MODELLED in split_flags(row["flags"]) for row in (before, after)),
    }  # fmt: skip


def _measured(before: pd.Series, after: pd.Series, unit: str) -> dict[str, Any]:
    """Ratio and difference with limits, in percentage points for a percentage, else in the indicator's own unit."""
    counts = (before["numerator"], after["numerator"])
    facts: dict[str, Any] = {
        "counted": all(pd.notna(count) for count in counts),
        "percent": None,
        "ratio": float("nan"),
    }
    if not facts["counted"]:
        return facts | {"small": False, "lower": float("nan"), "upper": float("nan")}
    base = float(counts[0])
    ours, theirs = _share(after), _share(before)
    ratio = ratios.rate_ratio(ours, theirs, "exact" if min(counts) < SMALLEST_BASE else "log")
    facts |= {"ratio": float(ratio.value), "lower": float(ratio.lower), "upper": float(ratio.upper)}
    facts["small"] = min(counts) < SMALLEST_BASE
    if base >= SMALLEST_BASE:
        facts["percent"] = 100 * (facts["ratio"] - 1)
    if pd.notna(before["denominator"]) and pd.notna(after["denominator"]):
        facts |= _difference(ours, theirs, unit)
    return facts


def _share(row: pd.Series) -> tuple[float, float]:
    return float(row["numerator"]), float(row["denominator"]) if pd.notna(row["denominator"]) else 1.0


def _difference(ours: tuple[float, float], theirs: tuple[float, float], unit: str) -> dict[str, float]:
    if unit.startswith("%"):
        gap = ratios.proportion_difference(ours, theirs)
        parts = [100 * float(part) for part in gap]
    else:
        per = 1_000 if "1,000 " in unit else 100_000 if "100,000 " in unit else 100
        parts = [float(part) for part in ratios.rate_difference(ours, theirs, per)]
    return dict(zip(("difference", "difference_lower", "difference_upper"), parts, strict=True))


def _not_comparable(bundle: Bundle, indicator: str, series: pd.DataFrame, before: pd.Series, after: pd.Series) -> str:
    """Why the two periods cannot be compared, "" if they can."""
    breaks = breaks_between(bundle, indicator, before["period_start"], after["period_end"])
    between = series[(series["period_end"] > before["period_end"]) & (series["period_end"] <= after["period_end"])]
    flags = [split_flags(cell) for cell in between["flags"]]
    fixed = {Flag.FIXED_DENOMINATOR in split_flags(row["flags"]) for row in (before, after)}
    reasons = {
        f"a break in the records ({breaks['month'].iloc[0]:%B %Y}) lies between" if len(breaks) else "": len(breaks)
        > 0,
        "the denominator changes between them": len(fixed) > 1,
        "a break in the series lies between": any(Flag.BREAK_BEFORE in cell for cell in flags),
        "the newer figure is a query": Flag.QUERY in split_flags(after["flags"]),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _verdict(facts: dict[str, Any], rule: str) -> str:
    if facts["reason"]:
        return NOT_COMPARABLE
    if not facts["counted"] or facts["modelled"]:
        return NOT_TESTED
    if facts["before"] < SMALLEST_BASE:
        return TOO_FEW
    ratio, least = facts["ratio"], LEAST if rule == "recorded crime" else 0.0
    if facts["lower"] <= 1 <= facts["upper"] or abs(ratio - 1) < least:
        return NOT_CLEAR
    return RISEN if ratio > 1 else FALLEN
