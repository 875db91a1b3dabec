"""Draft: hold the rules to an area's findings, and return what is asked, what is not asked and why, and what was silent."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from pipeline import findings, phrases
from pipeline.bundle import Bundle
from pipeline.indicators import CATALOGUE
from pipeline.recommendations.recommendation import TO_BE_AGREED, Baseline, Measure, NoRecommendation, Recommendation
from pipeline.recommendations.rule import NOTHING, Rule, read_rules
from pipeline.recommendations.support import support
from pipeline.recommendations.triggers import ALL, TRIGGERS, Local, Met
from pipeline.states import State

PART = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Drafts:
    """What the rules make of one area: recommendations, refusals, and the rules that found nothing, each with why."""

    recommendations: tuple[Recommendation, ...]
    refused: tuple[NoRecommendation, ...]
    silent: tuple[tuple[int, str], ...]


def draft(bundle: Bundle, local: Local | None = None, rules: Sequence[Rule] | None = None) -> Drafts:
    """Return what the rules ask of this area's partnership; every recommendation is a draft until it is decided."""
    given = local or Local()
    made: list[Recommendation] = []
    refused: list[NoRecommendation] = []
    silent: list[tuple[int, str]] = []
    for rule in rules if rules is not None else read_rules(triggers=frozenset(TRIGGERS)):
        known = replace(rule, indicators=tuple(name for name in rule.indicators if name in CATALOGUE))
        met = list(TRIGGERS[rule.trigger](bundle, known, given)) if known.indicators else []
        if not met:
            missing = f"{', '.join(rule.indicators)}: not in the catalogue"
            silent.append((rule.number, "not met" if known.indicators else missing))
        for one in met:
            outcome = _judged(bundle, known, given, one)
            if isinstance(outcome, NoRecommendation):
                refused.append(outcome)
            else:
                made.append(outcome)
    return Drafts(tuple(made), tuple(refused), tuple(silent))


def _judged(bundle: Bundle, rule: Rule, local: Local, met: Met) -> Recommendation | NoRecommendation:
    name = ".".join(part for part in (bundle.area.slug, rule.key, part_of(met)) if part)
    meaning = _filled(rule.interpretation, bundle, met)
    if rule.asks == NOTHING:
        return NoRecommendation(name, rule.number, meaning, met.findings)
    carried = support(bundle, rule, met.findings)
    if carried.refused:
        return NoRecommendation(name, rule.number, carried.refused, met.findings)
    words = {key: _filled(text, bundle, met) for key, text in rule.words.items()}
    return Recommendation(
        id=name, rule=rule.number, priority=rule.priority, outcome=rule.outcome, interpretation=meaning,
        verb=words["verb"], object=words["object"], group=words["group"], owner=owner_of(words["owner"], local.roles),
        measure=Measure(measure_id(words["measure_id"], part_of(met)), words["measure"], rule.measure_indicator),
        baseline=baseline_of(bundle, rule.measure_indicator), findings=carried.findings, first=carried.first,
    )  # fmt: skip


def _filled(text: str, bundle: Bundle, met: Met) -> str:
    number = "" if pd.isna(met.number) else phrases.count(met.number)
    return text.format(subject=met.subject, area=bundle.area.spoken, count=number)


def part_of(met: Met) -> str:
    """Return the part of an id that says what it is about."""
    return met.about or slug(met.subject)


def slug(text: str) -> str:
    """Return a text as a part of an id: lower case, hyphens."""
    return PART.sub("-", text.lower()).strip("-")


def measure_id(name: str, part: str) -> str:
    """Return the id of a measure; one for each group or ward that it is about."""
    return f"{name}-{part}" if part not in {"", ALL} else name


def owner_of(role: str, roles: frozenset[str] | None) -> str:
    """Return the role, or those of its parts that the governance file knows; "to be agreed" where it knows none."""
    if roles is None:
        return role
    known = {name.lower() for name in roles}
    kept = [part for part in role.split(" with ") if part.lower().removeprefix("the ") in known]
    return " with ".join(kept) or TO_BE_AGREED


def baseline_of(bundle: Bundle, indicator: str) -> Baseline:
    """Return the newest value of a measure's indicator with its period; empty where there is none."""
    if indicator not in CATALOGUE:
        return Baseline()
    own = findings.own_rows(bundle, indicator)
    known = own[(own["group"] == "") & (own["state"] == State.OK)].sort_values("period_end")
    if not len(known):
        return Baseline()
    row = known.iloc[-1]
    found = findings.level(bundle, indicator, str(row["period_label"]))
    limits = "" if pd.isna(row["lower"]) else f" ({phrases.plain(found, 'lower')} to {phrases.plain(found, 'upper')})"
    return Baseline(findings.period_words(row), f"{phrases.amount(found)}{limits}")
