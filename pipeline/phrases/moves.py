"""Say how values move: over five years, between two periods, and where a count jumps that should not."""

from typing import Any

import pandas as pd

from pipeline.findings import Age, Finding
from pipeline.phrases.amounts import (
    SMALL,
    amount,
    count,
    decimal,
    percent,
    plain,
    plural,
    sentence_case,
    subject,
)
from pipeline.phrases.doubt import aged
from pipeline.tables import MINUS, format_value


def trend(finding: Finding) -> str:
    """Return the verdict on five years, or why there is none."""
    facts, what = finding.facts, sentence_case(subject(finding))
    if finding.verdict == "cannot be tested":
        return f"For {subject(finding)} a trend cannot be tested because {_reason(facts['reason'])}."
    span = f"{facts['first']} to {facts['last']}"
    past = finding.age == Age.HISTORICAL
    ending = f" {SMALL}" if facts["small"] else ""
    if finding.verdict == "no significant change":
        verb = "showed" if past else "show" if plural(finding) else "shows"
        return f"{what} {verb} no significant trend over {_five(past)} ({span}).{ending}"
    verb = {"increasing": "increased", "decreasing": "decreased"}[finding.verdict]
    has = "" if past else "have " if plural(finding) else "has "
    amounts = f"from {plain(finding, 'from_value')} to {amount(finding, 'to_value')}"
    return f"{what} {has}{verb} over {_five(past)} ({span}), {amounts}.{ending}"


def _five(past: bool) -> str:
    return "the latest five years at hand" if past else "the latest five years"


def _reason(reason: str) -> str:
    """A reason from the table of indicators, as it stands inside a sentence."""
    text = reason.strip().rstrip(".")
    text = text[:1].lower() + text[1:] if text[1:2].islower() else text
    leads = {
        "fewer than": "there are ",
        "none or all": "there are ",
        "not annual": "these are ",
        "periods overlap": "the ",
    }
    return next((lead for start, lead in leads.items() if text.startswith(start)), "") + text


def trend_headline(finding: Finding) -> str:
    """Return the verdict on five years as the title of a chart."""
    words = {
        "increasing": "has increased over five years",
        "decreasing": "has decreased over five years",
        "no significant change": "no significant trend",
    }.get(finding.verdict, "no trend can be tested")
    if finding.age == Age.HISTORICAL and finding.verdict != "cannot be tested":
        words = f"{words.removeprefix('has ')}, {finding.facts['first']} to {finding.facts['last']}"
    return f"{finding.entry.name}: {words}"


def change(finding: Finding) -> str:
    """Return a change between two periods: counts only on few, points for percentages, never a percentage of few."""
    facts = finding.facts
    lead = f"Between {facts['first']} and {facts['last']}{aged(finding)}, {subject(finding)}"
    if finding.verdict == "too few to compare":
        return f"{lead} went from {_few(finding)}; {SMALL[0].lower()}{SMALL[1:]}"
    if finding.verdict == "not comparable":
        pair = (
            f"{amount(finding, 'from_value')} in {facts['first']} and {amount(finding, 'to_value')} in {facts['last']}"
        )
        was = f"{sentence_case(subject(finding))} {'were' if plural(finding) else 'was'} {pair}"
        return f"{was}. The two are not comparable: {facts['reason']}."
    verb = {"risen": "rose", "fallen": "fell"}.get(finding.verdict, "went")
    if finding.entry.rule == "recorded crime":
        return f"{lead} {verb} {_offences(finding)}.{_small(facts)}"
    values = f"from {_value(finding, 'from_value')} to {_value(finding, 'to_value')}"
    if finding.verdict == "not tested":
        return f"{lead} {verb} {values}; the change is not tested."
    beyond = "; that is no change beyond chance" if finding.verdict == "no clear change" else ""
    return f"{lead} {verb} {values}{_size(finding)}{beyond}.{_small(facts)}"


def _offences(finding: Finding) -> str:
    """Recorded crime by its counts, with the percentage of them and no limits, which are too narrow to print."""
    before, after = finding.facts["before"], finding.facts["after"]
    moved = 100 * (after / before - 1)
    if finding.verdict == "no clear change":
        return f"from {count(before)} to {count(after)}; that is no change beyond a tenth and beyond chance"
    return f"from {count(before)} to {count(after)} ({percent(abs(moved))} {'more' if moved > 0 else 'fewer'})"


def _few(finding: Finding) -> str:
    """The counts alone: with their unit where the indicator is a count, else as what lies behind a share or rate."""
    before, after = (count(finding.facts[name]) for name in ("before", "after"))
    rated = finding.entry.unit.startswith(("%", "per ", "for "))
    return f"{before} to {after} people or events counted" if rated else f"{before} to {after} {finding.entry.unit}"


def _small(facts: Any) -> str:
    return f" {SMALL}" if facts["small"] else ""


def _value(finding: Finding, name: str) -> str:
    text = amount(finding, name) if not finding.entry.unit.startswith("%") else plain(finding, name)
    of = {"from_value": ("before", "of_before"), "to_value": ("after", "of_after")}[name]
    part, whole = (finding.facts[key] for key in of)
    counted = finding.entry.unit.startswith("%") and pd.notna(part) and pd.notna(whole)
    if finding.facts["rounded"]:  # counts that the publisher rounded do not give their own percentage
        return f"about {text}"
    return f"{text} ({count(part)} of {count(whole)})" if counted else text


def _size(finding: Finding) -> str:
    """The size of a change with its limits: points of a percentage, else the ratio; nothing on a base below 10."""
    facts = finding.facts
    if facts["percent"] is None:
        return ""
    if finding.entry.unit.startswith("%"):
        points, low, high = (
            _signed(facts[name], finding) for name in ("difference", "difference_lower", "difference_upper")
        )
        return f", a difference of {points} percentage points ({low} to {high})"
    how = "as high" if finding.entry.unit.startswith("per ") else "as many"
    return f", {decimal(facts['ratio'])} times {how} ({decimal(facts['lower'])} to {decimal(facts['upper'])})"


def _signed(value: float, finding: Finding) -> str:
    text = format_value(value, finding.entry.decimals)
    return text if text.startswith(MINUS) or not float(text.replace(",", "")) else f"+{text}"


def change_headline(finding: Finding) -> str:
    """Return a change as the title of a chart."""
    facts = finding.facts
    words = {"risen": "rose", "fallen": "fell", "no clear change": "no change beyond chance"}
    said = words.get(finding.verdict, finding.verdict)
    return (
        f"{finding.entry.name}: {said}, {facts['first'].removeprefix('the ')} to {facts['last'].removeprefix('the ')}"
    )


def jump(finding: Finding) -> str:
    """Return a count that jumped while the comparator's did not: a query, with no word for what it may mean."""
    facts = finding.facts
    moved = percent(100 * abs(facts["beside_ratio"] - 1))
    return (
        f"The count behind {subject(finding)} went from {count(facts['before'])} in {facts['first']} to "
        f"{count(facts['after'])} in {facts['last']}; {facts['beside']}'s moved by {moved}. "
        f"Query: {finding.query}. It is a question for the publisher, not a finding."
    )


def jump_headline(finding: Finding) -> str:
    """Return a jump as the title of a chart: a query, and named so."""
    return f"{finding.entry.name}: a query about {finding.facts['last']}"
