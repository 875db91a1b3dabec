"""The whole way for the boroughs asked for: tables, runs, each document as soon as its chapters are done, the index.

A failed chapter stops only the documents that hold it: their last good ones stay, and the index says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.areas import LONDON, Area
from pipeline.bundle import BUNDLE_VARIABLE, make_bundle
from pipeline.chapters import find_chapter
from pipeline.documents import INDEX, LONDON_CHAPTER, Board, Document, Section, find_documents, sections
from pipeline.editions import LATEST, Edition, figures_of, for_area, hash_of, load_edition
from pipeline.errors import PipelineError
from pipeline.execution.failure import Failure, Trouble, shown_path
from pipeline.execution.kernel import Workplace
from pipeline.execution.ledger import Entry, record
from pipeline.execution.lock import only_one_build
from pipeline.execution.plan import Run, plan, preflight
from pipeline.execution.run import Finished, default_workers, execute
from pipeline.execution.warm import can_fork
from pipeline.execution.watch import Silence, Watch
from pipeline.local import BoroughData, read_borough
from pipeline.processed import ensure_tables, write_whole
from pipeline.project import Audience, Project
from pipeline.report.formats import Format
from pipeline.report.index import publish_index
from pipeline.report.tray import Bell, Order, Tray

OWN_FILES = "own files"  # stands for the chapter where a borough's own files cannot be read


@dataclass(frozen=True)
class Choices:
    """What a person may choose: no `documents` means all, `workers` 0 one for each core, `cell_timeout` is in seconds.

    `formats` are made beside each page; `cold` runs each notebook in a kernel of its own.
    """

    edition: str = LATEST
    audience: Audience = Audience.PUBLIC
    workers: int = 0
    cell_timeout: int = 300
    documents: tuple[str, ...] = ()
    board: Board | None = None
    formats: tuple[Format, ...] = ()
    cold: bool = field(default_factory=lambda: not can_fork())


@dataclass(frozen=True)
class BuildResult:
    """What was made, by document, and what was not; `ok` only if everything asked for was made."""

    made: Mapping[str, tuple[Path, ...]]
    failures: tuple[Failure, ...]
    index: Path

    @property
    def ok(self) -> bool:
        """Whether everything asked for was made."""
        return not self.failures


def build(
    project: Project, areas: Sequence[Area], choices: Choices | None = None, watch: Watch | None = None
) -> BuildResult:
    """Make the documents of each area, and the index of all; PipelineError if nothing could be begun."""
    choices, watch = choices or Choices(), watch or Silence()
    documents = find_documents(choices.documents)
    _refuse_missing(project, (*documents, INDEX))
    with only_one_build(project), TemporaryDirectory(prefix="cdp-", ignore_cleanup_errors=True) as scratch:
        edition = load_edition(project, choices.edition, choices.audience)
        ensure_tables(project, edition, choices.audience, watch.say)
        desk = _Desk(project, edition, choices, watch)
        for area in areas:
            desk.expect(area, documents)
        desk.expect_london()
        runs = plan(project, {area: tray.sections for area, tray in desk.trays.items()}, edition.id, choices.audience)
        preflight(runs)
        _find_fonts()
        watch.begin(len(runs))
        workplace = Workplace(project.root, Path(scratch), choices.cell_timeout, BUNDLE_VARIABLE, choices.cold)
        for finished in execute(runs, desk.bundle_for, workplace, choices.workers or default_workers()):
            desk.receive(finished)
        index = desk.index()
        made = {document.id: tuple(desk.made.get(document.id, ())) for document in documents}
        return BuildResult(made, tuple(desk.failures), index)


def _refuse_missing(project: Project, documents: Sequence[Document]) -> None:
    """Pass if every shipped chapter of these documents is there and can be read: it would be missing for everybody."""
    for name in dict.fromkeys(name for document in documents for name in document.chapters):
        find_chapter(project, name)


def _find_fonts() -> None:
    """Let matplotlib list this machine's fonts now: in a notebook its notice would be a warning on the page."""
    import matplotlib.font_manager  # noqa: F401, PLC0415


