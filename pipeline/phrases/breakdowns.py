"""Say which groups of a breakdown are the largest, and what keeps their numbers from being added."""

import pandas as pd

from pipeline.findings import Age, Finding
from pipeline.findings.representation import WARN_NOT_STATED
from pipeline.phrases.amounts import SMALL, count, percent, place
from pipeline.phrases.doubt import aged
from pipeline.tables import format_value

OVERLAP = "One person may be counted in several groups, so they are never added."
_SPOKEN = {"exit": "reason for leaving", "wait": "length of wait", "substance": "substance named"}


def breakdown(finding: Finding) -> str:
    """Return the largest groups with their shares or numbers, largest first."""
    facts = finding.facts
    about = "about " if facts["rounded"] else ""
    named = [f"{group} ({about}{_value(finding, value)})" for group, value in facts["groups"]]
    text = (
        f"In {facts['period']}{aged(finding)}, by {_SPOKEN.get(facts['by'], facts['by'])}, the largest groups in "
        f"{place(finding)} were {listed(named)}{_of(finding, about)}."
    )
    unstated = facts["not_stated"] or 0
    notes = {
        OVERLAP: facts["overlap"],
        f"For {percent(unstated)} no answer is stated: the figures may mislead.": unstated > WARN_NOT_STATED,
        SMALL: facts["small"],
    }
    return " ".join([text, *(note for note, holds in notes.items() if holds)])


def breakdown_headline(finding: Finding) -> str:
    """Return the largest group as the title of a chart."""
    then = f", {finding.facts['period']}" if finding.age == Age.HISTORICAL else ""
    return f"{finding.entry.name}: {finding.facts['groups'][0][0]} the largest group{then}"


def listed(words: list[str]) -> str:
    """Return words as a list inside a sentence: "a, b and c"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)


def _value(finding: Finding, value: float) -> str:
    unit = "%" if finding.entry.unit.startswith("%") else ""
    return format_value(value, finding.entry.decimals, unit)


def _of(finding: Finding, about: str) -> str:
    """Of how many: the base of the shares, or everybody counted."""
    if pd.isna(finding.facts["of"]):
        return ""
    return f", of {about}{count(finding.facts['of'])} {finding.entry.unit.removeprefix('% of ')}"
