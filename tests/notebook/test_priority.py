"""A local priority prints its measures with evidence, or with what is missing. All figures and texts here are invented."""

import json
from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.indicators import CATALOGUE
from pipeline.local.data import BoroughData, LocalMeasure, LocalPriority, Strategy
from pipeline.notebook.priority import measure_gaps, measures, measures_table, strategy_means, strategy_priority
from pipeline.report.language import Text, is_typed
from tests.notebook.opened import given, put

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
FIGURES = """
    indicator                             | area_code | period             | numerator | value | lower | upper | london | vs_london | england | vs_england
    smoking                               | E09000003 | 2024               |           |   9.0 |       |       |        |           |    10.4 | not tested
    drug_trafficking_rate                 | E09000003 | 2025-03 to 2026-02 |      1359 |   3.5 |   3.3 |   3.7 |    2.4 | higher    |         |
    opiate_crack_not_in_treatment_england | E92000001 | 2019/20            |           |  52.1 |  51.6 |  53.8 |        |           |         |
"""  # noqa: E501


def measure(name: str, indicators: tuple[str, ...], **more) -> LocalMeasure:
    facts = {
        "text": f"An invented measure, {name}", "direction": "increase", "priorities": (1,), "tables": ("L1",), "proxy": "",
        "gap": "An invented gap.", "holder": "The provider's data lead", "source": "invented paper, section 5",
    } | more  # fmt: skip
    return LocalMeasure(id=name, indicators=indicators, **facts)


def local(*made: LocalMeasure, lead: str = "", **more) -> BoroughData:
    one = LocalPriority(
        "first",
        1,
        "An invented priority",
        "We will do it.",
        ("It will mean this.", "And 9 of those."),
        lead,
        (2, 3),
        "paper",
    )
    return BoroughData(
        "E09000003", strategy=Strategy("Invented strategy", "2023 to 2028"), priorities=(one,), measures=made, **more
    )


def card(monkeypatch, made: LocalMeasure, **more) -> dict:
    [shown] = put(monkeypatch, given(FIGURES, local(made, **more)), measures, "1")
    return shown["cards"][0]


def facts(one: dict) -> dict[str, str]:
    return {fact["term"]: fact["text"] for fact in one["facts"]}


def test_the_priority_prints_what_will_be_done_and_states_a_missing_lead(monkeypatch):
    [shown] = put(monkeypatch, given(FIGURES, local()), strategy_priority, "1")

    assert (shown["role"], shown["cards"][0]["title"]) == ("priority", "An invented priority")
    said = facts(shown["cards"][0])
    assert said["Lead"].startswith("No lead is named in the strategy")
    assert said["National priorities served"].startswith("Deliver a world-class treatment")
    [means] = put(monkeypatch, given(FIGURES, local()), strategy_means, "1")
    assert [item["text"] for item in means["items"]] == ["It will mean this.", "And 9 of those."]
    assert {item["finding"] for item in means["items"]} == {"local.barnet.strategy.first"}


def test_a_lead_that_the_strategy_names_is_printed(monkeypatch):
    [shown] = put(monkeypatch, given(FIGURES, local(lead="Public Health")), strategy_priority, "1")

    assert facts(shown["cards"][0])["Lead"] == "Public Health"


def test_a_measure_carries_the_sentence_of_each_figure_and_no_judgement_of_its_own(monkeypatch):
    one = card(monkeypatch, measure("smoke", ("smoking",), proxy="Only near."))

    assert one["status"] is None
    [said] = one["sentences"]
    assert said["text"].startswith(
        "In 2024 (the latest at hand, 22 months old), the share of adults who smoke in Barnet was 9.0%"
    )
    assert (said["finding"], said["link"]) == ("barnet.smoking.level", "compare-smoking")
    assert facts(one)["Only comes near"] == "Only near."
    assert facts(one)["Target"] == "target not set by the partnership"


