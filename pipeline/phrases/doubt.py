"""How sure: the words for certainty, age, small numbers and many comparisons at once."""

import pandas as pd

from pipeline.findings import Age, Finding, tone
from pipeline.phrases.amounts import count

FIRM_COUNT = "The count is firm; what lies behind it is not: recorded offences follow police activity."
PROVISIONAL_COUNT = (
    "The newest month is provisional and may be incomplete; what lies behind the count is not known: recorded offences "
    "follow police activity."
)
NARROW = (
    "Limits on recorded crime show chance only and are too narrow: differences of less than a tenth are not called higher "
    "or lower."
)
INTERVAL = "The range in brackets is the 95% confidence interval."
NO_LIMITS = "The table at hand has no confidence limits."
SIGNS = {"better": "+", "worse": "−", "higher": "▲", "lower": "▼", "similar": "=", "untested": "·"}
_WORDS = {"untested": "not tested", "better": "better than", "worse": "worse than", "higher": "higher than",
          "lower": "lower than", "similar": "similar to"}  # fmt: skip
CHANCE_OUTSIDE = 0.05  # of comparisons at 95%, so many come out different by chance alone


def status_words(finding: Finding) -> str:
    """Return the judgement with the comparator it names: "higher than London", "not tested"."""
    if finding.verdict == "query":
        return "query: one month decides"
    words = _WORDS[tone(finding)]
    comparator = finding.facts.get("comparator", "")
    return words if words == "not tested" else f"{words} {comparator}"


def certainty(finding: Finding) -> str:
    """Return how sure the judgement is, in one sentence; nothing to say of a plain count."""
    if finding.entry.rule == "recorded crime":
        return PROVISIONAL_COUNT if finding.facts.get("provisional") else FIRM_COUNT
    if has_interval(finding):
        return INTERVAL
    return NO_LIMITS if finding.facts.get("comparator") else ""


def has_interval(finding: Finding) -> bool:
    """Whether limits are printed with the value; those of recorded crime are far too narrow to be."""
    if finding.entry.rule == "recorded crime":
        return False
    return pd.notna(finding.facts.get("lower")) and pd.notna(finding.facts.get("upper"))


def aged(finding: Finding) -> str:
    """Return the words that follow the period of evidence that is not current."""
    ages = {
        Age.HISTORICAL: " (a historical figure)",
        Age.LATEST: f" (the latest at hand, {finding.months_old} months old)",
    }
    return ages.get(finding.age, "")


def open_query(finding: Finding) -> str:
    """Return the query that a finding carries, as a sentence of its own."""
    if "as_recorded" in finding.facts:
        recorded, usual = (_against(finding, finding.facts[name]) for name in ("as_recorded", "at_usual"))
        return f" Query: {finding.query}. As recorded the figure is {recorded}; with that month at its usual level, {usual}."
    return f" Query: {finding.query}." if finding.query else ""


def _against(finding: Finding, verdict: str) -> str:
    comparator = finding.facts["comparator"]
    return f"not clearly different from {comparator}" if verdict == "similar" else f"{verdict} than {comparator}"


def many_compared(compared: int) -> str:
    """Return the note for many comparisons at once, at 95%: how many come out different by chance; "" for a few."""
    expected = round(compared * CHANCE_OUTSIDE)
    if expected < 1:
        return ""
    return (
        f"{count(compared)} comparisons are made here at 95% confidence: about {count(expected)} of them would come out "
        "as different by chance alone."
    )
