"""What a partnership decided about drafts: accepted, edited or dropped, in its own file, bound to the stable id.

data/raw/local/<borough>/recommendations.toml holds one [[decision]] for each: id, decided ("accepted", "edited" or
"dropped"), on (a date), by (a body), findings (the ids printed beside the draft), reason (when dropped); accepted or
edited may set owner, by_when and target; edited also verb, object, group and measure. A decision lasts, though the rule
may no longer find its evidence.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.areas import Area
from pipeline.errors import PipelineError, did_you_mean
from pipeline.local.lines import Entry, decode, refuse, toml_entries
from pipeline.local.personal import personal_data
from pipeline.project import Project
from pipeline.recommendations.rule import counts_offences, read_rules

DECISIONS = "recommendations.toml"
ACCEPTED, EDITED, DROPPED = "accepted", "edited", "dropped"
ALWAYS = ("id", "decided", "on", "by", "findings")
SETTLED = ("owner", "by_when", "target")
WORDS = ("verb", "object", "group", "measure")
FIELDS = {
    ACCEPTED: {*ALWAYS, *SETTLED},
    EDITED: {*ALWAYS, *SETTLED, *WORDS},
    DROPPED: {*ALWAYS, "reason"},
}
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
    return project.raw / "local" / area.slug / DECISIONS


def read_decisions(project: Project, area: Area) -> tuple[Decision, ...]:
    """Return the borough's decisions, none where it has no file; PipelineError names every fault by its line."""
    path = decisions_file(project, area)
    return decisions_in(decode(path.read_bytes()), area) if path.is_file() else ()


def decisions_in(text: str, area: Area) -> tuple[Decision, ...]:
    """Return the decisions in the text of a borough's file; PipelineError names every fault by its line."""
    entries = _entries(text)
    faults = [fault for entry in entries for fault in _faults(entry, area)]
    seen: set[str] = set()
    for entry in entries:
        name = str(entry.values.get("id"))
        faults += [(entry.at("id"), f"id {name} is decided twice")] if name in seen else []
        seen.add(name)
    refuse(Path(DECISIONS), faults, CURE)
    return tuple(_decision(entry.values) for entry in entries)


def _entries(text: str) -> list[Entry]:
    try:
        found = toml_entries(text)
    except ValueError as error:
        raise PipelineError(f"{DECISIONS} cannot be read: {error}.\nPut the line right and run again.") from None
    if set(found) - {"decision"} or any(not one.heading.startswith("[[") for one in found.get("decision", [])):
        raise PipelineError(f"{DECISIONS} holds {', '.join(found)}; it may hold [[decision]] only.")
    return found.get("decision", [])


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
        (entry.at(name), f"{name} '{value}' names a person or a way to reach one; give a role or a body")
        for name, value in values.items() if personal_data(str(value))
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
