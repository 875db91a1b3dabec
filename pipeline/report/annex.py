"""A page's HTML as it goes to paper: the figures behind its charts in an annex, no link to a file that is not there.

Works on the text, by the marks that our own templates write: parsing a page takes longer than printing it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.report.stitch import TEMPLATES

_FIGURE = '<div class="fig" '
_CAPTION = re.compile(
    r'id="(?P<id>[^"]+)".*?<span class="no">(?P<label>[^<]+)</span> '
    r'<span class="hl">(?P<headline>.*?)</span> <span class="sub">(?P<subtitle>.*?)</span>',
    re.DOTALL,
)
_TABLE = re.compile(
    r'<div class="tools">\s*<details>.*?(?P<table><table>.*?</table>)\s*</div>(?P<notes>.*?)</details>.*?</div>',
    re.DOTALL,
)
_TABLE_CAPTION = re.compile(r"<caption>.*?</caption>", re.DOTALL)
_FOR_SCREEN = re.compile(
    r'<div class="toc">.*?</nav>\s*</div>|<div class="end">.*?</div>|<p class="tools">.*?</p>'
    r'|<div class="chart narrow">.*?</svg></div>|<a class="skip".*?</a>',
    re.DOTALL,
)
_ELSEWHERE = re.compile(r'<a href="[\w/-]+\.html(?:#[^"]*)?">(.*?)</a>', re.DOTALL)


@dataclass(frozen=True)
class AnnexTable:
    """The table behind one chart: the chart's id and label, its caption's words, the table and its notes as HTML."""

    chart: str
    label: str
    headline: str
    subtitle: str
    table: str
    notes: str

    @property
    def id(self) -> str:
        """Its id in the annex."""
        return f"annex-{self.chart}"

    @property
    def name(self) -> str:
        """What it is called: "Table A5" stands behind "Figure 5"."""
        return f"Table A{self.label.split()[-1]}"


def for_paper(html: str) -> str:
    """Return a page as it is printed: with its annex, without what is of use on a screen only. The page stays as it is.

    A link to another document becomes plain words: in an agenda pack its file has another name, or is not there.
    """
    body, tables = _charts(html)
    body = _ELSEWHERE.sub(r"\1", _FOR_SCREEN.sub("", body))
    body = body.replace("</main>", f"{_annex(tables)}</main>", 1) if tables else body
    return body.replace("</head>", f"<style>{_style()}</style></head>", 1)


def _charts(html: str) -> tuple[str, list[AnnexTable]]:
    """Return the page with a link to the annex in the place of each chart's table, and those tables."""
    before, *charts = html.split(_FIGURE)
    tables = [_read(chart) for chart in charts]
    linked = [_swapped(_TABLE, chart, _to(table)) for chart, table in zip(charts, tables, strict=True)]
    return _FIGURE.join([before, *linked]), tables


def _read(chart: str) -> AnnexTable:
    caption, figures = _CAPTION.match(chart), _TABLE.search(chart)
    if caption is None or figures is None:
        raise ValueError(f"A chart has no caption or no table of its figures: {chart[:120]}")
    return AnnexTable(
        caption["id"], caption["label"], caption["headline"], caption["subtitle"],
        figures["table"], figures["notes"].strip(),
    )  # fmt: skip


def _to(table: AnnexTable) -> str:
    return f'<p class="src to-annex"><a href="#{table.id}">The figures of this chart: {table.name}</a></p>'


def _annex(tables: list[AnnexTable]) -> str:
    return "".join(_annex_lines(tables))


def _annex_lines(tables: list[AnnexTable]) -> Iterator[str]:
    yield '<section class="chapter annex" id="annex" aria-labelledby="annex-title">'
    yield '<h2 id="annex-title">Annex: the figures behind the charts</h2>'
    yield "<p>One table for each chart, with the chart's own number.</p>"
    yield '<div class="annex-tables">'
    for table in tables:
        caption = (
            f'<caption><span class="no">{table.name}, behind <a href="#{table.chart}">{table.label}</a></span> '
            f'{table.headline} <span class="sub">{table.subtitle}</span></caption>'
        )
        shown = _swapped(_TABLE_CAPTION, table.table, caption)
        yield f'<div class="behind" id="{table.id}">{shown}{table.notes}</div>'
    yield "</div></section>"


def _swapped(pattern: re.Pattern[str], text: str, new: str) -> str:
    """Return the text with new words in the place of the first match."""
    return pattern.sub(lambda _: new, text, count=1)


@lru_cache(maxsize=1)
def _style() -> str:
    return (TEMPLATES / "pdf.css").read_text(encoding="utf-8")
