"""Say: one tested phrase for each kind of finding, with its units, period, comparator and how sure it is.

Never "the same", never a causal verb, never a percentage on fewer than ten. Every number is formatted once, here.
"""

from collections.abc import Callable

import pandas as pd

from pipeline.areas import CITY_OF_LONDON
from pipeline.findings import Age, Finding, tone
from pipeline.tables import format_value

POLICE = "mps_recorded_crime"
SMALL_NUMBER = 10
FIRM_COUNT = "The count is firm; what lies behind it is not: recorded offences follow police activity."
INTERVAL = "The range in brackets is the 95% confidence interval."
NO_LIMITS = "The table at hand has no confidence limits."
SIGNS = {"better": "+", "worse": "−", "higher": "▲", "lower": "▼", "similar": "=", "untested": "·"}
_WORDS = {"untested": "not tested", "better": "better than", "worse": "worse than", "higher": "higher than",
          "lower": "lower than", "similar": "similar to"}  # fmt: skip


def sentence(finding: Finding) -> str:
    """Return the finding in words, as one or two sentences."""
    return _SENTENCES[finding.kind](finding)


def headline(finding: Finding) -> str:
    """Return the finding as the title of a chart, about ten words."""
    return _HEADLINES.get(finding.kind, lambda one: one.entry.name)(finding)


def status_words(finding: Finding) -> str:
    """Return the judgement with the comparator it names: "higher than London", "not tested"."""
    words = _WORDS[tone(finding)]
    comparator = finding.facts.get("comparator", "")
    return words if words == "not tested" else f"{words} {comparator}"


def certainty(finding: Finding) -> str:
    """Return how sure the judgement is, in one sentence; nothing to say of a plain count."""
    if finding.entry.rule == "recorded crime":
        return FIRM_COUNT
    if _interval(finding):
        return INTERVAL
    return NO_LIMITS if finding.facts.get("comparator") else ""


def amount(finding: Finding, name: str = "value") -> str:
    """Return one of the finding's numbers with its unit: "3.5 per 1,000 residents"."""
    return format_value(finding.facts[name], finding.entry.decimals, finding.entry.unit.removesuffix(" (estimate)"))


def plain(finding: Finding, name: str) -> str:
    """Return one of the finding's numbers without its unit, a percentage with its sign."""
    unit = "%" if finding.entry.unit.startswith("%") else ""
    return format_value(finding.facts[name], finding.entry.decimals, unit)


def count(number: float) -> str:
    """Return a whole number with commas."""
    return format_value(number, 0)


def times(ratio: float) -> str:
    """Return a ratio of counts in words: "5.2 times as many"."""
    return f"{format_value(ratio, 1)} times as many"


def _place(finding: Finding) -> str:
    merged = finding.facts.get("merged")
    return f"{merged} together (the publisher joins the two)" if merged else finding.area.spoken


def _level(finding: Finding) -> str:
    ages = {
        Age.HISTORICAL: " (a historical figure)",
        Age.LATEST: f" (the latest at hand, {finding.months_old} months old)",
    }
    lead = f"In {finding.facts['period']}{ages.get(finding.age, '')}"
    return f"{lead}, {_amounts(finding)}{_compared(finding)}.{_small(finding)}{_open_query(finding)}"


def _small(finding: Finding) -> str:
    few = finding.facts["unreliable"] or finding.facts["numerator"] < SMALL_NUMBER
    return " Numbers this small vary by chance." if few and finding.entry.rule != "not tested" else ""


def _amounts(finding: Finding) -> str:
    entry, number = finding.entry, finding.facts["numerator"]
    if entry.rule == "recorded crime" and pd.notna(number) and entry.unit.startswith("per "):
        return f"{entry.short} in {_place(finding)} numbered {count(number)}: {amount(finding)}"
    about = "an estimated " if finding.facts["modelled"] else "about " if finding.facts["rounded"] else ""
    return f"{entry.short} in {_place(finding)} was {about}{amount(finding)}{_interval(finding)}"


def _interval(finding: Finding) -> str:
    lower, upper = finding.facts["lower"], finding.facts["upper"]
    if finding.entry.rule == "recorded crime" or pd.isna(lower) or pd.isna(upper):
        return ""  # Poisson limits on recorded crime are far too narrow to print as certainty
    return f" ({plain(finding, 'lower')} to {plain(finding, 'upper')})"


def _compared(finding: Finding) -> str:
    comparator = finding.facts["comparator"]
    if finding.verdict in {"higher", "lower"}:
        sure = "" if finding.entry.rule == "recorded crime" else "significantly "
        return f", {sure}{finding.verdict} than {comparator} ({plain(finding, comparator.lower())})"
    if finding.verdict == "similar":
        return f", not clearly different from {comparator} ({plain(finding, comparator.lower())})"
    return _beside(finding)


def _beside(finding: Finding) -> str:
    """The comparator and the range of boroughs, where nothing is tested."""
    facts, parts = finding.facts, []
    if facts["comparator"] and facts[facts["comparator"].lower()] == facts[facts["comparator"].lower()]:
        parts.append(f"{facts['comparator']} {plain(finding, facts['comparator'].lower())}")
    is_count = facts["numerator"] == facts["value"] or finding.facts["modelled"]  # larger boroughs have larger counts
    if facts.get("areas", 0) > 2 and not is_count:
        parts.append(
            f"London boroughs from {plain(finding, 'low')} ({facts['low_area']}) "
            f"to {plain(finding, 'high')} ({facts['high_area']})"
        )
    return f"; {'; '.join(parts)}; not tested" if parts else ""