def test_a_measure_without_figures_is_a_stated_gap_with_holder_and_table(monkeypatch):
    one = card(monkeypatch, measure("referred", ("new_presentations", "of_no_catalogue"), proxy="Only near."))

    assert one["sentences"] == []
    assert facts(one)["Stated gap"] == "An invented gap. The provider's data lead can supply it (table L1)."
    assert "Only comes near" not in facts(one)


def test_recorded_offences_are_never_called_a_success(monkeypatch):
    one = card(monkeypatch, measure("supply", ("drug_trafficking_rate",)))

    assert "never a sign of its success" in facts(one)["Recorded offences"]
    assert "Recorded offences" not in facts(card(monkeypatch, measure("smoke", ("smoking",))))


def test_englands_figure_stands_by_its_own_name(monkeypatch):
    one = card(monkeypatch, measure("need", ("opiate_crack_not_in_treatment_england",)))

    [said] = one["sentences"]
    assert said["text"].startswith(
        "Of England only: in 2019/20 (a historical figure), the estimated share of people in England"
    )
    assert said["text"].count("in England") == 1


def test_a_gap_goes_when_the_partnerships_table_is_at_hand(monkeypatch):
    assert "Stated gap" not in facts(card(monkeypatch, measure("smoke", ("smoking",)), tables=("L1",)))


def test_every_measure_has_a_row_in_the_table_of_evidence(monkeypatch):
    made = (measure("smoke", ("smoking",)), measure("none", ()))

    [shown] = put(monkeypatch, given(FIGURES, local(*made)), measures_table, "1")

    rows = shown["table"]["rows"]
    assert [row[1] for row in rows] == [
        "Adults who smoke, %",
        "No figure at hand; held by the provider's data lead (table L1)",
    ]
    assert rows[0][2:6] == ["2024", "9.0%", "[x]", "10.4%"]
    assert shown["table"]["links"] == ["compare-smoking", ""]


def test_what_it_cannot_tell_lists_measures_without_figures(monkeypatch):
    made = (measure("smoke", ("smoking",)), measure("none", ()))

    shown = put(monkeypatch, given(FIGURES, local(*made)), measure_gaps, "1")

    assert [item["term"] for item in shown[0]["items"]] == ["An invented measure, none"]


@pytest.mark.parametrize("word", [strategy_priority, measure_gaps])
def test_a_borough_without_priorities_says_so_and_how_to_add_them(monkeypatch, word):
    [shown] = put(monkeypatch, given(FIGURES, BoroughData("E09000001"), "E09000001"), word, "1")

    assert "No strategic priorities of its own are on file for the City of London" in shown["items"][0]["text"]
    assert "data/raw/local/city-of-london/strategy.toml" in shown["items"][0]["text"]


@pytest.mark.parametrize("word", [strategy_means, measures, measures_table])
def test_without_priorities_nothing_else_is_put_on_the_page(monkeypatch, word):
    assert put(monkeypatch, given(FIGURES), word, "1") == []


def test_a_number_that_the_strategy_does_not_have_is_refused(monkeypatch):
    with pytest.raises(PipelineError, match=r"no strategic priority '7'.*\nIts own are 1"):
        put(monkeypatch, given(FIGURES, local()), strategy_priority, "7")


def test_every_number_on_a_card_comes_from_a_finding(monkeypatch):
    one = card(monkeypatch, measure("smoke", ("smoking",)))

    assert not [
        said for said in [*one["facts"], *one["sentences"]] if is_typed(Text("", said["text"], said["finding"]))
    ]
    assert one["notes"] == []


@pytest.mark.parametrize("chapter", ["outcomes", "priority", "progress"])
def test_the_chapter_declares_every_topic_so_that_any_indicator_may_stand_in_it(chapter):
    declared = json.loads((NOTEBOOKS / f"{chapter}.ipynb").read_text(encoding="utf-8"))["metadata"]["cdp"]["topics"]

    assert set(declared) == {entry.topic for entry in CATALOGUE.values()}
