"""One document as it would be made now, put together again from what stands of it; nothing is run."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.areas import Area
from pipeline.documents import DOCUMENTS, Board, Document, sections
from pipeline.editions import for_area, load_edition
from pipeline.errors import PipelineError
from pipeline.execution.keep import read_records
from pipeline.execution.plan import folder_of
from pipeline.local import read_borough
from pipeline.project import Audience, Project
from pipeline.release import Edition
from pipeline.report.formats import CHARTS, WORKBOOK, Format
from pipeline.report.fresh import FILES
from pipeline.report.provenance import source_hashes
from pipeline.report.request import Made, Page
from pipeline.signing import read_signatures

_SUFFIXES = {".pdf": Format.PDF, ".docx": Format.WORD}


class Remade(NamedTuple):
    """A document's page as it is asked for now, its executed notebooks in order, its formats, and the whole edition."""

    page: Page
    executed: Mapping[str, Path]
    formats: tuple[Format, ...]
    edition: Edition


def remade(project: Project, area: Area, document: Document) -> Remade:
    """Return a public document as its record and today's files would make it; PipelineError where there is none."""
    folder = project.reports(Audience.PUBLIC) / area.slug
    record = read_records(folder).get(document.id)
    if record is None or not (folder / document.file).is_file():
        raise PipelineError(
            f"{area.name} has no {document.name.lower()}.\nMake it: cdp build {area.slug} --document {document.id}"
        )
    edition = load_edition(project, record["edition"]["id"])
    local, board = read_borough(project, area), Board(record["board"]) if record["board"] else None
    held = sections(project, document, area, [one.number for one in local.priorities], board)
    kept = folder_of(project, area, Audience.PUBLIC)
    page = Page(
        area, for_area(edition, area), Made(record["command"], source_hashes(held)), document, Audience.PUBLIC, board,
        local, others=tuple(one for one in DOCUMENTS if one.id in record.get("beside", ())),
        signature=read_signatures(project, area).get(document.id),
    )  # fmt: skip
    executed = {section.name: kept / f"{section.name}.ipynb" for section in held}
    return Remade(page, executed, formats_in(record.get(FILES, {})), edition)


def formats_in(files: Mapping[str, str]) -> tuple[Format, ...]:
    """Return the formats that a document's further files are of."""
    found = {_SUFFIXES.get(Path(name).suffix) for name in files} - {None}
    found |= {Format.WORKBOOK} if WORKBOOK in files else set()
    found |= {Format.CHARTS} if any(name.startswith(f"{CHARTS}/") for name in files) else set()
    return tuple(one for one in Format if one in found)
