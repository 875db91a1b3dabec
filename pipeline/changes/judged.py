"""What an edition says and asks of a borough: judged again by the package from the protected rows.

The rows are the truest source. A page prints what the same functions make of the same rows, so every verdict is met
here, with numbers that a page has in words only; and an edition of which no page was ever built can be compared too.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import pandas as pd

from pipeline import findings, phrases
from pipeline.areas import Area
from pipeline.bundle import Bundle, make_bundle
from pipeline.chapters import ChapterNotebook
from pipeline.findings import Finding
from pipeline.findings.standing import newest_level
from pipeline.indicators import CATALOGUE, Indicator
from pipeline.project import Audience, Project
from pipeline.recommendations import recommended
from pipeline.release import Edition
from pipeline.states import State

Record = dict[str, Any]
CHAPTER = "editions"  # what is judged is no chapter, and reads every topic
NUMBERS = ("value", "lower", "upper", "numerator", "denominator", "london", "england", "before", "after", "share")
DOUBTS = ("small", "modelled", "provisional", "rounded", "unreliable")
REPRESENTED = "representation"


def whole_bundle(project: Project, edition: Edition, area: Area) -> Bundle:
    """Return everything at hand for the public about one area in this edition; its tables are made already."""
    topics = tuple(sorted({entry.topic for entry in CATALOGUE.values()}))
    chapter = ChapterNotebook(project.notebooks / CHAPTER, CHAPTER, "Editions", None, topics, {})
    return make_bundle(project, chapter, area, edition, Audience.PUBLIC)


def said_of(bundle: Bundle, only: Collection[str] | None = None) -> list[Record]:
    """Return every finding that this package makes of a bundle (of `only` these indicators), in the catalogue's order."""
    return [record_of(one) for one in _unlike(judged(bundle, only))]


def asked_of(bundle: Bundle) -> list[Record]:
    """Return what the rules ask of the borough, as records."""
    return [
        {
            "id": one.id, "ask": one.ask, "status": one.status.value, "label": one.label, "owner": one.owner,
            "measure": one.measure.text, "findings": list(one.finding_ids),
        }
        for one in recommended(bundle).recommendations
    ]  # fmt: skip


def judged(bundle: Bundle, only: Collection[str] | None = None) -> Iterator[Finding]:
    """Judge every indicator that the bundle's topics hold, in each way that its pages judge it."""
    named = (entry for entry in CATALOGUE.values() if only is None or entry.id in only)
    for entry in named:
        if entry.topic in bundle.topics and len(findings.own_rows(bundle, entry.id)):
            yield from _of(bundle, entry)


def _of(bundle: Bundle, entry: Indicator) -> Iterator[Finding]:
    own = findings.own_rows(bundle, entry.id)
    if findings.has_headline(bundle, entry.id):
        yield from _levels(bundle, entry)
    if not (own["state"] == State.OK).any():
        return
    if _of_kind(own, {"FY", "CY"}, entry.headline) and entry.comparators:
        yield findings.trend(bundle, entry.id)
    if entry.headline == "month" and (own["state"] == State.OK).all():
        yield findings.same_season(bundle, entry.id)
    if entry.rule == "recorded crime" and entry.headline == "rolling12":
        yield findings.since(bundle, entry.id)
        yield findings.outlier(bundle, entry.id)
    if (own["group_type"] == "ward").any():
        yield findings.concentration(bundle, entry.id)
    if entry.kind == REPRESENTED or _shares_by_group(own, entry):
        groups = own["group"].drop_duplicates()
        yield from (findings.representation(bundle, entry.id, str(group)) for group in groups)


def _levels(bundle: Bundle, entry: Indicator) -> Iterator[Finding]:
    """The latest value, the area's own latest where others have newer ones, and the latest that has limits."""
    newest = findings.level(bundle, entry.id)
    yield newest
    held = newest_level(bundle, entry.id) if newest.kind == "gap" else None
    if held:
        yield held
    limited = findings.latest_with_limits(bundle, entry.id)
    if entry.rule == "limits" and limited and newest.evidence[0].period != limited:
        yield findings.level(bundle, entry.id, limited)


def _of_kind(own: pd.DataFrame, years: set[str], headline: str) -> bool:
    return bool((own["period_type"].isin(years | {headline}) & (own["group"] == "")).sum() > 2 and headline != "month")


def _shares_by_group(own: pd.DataFrame, entry: Indicator) -> bool:
    return entry.id.endswith("_in_treatment_share") and bool((own["group"] != "").any())


def _unlike(made: Iterator[Finding]) -> list[Finding]:
    """One of each id: a gap is met in more ways than one."""
    return list({one.id: one for one in made}.values())


def word_of(finding: Finding) -> str:
    """Return the one word of a judgement, as pages print it: better or worse where a direction is."""
    return findings.tone(finding) if finding.verdict in {"higher", "lower"} else finding.verdict


def _spoken(facts: Mapping[str, Any]) -> str:
    """The period that a finding is about, in words: of a season its six months, of a trend its years."""
    if "first_month" in facts:
        return f"{facts['first_month']:%B %Y} to {facts['last_month']:%B %Y}"
    return str(facts.get("period") or (f"{facts['first']} to {facts['last']}" if facts.get("first") else ""))


def record_of(finding: Finding) -> Record:
    """Return a finding as a record: its word, numbers, period, certainty and doubts, and the sentence."""
    facts = finding.facts
    numbers = {name: float(facts[name]) for name in NUMBERS if isinstance(facts.get(name), int | float)}
    doubts = [name for name in DOUBTS if facts.get(name)]
    kept: Record = {
        "id": finding.id, "indicator": finding.indicator, "kind": finding.kind, "group": finding.group,
        "asked": finding.period, "word": word_of(finding), "period": finding.evidence[0].period if finding.evidence else "",
        "said_period": _spoken(facts), "comparator": str(facts.get("comparator", "")),
        "certainty": finding.certainty.value, "age": finding.age.value, "query": finding.query, "flags": doubts,
        "sentence": phrases.sentence(finding),
        **{name: number for name, number in numbers.items() if pd.notna(number)},
    }  # fmt: skip
    if len(finding.evidence) > 1:
        kept["last_period"] = finding.evidence[-1].period
    return {name: value for name, value in kept.items() if value not in ("", [])}
