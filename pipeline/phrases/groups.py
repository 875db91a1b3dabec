"""Say how wards, groups of people and boroughs stand out, with what could be located, stated and expected."""

import pandas as pd

from pipeline.findings import Finding
from pipeline.findings.representation import WARN_NOT_STATED
from pipeline.phrases.amounts import (
    SMALL,
    amount,
    count,
    decimal,
    percent,
    place,
    plain,
    plural,
    sentence_case,
    subject,
)
from pipeline.phrases.doubt import aged
from pipeline.tables import format_value

NO_PROOF = "A ratio below 1 is not proof of unmet need, for need differs between groups."


def concentration(finding: Finding) -> str:
    """Return the ward that holds most located offences, and the query where it stands out."""
    facts = finding.facts
    share = format_value(facts["share"], 1, "%")
    text = (
        f"In {facts['period']}, {facts['ward']} held {count(facts['count'])} of the {count(facts['located'])} located "
        f"{finding.entry.short} in {place(finding)} ({share})"
    )
    grew = (
        f", {count(facts['before'])} the year before" if facts["before"] is not None and facts["same_coverage"] else ""
    )
    ask = " Query for the police: what does this ward record? It is not explained here." if finding.query else ""
    return f"{text}{grew}.{ask}"


def coverage(finding: Finding) -> str:
    """Say what share of a borough's offences could be placed in a ward."""
    facts = finding.facts
    if facts["located_share"] > 100:
        return "The ward table holds more offences of this kind than the borough's own table: a query for the police."
    text = f"Wards hold {format_value(facts['located_share'], 1, '%')} of the borough's recorded offences of this kind"
    moved = (
        "" if facts["same_coverage"] else "; that share moved too much for a ward to be compared with the year before"
    )
    return f"{text}{moved}."


def concentration_headline(finding: Finding) -> str:
    """Return the ward's share as the title of a chart."""
    return (
        f"{finding.facts['ward']} holds {format_value(finding.facts['share'], 0, '%')} of located {finding.entry.short}"
    )


def similar(finding: Finding) -> str:
    """Say what boroughs alike have, as context: they are our own list and never what a status is judged against."""
    if pd.isna(finding.facts.get("similar", float("nan"))):
        return ""
    return f"London boroughs most alike in age, ethnicity and deprivation (our own list): {plain(finding, 'similar')}."


def representation(finding: Finding) -> str:
    """Return a group's ratio or share beside England's own, with everything that limits it."""
    facts = finding.facts
    about = "about " if facts["rounded"] else ""
    lead = f"In {facts['period']}{aged(finding)}"
    if facts["ratio"]:
        who = f"the group {finding.group}" if finding.group else "ethnic groups other than White"
        limits = f" ({decimal(facts['lower'])} to {decimal(facts['upper'])})" if pd.notna(facts["lower"]) else ""
        text = (
            f"{lead}, the share in treatment of {who} in {place(finding)} was {about}{decimal(facts['value'])} times "
            f"{'its' if finding.group else 'their'} share of residents{limits}"
        )
    else:
        of = f" of {count(facts['denominator'])}" if pd.notna(facts["denominator"]) else ""
        limits = f" ({plain(finding, 'lower')} to {plain(finding, 'upper')})" if pd.notna(facts["lower"]) else ""
        text = f"{lead}, {subject(finding)} was {about}{plain(finding, 'value')}{limits}{of}"
    return f"{text}{_against_england(finding)}.{_cautions(finding)}"


def _against_england(finding: Finding) -> str:
    facts = finding.facts
    if facts["reason"]:
        return f"; it is not judged: {facts['reason']}"
    own = f"{decimal(facts['england'])} times" if facts["ratio"] else plain(finding, "england")
    words = {"higher": "significantly higher than", "lower": "significantly lower than"}
    return f", {words.get(finding.verdict, 'not clearly different from')} England's own ({own})"


def _cautions(finding: Finding) -> str:
    facts = finding.facts
    unstated = facts["not_stated"]
    notes = {
        NO_PROOF: facts["ratio"] and facts["value"] < 1,
        "The residents compared are of all ages, those in treatment adults.": facts["all_ages"],
        f"For {percent(unstated or 0)} no group is stated: the figures may mislead.": (unstated or 0) > WARN_NOT_STATED,
        SMALL: bool(facts["small"]),
    }
    return "".join(f" {note}" for note, holds in notes.items() if holds)


def representation_headline(finding: Finding) -> str:
    """Return a group's representation as the title of a chart."""
    who = sentence_case(finding.group) or finding.entry.name
    words = {"higher": "higher than England's own", "lower": "lower than England's own"}
    said = words.get(finding.verdict, "not clearly different from England's own")
    if finding.facts["reason"]:
        said = "not judged"
    return f"{finding.entry.name}, {who}: {said}" if finding.group else f"{who}: {said}"


def outlier(finding: Finding) -> str:
    """Return whether a borough lies outside the funnel; outside and unexplained is a query."""
    facts = finding.facts
    if finding.verdict == "cannot be tested":
        verb = "stand" if plural(finding) else "stands"
        return f"Whether {subject(finding)} {verb} out cannot be tested: {facts['reason']}."
    lead = f"In {facts['period']}{aged(finding)}, {subject(finding)} ({amount(finding)})"
    side = {"outside, high": "above", "outside, low": "below"}.get(finding.verdict, "inside")
    parts = {
        f"{lead} lay {side} the outer limits of a funnel that is widened for how much boroughs differ.": True,
        SMALL: bool(facts["small"]),
        f"The partnership's explanation: {facts['explained']}.": bool(facts["explained"]),
        f"Query: {finding.query}.": bool(finding.query),
    }
    return " ".join(part for part, holds in parts.items() if holds)


def outlier_headline(finding: Finding) -> str:
    """Return a place in the funnel as the title of a chart."""
    words = {
        "outside, high": "above the limits of all boroughs, a query", "outside, low": "below the limits of all boroughs, a query",
        "inside": "inside the limits of all boroughs",
    }  # fmt: skip
    said = words.get(finding.verdict, "not tested")
    return f"{finding.entry.name}: {finding.counted.name} {said if finding.query else said.removesuffix(', a query')}"
