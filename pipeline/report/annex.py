"""A page's HTML as it goes to paper: what its screen folds away in annexes, no link to a file that is not there.

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
    r'<div class="tools">\s*<details>.*?(?P<table><table[^>]*>.*?</table>)\s*</div>(?P<notes>.*?)</details>.*?</div>',
    re.DOTALL,
)
_PANEL = re.compile(
    r'<details class="evidence"><summary>Evidence<span class="of">: (?P<title>[^<]+)</span></summary>\s*'
    r'(?P<terms><dl id="(?P<id>[^"]+)">.*?</dl>)</details>',
    re.DOTALL,
)
_TO_PANEL = re.compile(
    r'(?:<p class="evidence">)?<a href="#(?P<id>evidence-[^"]+)">Evidence<span class="(?:of|vh)">[^<]*</span></a>(?:</p>)?'
)
_PAPER = '<body class="report paper">'  # a board paper is a few sheets: its evidence is in the needs assessment
_TABLE_CAPTION = re.compile(r"<caption>.*?</caption>", re.DOTALL)
_FOR_SCREEN = re.compile(
    r'<div class="toc">.*?</nav>\s*(?:<!--/?others-->\s*)*</div>|<div class="end">.*?</div>|<p class="tools">.*?</p>'
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
    body, panels = _panels(body)
    body = _ELSEWHERE.sub(r"\1", _FOR_SCREEN.sub("", body))
    annexes = "".join([*_evidence_lines(panels), *_annex_lines(tables)])
    body = body.replace("</main>", f"{annexes}</main>", 1)
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


def _panels(html: str) -> tuple[str, list[re.Match[str]]]:
    """Return the page with a short link in the place of each panel of evidence, and the panels; a board paper has neither."""
    panels = [] if _PAPER in html else list(_PANEL.finditer(html))
    places = {
        panel["id"]: f' <a href="#{panel["id"]}">Evidence&#160;{place}</a>' for place, panel in enumerate(panels, 1)
    }
    linked = {link["id"] for link in _TO_PANEL.finditer(html)}  # a number's panel stands below its link
    html = _TO_PANEL.sub(lambda link: places.get(link["id"], ""), html)
    return _PANEL.sub(lambda panel: _in_place(panel, places, linked), html), panels


def _in_place(panel: re.Match[str], places: dict[str, str], linked: set[str]) -> str:
    """What stands where a panel stood: a link to it, unless one stands before it."""
    before = panel.string[: panel.start()]
    is_linked = panel["id"] in linked and f'href="#{panel["id"]}"' in before
    return "" if is_linked else places.get(panel["id"], "")


def _evidence_lines(panels: list[re.Match[str]]) -> Iterator[str]:
    if panels:
        yield '<section class="chapter annex" id="evidence" aria-labelledby="evidence-title">'
        yield '<h2 id="evidence-title">Annex: the evidence behind the headlines</h2>'
        yield "<p>One entry for each headline number and key sentence.</p>"
        yield '<div class="annex-evidence">'
        for place, panel in enumerate(panels, 1):
            yield f"<h3>Evidence&#160;{place}: {panel['title']}</h3>{panel['terms']}"
        yield "</div></section>"


def _annex_lines(tables: list[AnnexTable]) -> Iterator[str]:
    if not tables:
        return
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
