"""What a notebook puts on the page: one JSON bundle for each chart, table or text, made once and never parsed again.

A cell's output carries the bundle under MIME (for the stitcher, Word and the workbook) beside light HTML (for
JupyterLab). Every text and number in it is final: nothing downstream formats or estimates.
"""

from collections.abc import Mapping
from typing import Any, NotRequired, TypedDict

MIME = "application/vnd.cdp+json"
# Drawings ride beside the bundle as text: nbval can set them aside and still compare every word and number.
DRAWINGS_MIME = "application/vnd.cdp.drawings"
_BETWEEN = "\n<!-- narrow -->\n"
# How the partnership judges delivery: tones and words of its own, never those of a statistical comparison.
DELIVERY = {
    "delivery-blue": "Done", "delivery-red": "Off track", "delivery-amber": "At risk", "delivery-green": "On track",
    "delivery-none": "No status given",
}  # fmt: skip


class Panel(TypedDict):
    """The evidence behind a headline, as terms with texts; without any where the page shows it elsewhere and links to it."""

    id: str
    title: str
    finding: str
    facts: list[dict[str, str]]  # term and text


class Note(TypedDict):
    """A sentence under a chart, with the finding it was made from."""

    text: str
    finding: str


class Sentence(Note):
    """One sentence made from one finding; `link` is the id of the figure or table that shows its evidence."""

    link: str
    claim: NotRequired[str]  # the finding in a few words, before the sentence; in the board's box only
    panel: NotRequired[Panel]


class Column(TypedDict):
    """A column of a table: the words of its heading, and whether it holds numbers."""

    label: str
    numeric: bool


class Grid(TypedDict):
    """A table ready for the page: cells are formatted words, the first column heads each row."""

    caption: str
    columns: list[Column]
    rows: list[list[str]]
    notes: list[str]
    links: NotRequired[list[str]]  # for each row, the id of the chart or table that shows its evidence, or ""


class Csv(TypedDict):
    """The figures behind a chart or table, unformatted, after disclosure control."""

    name: str
    columns: list[str]
    rows: list[list[Any]]


class Svg(TypedDict):
    """A chart drawn twice: for a page and for a phone; each starts at its <svg> element and has a <title>."""

    wide: str
    narrow: str


class Chapter(TypedDict):
    """kind "chapter": which chapter this is and for which area; the first bundle of every notebook."""

    kind: str
    chapter: str
    run: NotRequired[str]  # its name where a chapter runs more than once for a borough ("priority-1")
    title: str
    priority: int | None
    area_code: str
    area_name: str
    edition: str
    audience: str
    commentary: NotRequired[dict[str, str]]  # the partnership's own words: html (sanitised), role that signs it, date


class Answer(TypedDict):
    """kind "answer": the chapter's answer in one paragraph."""

    kind: str
    area_code: str
    sentences: list[Sentence]


class Figure(TypedDict):
    """kind "figure": a chart with headline, subtitle, alternative text, source, notes, table and CSV."""

    kind: str
    id: str
    area_code: str
    headline: str
    subtitle: str
    alt: str
    source: str
    finding: str  # the id of the finding that headline and alternative text were made from
    notes: list[Note]
    svg: Svg
    table: Grid
    csv: Csv


class TableBundle(TypedDict):
    """kind "table": a table that stands on its own."""

    kind: str
    id: str
    area_code: str
    source: str
    table: Grid
    csv: Csv


class Status(TypedDict):
    """A judgement in a word with its sign and tone: better, worse, higher, lower, similar, untested; or of `DELIVERY`."""

    word: str
    sign: str
    tone: str


class Tile(TypedDict):
    """One headline number with what it is, its period, the comparators that exist and the judgement that names one."""

    value: str
    label: str
    period: str
    comparators: str
    status: Status
    link: str
    panel: NotRequired[Panel]


class Tiles(TypedDict):
    """kind "tiles": up to four headline numbers."""

    kind: str
    area_code: str
    tiles: list[Tile]


class Board(TypedDict):
    """kind "board": what the board needs to know: findings, then what cannot be said, then the age of the evidence."""

    kind: str
    area_code: str
    findings: list[Sentence]
    cannot: str
    evidence: str
    decisions: list[str]


class Messages(TypedDict):
    """kind "messages": key messages under one national priority."""

    kind: str
    area_code: str
    priority: int
    title: str
    sentences: list[Sentence]


class SpineRow(TypedDict):
    """One indicator against the range of London boroughs; numbers place the marks from 0 (left end) to 1 (right)."""

    name: str
    period: str
    value: str
    london: str
    england: str
    status: Status
    marks: dict[str, float]
    link: str


class Spine(TypedDict):
    """kind "spine": how the borough compares, one table for each priority."""

    kind: str
    id: str
    area_code: str
    caption: str
    rows: list[SpineRow]
    notes: list[str]
    csv: Csv


class Listing(TypedDict):
    """kind "list": plain items under a role: "limits", "gaps", "sources", "glossary" (term and text), "definitions"."""

    kind: str
    role: str
    area_code: str
    items: list[dict[str, str]]


class Card(TypedDict):
    """One card: `eyebrow` above the title, a judgement, terms with texts, sentences made from findings, gaps."""

    id: str
    eyebrow: str
    title: str
    status: Status | None  # a statistical judgement, or delivery status (tone "delivery-blue", "delivery-red" ...)
    facts: list[dict[str, str]]  # term and text; "finding" where the text holds a result
    sentences: list[Sentence]
    notes: list[str]


class Cards(TypedDict):
    """kind "cards": recommendations, measures, priorities or actions; `role` says which."""

    kind: str
    role: str  # "recommendations" (also in the board paper, in short), "priority", "measures", "actions"
    area_code: str
    cards: list[Card]


def output_data(facts: Mapping[str, Any], html: str) -> dict[str, Any]:
    """Return a cell's output for one bundle: the bundle, its drawings, and light HTML for JupyterLab."""
    bundle = {name: value for name, value in facts.items() if name != "svg"}
    data = {MIME: bundle, "text/html": html, "text/plain": str(facts["kind"])}
    if "svg" in facts:
        data[DRAWINGS_MIME] = facts["svg"]["wide"] + _BETWEEN + facts["svg"]["narrow"]
    return data


def read_output(data: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the bundle of a cell's output with its drawings, as `output_data` took it; None where there is none."""
    if MIME not in data:
        return None
    bundle = dict(data[MIME])
    if DRAWINGS_MIME in data:
        text = data[DRAWINGS_MIME]
        wide, _, narrow = (text if isinstance(text, str) else "".join(text)).partition(_BETWEEN)
        bundle["svg"] = {"wide": wide, "narrow": narrow}
    return bundle
