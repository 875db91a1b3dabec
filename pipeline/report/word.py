"""A document as a Word file: made from the same chapters and display bundles as the page, by pandoc."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from pipeline.project import Audience
from pipeline.report.admit import Bundle
from pipeline.report.number import References, panels_on
from pipeline.report.page import render
from pipeline.report.pandoc import html_to_docx
from pipeline.report.paper import author_blocks, cover
from pipeline.report.picture import Picture, logo_picture, picture
from pipeline.report.request import Page
from pipeline.report.stitch import StitchedChapter
from pipeline.report.word_file import finished, reference
from pipeline.report.word_table import is_fine, widths

LOGO = "logo"  # its name among the pictures


class PaperReferences(References):
    """References as Word prints them: links inside the file, words alone for what another document shows."""

    def link(self, target: str) -> Markup:
        """Return a link inside the file in the target's own words; the words and the document where it is elsewhere."""
        if target.removeprefix("#") in self.labels:
            return super().link(target)
        return escape(f"{self.label(target)} of {self.elsewhere.name}")

    def to(self, target: str, words: str) -> Markup:
        """Return words, as a link to their evidence where this file shows it."""
        shown = self.evidence(target)
        return Markup('<a href="#{}">{}</a>').format(shown, words) if shown in self.labels else escape(words)


def word_bytes(page: Page, refs: References, chapters: Sequence[StitchedChapter]) -> bytes:
    """Return a document as a Word file, of what `compose` returns beside its page; the same bytes for the same inputs.

    Raises PipelineError naming what to install where pandoc, or what draws the charts, is missing.
    """
    partners = ", partners only" if page.audience != Audience.PUBLIC else ""
    charts = [bundle for chapter in chapters for bundle in chapter.bundles if bundle["kind"] == "figure"]
    drawn = {chart["id"]: picture(chart["svg"]["wide"]) for chart in charts}
    brand = page.local.brand
    drawn |= {LOGO: logo_picture(brand.logo)} if brand.logo else {}
    parts = {
        "reference.docx": reference(
            f"{page.document.title}: {page.area.name} – {page.status.words}{partners}", brand.accent
        ),
        "body.openxml": render("word/body.openxml.j2").encode(),
    }
    html = _html(page, PaperReferences(refs.labels, refs.elsewhere), chapters, charts, drawn)
    pictures = {f"{name}.png": one.png for name, one in drawn.items()}
    return finished(html_to_docx(html, parts, _properties(page), pictures, page.edition.date))


def _html(
    page: Page, refs: References, chapters: Sequence[StitchedChapter], charts: Sequence[Bundle],
    drawn: Mapping[str, Picture],
) -> str:  # fmt: skip
    paper = page.document.paper
    return render(
        "word/document.html.j2",
        page=page, chapters=chapters, refs=refs, status=page.status, partners=page.audience != Audience.PUBLIC,
        pictures=drawn, logo=drawn.get(LOGO), annexed=charts,
        panels=[] if paper else panels_on(chapters), widths=widths, is_fine=is_fine,
        blocks_of_author=author_blocks(page.local.paper) if paper else (),
        cover=cover(page) if paper else (),
    )  # fmt: skip


def _properties(page: Page) -> dict[str, str]:
    """The file's own title, subject, author and language; the author is the partnership, never a person."""
    return {
        "title": f"{page.document.title}: {page.area.name} ({page.status.words[:1].lower()}{page.status.words[1:]})",
        "subject": page.document.lede.format(area=page.area.spoken),
        "author": page.local.partnership.name or f"The partnership of {page.area.spoken}",
        "lang": "en-GB",
    }
