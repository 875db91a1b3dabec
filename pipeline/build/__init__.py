"""The whole way for the boroughs asked for: tables, runs, each document as soon as its chapters are done, the index.

A failed chapter stops only the documents that hold it: their last good ones stay, and the index says so.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.areas import Area
from pipeline.build.choices import BuildResult, Choices
from pipeline.build.desk import Desk
from pipeline.build.evidence import EvidenceRoom
from pipeline.bundle import BUNDLE_VARIABLE
from pipeline.chapters import find_chapter
from pipeline.documents import INDEX, Document, find_documents
from pipeline.editions import load_edition
from pipeline.execution.crew import Crew, LocalCrew
from pipeline.execution.lock import only_one_build
from pipeline.execution.outcome import Workplace
from pipeline.execution.plan import Run, plan, preflight
from pipeline.execution.run import default_workers, execute
from pipeline.execution.watch import Silence, Watch
from pipeline.processed import ensure_tables
from pipeline.project import Project

READY = "pipeline.build.ready"
__all__ = ["BuildResult", "Choices", "build"]


def build(
    project: Project, areas: Sequence[Area], choices: Choices | None = None, watch: Watch | None = None
) -> BuildResult:
    """Make the documents of each area, and the index of all; PipelineError if nothing could be begun."""
    choices, watch = choices or Choices(), watch or Silence()
    documents = find_documents(choices.documents)
    _refuse_missing(project, (*documents, INDEX))
    with ExitStack() as stack:
        stack.enter_context(only_one_build(project))
        scratch = stack.enter_context(TemporaryDirectory(prefix="cdp-", ignore_cleanup_errors=True))
        workplace = Workplace(project.root, Path(scratch), choices.cell_timeout, BUNDLE_VARIABLE, choices.cold)
        press = stack.enter_context(LocalCrew(workplace, choices.workers or default_workers(), READY))
        edition = load_edition(project, choices.edition, choices.audience)
        ensure_tables(project, edition, choices.audience, watch.say)
        desk = Desk(project, edition, choices, watch, EvidenceRoom(project, choices.audience, choices.again), press)
        for area in areas:
            desk.expect(area, documents)
        desk.expect_london()
        runs = plan(project, {area: tray.sections for area, tray in desk.trays.items()}, edition.id, choices.audience)
        preflight(project, runs)
        watch.begin(runs, desk.room.seconds(runs))
        _work(runs, desk, stack.enter_context(_far(choices, workplace, watch)) if choices.scheduler else press)
    made = {document.id: tuple(desk.made.get(document.id, ())) for document in documents}
    return BuildResult(made, tuple(desk.failures), desk.index, desk.counts[False], desk.counts[True])


def _far(choices: Choices, workplace: Workplace, watch: Watch) -> Crew:
    """The workers of a Dask scheduler, which run the notebooks; documents are published here."""
    from pipeline.execution.distributed import DaskCrew  # noqa: PLC0415  an extra

    return DaskCrew(choices.scheduler, workplace, choices.audience, watch.say)


def _work(runs: Sequence[Run], desk: Desk, crew: Crew) -> None:
    """Run, publish what is complete, and at the end the index."""
    for finished in execute(runs, desk.bundle_for, crew, desk.room.kept_for, desk.jobs):
        desk.receive(finished)
    desk.publish_index()
    for _ in execute([], desk.bundle_for, desk.press, jobs=desk.jobs):
        pass
    desk.close()


def _refuse_missing(project: Project, documents: Sequence[Document]) -> None:
    """Pass if every shipped chapter of these documents is there and can be read: it would be missing for everybody."""
    for name in dict.fromkeys(name for document in documents for name in document.chapters):
        find_chapter(project, name)
