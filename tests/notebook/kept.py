"""Open a chapter on a drawn bundle, and keep what its words put on the page."""

from dataclasses import replace
from typing import Any

import pytest

from pipeline.bundle import Bundle
from pipeline.display import read_output
from pipeline.indicators import CATALOGUE
from pipeline.notebook import context, output

SOURCE = {"publisher": "Invented Office", "title": "Invented table", "release": "1", "newer": "", "caveats": []}


def opened(monkeypatch: pytest.MonkeyPatch, drawn: Bundle) -> list[dict[str, Any]]:
    """Return the list that every bundle shown from now on is added to."""
    shown: list[dict[str, Any]] = []
    sources = {name: SOURCE for entry in CATALOGUE.values() for name in entry.sources}
    monkeypatch.setattr(context._open, "bundle", replace(drawn, sources=sources))
    monkeypatch.setattr(output, "display", lambda data, raw: shown.append(read_output(data)))
    return shown


def gaps_in(shown: list[dict[str, Any]]) -> list[str]:
    """The texts of all gaps shown."""
    return [
        item["text"]
        for one in shown
        if one["kind"] == "list" and one["role"] in {"gap", "gaps"}
        for item in one["items"]
    ]
