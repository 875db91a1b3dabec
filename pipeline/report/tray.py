"""One area's executed notebooks as they come in, and its documents: each published as soon as its chapters are done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.areas import Area
from pipeline.documents import DOCUMENTS, NEEDS_ASSESSMENT, Board, Document, Section, union
from pipeline.editions import LATEST, Edition
from pipeline.errors import PipelineError
from pipeline.execution.failure import Trouble
from pipeline.execution.keep import drop_aside, drop_others, put_aside, put_in_place
from pipeline.execution.plan import Run, folder_of
from pipeline.local.data import BoroughData
from pipeline.project import Audience, Project
from pipeline.report.formats import Format
from pipeline.report.page import Made, Page
from pipeline.report.provenance import source_hashes
from pipeline.report.publish import publish


@dataclass(frozen=True)
class Order:
    """What is asked for one area: from which figures, for whom, in which order and formats; and what the borough says of itself.

    `named` are the documents asked for by name, none where all are made.
    """

    project: Project
    area: Area
    edition: Edition
    audience: Audience
    board: Board | None
    local: BoroughData
    named: tuple[str, ...] = ()
    formats: tuple[Format, ...] = ()

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
    """Who is told: of each document in place, and of each document or chapter that could not be made."""

    made: Callable[[Document, Path], None]
    failed: Callable[[str, Trouble], None]


class Tray:
    """What has come in for one area. Executed notebooks wait aside until a document that holds them is published."""

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
        drop_aside(folder_of(order.project, order.area, order.audience))

    def put(self, run: Run, notebook: bytes, bundle: bytes) -> None:
        """Take a run that went well."""
        self.executed[run.name] = put_aside(run, notebook, bundle)
        self._aside[run.name] = run
        self._go_on()

    def lose(self, run: Run) -> None:
        """Take a run that failed: the documents that hold it are not made."""
        self._failed.add(run.name)
        self._go_on()

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
        """Put the links between the documents right, and remove what was not published or belongs to none any more."""
        self._mend_links()
        folder = folder_of(self.order.project, self.order.area, self.order.audience)
        drop_aside(folder)
        if len(self._published) == len(DOCUMENTS):
            drop_others(folder, [section.name for section in self.sections])

    def _go_on(self) -> None:
        """Publish what is complete. The others link to the needs assessment: they wait until it is made or lost."""
        for document, names in list(self.open.items()):
            waits = document != NEEDS_ASSESSMENT and NEEDS_ASSESSMENT in self.open
            if self._failed.intersection(names):
                del self.open[document]
            elif self.executed.keys() >= set(names) and not waits:
                del self.open[document]
                self._publish(document, names)

    def _publish(self, document: Document, names: Sequence[str]) -> None:
        page, order = self._page(document, names), self.order
        try:
            path = publish(order.project, page, {name: self.executed[name] for name in names}, order.formats)
        except PipelineError as error:
            self.bell.failed(document.id, Trouble(str(error), "The last good one, if there is one, stays."))
            return
        self.keep(names)
        if document not in self._published:
            self.bell.made(document, path)
        self._published[document] = (page, names)

    def _page(self, document: Document, names: Sequence[str]) -> Page:
        order = self.order
        by_name = {section.name: section for section in self.sections}
        hashes = source_hashes([by_name[name] for name in names])
        return Page(
            order.area, order.edition, Made(order.command, hashes), document, order.audience, order.board, order.local,
            others=tuple(other for other in self._there() if other != document),
        )  # fmt: skip

    def _there(self) -> list[Document]:
        """The area's documents that are there or still expected."""
        return [one for one in DOCUMENTS if one in self.open or (self.order.folder / one.file).is_file()]

    def _mend_links(self) -> None:
        """Make again each page that leads to a document which was expected at the time, and then could not be made."""
        for document, (page, names) in list(self._published.items()):
            if set(page.others) - set(self._there()):
                self._publish(document, names)
