"""What is built and what has changed since, told from the ledger and the files that are there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pipeline.areas import Area
from pipeline.documents import DOCUMENTS, Section, sections
from pipeline.editions import Edition, figures_of, for_area, hash_of
from pipeline.errors import PipelineError
from pipeline.execution.keep import read_records
from pipeline.execution.ledger import Entry, latest
from pipeline.local import read_borough
from pipeline.project import Audience, Project
from pipeline.sources.supplied import RECORDS


@dataclass(frozen=True)
class Standing:
    """How one borough's documents stand: `state` is "not built", "up to date" or "stale", `why` says which and why."""

    borough: str
    slug: str
    state: str
    why: str = ""


def standings(project: Project, areas: Iterable[Area], edition: Edition, audience: Audience) -> list[Standing]:
    """Return the standing of each area: its documents built from these figures by these notebooks, or not."""
    entries = latest(project.reports(audience) / "ledger.jsonl")
    return [_standing(project, area, entries, for_area(edition, area), audience) for area in areas]


def _standing(
    project: Project, area: Area, entries: Mapping[tuple[str, str], Entry], edition: Edition, audience: Audience
) -> Standing:
    folder = project.reports(audience) / area.slug
    there = [document for document in DOCUMENTS if (folder / document.file).is_file()]
    if not there:
        return Standing(area.name, area.slug, "not built")
    missing = [document.id for document in DOCUMENTS if document not in there]
    why = [f"not there: {', '.join(missing)}"] if missing else []
    try:
        numbers = [one.number for one in read_borough(project, area, audience).priorities]
        held = {document.id: sections(project, document, area, numbers) for document in there}
    except PipelineError:
        return Standing(area.name, area.slug, "stale", f"its own files cannot be read: cdp check {area.slug}")
    why += _changes(area, held, entries, hash_of(figures_of(edition)))
    if any(_own_files(record) != _recorded(edition) for record in read_records(folder).values()):
        why.append("its own files changed")
    return Standing(area.name, area.slug, "stale" if why else "up to date", "; ".join(why))


def _own_files(record: Mapping[str, Any]) -> Mapping[str, str]:
    """The borough's own records that a document was made from, each with its sha256."""
    return record.get("sources", {}).get(RECORDS, {}).get("files", {})


def _recorded(edition: Edition) -> dict[str, str]:
    """The borough's own records as they are now."""
    files = edition.releases[RECORDS].provenance["files"] if RECORDS in edition.releases else {}
    return {name: facts["sha256"] for name, facts in files.items()}


def _changes(
    area: Area, held: Mapping[str, Sequence[Section]], entries: Mapping[tuple[str, str], Entry], figures: str
) -> list[str]:
    """Say in words what differs between the last runs and what is there now, and which documents it concerns."""
    found: dict[str, dict[str, list[str]]] = {}
    for document, wanted in held.items():
        for section in wanted:
            reason = _reason(section, entries.get((area.slug, section.name)), figures)
            if reason:
                found.setdefault(reason, {}).setdefault(section.name, []).append(document)
    return [_said(reason, by_run, len(held)) for reason, by_run in found.items()]


def _reason(section: Section, entry: Entry | None, figures: str) -> str:
    if entry is None:
        return "not run yet"
    if entry.status == "failed":
        return "failed"
    if entry.notebook != sha256(section.chapter.path.read_bytes()).hexdigest():
        return "notebook changed"
    return "figures changed" if entry.edition_sha256 != figures else ""


def _said(reason: str, by_run: Mapping[str, list[str]], documents: int) -> str:
    """Figures change for all runs at once; any other reason names its runs and the documents that hold them."""
    if reason == "figures changed":
        return reason
    concerned = dict.fromkeys(name for held in by_run.values() for name in held)
    where = "" if len(concerned) == documents else f" (in {', '.join(concerned)})"
    return f"{reason}: {', '.join(by_run)}{where}"
