"""What people decided about changes between editions: accept or query, by role, in data/raw/local/<borough>/review.toml.

A decision holds for the two values it was made on. When the number moves again the change is open again, and what was
decided before stays in the file as its history. The file is no figure, and no input of a run.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from pipeline.areas import Area
from pipeline.changes.change import Asked, Change, Changes, Moved, own_codes, rests_on
from pipeline.changes.told import title_of, words_of
from pipeline.errors import PipelineError, did_you_mean
from pipeline.files import write_whole
from pipeline.local.lines import Entry, read_entries
from pipeline.local.personal import personal_data
from pipeline.project import REVIEW, Project

ACCEPT, QUERY, OPEN = "accept", "query", "open"
FIELDS = ("change", "decision", "role", "date", "note", "what", "fingerprint")
HEAD = "# Written by `cdp review`: what was decided about changes between editions, by role; the last one of a change counts.\n"
CURE = "Take the file back as it was kept, or put the line right; decisions are added by `cdp review`."
AnyChange = Change | Moved | Asked


@dataclass(frozen=True)
class Decision:
    """One decision about one change: by which role, on which day (ISO), and on which values (`fingerprint`)."""

    change: str
    decision: str
    role: str
    date: str
    note: str
    what: str
    fingerprint: str


@dataclass(frozen=True)
class Reviewed:
    """A change with what stands decided about it (None: it is open) and the decisions made on other values before."""

    change: AnyChange
    title: str
    words: str
    why: str
    decision: Decision | None = None
    history: tuple[Decision, ...] = ()
    follow: int = 0

    @property
    def state(self) -> str:
        """Open, accept or query."""
        return self.decision.decision if self.decision else OPEN


def review_file(project: Project, area: Area) -> Path:
    """Return where a borough's decisions about changes are."""
    return project.raw / "local" / area.slug / REVIEW


def read_decisions(project: Project, area: Area) -> tuple[Decision, ...]:
    """Return the decisions in the order in which they were made; PipelineError with every fault of the file."""
    path = review_file(project, area)
    entries = read_entries(path, "decision") if path.is_file() else []
    faults = [f"  line {entry.line}: {fault}" for entry in entries for fault in _faults(entry)]
    if faults:
        shown = path.relative_to(project.root).as_posix()
        raise PipelineError("\n".join([f"{shown} is not as `cdp review` wrote it.", "", *faults, "", CURE]))
    return tuple(Decision(**{name: str(entry.values[name]) for name in FIELDS}) for entry in entries)


def _faults(entry: Entry) -> list[str]:
    missing = [f"{name} is missing" for name in FIELDS if name not in entry.values]
    strange = [f"{name} is not expected{did_you_mean(name, FIELDS)}" for name in entry.values if name not in FIELDS]
    known = entry.values.get("decision") in {ACCEPT, QUERY}
    wrong = [] if known else [f"decision {entry.values.get('decision')} is not accept or query"]
    return [
        *missing,
        *strange,
        *wrong,
        *(found.told for found in personal_data(" ".join(map(str, entry.values.values())))),
    ]


def open_queries(project: Project, area: Area, indicators: Collection[str] | None = None) -> list[str]:
    """Return the changes of a borough whose last decision is a query, in words; of these indicators only where named,
    and of what they rest on: a month that is queried is a query about the year that it is in.

    A query stays open until somebody accepts the change, though its number may have moved meanwhile.
    """
    last = {one.change: one for one in read_decisions(project, area)}
    asked = [one for one in last.values() if one.decision == QUERY]
    named = [one for one in asked if indicators is None or any(rests_on(name, _indicator(one)) for name in indicators)]
    return [f"{one.what}: query by the {one.role} on {one.date}{f': {one.note}' if one.note else ''}" for one in named]


def _indicator(decision: Decision) -> str:
    return "".join(decision.change.split(".")[1:2])


def review(project: Project, area: Area, changes: Changes) -> list[Reviewed]:
    """Return every change that somebody has to look at, with what was decided: words first, then asks, then figures."""
    made = read_decisions(project, area)
    return [_reviewed(one, changes, made) for one in listed(changes, area)]


def listed(changes: Changes, area: Area) -> list[AnyChange]:
    """Return the changes of an area that are reviewed; what only follows from another is counted there."""
    figures = [one for one in changes.own if one.area_code in own_codes(area)]
    return [*changes.findings, *changes.recommendations, *figures]


def _reviewed(change: AnyChange, changes: Changes, made: Iterable[Decision]) -> Reviewed:
    mine = [one for one in made if one.change == change_id(change)]
    holds = bool(mine) and mine[-1].fingerprint == change.fingerprint
    before = mine[:-1] if holds else mine
    follow = len(changes.follow(change.id)) if isinstance(change, Change) else 0
    title, words, why = _told(change)
    return Reviewed(change, title, words, why, mine[-1] if holds else None, tuple(before), follow)


def _told(change: AnyChange) -> tuple[str, str, str]:
    """What a change is about, then and now, and why."""
    if isinstance(change, Asked):
        return change.ask, change.how, change.why
    if isinstance(change, Moved):
        return title_of(change), words_of(change), f"{change.why}. {change.reading}".rstrip(" .") + "."
    return title_of(change), change.words(), f"{change.why.value}{f', {change.tier}' if change.tier else ''}"


def change_id(change: AnyChange) -> str:
    """Return the id under which a change is decided on: a figure and the finding made from it are two."""
    return f"{change.id}.figure" if isinstance(change, Change) else change.id


def decide(project: Project, area: Area, changes: Changes, id: str, asked: Decision) -> Decision:
    """Add a decision about the change of this id; return it as written. PipelineError for an id that there is not."""
    by_id = {change_id(one): one for one in listed(changes, area)}
    if id not in by_id:
        cure = f"The ids are on the page: cdp review {area.slug}"
        raise PipelineError(f"'{id}' is no change of {area.spoken} here.{did_you_mean(id, by_id)}\n{cure}")
    found = personal_data(f"{asked.role} {asked.note}")
    if found:
        raise PipelineError(f"{found[0].told}.")
    title, words, _ = _told(by_id[id])
    made = Decision(id, asked.decision, asked.role, asked.date, asked.note, f"{title}: {words}", by_id[id].fingerprint)
    _write(project, area, [*read_decisions(project, area), made])
    return made


def asked_for(decision: str, role: str, note: str = "", day: str = "") -> Decision:
    """Return what is asked, before it is bound to a change; PipelineError for anything but accept and query, or no day."""
    if decision not in {ACCEPT, QUERY}:
        raise PipelineError(f"'{decision}' is not one of accept, query.{did_you_mean(decision, (ACCEPT, QUERY))}")
    try:
        on = date.fromisoformat(day) if day else date.today()
    except ValueError:
        raise PipelineError(f"--date '{day}' is not a day such as 2026-11-30.") from None
    return Decision("", decision, " ".join(role.split()), on.isoformat(), " ".join(note.split()), "", "")


def _write(project: Project, area: Area, decisions: Iterable[Decision]) -> None:
    parts = [HEAD]
    for one in decisions:
        lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in asdict(one).items()]
        parts.append("".join(["\n[[decision]]\n", *lines]))
    write_whole(review_file(project, area), "".join(parts).encode())