@dataclass
class _Desk:
    """Where runs come in: kept aside in their area's tray, which publishes each document that is complete."""

    project: Project
    edition: Edition
    choices: Choices
    watch: Watch
    trays: dict[Area, Tray] = field(default_factory=dict)
    made: dict[str, list[Path]] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)

    figures: dict[Area, str] = field(default_factory=dict)  # sha256 of the figures that an area's runs may read

    def expect(self, area: Area, documents: Sequence[Document]) -> None:
        """Make a tray for an area; a borough whose own files cannot be read fails alone."""
        choices = self.choices
        try:
            local = read_borough(self.project, area, choices.audience)
            numbers = [one.number for one in local.priorities]
            held = {one: sections(self.project, one, area, numbers, choices.board) for one in documents}
        except PipelineError as error:
            trouble = Trouble(str(error), "The last good documents, if there are any, stay.")
            self._fail(area, OWN_FILES, trouble)
            return
        self._add(area, held, local)

    def expect_london(self) -> None:
        """Make a tray for the chapter beside all boroughs, which stands on the index."""
        chapter = find_chapter(self.project, LONDON_CHAPTER)
        self._add(LONDON, {}, BoroughData(LONDON.code), [Section(LONDON_CHAPTER, chapter)])

    def bundle_for(self, run: Run) -> bytes:
        edition = self.trays[run.area].order.edition
        return make_bundle(self.project, run.chapter, run.area, edition, self.choices.audience).to_bytes()

    def receive(self, finished: Finished) -> None:
        run, outcome = finished.run, finished.outcome
        tray = self.trays[run.area]
        self._record(finished)
        self.watch.ran(f"{run.area.name}, {run.name}")
        if outcome.trouble:
            self._fail(run.area, run.name, outcome.trouble, self._keep_failed(finished))
            tray.lose(run)
        else:
            tray.put(run, outcome.notebook or b"", finished.bundle)
        if tray.is_full and run.area != LONDON:
            tray.close()

    def index(self) -> Path:
        """Publish the index with the chapter beside all boroughs, or without it where that could not be made."""
        tray, audience = self.trays[LONDON], self.choices.audience
        try:
            path = publish_index(self.project, self.edition, audience, self.failures, tray.executed)
            tray.keep(list(tray.executed))
        except PipelineError as error:
            self._fail(LONDON, INDEX.id, Trouble(str(error), "The index is made without this chapter."))
            path = publish_index(self.project, self.edition, audience, self.failures)
        tray.close()
        return path

    def _add(
        self, area: Area, held: Mapping[Document, Sequence[Section]], local: BoroughData, beside: Sequence[Section] = ()
    ) -> None:
        choices, edition = self.choices, for_area(self.edition, area)
        self.figures[area] = hash_of(figures_of(edition))
        order = Order(
            self.project, area, edition, choices.audience, choices.board, local, choices.documents, choices.formats
        )
        self.trays[area] = Tray(order, held, Bell(partial(self._made, area), partial(self._fail, area)), beside)

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
        run, outcome = finished.run, finished.outcome
        entry = Entry(
            borough=run.area.slug,
            chapter=run.chapter.chapter,
            status="failed" if outcome.trouble else "ok",
            error=outcome.trouble.error if outcome.trouble else "",
            cell=outcome.trouble.cell if outcome.trouble else None,
            seconds=round(outcome.seconds, 1),
            edition=self.edition.id,
            edition_sha256=self.figures[run.area],
            notebook=_digest(run.chapter.path.read_bytes()),
            bundle=_digest(finished.bundle),
            executed=_digest(outcome.notebook or b""),
            run=run.name,
        )
        record(self.project.reports(self.choices.audience) / "ledger.jsonl", entry)


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest() if content else ""
