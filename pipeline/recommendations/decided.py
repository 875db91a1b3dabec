"""What the rules draft for a borough, with what its partnership decided about each."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.bundle import Bundle
from pipeline.errors import PipelineError
from pipeline.recommendations.condition import Local
from pipeline.recommendations.days import day
from pipeline.recommendations.decisions import ACCEPTED, DROPPED, EDITED, Decision, decisions_in
from pipeline.recommendations.draft import Drafts, draft, measure_id, slug
from pipeline.recommendations.owners import owner_of
from pipeline.recommendations.recommendation import Baseline, Measure, Recommendation, Status
from pipeline.recommendations.rule import read_rules

WORDS = {ACCEPTED: "Agreed", EDITED: "Agreed with changes", DROPPED: "Not taken up"}
REVIEW = " No rule finds its evidence in this edition: review it."


def recommended(bundle: Bundle) -> Drafts:
    """Return what the rules ask of this borough's partnership, with what it decided, by national priority."""
    local = Local.of(bundle.local)
    drafts = draft(bundle, local)
    decided = decide(drafts, decisions_in(bundle.local.decisions, bundle.area), local)
    return replace(drafts, recommendations=tuple(sorted(decided, key=lambda one: (one.priority, one.rule))))


def decide(drafts: Drafts, decisions: Sequence[Decision], local: Local | None = None) -> tuple[Recommendation, ...]:
    """Return the recommendations with what was decided about each; then those decided on that no rule drafts now.

    A decision lasts: without its evidence in this edition it stands with a note that asks for a review.
    """
    by_id = {one.id: one for one in decisions}
    made = {one.id for one in drafts.recommendations}
    decided = [_decided(one, by_id[one.id]) if one.id in by_id else one for one in drafts.recommendations]
    seats = (local or Local()).roles
    return (*decided, *(_decided(_from_rule(one, seats), one, REVIEW) for one in decisions if one.id not in made))


def _from_rule(decision: Decision, seats: Sequence[str]) -> Recommendation:
    """The recommendation that was decided on, from the words of its rule and the part of its id it is about."""
    _, key, part = (*decision.id.split(".", 2), "")[:3]
    rule = next(rule for rule in read_rules() if rule.key == key)
    groups = {slug(group): group for group in rule.thresholds.get("groups", ())}
    about = groups.get(part, part.replace("-", " ").title())
    words = {name: text.format(subject=about, area="", count="", period="") for name, text in rule.words.items()}
    return Recommendation(
        id=decision.id, rule=rule.number, priority=rule.priority, outcome=rule.outcome, interpretation="",
        verb=words["verb"], object=words["object"], group=words["group"], owner=owner_of(words["owner"], seats),
        measure=Measure(measure_id(words["measure_id"], part), words["measure"]),
        baseline=Baseline(), findings=(), kept_ids=decision.findings,
    )  # fmt: skip


def _decided(drafted: Recommendation, decision: Decision, review: str = "") -> Recommendation:
    told = f"{WORDS[decision.decided]} on {day(decision.on.isoformat())} ({decision.by}).{review}"
    if decision.decided == DROPPED:
        return replace(drafted, status=Status.DROPPED, note=f"{told} {decision.reason}")
    changed = dict(decision.changed)
    measure = changed.pop("measure", "")
    if measure:  # another measure starts from another figure, which is not known here
        drafted = replace(drafted, measure=Measure(drafted.measure.id, measure), baseline=Baseline(), gap=None)
    if not drafted.measure.text:
        raise PipelineError(
            f"{drafted.id}: it has no measure, and without one nothing is agreed.\nSet measure in its decision."
        )
    return replace(drafted, status=Status.AGREED, note=told, **changed)  # type: ignore[arg-type]
