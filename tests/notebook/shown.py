"""Open a chapter over a drawn bundle in a test, and take what its words put on the page. Every figure is invented."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pipeline.bundle import Bundle
from pipeline.display import MIME
from pipeline.indicators import CATALOGUE
from pipeline.local.data import BoroughData
from pipeline.notebook import context, output
from tests.recommendations.asking import given

NOTHING = """
    indicator             | area_code | period             | numerator | value | state
    drug_trafficking_rate | E09000003 | 2025-03 to 2026-02 |           |       | not available
"""
BARNET = "E09000003"


def drawn(local: BoroughData | None = None, figures: str = NOTHING, **more: Any) -> Bundle:
    """Return Barnet's bundle of drawn figures with what the borough says of itself; every topic is declared."""
    record = {"publisher": "Invented", "title": "drawn figures", "release": "invented"}
    sources = {name: record for entry in CATALOGUE.values() for name in entry.sources}
    return replace(given(figures, **more), local=local or BoroughData(BARNET), sources=sources)


def shown(monkeypatch: pytest.MonkeyPatch, bundle: Bundle, *words: Callable[[], object]) -> list[dict]:
    """Return the display bundles that these words put on the page of an open chapter."""
    made: list[dict] = []
    monkeypatch.setattr(output, "display", lambda data, raw: made.append(data[MIME]))
    monkeypatch.setattr(context._open, "bundle", bundle)
    for word in words:
        word()
    return made


def cells(bundle: dict, column: str) -> list[str]:
    """Return the cells of a table's column, by its heading."""
    place = [head["label"] for head in bundle["table"]["columns"]].index(column)
    return [row[place] for row in bundle["table"]["rows"]]


def facts(card: dict) -> dict[str, str]:
    """Return a card's facts by their terms."""
    return {fact["term"]: fact["text"] for fact in card["facts"]}
