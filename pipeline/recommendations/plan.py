"""Carry recommendations on: a row of the delivery plan for each, a row of the performance framework for each measure.

What the partnership has not decided stays empty. Delivery status (blue, red, amber, green) is its judgement, never made here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline import phrases
from pipeline.bundle import Bundle
from pipeline.findings import level
from pipeline.indicators import CATALOGUE
from pipeline.local.data import Action, BoroughData
from pipeline.national import OUTCOMES
from pipeline.priorities import priority
from pipeline.recommendations.recommendation import NO_TARGET, TO_BE_AGREED, Baseline, Recommendation, Status

OWN_ACTION = "Action of the partnership"


@dataclass(frozen=True)
class PlanRow:
    """One row of the delivery plan; its empty columns are the partnership's to fill."""

    id: str
    priority: int
    national_priority: str
    outcome: str
    recommendation_ids: tuple[str, ...]
    action: str
    lead: str
    due: str
    measure_ids: tuple[str, ...]
    measures: tuple[str, ...]  # what they say
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


def plan_rows(recommendations: Sequence[Recommendation], local: BoroughData | None = None) -> list[PlanRow]:
    """Return the delivery plan's rows: the partnership's own actions, then what no action answers yet and was not dropped."""
    given = local or BoroughData("")
    answered = {name for action in given.actions for name in action.recommendations}
    known = {one.measure.id.lower(): one.measure.text for one in recommendations}
    known |= {measure.id: measure.text for measure in given.measures}
    open_ones = [one for one in recommendations if one.status != Status.DROPPED and one.id not in answered]
    by_id = {one.id: one for one in recommendations}
    return [*(_action_row(action, by_id, known) for action in given.actions), *map(_plan_row, open_ones)]


def _plan_row(one: Recommendation) -> PlanRow:
    return PlanRow(
        id=f"plan.{one.id}", priority=one.priority, national_priority=priority(one.priority).title, outcome=OUTCOMES[one.outcome],
        recommendation_ids=(one.id,), action=one.ask, lead=one.owner or TO_BE_AGREED, due=one.by_when,
        measure_ids=(one.measure.id,), measures=(one.measure.text,), finding_ids=one.finding_ids, status=one.label,
    )  # fmt: skip


def _action_row(action: Action, by_id: Mapping[str, Recommendation], measures: Mapping[str, str]) -> PlanRow:
    """An action keeps its own words; the findings are those of the recommendations that it answers."""
    answers = [by_id[name] for name in action.recommendations if name in by_id]
    return PlanRow(
        id=action.id, priority=action.priority, national_priority=priority(action.priority).title, outcome=action.outcome,
        recommendation_ids=action.recommendations, action=action.action, lead=action.lead or TO_BE_AGREED, due=action.due,
        measure_ids=action.measures, measures=tuple(measures.get(name.lower(), name) for name in action.measures),
        finding_ids=tuple(dict.fromkeys(name for one in answers for name in one.finding_ids)), status=OWN_ACTION,
        local_priority=action.local_priority, partners=action.partners, start=action.start, resource=action.resource,
        milestone=action.milestone, delivery_status=action.status, narrative=action.narrative, next_step=action.next_step,
        risk=action.risk,
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
