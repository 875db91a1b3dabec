"""The charts of a document as pictures for slides: each with its headline, subtitle and source drawn around it."""

import re
from collections.abc import Sequence

import pandas as pd
from markupsafe import escape

from pipeline.figures.style import FAMILY, INK, MUTED, wrapped
from pipeline.report.admit import Bundle
from pipeline.report.number import References
from pipeline.report.picture import picture
from pipeline.report.request import Page
from pipeline.report.stitch import StitchedChapter
from pipeline.tables import csv_of, csv_text

CONTENTS = "contents.csv"
SLIDE = (240.0, 240.0)  # millimetres at 200 dots an inch: sharp across a projected slide
BYTE_ORDER_MARK = "\ufeff"  # Excel reads UTF-8 only when the file says so
_VIEW = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_EDGE = 14.0  # points of the drawing, on every side
_HEADLINE, _SUBTITLE, _SOURCE = 15.0, 11.0, 9.0  # points of the drawing: the chart's own words are 10
_LINE, _GAP = 1.3, 10.0


def chart_pack(page: Page, refs: References, chapters: Sequence[StitchedChapter]) -> dict[str, bytes]:
    """Return the document's charts as PNG files by name, in its order, and contents.csv with each one's words.

    The arguments are what `compose` returns beside its page; the same inputs give the same bytes. Raises PipelineError
    naming what to install where nothing draws SVG.
    """
    charts = [bundle for chapter in chapters for bundle in chapter.bundles if bundle["kind"] == "figure"]
    named = [(_name(refs.label(chart["id"]), chart), chart) for chart in charts]
    status = f"{page.document.title}: {page.area.name} – {page.status.words}"
    drawn = {name: picture(slide(chart, status), SLIDE).png for name, chart in named}
    return drawn | {CONTENTS: _contents(named, refs)} if drawn else {}


def slide(chart: Bundle, status: str) -> str:
    """Return a chart's wide drawing as SVG with headline and subtitle above it, source and status below."""
    view = _VIEW.search(chart["svg"]["wide"])
    across, down = (float(size) for size in view.groups()) if view else SLIDE
    top, height_above = _lines(chart["headline"], across, _HEADLINE, _EDGE, INK, 700)
    under, height_above = _lines(chart["subtitle"], across, _SUBTITLE, height_above, MUTED)
    foot, below = _lines(chart["source"], across, _SOURCE, height_above + _GAP + down + _GAP, MUTED)
    last, below = _lines(status, across, _SOURCE, below, MUTED)
    placed = f'<svg x="{_EDGE}" y="{height_above + _GAP:.2f}" width="{across}" height="{down}" '
    inside = chart["svg"]["wide"].replace("<svg ", placed, 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across + 2 * _EDGE:.2f} {below + _EDGE:.2f}" '
        f"style=\"font-family:'{FAMILY}',Arial,sans-serif\">{top}{under}{inside}{foot}{last}</svg>"
    )


def _lines(words: str, room: float, size: float, top: float, colour: str, weight: int = 400) -> tuple[str, float]:  # noqa: PLR0913, PLR0917
    """Words as lines of SVG text that fit the room, and where they end."""
    lines = wrapped(words, room, size, weight)
    look = f"font-size:{size}px;font-weight:{weight};fill:{colour}"
    drawn = (
        f'<text x="{_EDGE}" y="{top + size * (1 + place * _LINE):.2f}" style="{look}">{escape(line)}</text>'
        for place, line in enumerate(lines)
    )
    return "".join(drawn), top + size * _LINE * len(lines)


def _name(label: str, chart: Bundle) -> str:
    """A file's name: "figure-01-trend-drug_trafficking_rate.png"."""
    return f"figure-{int(label.rpartition(' ')[2]):02d}-{chart['id']}.png"


def _contents(named: Sequence[tuple[str, Bundle]], refs: References) -> bytes:
    """What each picture is, with the words that describe it for who cannot see it."""
    words = ("headline", "subtitle", "alt", "source")
    rows = [[refs.label(chart["id"]), name, *(chart[key] for key in words)] for name, chart in named]
    frame = pd.DataFrame(rows, columns=["figure", "file", "headline", "subtitle", "alternative_text", "source"])
    return (BYTE_ORDER_MARK + csv_text(csv_of(frame, CONTENTS))).encode()
