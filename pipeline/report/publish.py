"""One document published: made, checked, then put in the place of the last good one, with its record."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.documents import DOCUMENTS, NEEDS_ASSESSMENT
from pipeline.execution.keep import PROVENANCE, read_records, write_whole
from pipeline.project import Project
from pipeline.report.check import check_page
from pipeline.report.formats import Format, other_files
from pipeline.report.number import Elsewhere, shown
from pipeline.report.page import Page, compose
from pipeline.report.provenance import as_file, hash_of_bytes, provenance, read_executed

FILES = "files"  # in a record: the sha256 of each further file that was made of the page
SHOWS = "shows"  # in the record of a needs assessment: the label of each chart, table and card that others may link to


def publish(project: Project, page: Page, executed: Mapping[str, Path], formats: Sequence[Format] = ()) -> Path:
    """Make, check and publish one document and its record in provenance.json; return the page's path.

    `executed` holds its executed notebooks in order, each with its bundle beside it; `formats` are made beside the page.
    Raises PipelineError if the page is refused, or one of them cannot be made: then all stays as it is.
    """
    folder = project.reports(page.audience) / page.area.slug
    records = read_records(folder)
    page = replace(page, elsewhere=_elsewhere(folder, records, page))
    html, refs, chapters = compose(page, {name: read_executed(path) for name, path in executed.items()})
    check_page(html, page.area)
    files = dict(other_files(page, refs, chapters, html, formats))
    record = provenance(project, page, executed) | {"page_sha256": hash_of_bytes(html.encode())}
    record |= {FILES: {name: hash_of_bytes(content) for name, content in files.items()}} if files else {}
    if page.document == NEEDS_ASSESSMENT:
        record |= {SHOWS: shown(chapters, refs)}
    there = {one.id: records[one.id] for one in DOCUMENTS if one.id in records and (folder / one.file).is_file()}
    write_whole(folder / PROVENANCE, as_file(page.area, there | {page.document.id: record}))
    write_whole(folder / page.document.file, html.encode())
    for name in records.get(page.document.id, {}).get(FILES, {}):
        if name not in files:  # made from an earlier page: nobody may take it for this one
            (folder / name).unlink(missing_ok=True)
    for name, content in files.items():
        write_whole(folder / name, content)
    return folder / page.document.file


def _elsewhere(folder: Path, records: Mapping[str, dict], page: Page) -> Elsewhere:
    """What the borough's needs assessment shows, for the other documents; nothing where it is not there."""
    there = (folder / NEEDS_ASSESSMENT.file).is_file() and NEEDS_ASSESSMENT.id in records
    if page.document == NEEDS_ASSESSMENT or not there:
        return Elsewhere()
    return Elsewhere(NEEDS_ASSESSMENT.file, "the needs assessment", records[NEEDS_ASSESSMENT.id].get(SHOWS, {}))
