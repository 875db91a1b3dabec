"""Draft: hold the rules to an area's findings, and return what is asked, what is not asked and why, and what was silent."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from pipeline import findings, phrases
from pipeline.bundle import Bundle
from pipeline.indicators import CATALOGUE
from pipeline.recommendations.baseline import reading
from pipeline.recommendations.condition import ALL, Local, Met
from pipeline.recommendations.owners import owner_of
from pipeline.recommendations.recommendation import Measure, NoRecommendation, Recommendation
from pipeline.recommendations.rule import MEASURES, NOTHING, Rule, read_rules
from pipeline.recommendations.support import support
from pipeline.recommendations.triggers import TRIGGERS
from pipeline.states import State

PART = re.compile(r"[^a-z0-9]+")
NOT_FOUND = "looked for and not found"
NOT_FOUND_THEN = "looked for in historical figures and not found"
NO_FIGURE = "not looked for, no figure at hand"
NO_MEASURES = "not looked for, no measure of the partnership's own is on file"
NOT_SUPPLIED = "not looked for, the partnership's own table is not supplied"


@dataclass(frozen=True)
class Silent:
    """A rule that asks nothing here: what it looks for, and whether it could look."""

    rule: int
    key: str
    priority: int
    looks_for: str
    why: str


@dataclass(frozen=True)
class Drafts:
    """What the rules make of one area: recommendations, refusals, and the rules that found nothing, each with why."""

    recommendations: tuple[Recommendation, ...]
    refused: tuple[NoRecommendation, ...]
    silent: tuple[Silent, ...]


def draft(bundle: Bundle, local: Local | None = None, rules: Sequence[Rule] | None = None) -> Drafts:
    """Return what the rules ask of this area's partnership; every recommendation is a draft until it is decided."""
    given = Local.of(bundle.local) if local is None else local
    made: list[Recommendation] = []
    refused: list[NoRecommendation] = []
    silent: list[Silent] = []
    for rule in rules if rules is not None else read_rules(triggers=frozenset(TRIGGERS)):
        known = replace(rule, indicators=tuple(name for name in rule.indicators if _is_told(bundle, name)))
        met = list(TRIGGERS[rule.trigger](bundle, known, given)) if _can_look(known, given) else []
        if not met:
            silent.append(
                Silent(rule.number, rule.key, rule.priority, rule.looks_for, _why_silent(bundle, known, given))
            )
        for one in met:
            outcome = _judged(bundle, known, given, one)
            if isinstance(outcome, NoRecommendation):
                refused.append(outcome)
            else:
                made.append(outcome)
    return Drafts(tuple(made), tuple(refused), tuple(silent))


def _is_told(bundle: Bundle, indicator: str) -> bool:
    """Whether the bundle says anything of an indicator for this area, if only that there is no figure."""
    return indicator in CATALOGUE and len(findings.own_rows(bundle, indicator)) > 0


def _can_look(rule: Rule, local: Local) -> bool:
    if rule.needs == MEASURES:
        return bool(rule.indicators and local.measures)
    return bool(rule.indicators) and (not rule.needs or rule.needs in local.tables)


def _why_silent(bundle: Bundle, rule: Rule, local: Local) -> str:
    if not _can_look(rule, local):
        return {"": NO_FIGURE, MEASURES: NO_MEASURES}.get(rule.needs, NOT_SUPPLIED)
    own = pd.concat([findings.own_rows(bundle, name) for name in rule.indicators])
    known = own[own["state"] == State.OK]
    if not len(known):
        return NO_FIGURE
    newest = findings.age_of(known["period_end"].max(), bundle.edition_date)
    return NOT_FOUND_THEN if newest == findings.Age.HISTORICAL else NOT_FOUND


def _judged(bundle: Bundle, rule: Rule, local: Local, met: Met) -> Recommendation | NoRecommendation:
    name = ".".join(part for part in (bundle.area.slug, rule.key, part_of(met)) if part)
    meaning = _filled(rule.interpretation, bundle, met)
    if rule.asks == NOTHING:
        return NoRecommendation(name, rule.number, meaning, met.findings)
    carried = support(bundle, rule, met.findings)
    if carried.refused:
        return NoRecommendation(name, rule.number, carried.refused, met.findings)
    words = {key: _filled(text, bundle, met) for key, text in rule.words.items()}
    now = reading(bundle, rule.measure_indicators, met.group)
    return Recommendation(
        id=name, rule=rule.number, priority=rule.priority, outcome=rule.outcome, interpretation=meaning,
        verb=words["verb"], object=words["object"], group=words["group"], owner=owner_of(words["owner"], local.roles),
        measure=Measure(measure_id(words["measure_id"], part_of(met)), words["measure"], now.indicator),
        baseline=now.baseline, findings=carried.findings, first=carried.first, gap=now.gap,
    )  # fmt: skip


def _filled(text: str, bundle: Bundle, met: Met) -> str:
    number = "" if pd.isna(met.number) else phrases.count(met.number)
    period = met.findings[0].facts.get("period", "")
    return text.format(subject=met.subject, area=bundle.area.spoken, count=number, period=period)


def part_of(met: Met) -> str:
    """Return the part of an id that says what it is about."""
    return met.about or slug(met.subject)


def slug(text: str) -> str:
    """Return a text as a part of an id: lower case, hyphens."""
    return PART.sub("-", text.lower()).strip("-")


def measure_id(name: str, part: str) -> str:
    """Return the id of a measure; one for each group or ward that it is about."""
    return f"{name}-{part}" if part not in {"", ALL} else name
