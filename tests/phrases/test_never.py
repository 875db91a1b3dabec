"""What no sentence may say, held over every kind of finding in every branch. All figures in this file are invented."""

import re

import pytest

from pipeline import phrases
from pipeline.linter import lint
from tests.phrases.every import EVERY

BANNED = {
    "the same as": re.compile(r"\bthe same (as|level|rate|share|number)\b", re.IGNORECASE),
    "slightly": re.compile(r"\bslight(ly)?\b|\bmarginal(ly)?\b", re.IGNORECASE),
    "a cause": re.compile(r"\b(due to|driven by|caused by|as a result of|led to|thanks to|owing to)\b", re.IGNORECASE),
    "halved": re.compile(r"\b(halved|doubled|soared|plummeted)\b", re.IGNORECASE),
    "a cause by because": re.compile(r"(?<!cannot be tested )\bbecause\b", re.IGNORECASE),
    "no number": re.compile(r"\b(nan|None|inf)\b"),
}


@pytest.mark.parametrize("name", EVERY)
def test_a_sentence_never_says(name):
    finding = EVERY[name]
    texts = (phrases.sentence(finding), phrases.headline(finding), phrases.alt_text(finding, "Line chart", "x"))

    assert not [(why, text) for why, pattern in BANNED.items() for text in texts if pattern.search(text)]


@pytest.mark.parametrize("name", EVERY)
def test_a_sentence_passes_the_linter(name):
    assert lint(phrases.sentence(EVERY[name])) == []


@pytest.mark.parametrize("name", EVERY)
def test_a_sentence_is_whole_and_a_headline_short(name):
    said = phrases.sentence(EVERY[name])

    assert said[0].isupper() or said[0].isdigit()
    assert said.endswith(".") and "  " not in said and ".." not in said and " ." not in said
    assert len(phrases.headline(EVERY[name]).split()) <= 16


@pytest.mark.parametrize("name", [name for name in EVERY if name.startswith("few")])
def test_few_are_never_a_percentage_and_say_why(name):
    said = phrases.sentence(EVERY[name])

    assert "umbers this small vary by chance." in said
    assert not re.search(r"\d%\s*(more|fewer|higher|lower)", said)
