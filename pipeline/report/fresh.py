"""Whether a document stands as it would be made now: asked before anything of it is made."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.documents import NEEDS_ASSESSMENT
from pipeline.execution.keep import read_records
from pipeline.execution.key import digest, environment_hash, package_hash
from pipeline.project import Project
from pipeline.report.request import Elsewhere, Page

KEY = "key"  # in a record: the sha256 of everything that the document was made from
PAGE = "page_sha256"
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
    around = repr(page).replace(str(project.root), "")
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
