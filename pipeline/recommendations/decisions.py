"""What a partnership decided about drafts: accepted, edited or dropped, in its own file, bound to the stable id.

data/raw/local/<borough>/recommendations.toml holds one [[decision]] for each: id, decided ("accepted", "edited" or
"dropped"), on (a date), by (a body), findings (the ids printed beside the draft), reason (when dropped); accepted or
edited may set owner, by_when and target; edited also verb, object, group and measure. A decision lasts, though the rule
may no longer find its evidence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.areas import Area
from pipeline.errors import PipelineError, did_you_mean
from pipeline.project import Project
from pipeline.recommendations.draft import Drafts, measure_id, slug
from pipeline.recommendations.lines import Entry, read_entries, refuse
from pipeline.recommendations.recommendation import Baseline, Measure, Recommendation, Status
from pipeline.recommendations.rule import counts_offences, read_rules

ACCEPTED, EDITED, DROPPED = "accepted", "edited", "dropped"
ALWAYS = ("id", "decided", "on", "by", "findings")
SETTLED = ("owner", "by_when", "target")
WORDS = ("verb", "object", "group", "measure")
FIELDS = {
    ACCEPTED: {*ALWAYS, *SETTLED},
    EDITED: {*ALWAYS, *SETTLED, *WORDS},
    DROPPED: {*ALWAYS, "reason"},
}
PERSONAL = re.compile(r"@|\b(mr|mrs|ms|miss|dr|prof|cllr|councillor)\b\.?|\d{5,}", re.IGNORECASE)
REVIEW = " No rule finds its evidence in this edition: review it."
CURE = "Put each line right. The ids are printed beside the drafts; owners are roles, never people."


@dataclass(frozen=True)
class Decision:
    """One decision of the partnership: on which draft, when and by which body, and what it changed."""

    id: str
    decided: str
    on: date
    by: str
    reason: str = ""
    findings: tuple[str, ...] = ()
    changed: dict[str, str] = field(default_factory=dict)


def decisions_file(project: Project, area: Area) -> Path:
    """Return where a borough keeps its decisions."""
    return project.raw / "local" / area.slug / "recommendations.toml"


def read_decisions(project: Project, area: Area) -> tuple[Decision, ...]:
    """Return the borough's decisions, none where it has no file; PipelineError names every fault by its line."""
    path = decisions_file(project, area)
    if not path.is_file():
        return ()
    entries = read_entries(path, "decision")
    faults = [fault for entry in entries for fault in _faults(entry, area)]
    seen: set[str] = set()
    for entry in entries:
        name = str(entry.values.get("id"))
        faults += [(entry.at("id"), f"id {name} is decided twice")] if name in seen else []
        seen.add(name)
    refuse(path, faults, CURE)
    return tuple(_decision(entry.values) for entry in entries)


def _decision(values: Any) -> Decision:
    changed = {name: str(values[name]) for name in (*SETTLED, *WORDS) if name in values}
    return Decision(
        values["id"], values["decided"], values["on"], values["by"], reason=values.get("reason", ""),
        findings=tuple(values.get("findings", ())), changed=changed,
    )  # fmt: skip


def _faults(entry: Entry, area: Area) -> list[tuple[int, str]]:
    values, decided = entry.values, entry.values.get("decided")
    if decided not in FIELDS:
        return [(entry.at("decided"), f"decided {decided} is not one of accepted, edited, dropped")]
    needed = ["id", "on", "by", *(["reason"] if decided == DROPPED else [])]
    faults = [(entry.at(name), f"{name} is missing") for name in needed if not values.get(name)]
    faults += [
        (entry.at(name), f"{name} cannot be set when {decided}{did_you_mean(name, FIELDS[decided])}")
        for name in values if name not in FIELDS[decided]
    ]  # fmt: skip
    faults += [
        (entry.at(name), f"{name} is not a date like 2027-03-31")
        for name in ("on", "by_when")
        if _no_date(values, name)
    ]
    faults += [
        (entry.at(name), f"{name} '{values[name]}' names a person or a way to reach one; give a role or a body")
        for name in ("owner", "by") if PERSONAL.search(str(values.get(name, "")))
    ]  # fmt: skip
    return faults + _words_faults(entry, area)


def _no_date(values: Any, name: str) -> bool:
    return name in values and not isinstance(values[name], date)


def _words_faults(entry: Entry, area: Area) -> list[tuple[int, str]]:
    values, faults = entry.values, []
    keys = [rule.key for rule in read_rules()]
    slug, _, rest = str(values.get("id", "")).partition(".")
    if values.get("id") and (slug != area.slug or rest.partition(".")[0] not in keys):
        hint = did_you_mean(f"{area.slug}.{rest.partition('.')[0]}", [f"{area.slug}.{key}" for key in keys])
        faults.append((entry.at("id"), f"id {values['id']} is not of a draft for {area.name}.{hint}"))
    if "measure" in values:
        wrong = counts_offences(str(values["measure"]))
        if not str(values["measure"]).strip():
            wrong = "measure is empty: without a measure nothing is agreed"
        faults += [(entry.at("measure"), wrong)] if wrong else []
    return faults


def decide(drafts: Drafts, decisions: Sequence[Decision]) -> tuple[Recommendation, ...]:
    """Return the recommendations with what was decided about each; then those decided on that no rule drafts now.

    A decision lasts: without its evidence in this edition it stands with a note that asks for a review.
    """
    by_id = {one.id: one for one in decisions}
    made = {one.id for one in drafts.recommendations}
    decided = [_decided(one, by_id[one.id]) if one.id in by_id else one for one in drafts.recommendations]
    return (*decided, *(_decided(_from_rule(one), one, REVIEW) for one in decisions if one.id not in made))


def _from_rule(decision: Decision) -> Recommendation:
    """The recommendation that was decided on, from the words of its rule and the part of its id it is about."""
    _, key, part = (*decision.id.split(".", 2), "")[:3]
    rule = next(rule for rule in read_rules() if rule.key == key)
    groups = {slug(group): group for group in rule.thresholds.get("groups", ())}
    about = groups.get(part, part.replace("-", " ").title())
    words = {name: text.format(subject=about, area="", count="") for name, text in rule.words.items()}
    return Recommendation(
        id=decision.id, rule=rule.number, priority=rule.priority, outcome=rule.outcome, interpretation="",
        verb=words["verb"], object=words["object"], group=words["group"], owner=words["owner"],
        measure=Measure(measure_id(words["measure_id"], part), words["measure"], rule.measure_indicator),
        baseline=Baseline(), findings=(), kept_ids=decision.findings,
    )  # fmt: skip


def _decided(drafted: Recommendation, decision: Decision, review: str = "") -> Recommendation:
    told = f"{decision.decided.capitalize()} on {decision.on.isoformat()} by {decision.by}.{review}"
    if decision.decided == DROPPED:
        return replace(drafted, status=Status.DROPPED, note=f"{told} {decision.reason}")
    changed = dict(decision.changed)
    measure = changed.pop("measure", "")
    if measure:
        drafted = replace(drafted, measure=Measure(drafted.measure.id, measure))
    if not drafted.measure.text:
        raise PipelineError(
            f"{drafted.id}: it has no measure, and without one nothing is agreed.\nSet measure in its decision."
        )
    return replace(drafted, status=Status.AGREED, note=told, **changed)  # type: ignore[arg-type]
