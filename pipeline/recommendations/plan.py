"""Carry recommendations on: a row of the delivery plan for each, a row of the performance framework for each measure.

What the partnership has not decided stays empty. Delivery status (blue, red, amber, green) is its judgement, never made here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline import phrases
from pipeline.bundle import Bundle
from pipeline.findings import level
from pipeline.indicators import CATALOGUE
from pipeline.priorities import OUTCOMES, priority
from pipeline.recommendations.recommendation import NO_TARGET, TO_BE_AGREED, Baseline, Recommendation, Status


@dataclass(frozen=True)
class PlanRow:
    """One row of the delivery plan; its empty columns are the partnership's to fill."""

    id: str
    national_priority: str
    outcome: str
    recommendation_ids: tuple[str, ...]
    action: str
    lead: str
    due: str
    measure_ids: tuple[str, ...]
    finding_ids: tuple[str, ...]
    status: str
    local_priority: str = ""
    partners: str = ""
    start: str = ""
    resource: str = ""
    milestone: str = ""
    delivery_status: str = ""
    narrative: str = ""
    next_step: str = ""
    risk: str = ""


@dataclass(frozen=True)
class FrameworkRow:
    """One row of the performance framework: a measure with its baseline, target and latest figure."""

    measure_id: str
    outcome: str
    measure: str
    definition: str
    source: str
    baseline: Baseline
    target: str
    latest: Baseline
    compared: str
    owner: str
    recommendation_ids: tuple[str, ...]
    finding_ids: tuple[str, ...]


def plan_rows(recommendations: Sequence[Recommendation]) -> list[PlanRow]:
    """Return the delivery plan's rows: everything that was not dropped, in the order given."""
    return [_plan_row(one) for one in recommendations if one.status != Status.DROPPED]


def _plan_row(one: Recommendation) -> PlanRow:
    return PlanRow(
        id=f"plan.{one.id}", national_priority=priority(one.priority).title, outcome=OUTCOMES[one.outcome],
        recommendation_ids=(one.id,), action=one.action, lead=one.owner or TO_BE_AGREED, due=one.by_when,
        measure_ids=(one.measure.id,), finding_ids=one.finding_ids, status=one.label,
    )  # fmt: skip


def framework_rows(bundle: Bundle, recommendations: Sequence[Recommendation]) -> list[FrameworkRow]:
    """Return the performance framework's rows: one for each measure of a recommendation that was not dropped."""
    by_measure: dict[str, list[Recommendation]] = {}
    for one in recommendations:
        if one.status != Status.DROPPED:
            by_measure.setdefault(one.measure.id, []).append(one)
    return [_framework_row(bundle, same) for same in by_measure.values()]


def _framework_row(bundle: Bundle, same: Sequence[Recommendation]) -> FrameworkRow:
    first = same[0]
    entry = CATALOGUE.get(first.measure.indicator)
    found = level(bundle, entry.id) if entry else None
    return FrameworkRow(
        measure_id=first.measure.id, outcome=OUTCOMES[first.outcome], measure=first.measure.text,
        definition=entry.definition if entry else "", source=entry.sources[0] if entry else "",
        baseline=first.baseline, target=first.target or NO_TARGET, latest=first.baseline,
        compared=phrases.status_words(found) if found and found.kind == "level" else "not tested",
        owner=first.owner or TO_BE_AGREED, recommendation_ids=tuple(one.id for one in same),
        finding_ids=tuple(dict.fromkeys(name for one in same for name in one.finding_ids)),
    )  # fmt: skip
