"""Where runs come in: kept aside in their area's tray, which has each document published that is complete."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.areas import LONDON, Area
from pipeline.build.choices import Choices
from pipeline.build.evidence import EvidenceRoom
from pipeline.chapters import find_chapter
from pipeline.documents import INDEX, LONDON_CHAPTER, Document, Section, sections
from pipeline.editions import for_area
from pipeline.errors import PipelineError
from pipeline.execution.crew import Workers
from pipeline.execution.failure import Failure, Trouble, shown_path
from pipeline.execution.key import digest
from pipeline.execution.ledger import Entry
from pipeline.execution.plan import Run
from pipeline.execution.run import Finished, Job
from pipeline.execution.watch import Watch
from pipeline.files import write_whole
from pipeline.local import BoroughData, read_borough
from pipeline.project import Audience, Project
from pipeline.release import Edition
from pipeline.report.fresh import index_stands, key_of_index, mark_index
from pipeline.report.press import make_document, make_index
from pipeline.report.request import Page
from pipeline.report.tray import Bell, Order, Tray
from pipeline.signing import Signature, read_signatures

if TYPE_CHECKING:
    from pipeline.report.publish import Published

OWN_FILES = "own files"  # stands for the chapter where a borough's own files cannot be read


@dataclass
class Desk:
    """What is expected of each area, what has come in, and what came of it. `press` are the workers that publish."""

    project: Project
    edition: Edition
    choices: Choices
    watch: Watch
    room: EvidenceRoom
    press: Workers
    jobs: deque[Job] = field(default_factory=deque)
    trays: dict[Area, Tray] = field(default_factory=dict)
    made: dict[str, list[Path]] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    counts: dict[bool, int] = field(default_factory=lambda: {False: 0, True: 0})  # of runs: not kept, and kept

    def expect(self, area: Area, documents: Sequence[Document]) -> None:
        """Make a tray for an area; a borough whose own files cannot be read fails alone."""
        choices = self.choices
        try:
            local = read_borough(self.project, area, choices.audience)
            numbers = [one.number for one in local.priorities]
            held = {one: sections(self.project, one, area, numbers, choices.board) for one in documents}
            # What is signed is public: partners' documents are working papers.
            signed = read_signatures(self.project, area) if choices.audience == Audience.PUBLIC else {}
        except PipelineError as error:
            trouble = Trouble(str(error), "The last good documents, if there are any, stay.")
            self._fail(area, OWN_FILES, trouble)
            return
        self._add(area, held, local, signed=signed)

    def expect_london(self) -> None:
        """Make a tray for the chapter beside all boroughs, which stands on the index."""
        chapter = find_chapter(self.project, LONDON_CHAPTER)
        self._add(LONDON, {}, BoroughData(LONDON.code), [Section(LONDON_CHAPTER, chapter)])

    def bundle_for(self, run: Run) -> bytes:
        """Return the figures that a run is given."""
        return self.room.bundle_for(run, self.trays[run.area].order.edition)

    def receive(self, finished: Finished) -> None:
        """Take a run that has ended."""
        run, outcome = finished.run, finished.outcome
        self.counts[outcome.is_kept] += 1
        self._record(finished)
        self.watch.ran(run, outcome.is_kept)
        if outcome.trouble:
            self._fail(run.area, run.name, outcome.trouble, self._keep_failed(finished))
            self.trays[run.area].lose(run)
        else:
            self.trays[run.area].put(run, outcome.notebook or b"", finished.bundle)

    def publish_index(self) -> None:
        """Have the index published, with the chapter beside all boroughs, or without it where that could not be made."""
        tray = self.trays[LONDON]
        given = self.project, self.edition, self.choices.audience, tuple(self.failures), dict(tray.executed)
        key = key_of_index(*given)
        there = index_stands(self.project, self.choices.audience, key)
        if there:
            self.index = there
            tray.keep(list(tray.executed))
        else:
            self.jobs.append(Job(partial(self.press.call, make_index, *given), partial(self._take_index, key)))

    def close(self) -> None:
        """Remove what was not published."""
        for tray in self.trays.values():
            tray.close()
        self.room.cache.trim()

    def _take_index(self, key: str, made: Future[Path]) -> None:
        tray = self.trays[LONDON]
        try:
            self.index = made.result()
            tray.keep(list(tray.executed))
            mark_index(self.project, self.choices.audience, key)
        except PipelineError as error:
            self._fail(LONDON, INDEX.id, Trouble(str(error), "The index is made without this chapter."))
            self.index = make_index(self.project, self.edition, self.choices.audience, tuple(self.failures), {})

    def _add(
        self, area: Area, held: Mapping[Document, Sequence[Section]], local: BoroughData,
        beside: Sequence[Section] = (), signed: Mapping[str, Signature] | None = None,
    ) -> None:  # fmt: skip
        choices, edition = self.choices, for_area(self.edition, area)
        order = Order(
            self.project, area, edition, choices.audience, choices.board, local, choices.documents, choices.formats,
            signed or {},
        )  # fmt: skip
        bell = Bell(partial(self._made, area), partial(self._fail, area), self._publish)
        self.trays[area] = Tray(order, held, bell, beside)

    def _publish(self, page: Page, executed: Mapping[str, Path], take: Callable[["Future[Published]"], None]) -> None:
        start = partial(self.press.call, make_document, self.project, page, dict(executed), self.choices.formats)
        self.jobs.append(Job(start, take))

    def _made(self, area: Area, document: Document, path: Path) -> None:
        self.made.setdefault(document.id, []).append(path)
        self.watch.made(area, path)

    def _fail(self, area: Area, chapter: str, trouble: Trouble, notebook: str = "") -> None:
        failure = Failure(area.code, area.name, chapter, trouble.error, trouble.cure, trouble.cell, notebook)
        self.failures.append(failure)
        self.watch.failed(failure)

    def _keep_failed(self, finished: Finished) -> str:
        if not finished.outcome.notebook:
            return ""
        write_whole(finished.run.failed, finished.outcome.notebook)
        return shown_path(finished.run.failed, self.project.root)

    def _record(self, finished: Finished) -> None:
        """Keep what went well, and write down what happened; nothing for what is as it was."""
        run, outcome = finished.run, finished.outcome
        inputs, key = self.room.keys.get(run.executed, ("", None))
        if key and outcome.notebook and not outcome.trouble and not outcome.is_kept:
            self.room.cache.keep(key, outcome.notebook)
        entry = Entry(
            borough=run.area.slug,
            chapter=run.chapter.chapter,
            status="failed" if outcome.trouble else "ok",
            error=outcome.trouble.error if outcome.trouble else "",
            cell=outcome.trouble.cell if outcome.trouble else None,
            seconds=round(outcome.seconds, 1),
            edition=self.edition.id,
            notebook=digest(run.chapter.path.read_bytes()),
            bundle=digest(finished.bundle) if finished.bundle else "",
            executed=digest(outcome.notebook) if outcome.notebook else "",
            run=run.name,
            inputs=inputs,
            key=key.to_dict() if key else {},
        )
        self.room.write_down(entry, outcome.is_kept)