def _open_query(finding: Finding) -> str:
    return f" Query: {finding.query}." if finding.query else ""


def _gap(finding: Finding) -> str:
    if POLICE in finding.entry.sources and finding.area == CITY_OF_LONDON:
        return (
            "The City of London has its own police force, and the Metropolitan Police figures used here leave it out: "
            f"no figure for {finding.entry.short}."
        )
    return f"No figure for {finding.entry.short} in {finding.area.spoken} is in the open tables at hand."


def _since(finding: Finding) -> str:
    facts = finding.facts
    own = f" ({times(facts['times'])})" if facts["times"] else ""
    text = (
        f"There were {count(facts['before'])} {finding.entry.short} in {facts['first']} "
        f"and {count(facts['after'])} in {facts['last']}{own} in {finding.area.spoken}"
    )
    london = f"; in London {times(facts['london_times'])}" if facts["london_times"] else ""
    return f"{text}{london}.{_break_words(facts['breaks'])}"


def _break_words(breaks: list[dict]) -> str:
    """Name the break that matters most; the register in the methods chapter holds what is known of it."""
    if not breaks:
        return ""
    first = breaks[0]
    unknown = ", cause not known," if "cause not known" in first["note"] else ""
    return f" A break in the records ({first['month']:%B %Y}{unknown.rstrip(',')}) lies between, so no trend is judged."


def _season(finding: Finding) -> str:
    facts = finding.facts
    span = f"{facts['first_month']:%B %Y} to {facts['last_month']:%B %Y}"
    word = {"level": "level with", "more": "more than", "fewer": "fewer than"}.get(finding.verdict)
    judged = f"{word} the {count(facts['before'])}" if word else f"against {count(facts['before'])}"
    late = " The newest month is provisional." if facts["provisional"] else ""
    return (
        f"From {span} there were {count(facts['now'])} {finding.entry.short} in {finding.area.spoken}, {judged} of the same "
        f"six months a year before (London {count(facts['london_now'])} against {count(facts['london_before'])}).{late}"
    )


def _one_off(finding: Finding) -> str:
    facts = finding.facts
    months = " and ".join(
        f"{label} ({count(value)}, usually about {count(usual)})" for label, value, usual in facts["months"]
    )
    return (
        f"One-off: {months} stands far above the other months and is not explained. The latest 12 months hold "
        f"{count(facts['total'])} with it and {count(facts['without'])} without."
    )


def _concentration(finding: Finding) -> str:
    facts = finding.facts
    share = format_value(facts["share"], 1, "%")
    text = (
        f"In {facts['period']}, {facts['ward']} held {count(facts['count'])} of the {count(facts['located'])} located "
        f"{finding.entry.short} in {finding.area.spoken} ({share})"
    )
    grew = (
        f", {count(facts['before'])} the year before" if facts["before"] is not None and facts["same_coverage"] else ""
    )
    ask = " Query for the police: what does this ward record? It is not explained here." if finding.query else ""
    return f"{text}{grew}.{ask}"


def coverage(finding: Finding) -> str:
    """Say what share of a borough's offences could be placed in a ward."""
    facts = finding.facts
    text = f"Wards hold {format_value(facts['located_share'], 1, '%')} of the borough's recorded offences of this kind"
    moved = (
        "" if facts["same_coverage"] else "; that share moved too much for a ward to be compared with the year before"
    )
    return f"{text}{moved}."


def _level_headline(finding: Finding) -> str:
    name, comparator = finding.entry.name, finding.facts["comparator"]
    then = f", {finding.facts['period']}" if finding.age == Age.HISTORICAL else ""
    place = finding.facts["merged"] or finding.area.name
    if finding.verdict in {"higher", "lower"}:
        return f"{name}: {place} {finding.verdict} than {comparator}{then}"
    if finding.verdict == "similar":
        return f"{name}: {place} not clearly different from {comparator}{then}"
    return f"{name}: {place} {amount(finding)}{then}"


def _since_headline(finding: Finding) -> str:
    facts = finding.facts
    return f"{finding.entry.name}: {count(facts['before'])} in {facts['first']}, {count(facts['after'])} in {facts['last']}"


def _concentration_headline(finding: Finding) -> str:
    return (
        f"{finding.facts['ward']} holds {format_value(finding.facts['share'], 0, '%')} of located {finding.entry.short}"
    )


def _season_headline(finding: Finding) -> str:
    word = {"level": "level with", "more": "more than", "fewer": "fewer than"}.get(finding.verdict, "beside")
    return f"{finding.entry.name}: latest six months {word} the same months a year before"


_SENTENCES: dict[str, Callable[[Finding], str]] = {
    "level": _level, "gap": _gap, "since": _since, "season": _season, "one-off": _one_off, "concentration": _concentration,
}  # fmt: skip
_HEADLINES: dict[str, Callable[[Finding], str]] = {
    "level": _level_headline, "since": _since_headline, "concentration": _concentration_headline, "season": _season_headline,
}  # fmt: skip
