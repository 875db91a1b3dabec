"""Whether a document stands as it would be made now: asked before anything of it is made."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.documents import DOCUMENTS, INDEX, NEEDS_ASSESSMENT
from pipeline.execution.failure import Failure
from pipeline.execution.keep import read_records
from pipeline.execution.key import digest, environment_hash, package_hash
from pipeline.files import write_whole
from pipeline.project import Audience, Project
from pipeline.release import Edition
from pipeline.report.request import Elsewhere, Page
from pipeline.signing import DRAFT

KEY = "key"  # in a record: the sha256 of everything that the document was made from
PAGE = "page_sha256"
CONTENT = "content_sha256"  # in a record: what is signed, the same before and after (content.py)
STATUS = "status"  # in a record: how the document stands, and the signature if there is one
FILES = "files"  # in a record: the sha256 of each further file that was made of the page
SHOWS = "shows"  # in the record of a needs assessment: the label of each chart, table and card that others may link to


def folder_of(project: Project, page: Page) -> Path:
    """Return where the documents of a page's area stand."""
    return project.reports(page.audience) / page.area.slug


def with_elsewhere(page: Page, folder: Path, records: Mapping[str, Any]) -> Page:
    """Return the page knowing what the borough's needs assessment shows; nothing where that is not there."""
    there = (folder / NEEDS_ASSESSMENT.file).is_file() and NEEDS_ASSESSMENT.id in records
    if page.document == NEEDS_ASSESSMENT or not there:
        return replace(page, elsewhere=Elsewhere())
    shows = records[NEEDS_ASSESSMENT.id].get(SHOWS, {})
    return replace(page, elsewhere=Elsewhere(NEEDS_ASSESSMENT.file, "the needs assessment", shows))


def key_of_page(project: Project, page: Page, executed: Mapping[str, Path], formats: Sequence[str] = ()) -> str:
    """Return the sha256 of everything a document is made from: notebooks, what stands around them, and this package."""
    notebooks = [(name, digest(path.read_bytes())) for name, path in executed.items()]
    around = repr(replace(page, status=DRAFT)).replace(str(project.root), "")  # its status follows from its content
    return digest(repr([around, notebooks, sorted(formats), package_hash(), environment_hash()]))


def stands(project: Project, page: Page, executed: Mapping[str, Path], formats: Sequence[str] = ()) -> Path | None:
    """Return the document's page where it and its further files are what would be made now, else None."""
    folder = folder_of(project, page)
    records = read_records(folder)
    record = records.get(page.document.id, {})
    if record.get(KEY) != key_of_page(project, with_elsewhere(page, folder, records), executed, formats):
        return None
    made = {page.document.file: record.get(PAGE), **record.get(FILES, {})}
    return folder / page.document.file if all(_is(folder / name, sha) for name, sha in made.items()) else None


def _is(path: Path, sha: str) -> bool:
    return path.is_file() and digest(path.read_bytes()) == sha


def key_of_index(
    project: Project, edition: Edition, audience: Audience, failures: Sequence[Failure], executed: Mapping[str, Path]
) -> str:
    """Return the sha256 of everything the index is made from: which documents are there and signed, what failed."""
    folder = project.reports(audience)
    paths = [(one.id, path) for one in DOCUMENTS for path in folder.glob(f"*/{one.file}")]
    records = {place: read_records(place) for place in {path.parent for _, path in paths}}
    there = sorted(
        (path.relative_to(folder).as_posix(), repr(records[path.parent].get(name, {}).get(STATUS)))
        for name, path in paths
    )
    notebooks = [(name, digest(path.read_bytes())) for name, path in executed.items()]
    around = repr([edition, audience, failures]).replace(str(project.root), "")
    return digest(repr([there, notebooks, around, package_hash(), environment_hash()]))


def index_stands(project: Project, audience: Audience, key: str) -> Path | None:
    """Return the index where it is what would be made now, else None."""
    index, mark = project.reports(audience) / INDEX.file, _mark(project, audience)
    if not index.is_file() or not mark.is_file():
        return None
    return index if mark.read_text(encoding="utf-8") == f"{key} {digest(index.read_bytes())}" else None


def mark_index(project: Project, audience: Audience, key: str) -> None:
    """Note what the index was made from."""
    index = project.reports(audience) / INDEX.file
    write_whole(_mark(project, audience), f"{key} {digest(index.read_bytes())}".encode())


def _mark(project: Project, audience: Audience) -> Path:
    return project.reports(audience) / ".cache" / "index"
