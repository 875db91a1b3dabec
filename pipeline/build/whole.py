"""What a build does once its workers have been sent for."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.areas import Area
from pipeline.build.choices import BuildResult, Choices
from pipeline.build.desk import Desk
from pipeline.build.evidence import EvidenceRoom
from pipeline.chapters import find_chapter
from pipeline.documents import INDEX, Document, find_documents
from pipeline.editions import load_edition
from pipeline.execution.crew import Crew, Workers
from pipeline.execution.plan import Run, plan, preflight
from pipeline.execution.run import execute
from pipeline.execution.watch import Watch
from pipeline.processed import ensure_tables
from pipeline.project import Project


class Hands(NamedTuple):
    """Who does the work: those that publish, and those that run notebooks."""

    press: Workers
    crew: Crew


def make(project: Project, areas: Sequence[Area], choices: Choices, watch: Watch, hands: Hands) -> BuildResult:
    """Make the documents of each area, and the index of all; PipelineError if nothing could be begun."""
    documents = find_documents(choices.documents)
    _refuse_missing(project, (*documents, INDEX))
    edition = load_edition(project, choices.edition, choices.audience)
    ensure_tables(project, edition, choices.audience, watch.say)
    room = EvidenceRoom(project, choices.audience, choices.again)
    desk = Desk(project, edition, choices, watch, room, hands.press)
    for area in areas:
        desk.expect(area, documents)
    desk.expect_london()  # last: it runs while the last documents are published
    # One borough after the other, so that the first documents are there early; in each the longest chapter first.
    order = {area: place for place, area in enumerate(desk.trays)}
    runs = plan(project, {area: tray.sections for area, tray in desk.trays.items()}, edition.id, choices.audience)
    preflight(project, runs)
    seconds = room.seconds(runs)
    watch.begin(runs, seconds)
    _work(sorted(runs, key=lambda run: (order[run.area], -seconds[run.executed])), desk, hands.crew)
    made = {document.id: tuple(desk.made.get(document.id, ())) for document in documents}
    return BuildResult(made, tuple(desk.failures), desk.index, desk.counts[False], desk.counts[True])


def _work(runs: Sequence[Run], desk: Desk, crew: Crew) -> None:
    """Run, publish what is complete, and at the end the index."""
    for finished in execute(runs, desk.bundle_for, crew, desk.room.kept_for, desk.jobs):
        desk.receive(finished)
    desk.publish_index()
    for _ in execute([], desk.bundle_for, crew, jobs=desk.jobs):
        pass
    desk.close()


def _refuse_missing(project: Project, documents: Sequence[Document]) -> None:
    """Pass if every shipped chapter of these documents is there and can be read: it would be missing for everybody."""
    for name in dict.fromkeys(name for document in documents for name in document.chapters):
        find_chapter(project, name)
