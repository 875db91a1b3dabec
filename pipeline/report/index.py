"""The index of all reports: a map and a list of the boroughs with their documents, and the boroughs side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.areas import BOROUGHS, JOINT, LONDON, Area
from pipeline.documents import DOCUMENTS, INDEX, Document
from pipeline.execution.failure import Failure
from pipeline.execution.keep import read_records
from pipeline.files import write_whole
from pipeline.project import Audience, Project
from pipeline.release import Edition
from pipeline.report.check import check_page
from pipeline.report.language import check_language
from pipeline.report.number import each_once, number
from pipeline.report.page import render
from pipeline.report.provenance import read_executed, read_status
from pipeline.report.stitch import StitchedChapter, stitch
from pipeline.signing import DRAFT, Standing, Status


@dataclass(frozen=True)
class IndexEntry:
    """One borough on the index: the documents that are there and how each stands; `failed` says what kept new ones from it."""

    area: Area
    documents: tuple[Document, ...] = ()
    failed: str = ""
    statuses: Mapping[str, Status] = field(default_factory=dict)

    def status(self, document: Document) -> Status:
        """How one of its documents stands: a draft unless its record says that it is signed."""
        return self.statuses.get(document.id, DRAFT)

    @property
    def href(self) -> str:
        """The address of its first document; empty where there is none."""
        return self.address(self.documents[0]) if self.documents else ""

    def address(self, document: Document) -> str:
        """The address of one of its documents."""
        return f"{self.area.slug}/{document.file}"


def publish_index(
    project: Project,
    edition: Edition,
    audience: Audience = Audience.PUBLIC,
    failures: Iterable[Failure] = (),
    executed: Mapping[str, Path] | None = None,
) -> Path:
    """Write the index of the documents that are there; return its path. A failed borough keeps its last good ones.

    `executed` holds the chapter about London as a whole; PipelineError if it cannot stand on the page.
    """
    folder = project.reports(audience)
    chapters = [
        stitch(name, read_executed(path), LONDON, edition.id, audience.value, front=False)
        for name, path in (executed or {}).items()
    ]
    html = index_html(index_entries(folder, failures), edition, audience, chapters)
    check_page(html, None)
    write_whole(folder / INDEX.file, html.encode())
    return folder / INDEX.file


def index_entries(folder: Path, failures: Iterable[Failure] = ()) -> list[IndexEntry]:
    """Return every borough, joint partnership and London, with the documents found in `folder` and what failed this time."""
    failed: dict[str, list[str]] = {}
    for failure in failures:
        failed.setdefault(failure.area_code, []).append(failure.chapter)
    return [
        IndexEntry(
            area,
            tuple(document for document in DOCUMENTS if (folder / area.slug / document.file).is_file()),
            f"{' and '.join(failed[area.code])} could not be made." if area.code in failed else "",
            {name: read_status(record) for name, record in read_records(folder / area.slug).items()},
        )
        for area in (*BOROUGHS, *JOINT, LONDON)
    ]


def index_html(
    entries: list[IndexEntry],
    edition: Edition,
    audience: Audience = Audience.PUBLIC,
    chapters: Iterable[StitchedChapter] = (),
) -> str:
    """Return the index page; the same text for the same inputs. PipelineError if a chapter says what it may not."""
    stitched = each_once(chapters)
    check_language(stitched, LONDON, edition.date)
    statuses = [entry.status(document) for entry in entries for document in entry.documents]
    signed = sum(status.is_signed for status in statuses)
    return render(
        "index.html.j2", entries=entries, edition=edition, audience=audience.value, draft=DRAFT.words, signed=signed,
        documents=len(statuses), status=Status(Standing.SIGNED) if signed and signed == len(statuses) else DRAFT,
        chapters=stitched, refs=number(stitched), area=LONDON, london=LONDON,
    )  # fmt: skip
