"""Say a level: period, place, value with unit, and how it compares with what is published."""

import pandas as pd

from pipeline.findings import Age, Finding
from pipeline.phrases.amounts import SMALL, amount, count, place, plain
from pipeline.phrases.doubt import aged, has_interval, open_query


def level(finding: Finding) -> str:
    """Return a level as a sentence."""
    lead = f"In {finding.facts['period']}{aged(finding)}"
    return f"{lead}, {_amounts(finding)}{_compared(finding)}.{_small(finding)}{open_query(finding)}"


def _small(finding: Finding) -> str:
    return f" {SMALL}" if finding.facts["small"] else ""


def _amounts(finding: Finding) -> str:
    entry, number = finding.entry, finding.facts["numerator"]
    if entry.rule == "recorded crime" and pd.notna(number) and entry.unit.startswith("per "):
        return f"{entry.short} in {place(finding)} numbered {count(number)}: {amount(finding)}"
    about = "an estimated " if finding.facts["modelled"] else "about " if finding.facts["rounded"] else ""
    counted = entry.kind == "count" and entry.short.startswith("the number of ")
    named = counted or entry.unit.startswith("% of ")  # the subject says of what
    said = plain(finding, "value") if named else amount(finding)
    return f"{entry.short} in {place(finding)} was {about}{said}{interval(finding)}"


def interval(finding: Finding) -> str:
    """Return the limits in brackets after a value, "" where none are to be printed."""
    return f" ({plain(finding, 'lower')} to {plain(finding, 'upper')})" if has_interval(finding) else ""


def _compared(finding: Finding) -> str:
    comparator = finding.facts["comparator"]
    if finding.verdict in {"higher", "lower"}:
        sure = "" if finding.entry.rule == "recorded crime" else "significantly "
        return f", {sure}{finding.verdict} than {comparator} ({plain(finding, comparator.lower())})"
    if finding.verdict == "similar":
        return f", not clearly different from {comparator} ({plain(finding, comparator.lower())})"
    if finding.verdict == "query":
        return f" ({comparator} {plain(finding, comparator.lower())})"
    return _beside(finding)


def _beside(finding: Finding) -> str:
    """The comparator and the range of boroughs, where nothing is tested."""
    facts, parts = finding.facts, []
    if facts["comparator"] and pd.notna(facts[facts["comparator"].lower()]):
        parts.append(f"{facts['comparator']} {plain(finding, facts['comparator'].lower())}")
    is_count = facts["numerator"] == facts["value"] or finding.facts["modelled"]  # larger boroughs have larger counts
    if facts.get("areas", 0) > 2 and not is_count:
        parts.append(
            f"London boroughs from {plain(finding, 'low')} ({facts['low_area']}) "
            f"to {plain(finding, 'high')} ({facts['high_area']})"
        )
    return f"; {'; '.join(parts)}; not tested" if parts else ""


def level_headline(finding: Finding) -> str:
    """Return a level as the title of a chart."""
    name, comparator = finding.entry.name, finding.facts["comparator"]
    then = f", {finding.facts['period']}" if finding.age == Age.HISTORICAL else ""
    where = finding.counted.name
    if finding.verdict in {"higher", "lower"}:
        return f"{name}: {where} {finding.verdict} than {comparator}{then}"
    if finding.verdict == "similar":
        return f"{name}: {where} not clearly different from {comparator}{then}"
    if finding.verdict == "query":
        return f"{name}: {where} a query, one month decides"
    return f"{name}: {where} {amount(finding)}{then}"
