"""One document of one area: chapters, contents and shell put together as one self-contained HTML text."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from nbformat import NotebookNode, from_dict

from pipeline import __version__
from pipeline.areas import BOROUGHS, LONDON
from pipeline.documents import Board, board_order
from pipeline.execution.key import package_hash
from pipeline.periods import month
from pipeline.priorities import PRIORITIES, priority
from pipeline.release import Edition
from pipeline.report.content import embedded_record
from pipeline.report.download import csv_address
from pipeline.report.fonts import font_faces
from pipeline.report.language import check_language
from pipeline.report.number import References, each_once, number
from pipeline.report.paper import TO_BE_COMPLETED, author_blocks, cover, shortened
from pipeline.report.request import Page
from pipeline.report.stitch import TEMPLATES, Part, StitchedChapter, exporter, stitch

_CRIME_SOURCE = "mps_recorded_crime"
_WORDS_A_MINUTE = 220
WARMING = "Of 50 offences in 2000, 20 (40%) were here, more than the 15 of 1999."
ONE_SENTENCE = {
    "nbformat": 4, "nbformat_minor": 4, "metadata": {},
    "cells": [{"cell_type": "markdown", "metadata": {}, "source": "One sentence."}],
}  # fmt: skip


def page_html(page: Page, notebooks: Mapping[str, NotebookNode]) -> str:
    """Return the whole page from its executed notebooks, in their order; the same text for the same inputs.

    Raises PipelineError if a chapter was made for another area, edition or audience, or links to nothing.
    """
    return compose(page, notebooks)[0]


def compose(page: Page, notebooks: Mapping[str, NotebookNode]) -> tuple[str, References, list[StitchedChapter]]:
    """Return the page's HTML, with its numbered references and the chapters it was put together from."""
    stitched = each_once(_chapters(page, notebooks))
    blocks = author_blocks(page.local.paper) if page.document.paper else ()
    check_language(stitched, page.area, page.edition.date, [words for block in blocks for words in block.paragraphs])
    refs = number(stitched, page.elsewhere)
    return page_of(page, refs, stitched), refs, stitched


def page_of(page: Page, refs: References, chapters: list[StitchedChapter]) -> str:
    """Return the page's HTML of what `compose` has made before: with another status nothing else is made again."""
    paper = page.document.paper
    return render(
        "page.html.j2",
        page=page, area=page.area, document=page.document, chapters=chapters, refs=refs, edition=page.edition,
        audience=page.audience.value, made=page.made, minutes=_reading_minutes(chapters),
        crime_release=_crime_release(page.edition), status=page.status,
        blocks_of_author=author_blocks(page.local.paper) if paper else (), cover=cover(page) if paper else (),
        record=embedded_record(page), version=__version__, package=package_hash(),
    )  # fmt: skip


def _chapters(page: Page, notebooks: Mapping[str, NotebookNode]) -> Iterator[StitchedChapter]:
    for name, notebook in notebooks.items():
        chapter = stitch(name, notebook, page.area, page.edition.id, page.audience.value, page.document.front)
        chapter = replace(chapter, parts=tuple(_for_board(part, page.board) for part in chapter.parts))
        yield shortened(chapter) if page.document.paper else chapter


def _for_board(part: Part, board: Board | None) -> Part:
    """Key messages by priority, those that this board reads first in front."""
    if part.kind != "messages":
        return part
    order = board_order([one.chapter for one in PRIORITIES], board)
    bundles = sorted(part.bundles, key=lambda bundle: order.index(priority(bundle["priority"]).chapter))
    return replace(part, bundles=tuple(bundles))


def render(template: str, **facts: Any) -> str:
    """Return a template of this folder filled in, with the style sheet and fonts inside."""
    page = _environment().get_template(template)
    return page.render(boroughs=BOROUGHS, fonts=Markup(font_faces()), style=Markup(_style()), **facts)


def read_templates() -> None:
    """Read what every page is made with, so that the first is made as quickly as the next."""
    for template in TEMPLATES.glob("*.html.j2"):
        _environment().get_template(template.name)
    exporter().from_notebook_node(from_dict(ONE_SENTENCE))
    check_language([], LONDON, "2000-01-01", [WARMING])
    _style()
    font_faces()


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.globals["to_be_completed"] = TO_BE_COMPLETED
    environment.filters |= {
        "csv_address": csv_address,
        "day": _day,
        "limits_apart": _limits_apart,
        "in_style": lambda words: Markup(re.sub(r"[^\w ,.:’()-]", lambda one: f"\\{ord(one[0]):x} ", words)),
        "lower_first": lambda words: words[:1].lower() + words[1:],
        "sentence_case": lambda words: words[:1].upper() + words[1:],
    }
    return environment


@lru_cache(maxsize=1)
def _style() -> str:
    return (TEMPLATES / "style.css").read_text(encoding="utf-8")


def _day(iso: str) -> str:
    date = pd.Timestamp(iso)
    return f"{date.day} {date:%B %Y}"


def _limits_apart(value: str) -> tuple[str, str]:
    """Return "3.4 [p]" and "3.2 to 3.6" of "3.4 (3.2 to 3.6) [p]"; no limits where none are printed."""
    found = re.fullmatch(r"(.+?) \((.+ to .+?)\)(.*)", value)
    return (found[1] + found[3], found[2]) if found else (value, "")


def _crime_release(edition: Edition) -> str:
    release = edition.releases.get(_CRIME_SOURCE)
    return month(release.issue).label if release else ""


def _reading_minutes(chapters: Iterable[StitchedChapter]) -> int:
    """Minutes for the words that everybody reads: tables, data and code are for those who look things up."""
    texts = (text for chapter in chapters for text in _read_texts(chapter))
    return max(1, math.ceil(sum(len(text.split()) for text in texts) / _WORDS_A_MINUTE))


def _read_texts(chapter: StitchedChapter) -> Iterator[str]:
    for part in chapter.parts:
        yield re.sub(r"<[^>]+>", " ", part.prose.html) if part.prose else ""
        for bundle in part.bundles:
            yield from (bundle.get(key, "") for key in ("headline", "subtitle", "cannot", "evidence"))
            yield from (said["text"] for said in [*bundle.get("sentences", []), *bundle.get("findings", [])])
            yield from bundle.get("decisions", [])
            yield from (tile["label"] for tile in bundle.get("tiles", []))
            for card in bundle.get("cards", []):
                yield from (said["text"] for said in [*card["sentences"], *card["facts"]])
