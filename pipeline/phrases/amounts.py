"""Numbers in words: every number is formatted once, here, with its unit; and where a finding is of."""

from pipeline.findings import Finding
from pipeline.tables import format_value

SMALL = "Numbers this small vary by chance."
SMALL_NUMBER = 10


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


def percent(number: float) -> str:
    """Return a percentage with one digit after the point."""
    return format_value(number, 1, "%")


def decimal(number: float) -> str:
    """Return a ratio with two digits after the point."""
    return format_value(number, 2)


def place(finding: Finding) -> str:
    """Return the area inside a sentence; one that stands in for it says so."""
    counted = finding.counted
    if counted == finding.area:
        return finding.area.spoken
    if counted.kind == "merged":
        return f"{counted.name} together (the publisher joins the two)"
    return f"{counted.spoken} alone (counted without the rest of {finding.area.spoken})"


def subject(finding: Finding) -> str:
    """Return what is measured, for which group and where, as the subject of a sentence inside one."""
    group = f" ({finding.group})" if finding.group else ""
    return f"{finding.entry.short}{group} in {place(finding)}"


def sentence_case(text: str) -> str:
    """Return the text with its first letter as a capital."""
    return f"{text[:1].upper()}{text[1:]}"


def inside(text: str) -> str:
    """Return a name as it stands inside a sentence: a small first letter, unless it begins with an abbreviation."""
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"


def plural(finding: Finding) -> bool:
    """Whether the subject takes a plural verb: "recorded offences have", "the share of adults has"."""
    return not finding.entry.short.startswith("the ")
