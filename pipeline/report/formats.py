"""The other forms of a document: PDF, Word and, for the needs assessment, a workbook of its tables and its charts.

Each is made from what the page was made from, after the page has passed its checks.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from pipeline.documents import NEEDS_ASSESSMENT
from pipeline.report.number import References
from pipeline.report.page import Page
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


def other_files(
    page: Page, refs: References, chapters: Sequence[StitchedChapter], html: str, formats: Sequence[Format]
) -> Iterator[tuple[str, bytes]]:
    """Yield each further file of a document with its name inside the borough's folder.

    Raises PipelineError naming the package or program that a format needs and this machine lacks.
    """
    if Format.PDF in formats:
        from pipeline.report.pdf import pdf_bytes  # noqa: PLC0415

        yield f"{page.document.id}.pdf", pdf_bytes(html)
    if Format.WORD in formats:
        from pipeline.report.word import word_bytes  # noqa: PLC0415

        yield f"{page.document.id}.docx", word_bytes(page, refs, chapters)
    if page.document != NEEDS_ASSESSMENT:
        return
    if Format.WORKBOOK in formats:
        from pipeline.report.workbook import workbook_bytes  # noqa: PLC0415

        yield WORKBOOK, workbook_bytes(page, refs, chapters)
    if Format.CHARTS in formats:
        from pipeline.report.chart_pack import chart_pack  # noqa: PLC0415

        yield from ((f"{CHARTS}/{name}", content) for name, content in chart_pack(page, refs, chapters).items())
