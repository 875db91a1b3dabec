"""One area's page: chapters, contents and shell put together as one self-contained HTML text."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from nbformat import NotebookNode

from pipeline.areas import BOROUGHS, Area
from pipeline.chapters import NEEDS_ASSESSMENT
from pipeline.editions import Edition
from pipeline.periods import month
from pipeline.project import Audience
from pipeline.report.download import csv_address
from pipeline.report.fonts import font_faces
from pipeline.report.language import check_language
from pipeline.report.number import number
from pipeline.report.stitch import TEMPLATES, StitchedChapter, stitch

REPORT = "Drug and alcohol needs assessment"
STATUS = "Draft for the partnership"
_CRIME_SOURCE = "mps_recorded_crime"
_WORDS_A_MINUTE = 220


@dataclass(frozen=True)
class Made:
    """How the page was made: the command, and the sha256 of each chapter's notebook."""

    command: str
    notebooks: Mapping[str, str] = field(default_factory=dict)


def page_html(
    area: Area,
    notebooks: Mapping[str, NotebookNode],
    edition: Edition,
    audience: Audience,
    made: Made,
) -> str:
    """Return the whole page for one area from its executed notebooks; the same text for the same inputs.

    Raises PipelineError if a chapter was made for another area, edition or audience, or links to nothing.
    """
    names = sorted(notebooks, key=_place)
    chapters = [stitch(name, notebooks[name], area, edition.id, audience.value) for name in names]
    check_language(chapters, area, edition.date)
    return render(
        "page.html.j2",
        area=area, chapters=chapters, refs=number(chapters), edition=edition, audience=audience.value, made=made,
        minutes=_reading_minutes(chapters), crime_release=_crime_release(edition), status=STATUS, report=REPORT,
    )  # fmt: skip


def _place(chapter: str) -> tuple[float, str]:
    """Shipped chapters stand in their order; a borough's own go before the methods."""
    last = len(NEEDS_ASSESSMENT) - 1.5
    return (NEEDS_ASSESSMENT.index(chapter) if chapter in NEEDS_ASSESSMENT else last, chapter)


def render(template: str, **facts: Any) -> str:
    """Return a template of this folder filled in, with the style sheet and fonts inside."""
    page = _environment().get_template(template)
    return page.render(boroughs=BOROUGHS, fonts=Markup(font_faces()), style=Markup(_style()), **facts)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters |= {
        "csv_address": csv_address,
        "day": _day,
        "limits_apart": _limits_apart,
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
    return month(release.release).label if release else ""


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
