"""What the progress chapter says of the edition before. All figures here are invented."""

from dataclasses import replace

import pytest

from pipeline.bundle import read_bundle
from pipeline.changes.judged import asked_of, said_of
from pipeline.notebook import (
    changed,
    changed_figures,
    changed_recommendations,
    changed_since,
    changed_words,
    held,
    then_and_now_chart,
)
from pipeline.release import Kept
from pipeline.report.language import Text, _faults, is_typed
from tests.notebook.opened import given, put

WORDS = (changed_since, changed_words, then_and_now_chart, changed_figures, changed_recommendations)
OLD = """
    indicator                 | area_code | period  | numerator | value | lower | upper | london | vs_london
    drug_poisoning_death_rate | E09000003 | 2017-19 |        30 |   2.9 |   2.0 |   4.2 |    3.0 | similar
    long_treatment_share      | E09000003 | 2020/21 |        50 |  10.0 |   7.6 |  13.0 |        |
    smoking                   | E09000003 | 2024    |           |   9.0 |       |       |        |
"""
NEW = """
    indicator                 | area_code | period  | numerator | value | lower | upper | london | vs_london
    drug_poisoning_death_rate | E09000003 | 2017-19 |        30 |   2.9 |   2.0 |   4.2 |    3.0 | similar
    drug_poisoning_death_rate | E09000003 | 2018-20 |        42 |   4.2 |   3.1 |   5.7 |    3.0 | higher
    long_treatment_share      | E09000003 | 2020/21 |        60 |  12.0 |   9.4 |  15.2 |        |
    smoking                   | E09000003 | 2024    |           |   9.0 |       |       |        |
"""


@pytest.fixture(autouse=True)
def forgotten(monkeypatch):
    monkeypatch.setattr(held, "_known", {})


def opened(old: str = OLD, new: str = NEW):
    then = given(old)
    kept = Kept(
        "autumn",
        "2025-11-01",
        then.rows,
        findings=tuple(said_of(then)),
        recommendations=tuple(asked_of(then)),
        other=("ndtms",),
    )
    return replace(given(new), before=kept)


def shown_by(monkeypatch, bundle, *words):
    return [one for word in words or WORDS for one in put(monkeypatch, bundle, word)]


def texts(shown):
    return [said["text"] for one in shown for said in (*one.get("items", []), *one.get("sentences", []))]


def test_without_an_edition_before_it_says_so_once_and_nothing_else(monkeypatch):
    [only] = shown_by(monkeypatch, given(NEW))

    assert texts([only]) == [changed.NONE_KEPT]


def test_it_begins_with_how_much_differs(monkeypatch):
    [said] = texts(shown_by(monkeypatch, opened(), changed_since))

    assert said == (
        "Since the edition “autumn” (figures at hand on 1 November 2025): 1 finding changed its word; 1 indicator has a "
        "newer period; 1 figure was revised or is calculated in another way."
    )


def test_a_finding_that_changed_its_word_is_told_with_both_periods_and_how_to_read_it(monkeypatch):
    [shown] = shown_by(monkeypatch, opened(), changed_words)

    [item] = shown["items"]
    assert item["finding"] == "barnet.drug_poisoning_death_rate.level"
    assert item["text"].startswith("Then: similar to London (2017 to 2019). Now: worse than London (2018 to 2020).")
    assert "The two periods share 24 months. The limits of the two figures overlap" in item["text"]


def test_revised_figures_and_newer_periods_are_two_tables(monkeypatch):
    revised, newer = shown_by(monkeypatch, opened(), changed_figures)

    assert [row[1:] for row in revised["table"]["rows"]] == [
        ["2020/21", "10.0% (7.6% to 13.0%) → 12.0% (9.4% to 15.2%)", "revision"]
    ]
    assert revised["table"]["notes"] == [changed.REVISED_IS]
    assert newer["table"]["rows"][0][1:] == ["2.9 (2.0 to 4.2) (2017 to 2019)", "4.2 (3.1 to 5.7) (2018 to 2020)"]
    assert newer["table"]["notes"] == [changed.NOT_COMPARED]


def test_the_chart_shows_then_and_now_over_the_comparator_from_rows_of_both_editions(monkeypatch):
    [chart] = shown_by(monkeypatch, opened(), then_and_now_chart)

    assert chart["kind"] == "figure"
    assert {cell for row in chart["table"]["rows"] for cell in row} >= {"then", "now"}


def test_the_same_figures_differ_in_nothing(monkeypatch):
    said = texts(shown_by(monkeypatch, opened(OLD, OLD)))

    assert said[0].startswith("Every figure and finding of this report is as it was")
    assert "No finding changed its word" in said[1]


def test_every_sentence_comes_from_a_finding_and_holds_to_the_rules(monkeypatch):
    for one in shown_by(monkeypatch, opened()):
        items = (*one.get("items", []), *one.get("sentences", []))
        said = [Text("here", item["text"], item["finding"]) for item in items]
        said += [Text("here", one[name], one["finding"]) for name in ("headline", "alt") if name in one]
        for text in said:
            assert not is_typed(text)
            assert not _faults(text.words, "2026-11-22", False), text.words


def test_what_was_published_travels_in_the_bundle_and_is_part_of_its_bytes():
    bundle = opened()

    again = read_bundle(bundle.to_bytes())

    assert again.before.findings == bundle.before.findings
    assert again.before.rows.equals(bundle.before.rows.astype(again.before.rows.dtypes.to_dict()))
    assert again.to_bytes() == bundle.to_bytes()
    assert bundle.digest != replace(bundle, before=None).digest
    assert bundle.digest != replace(bundle, before=replace(bundle.before, id="spring")).digest
