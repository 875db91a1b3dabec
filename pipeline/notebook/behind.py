"""The figures behind a finding in words: value, limits, number, base, comparators and how it is made, or why one is not there.

A number that is hidden or not published is never worked back: the words say that it is not there.
"""

import re
from collections.abc import Callable

import pandas as pd

from pipeline.areas import COMPARATORS
from pipeline.findings import Finding
from pipeline.findings.concentration import QUERY_COUNT, QUERY_SHARE, QUERY_TIMES, ward_name
from pipeline.findings.windows import LEVEL_WITHIN
from pipeline.indicators.benchmarks import MINIMUM_DIFFERENCE
from pipeline.phrases import count, plain, times
from pipeline.phrases.amounts import sentence_case
from pipeline.states import Flag, State, split_flags
from pipeline.tables import format_value

CRIME = "recorded crime"
ALIKE = "London boroughs most alike (our own list)"
NOT_PUBLISHED = "Not published: the table at hand gives the value alone"
PAIRS = frozenset({"since", "season"})  # two counts beside each other
_OF = re.compile(r"(?:(?:per|each) [\d,]+|% of) (.+?)(?: \(.+\))?$")
_MADE = {
    "rate": "The number divided by what it is out of, for each {per}",
    "proportion": "The number as a share of what it is out of",
    "ratio": "The number for each {per} of what it is out of",
    "estimate": "A count as a share of an estimate from a model",
    "representation": "The group's share in treatment divided by its share of residents",
    "count": "A count, as published or added up from what is published",
    "published": "Taken from the publisher's table as it stands",
}
_LIMITS = {
    "rate": "limits exact for fewer than 10 events, by Byar's method from 10",
    "proportion": "limits by Wilson's method",
    "ratio": "exact limits of one count against the other",
    "estimate": "limits from those that the publisher gives the estimate",
    "representation": "limits by Wilson's method, of the share in treatment",
}
_JUDGED = {
    CRIME: "Called higher or lower only where the limits leave {comparator} out and the gap is {least:.0%} of it or more.",
    "limits": "Called different from {comparator} only where the limits leave its value out.",
    "not tested": "Not tested: nothing is called higher, lower, better or worse.",
}
_BY_KIND = {
    "since": "Two financial years' counts set beside each other; over a break in the records no trend is judged.",
    "season": "The latest six months beside the same six a year before; called more or fewer only beyond {least:.0%} and "
    "beyond chance.",
    "concentration": "One ward's share of the offences that the police could place; a query is raised from {share:.0f}%, "
    "{count} offences and {times} times the year before.",
}


def value(finding: Finding, row: pd.Series) -> str:
    """Return the value with its unit; of two periods, the counts of both."""
    facts, entry = finding.facts, finding.entry
    if finding.kind == "since":
        return f"{count(facts['before'])} in {facts['first']}, {count(facts['after'])} in {facts['last']}"
    if finding.kind == "season":
        return f"{count(facts['now'])}, and {count(facts['before'])} in the same six months a year before"
    said = format_value(row["value"], entry.decimals, entry.unit)
    return f"{ward_name(row['group'])}: {said}" if finding.kind == "concentration" else said


def limits(finding: Finding, row: pd.Series) -> str:
    """Return the 95% limits, or why there are none."""
    entry = finding.entry
    if finding.kind in PAIRS:
        return "None: two counts stand beside each other"
    if pd.isna(row["lower"]) or pd.isna(row["upper"]):
        return _no_limits(finding, row)
    unit = "%" if entry.unit.startswith("%") else ""
    lower, upper = (format_value(row[name], entry.decimals, unit) for name in ("lower", "upper"))
    doubt = ": chance alone, far too narrow for recorded crime" if entry.rule == CRIME else ""
    return f"{lower} to {upper}{doubt}"


def _no_limits(finding: Finding, row: pd.Series) -> str:
    if finding.entry.kind == "count" and Flag.MODELLED not in split_flags(row["flags"]):
        return "None: a count of what is on record, not a sample"
    if finding.entry.kind == "proportion" and finding.entry.rule == "not tested":
        return "None: everybody on record is counted" if pd.notna(row["numerator"]) else _missing(row)
    return _missing(row)


