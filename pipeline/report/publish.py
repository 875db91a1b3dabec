"""One document published: made, checked, then put in the place of the last good one, with its record."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from pipeline.documents import DOCUMENTS, NEEDS_ASSESSMENT
from pipeline.execution.keep import PROVENANCE, read_records
from pipeline.execution.key import digest
from pipeline.files import write_whole
from pipeline.project import Project
from pipeline.report.check import check_page
from pipeline.report.content import content_hash
from pipeline.report.formats import Format, files_of
from pipeline.report.fresh import CONTENT, FILES, KEY, PAGE, SHOWS, STATUS, folder_of, key_of_page, with_elsewhere
from pipeline.report.number import shown
from pipeline.report.page import compose, page_of
from pipeline.report.provenance import as_file, provenance, read_executed, told_status
from pipeline.report.request import Page
from pipeline.signing import status_of


class Published(NamedTuple):
    """The page that is in place; and for each format that could not be made beside it, why, with the cure."""

    path: Path
    missing: Mapping[Format, str]


def publish(project: Project, page: Page, executed: Mapping[str, Path], formats: Sequence[Format] = ()) -> Published:
    """Make, check and publish one document, and its record in provenance.json.

    `executed` holds its executed notebooks in order, each with its bundle beside it; `formats` are made beside the page.
    Raises PipelineError if the page is refused: then all stays as it is.
    """
    folder = folder_of(project, page)
    records = read_records(folder)
    page = with_elsewhere(page, folder, records)
    html, refs, chapters = compose(page, {name: read_executed(path) for name, path in executed.items()})
    signed = content_hash(html)
    page = replace(page, status=status_of(page.signature, signed))
    if page.signature:
        html = page_of(page, refs, chapters)
    check_page(html, page.area)
    files, missing = files_of(page, refs, chapters, html, formats)
    made = [one for one in formats if one not in missing]
    record = provenance(project, page, executed)
    record |= {KEY: key_of_page(project, page, executed, made), PAGE: digest(html), CONTENT: signed}
    record |= {STATUS: told_status(page.status)}
    record |= {FILES: {name: digest(content) for name, content in files.items()}} if files else {}
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
    return Published(folder / page.document.file, missing)
