"""Open a chapter on drawn figures and take what its words put on the page. All figures in these tests are invented."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pipeline.bundle import Bundle
from pipeline.display import MIME
from pipeline.indicators import CATALOGUE
from pipeline.local.data import BoroughData
from pipeline.notebook import context, output
from tests.evidence import bundle, rows

SOURCE = {
    "publisher": "Invented publisher",
    "title": "Invented table",
    "release": "invented",
    "newer": "",
    "caveats": [],
}


def given(figures: str, local: BoroughData | None = None, area: str = "E09000003") -> Bundle:
    """Return a bundle of drawn figures for one area, with every topic declared, and what its borough says of itself."""
    topics = tuple(sorted({entry.topic for entry in CATALOGUE.values()}))
    sources = {name: SOURCE for entry in CATALOGUE.values() for name in entry.sources}
    drawn = bundle(rows(figures), area=area)
    return replace(drawn, topics=topics, sources=sources, local=local or BoroughData(area))


def put(monkeypatch: pytest.MonkeyPatch, opened: Bundle, word: Callable[..., object], *given: Any) -> list[dict]:
    """Return the display bundles that a word puts on the page."""
    shown: list[dict] = []
    monkeypatch.setattr(context._open, "bundle", opened)
    monkeypatch.setattr(output, "display", lambda data, raw: shown.append(data[MIME]))
    word(*given)
    return shown
