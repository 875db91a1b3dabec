"""One area's executed notebooks as they come in, and its documents: each published as soon as its chapters are done."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.areas import Area
from pipeline.documents import DOCUMENTS, NEEDS_ASSESSMENT, Board, Document, Section, union
from pipeline.errors import PipelineError
from pipeline.execution.failure import Trouble
from pipeline.execution.keep import drop_aside, drop_others, is_in_place, put_aside, put_in_place
from pipeline.execution.key import digest
from pipeline.execution.plan import Run, folder_of
from pipeline.execution.run import LOST
from pipeline.local.data import BoroughData
from pipeline.project import Audience, Project
from pipeline.release import LATEST, Edition
from pipeline.report.formats import Format
from pipeline.report.fresh import stands
from pipeline.report.request import Made, Page
from pipeline.signing import Signature

if TYPE_CHECKING:
    from pipeline.report.publish import Published

WITHOUT = "The page, and what else was asked for, is made."


@dataclass(frozen=True)
class Order:
    """What is asked for one area: from which figures, for whom, in which order and formats; and what the borough says of itself.

    `named` are the documents asked for by name, none where all are made; `signatures` are by document.
    """

    project: Project
    area: Area
    edition: Edition
    audience: Audience
    board: Board | None
    local: BoroughData
    named: tuple[str, ...] = ()
    formats: tuple[Format, ...] = ()
    signatures: Mapping[str, Signature] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """Where the area's documents stand."""
        return self.project.reports(self.audience) / self.area.slug

    @property
    def command(self) -> str:
        """The command that makes these documents again."""
        words = ["cdp", "build", self.area.slug]
        words += ["--edition", self.edition.id] if self.edition.id != LATEST else []
        words += ["--audience", self.audience.value] if self.audience != Audience.PUBLIC else []
        words += [word for name in self.named for word in ("--document", name)]
        words += ["--board", self.board.value] if self.board else []
        words += ["--format", ",".join(one.value for one in self.formats)] if self.formats else []
        return " ".join(words)


@dataclass(frozen=True)
class Bell:
    """Who is told: of each document in place, and of each document or chapter that could not be made.

    `publish` has a document made by a worker, and then calls the function given with what came of it.
    """

    made: Callable[[Document, Path], None]
    failed: Callable[[str, Trouble], None]
    publish: Callable[[Page, Mapping[str, Path], Callable[["Future[Published]"], None]], None]


class Tray:
    """What has come in for one area. Executed notebooks wait aside until a document that holds them is published.

    Documents are published one after the other: they share the record of the area, and all link to the first.
    """

    def __init__(
        self, order: Order, documents: Mapping[Document, Sequence[Section]], bell: Bell, beside: Sequence[Section] = ()
    ) -> None:
        """Expect every section of these documents, each once, and those beside them.

        What a build that was stopped has left is removed.
        """
        self.order, self.bell = order, bell
        self.sections = [*union(documents.values()), *beside]
        self.open = {document: [section.name for section in held] for document, held in documents.items()}
        self.executed: dict[str, Path] = {}
        self._published: dict[Document, tuple[Page, Sequence[str]]] = {}  # the page, and its chapters in order
        self._aside: dict[str, Run] = {}
        self._failed: set[str] = set()
        self._at_work = False
        drop_aside(folder_of(order.project, order.area, order.audience))

    def put(self, run: Run, notebook: bytes, bundle: bytes) -> None:
        """Take a run that went well; one that is the same as the last published one needs no new place."""
        if is_in_place(run, notebook, bundle):
            self.executed[run.name] = run.executed
        else:
            self.executed[run.name] = put_aside(run, notebook, bundle)
            self._aside[run.name] = run
        self.go_on()

    def lose(self, run: Run) -> None:
        """Take a run that failed: the documents that hold it are not made."""
        self._failed.add(run.name)
        self.go_on()

    def keep(self, names: Sequence[str]) -> None:
        """Let these runs, now published, take the place of the last ones."""
        for name in names:
            if name in self._aside:
                run = self._aside.pop(name)
                put_in_place(run)
                self.executed[name] = run.executed

    @property
    def is_full(self) -> bool:
        """Whether every run has come in."""
        return len(self.executed) + len(self._failed) == len(self.sections)

    def close(self) -> None:
        """Remove what was not published or belongs to no document any more."""
        folder = folder_of(self.order.project, self.order.area, self.order.audience)
        drop_aside(folder)
        if len(self._published) == len(DOCUMENTS):
            drop_others(folder, [section.name for section in self.sections])

    def go_on(self) -> None:
        """Publish what is complete. The others link to the needs assessment: they wait until it is made or lost."""
        for document, names in list(self.open.items()):
            waits = document != NEEDS_ASSESSMENT and NEEDS_ASSESSMENT in self.open
            if self._failed.intersection(names):
                del self.open[document]
            elif not self._at_work and self.executed.keys() >= set(names) and not waits:
                self._publish(document, names)
        if not self.open and not self._at_work:
            self._mend_links()

    def _publish(self, document: Document, names: Sequence[str]) -> None:
        page, order = self._page(document, names), self.order
        executed = {name: self.executed[name] for name in names}
        there = stands(order.project, page, executed, order.formats)
        if there:
            self._made(document, page, names, there)
        else:
            self._at_work = True
            self.bell.publish(page, executed, lambda made: self._take(document, page, names, made))

    def _take(self, document: Document, page: Page, names: Sequence[str], made: "Future[Published]") -> None:
        """Take what came of publishing a document, and go on with the next."""
        self._at_work = False
        try:
            path, missing = made.result()
            self._made(document, page, names, path)
            for form, reason in missing.items():
                self.bell.failed(f"{document.id}, {form}", Trouble(reason, WITHOUT))
        except PipelineError as error:
            self._refused(document, Trouble(str(error), "The last good one, if there is one, stays."))
        except BrokenProcessPool:
            self._refused(document, LOST)
        self.go_on()

    def _made(self, document: Document, page: Page, names: Sequence[str], path: Path) -> None:
        self.open.pop(document, None)
        self.keep(names)
        if document not in self._published:
            self.bell.made(document, path)
        self._published[document] = (page, names)

    def _refused(self, document: Document, trouble: Trouble) -> None:
        self.open.pop(document, None)
        self._published.pop(document, None)
        self.bell.failed(document.id, trouble)

    def _page(self, document: Document, names: Sequence[str]) -> Page:
        order = self.order
        by_name = {section.name: section for section in self.sections}
        hashes = {name: digest(by_name[name].chapter.path.read_bytes()) for name in names}
        return Page(
            order.area, order.edition, Made(order.command, hashes), document, order.audience, order.board, order.local,
            others=tuple(other for other in self._there() if other != document),
            signature=order.signatures.get(document.id),
        )  # fmt: skip

    def _there(self) -> list[Document]:
        """The area's documents that are there or still expected."""
        return [one for one in DOCUMENTS if one in self.open or (self.order.folder / one.file).is_file()]

    def _mend_links(self) -> None:
        """Make again a page that leads to a document which was expected at the time, and then could not be made."""
        for document, (page, names) in list(self._published.items()):
            if set(page.others) - set(self._there()) and not self._at_work:
                self._publish(document, names)
