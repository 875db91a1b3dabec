"""The other forms of a document: PDF, Word and, for the needs assessment, a workbook of its tables and its charts.

Each is made from what the page was made from, after the page has passed its checks.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from pipeline.documents import NEEDS_ASSESSMENT
from pipeline.errors import PipelineError

if TYPE_CHECKING:  # a build asks for the names of the formats before it imports what makes them
    from pipeline.report.number import References
    from pipeline.report.request import Page
    from pipeline.report.stitch import StitchedChapter

WORKBOOK = "data-tables.xlsx"
CHARTS = "charts"


class Format(StrEnum):
    """What a document can be made as; the page (html) is always made."""

    HTML = "html"
    PDF = "pdf"
    WORD = "docx"
    WORKBOOK = "xlsx"
    CHARTS = "png"


_ONCE = (Format.WORKBOOK, Format.CHARTS)  # of the needs assessment alone: it holds what the other documents show


class Files(NamedTuple):
    """The further files of a document by name; and for each format that could not be made, why, with the cure."""

    made: Mapping[str, bytes]
    missing: Mapping[Format, str]


def files_of(
    page: "Page", refs: "References", chapters: Sequence["StitchedChapter"], html: str, formats: Sequence[Format]
) -> Files:
    """Return what could be made of these formats: a program that one of them lacks takes nothing from the others."""
    makers: Mapping[Format, Callable[[], Mapping[str, bytes]]] = {
        Format.PDF: lambda: _pdf(page, html),
        Format.WORD: lambda: _word(page, refs, chapters),
        Format.WORKBOOK: lambda: _workbook(page, refs, chapters),
        Format.CHARTS: lambda: _charts(page, refs, chapters),
    }
    made: dict[str, bytes] = {}
    missing: dict[Format, str] = {}
    for form in (one for one in makers if one in formats and (page.document == NEEDS_ASSESSMENT or one not in _ONCE)):
        try:
            made |= makers[form]()
        except PipelineError as error:
            missing[form] = str(error)
    return Files(made, missing)


# Each brings in its own packages when it is asked for, and not before.
def _pdf(page: "Page", html: str) -> Mapping[str, bytes]:
    from pipeline.report.pdf import pdf_bytes  # noqa: PLC0415

    return {f"{page.document.id}.pdf": pdf_bytes(html)}


def _word(page: "Page", refs: "References", chapters: Sequence["StitchedChapter"]) -> Mapping[str, bytes]:
    from pipeline.report.word import word_bytes  # noqa: PLC0415

    return {f"{page.document.id}.docx": word_bytes(page, refs, chapters)}


def _workbook(page: "Page", refs: "References", chapters: Sequence["StitchedChapter"]) -> Mapping[str, bytes]:
    from pipeline.report.workbook import workbook_bytes  # noqa: PLC0415

    return {WORKBOOK: workbook_bytes(page, refs, chapters)}


def _charts(page: "Page", refs: "References", chapters: Sequence["StitchedChapter"]) -> Mapping[str, bytes]:
    from pipeline.report.chart_pack import chart_pack  # noqa: PLC0415

    return {f"{CHARTS}/{name}": content for name, content in chart_pack(page, refs, chapters).items()}