def number(finding: Finding, row: pd.Series) -> str:
    """Return the count that the value is made of; [c] where it is hidden, in words where it is not published."""
    if finding.kind in PAIRS:
        return "The counts are the value"
    return _counted(row, "numerator")


def base(finding: Finding, row: pd.Series) -> str:
    """Return what the count is out of, and whom it counts."""
    if finding.kind in PAIRS or finding.entry.kind == "count":
        return "Nothing: a count is not divided"
    found = _OF.search(finding.entry.unit)
    of = f" {found[1]}" if found and pd.notna(row["denominator"]) else ""
    years = ", added over the three years" if of and row["period_type"] == "3y" else ""
    return f"{_counted(row, 'denominator')}{of}{years}"


def _counted(row: pd.Series, name: str) -> str:
    if pd.notna(row[name]):
        about = ", rounded" if name == "numerator" and Flag.ROUNDED in split_flags(row["flags"]) else ""
        return f"{format_value(row[name], 0)}{about}"
    return _missing(row)


def _missing(row: pd.Series) -> str:
    """Why something is not there: it is hidden, has no value to stand beside, or was never published."""
    state = State(row["state"])
    if state == State.SUPPRESSED or Flag.CONTROLLED in split_flags(row["flags"]):
        return State.SUPPRESSED.words
    return state.words if state != State.OK else NOT_PUBLISHED


def beside(finding: Finding, row: pd.Series) -> str:
    """Return the comparators that are published, the range of boroughs, and that a missing one is missing."""
    return _BESIDE.get(finding.kind, _level)(finding, row)


def _level(finding: Finding, row: pd.Series) -> str:
    entry, facts = finding.entry, finding.facts
    unit = "%" if entry.unit.startswith("%") else ""
    shown = {area.name: row[area.name.lower()] for area in COMPARATORS} | {ALIKE: facts.get("similar", float("nan"))}
    parts = [f"{name} {format_value(one, entry.decimals, unit)}" for name, one in shown.items() if pd.notna(one)]
    if facts.get("areas", 0) > 2 and row["numerator"] != row["value"] and not facts["modelled"]:
        low, high = plain(finding, "low"), plain(finding, "high")
        parts.append(f"London boroughs from {low} ({facts['low_area']}) to {high} ({facts['high_area']})")
    missing = [area.name for area in COMPARATORS if pd.isna(row[area.name.lower()])]
    parts += [f"none at hand for {' or '.join(missing)} [x]"] if missing else []
    return f"{sentence_case('; '.join(parts))}"


def _since(finding: Finding, _: pd.Series) -> str:
    london = finding.facts["london_times"]
    return f"London {times(london)} over the same years" if london else "None at hand"


def _season(finding: Finding, _: pd.Series) -> str:
    return f"London {count(finding.facts['london_now'])}, and {count(finding.facts['london_before'])} a year before"


def _ward(finding: Finding, _: pd.Series) -> str:
    facts = finding.facts
    known = facts["same_coverage"] and facts["before"] is not None
    year_before = f"; the same ward's year before, {count(facts['before'])}" if known else ""
    return f"The other {facts['wards'] - 1} wards of the borough{year_before}"


_BESIDE: dict[str, Callable[[Finding, pd.Series], str]] = {"since": _since, "season": _season, "concentration": _ward}


def method(finding: Finding, row: pd.Series) -> str:
    """Return how value, limits and verdict are made, by the kind of the indicator and the rule of its comparison."""
    entry = finding.entry
    if finding.kind in _BY_KIND:
        figures = {"least": LEVEL_WITHIN, "share": QUERY_SHARE, "count": QUERY_COUNT, "times": QUERY_TIMES}
        return _BY_KIND[finding.kind].format(**figures)
    made = _MADE[entry.kind].format(per=f"{entry.per:,.0f}")
    has_limits = pd.notna(row["lower"]) and entry.kind in _LIMITS
    rule = "limits" if finding.kind == "representation" else entry.rule if finding.facts["comparator"] else "not tested"
    judged = _JUDGED[rule].format(comparator=finding.facts["comparator"], least=MINIMUM_DIFFERENCE.get(rule, 0))
    return f"{made}{'; ' if has_limits else ''}{_LIMITS.get(entry.kind, '') if has_limits else ''}. {judged}"
