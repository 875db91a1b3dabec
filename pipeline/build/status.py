"""What is built and what has changed since, told from the ledger and the files that are there."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.areas import Area
from pipeline.build.evidence import EvidenceRoom
from pipeline.documents import DOCUMENTS, Document, Section, sections, union
from pipeline.editions import for_area
from pipeline.errors import PipelineError, did_you_mean
from pipeline.execution.keep import read_records
from pipeline.execution.key import Key, digest, key_of
from pipeline.execution.plan import Run, plan
from pipeline.kept import DamagedEdition
from pipeline.local import read_borough
from pipeline.processed import ensure_tables
from pipeline.project import Audience, Project
from pipeline.release import Edition
from pipeline.sources.supplied import RECORDS

FIGURES_CHANGED, PACKAGE_CHANGED = "figures changed", "the package changed"
LIBRARY_CHANGED = "Python or a library changed"


@dataclass(frozen=True)
class Standing:
    """How one borough's documents stand: `state` is "not built", "up to date" or "stale", `why` says which and why."""

    borough: str
    slug: str
    state: str
    why: str = ""


def standings(project: Project, areas: Iterable[Area], edition: Edition, audience: Audience) -> list[Standing]:
    """Return the standing of each area: its documents built from these figures by these notebooks, or not."""
    room = EvidenceRoom(project, audience)
    return [_standing(room, area, for_area(edition, area)) for area in areas]


def why(  # noqa: PLR0913, PLR0917  what a build is asked, and who is told that tables are made
    project: Project,
    area: Area,
    names: Sequence[str],
    edition: Edition,
    audience: Audience,
    say: Callable[[str], object] = print,
) -> dict[str, list[str]]:
    """Say of each run what it would now be made from otherwise than the last time; nothing where nothing has changed.

    `names` are those of runs ("supply", "priority-1"), none for all. PipelineError where the borough has none such.
    """
    ensure_tables(project, edition, audience, say)
    room, narrowed = EvidenceRoom(project, audience), for_area(edition, area)
    runs = _runs(room, area, _sections(room, area, DOCUMENTS), narrowed)
    unknown = [f"{area.name} has no chapter '{name}'.{did_you_mean(name, runs)}" for name in names if name not in runs]
    if unknown:
        raise PipelineError("\n".join([*unknown, f"Its chapters: {', '.join(runs)}."]))
    return {name: _why(room, run, narrowed) for name, run in runs.items() if not names or name in names}


def _why(room: EvidenceRoom, run: Run, edition: Edition) -> list[str]:
    entry = room.before.get((run.area.slug, run.name))
    if entry is None or not entry.key:
        return ["it was not run yet"]
    room.bundle_for(run, edition)
    changed = room.keys[run.executed][1].changed(Key(**entry.key))
    if entry.status == "failed":
        return [f"its last run failed: {entry.error}", *changed]
    words = not changed and entry.notebook != digest(run.chapter.path.read_bytes())
    return ["only its words changed: nothing is run again"] if words else changed


def _runs(room: EvidenceRoom, area: Area, held: Mapping[str, Sequence[Section]], edition: Edition) -> dict[str, Run]:
    planned = plan(room.project, {area: union(held.values())}, edition.id, room.audience)
    return {run.name: run for run in planned}


def _sections(room: EvidenceRoom, area: Area, documents: Iterable[Document]) -> dict[str, list[Section]]:
    numbers = [one.number for one in read_borough(room.project, area, room.audience).priorities]
    return {one.id: sections(room.project, one, area, numbers) for one in documents}


def _standing(room: EvidenceRoom, area: Area, edition: Edition) -> Standing:
    folder = room.project.reports(room.audience) / area.slug
    there = [document for document in DOCUMENTS if (folder / document.file).is_file()]
    if not there:
        return Standing(area.name, area.slug, "not built")
    missing = [document.id for document in DOCUMENTS if document not in there]
    found = [f"not there: {', '.join(missing)}"] if missing else []
    try:
        found += _changes(room, area, _sections(room, area, there), edition)
    except DamagedEdition as error:
        return Standing(area.name, area.slug, "stale", str(error).split("\n")[0])
    except PipelineError:
        return Standing(area.name, area.slug, "stale", f"its own files cannot be read: cdp check {area.slug}")
    if any(_own_files(record) != _recorded(edition) for record in read_records(folder).values()):
        # They are among a run's figures: that these changed says no more.
        found = [*(reason for reason in found if reason != FIGURES_CHANGED), "its own files changed"]
    return Standing(area.name, area.slug, "stale" if found else "up to date", "; ".join(found))


def _own_files(record: Mapping[str, Any]) -> Mapping[str, str]:
    """The borough's own records that a document was made from, each with its sha256."""
    return record.get("sources", {}).get(RECORDS, {}).get("files", {})


def _recorded(edition: Edition) -> dict[str, str]:
    """The borough's own records as they are now."""
    files = edition.releases[RECORDS].provenance["files"] if RECORDS in edition.releases else {}
    return {name: facts["sha256"] for name, facts in files.items()}


def _changes(room: EvidenceRoom, area: Area, held: Mapping[str, Sequence[Section]], edition: Edition) -> list[str]:
    """Say in words what differs between the last runs and what is there now, and which documents it concerns."""
    reasons = {name: _reason(room, run, edition) for name, run in _runs(room, area, held, edition).items()}
    found: dict[str, dict[str, list[str]]] = {}
    for document, wanted in held.items():
        for section in wanted:
            if reasons[section.name]:
                found.setdefault(reasons[section.name], {}).setdefault(section.name, []).append(document)
    return [_said(reason, by_run, len(held)) for reason, by_run in found.items()]


def _reason(room: EvidenceRoom, run: Run, edition: Edition) -> str:
    """Why a run's page is not what it would be now, as far as can be told without making its figures."""
    entry = room.before.get((run.area.slug, run.name))
    if entry is None or not entry.key:
        return "not run yet"
    if entry.status == "failed":
        return "failed"
    if entry.notebook != digest(run.chapter.path.read_bytes()):
        return "notebook changed"
    now = key_of(run, entry.bundle)
    if now.package != entry.key["package"]:
        return PACKAGE_CHANGED
    if now.environment != entry.key["environment"]:
        return LIBRARY_CHANGED
    return "" if room.inputs_of(run, edition) == entry.inputs else FIGURES_CHANGED


def _said(reason: str, by_run: Mapping[str, list[str]], documents: int) -> str:
    """Figures change for all runs at once; any other reason names its runs and the documents that hold them."""
    if reason in {FIGURES_CHANGED, PACKAGE_CHANGED, LIBRARY_CHANGED}:
        return reason
    concerned = dict.fromkeys(name for held in by_run.values() for name in held)
    where = "" if len(concerned) == documents else f" (in {', '.join(concerned)})"
    return f"{reason}: {', '.join(by_run)}{where}"
