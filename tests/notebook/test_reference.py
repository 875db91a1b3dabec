"""The methods chapter loses no caveat and says what was checked. All figures in this file are invented."""

from dataclasses import replace
from functools import partial

import pytest

from pipeline.areas import AREAS
from pipeline.bundle import named_indicators
from pipeline.editions import load_edition
from pipeline.indicators import CATALOGUE
from pipeline.local import BoroughData, Partnership
from pipeline.notebook import reference
from pipeline.notebook.reference import SHARED, accessibility, caveats, definitions, similar
from pipeline.project import find_project
from pipeline.report.check import RULES
from tests.notebook.shown import BARNET, drawn, shown


@pytest.fixture
def printed(monkeypatch) -> tuple[list[dict], list[dict]]:
    """What the two lists print: caveats that several share, and definitions."""
    project = find_project()
    at_hand = {name: {"release": held.release} for name, held in load_edition(project).releases.items()}
    told = replace(drawn(), named=named_indicators(project, AREAS[BARNET]), sources=at_hand)
    several, all_of_them = shown(monkeypatch, told, caveats, definitions)
    return several["items"], all_of_them["items"]


def test_no_caveat_of_an_indicator_on_a_page_is_lost(printed):
    several, defined = printed
    text = " ".join([*(item["term"] for item in several), *(item.get("caveats", "") for item in defined)])

    assert [caveat for entry in reference._reported() for caveat in entry.caveats if caveat not in text] == []


def test_a_caveat_that_many_share_is_printed_once_with_their_names(printed):
    several, defined = printed
    names = {item["term"]: item["text"] for item in several}

    assert all(text.count(";") >= SHARED - 1 for text in names.values())
    assert not any(caveat in item.get("caveats", "") for caveat in names for item in defined)


def test_every_indicator_of_the_report_is_defined_once(printed):
    terms = [item["term"] for item in printed[1]]

    assert len(terms) == len(set(terms)) > 100
    assert {f"{one.name} ({one.unit})" for one in CATALOGUE.values() if one.topic == "treatment"} & set(terms)


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        ("", "Contact: to be completed by the partnership."),
        ("the Public Health team", "Contact: the Public Health team."),
    ],
)
def test_another_format_is_asked_for_from_a_team(monkeypatch, contact, words):
    local = BoroughData(BARNET, partnership=Partnership(contact=contact))

    [statement] = shown(monkeypatch, drawn(local), accessibility)

    assert statement["items"][-1]["text"].endswith(words)


def test_the_statement_claims_no_check_that_no_page_is_put_through(monkeypatch):
    [statement] = shown(monkeypatch, drawn(), accessibility)
    claimed = next(item["text"] for item in statement["items"] if item["term"].startswith("What a machine"))

    held_by = {"headings in order": "_headings", "a caption": "_tables", "words in place": "_pictures",
               "links that lead": "_ids", "the language": "_document"}  # fmt: skip
    assert all(words in claimed for words in held_by)
    assert set(held_by.values()) <= {rule.__name__ for rule in RULES}


def test_similar_boroughs_are_named_with_or_without_their_method(monkeypatch):
    with_method, without = shown(monkeypatch, drawn(), similar, partial(similar, method=False))

    assert len(without["items"][0]["text"]) < len(with_method["items"][0]["text"])
