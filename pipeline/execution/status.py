"""What is built and what has changed since, told from the ledger and the files that are there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from pipeline.areas import Area
from pipeline.chapters import ChapterNotebook
from pipeline.editions import Edition, hash_of
from pipeline.execution.ledger import Entry, latest
from pipeline.project import Audience, Project


@dataclass(frozen=True)
class Standing:
    """How one borough's report stands: `state` is "not built", "up to date" or "stale", `why` says why it is stale."""

    borough: str
    slug: str
    state: str
    why: str = ""


def standings(
    project: Project, areas: Iterable[Area], chapters: Sequence[ChapterNotebook], edition: Edition, audience: Audience
) -> list[Standing]:
    """Return the standing of each area's report: built from these figures by these notebooks, or not."""
    reports = project.reports(audience)
    entries = latest(reports / "ledger.jsonl")
    sources = {each.chapter: sha256(each.path.read_bytes()).hexdigest() for each in chapters}
    figures = hash_of(edition)
    found = []
    for area in areas:
        built = (reports / area.slug / "needs-assessment.html").is_file()
        why = _changes({name: entries.get((area.slug, name)) for name in sources}, sources, figures)
        state = "not built" if not built else "stale" if why else "up to date"
        found.append(Standing(area.name, area.slug, state, "; ".join(why)))
    return found


def _changes(entries: dict[str, Entry | None], sources: dict[str, str], figures: str) -> list[str]:
    """Say in words what differs between the last runs and what is there now."""
    ran = {name: entry for name, entry in entries.items() if entry}
    failed = [name for name, entry in ran.items() if entry.status == "failed"]
    never = [name for name, entry in entries.items() if not entry] if ran else []
    changed = [name for name, entry in ran.items() if entry.notebook != sources[name]]
    old = [name for name, entry in ran.items() if entry.edition_sha256 != figures]
    reasons = (("failed", failed), ("not run yet", never), ("notebook changed", changed))
    words = [f"{reason}: {', '.join(names)}" for reason, names in reasons if names]
    return [*words, "figures changed"] if old else words
