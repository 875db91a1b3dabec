"""Recommendations as cards that can be read alone, refusals with their reason, silent rules. All figures are invented."""

from functools import partial

import pytest

from pipeline.areas import find_area
from pipeline.chapters import find_chapter
from pipeline.indicators import CATALOGUE
from pipeline.local import BoroughData, LocalMeasure, Member
from pipeline.notebook.asks import asked, found_nothing, not_asked, recommendations
from pipeline.project import find_project
from pipeline.report.language import Text, is_typed
from tests.notebook.shown import BARNET, drawn, facts, shown
from tests.recommendations.test_decisions import ACCEPTED, DROPPED
from tests.recommendations.test_rules_fire import STEP, TRAFFICKING, deaths, met_need, profile, six_years, two_years

PARENTS = "parents_living_with_children_share"


def cards(monkeypatch, figures, number=2, local=None, **more):
    made = shown(monkeypatch, drawn(local, figures, **more), partial(recommendations, number))
    return made[0]["cards"]


def said(bundle):
    """Every text of a card that the language gate reads, with the finding it names."""
    for card in bundle["cards"]:
        yield from (Text("", one["text"], one.get("finding", "")) for one in [*card["sentences"], *card["facts"]])
        yield from (Text("", note) for note in card["notes"])


def test_a_draft_says_that_it_is_one_and_leaves_open_what_the_partnership_has_not_decided(monkeypatch):
    [card] = cards(monkeypatch, deaths(20))

    assert card["eyebrow"] == "Recommendation 1. Draft for the partnership"
    assert card["title"].startswith("Convene a panel") and card["status"] is None
    assert facts(card)["Owner"] == "to be agreed (the draft suggests: Director of Public Health)"
    assert facts(card)["By when"] == "date not set by the partnership"
    assert facts(card)["Target"] == "target not set by the partnership"
    assert facts(card)["Kept under"] == "barnet.deaths-panel"


def test_a_card_gives_its_reason_and_each_finding_with_the_chart_that_shows_it(monkeypatch):
    [card] = cards(monkeypatch, deaths(20))

    meaning, finding = card["sentences"]
    assert meaning["text"].startswith("In 2022 to 2024, 20 people died")
    assert finding["link"] == "compare-drug_poisoning_death_rate"
    assert {meaning["finding"], finding["finding"]} == {"barnet.drug_poisoning_death_rate.level"}


def test_the_title_of_an_action_on_historical_figures_says_that_current_ones_come_first(monkeypatch):
    card, *_ = cards(monkeypatch, met_need(14.0, 15.0, "2017/18", "2016/17"))

    assert card["title"].startswith("Once current figures are at hand: agree routes")
    assert facts(card)["First"].startswith("Obtain current figures from the commissioner (table L0")


def test_an_agreed_draft_carries_date_body_owner_and_target(monkeypatch):
    local = BoroughData(BARNET, decisions=ACCEPTED)

    [card] = cards(monkeypatch, deaths(20), local=local)

    assert card["eyebrow"] == "Recommendation 1. Agreed by the partnership"
    assert facts(card)["Decision"] == "Agreed on 10 December 2026 (Combating Drugs Partnership)."
    assert (facts(card)["Owner"], facts(card)["By when"]) == ("Director of Public Health", "30 June 2027")
    assert facts(card)["Target"] == "every death reviewed within six months"


def test_a_dropped_draft_keeps_its_reason_and_the_opening_counts_it(monkeypatch):
    bundle = drawn(BoroughData(BARNET, decisions=DROPPED), deaths(20))

    opening, dropped = shown(monkeypatch, bundle, asked, partial(recommendations, 2))

    assert facts(dropped["cards"][0])["Decision"].endswith("A panel exists already.")
    assert "agreed 0 and not taken up 1; none is left to decide" in opening["sentences"][0]["text"]


def test_a_seat_of_the_partnership_is_the_owner(monkeypatch):
    seat = Member("Council", "Director of Public Health", "chair", "invented")

    [card] = cards(monkeypatch, deaths(20), local=BoroughData(BARNET, members=(seat,)))

    assert facts(card)["Owner"] == "Director of Public Health, Council"


CHARGES = LocalMeasure("charges", "Charges for drug offences", "increase", (1,), (), ("L12",), "", "", "", "invented")


@pytest.mark.parametrize(
    ("figures", "number", "local", "key"),
    [
        (two_years(PARENTS, (60, 600), (110, 600)), 3, BoroughData(BARNET), "parents-protocol"),
        (TRAFFICKING, 1, BoroughData(BARNET, measures=(CHARGES,)), "enforcement-figures-all"),
        (profile(0.49, 0.75), 2, BoroughData(BARNET, tables=("L7",)), "ethnicity-access-asian"),
    ],
)
def test_the_boroughs_own_files_make_rules_fire(monkeypatch, figures, number, local, key):
    made = cards(monkeypatch, figures, number, local)

    assert f"recommendation-{key}" in [card["id"] for card in made]


@pytest.mark.parametrize(
    ("figures", "number", "local"),
    [
        (TRAFFICKING, 1, BoroughData(BARNET, measures=(CHARGES,), tables=("L12",))),
        (profile(0.49, 0.75), 2, BoroughData(BARNET)),
    ],
)
def test_the_rules_stay_silent_where_the_table_is_there_or_is_not(monkeypatch, figures, number, local):
    [made] = shown(monkeypatch, drawn(local, figures), partial(recommendations, number))

    ids = [card["id"] for card in made.get("cards", [])]
    assert not [name for name in ids if "enforcement" in name or "ethnicity-access" in name]


def test_no_text_of_a_card_holds_a_number_without_its_finding(monkeypatch):
    local = BoroughData(BARNET, decisions=ACCEPTED.replace("every death", "80% of deaths"))
    figures = [deaths(20), met_need(14.0, 15.0, "2017/18", "2016/17")]

    made = [shown(monkeypatch, drawn(local, one), partial(recommendations, 2))[0] for one in figures]

    assert not [text for bundle in made for text in said(bundle) if is_typed(text, find_area("Barnet"))]


def test_what_a_break_explains_is_not_asked_and_its_reason_stands_once(monkeypatch):
    [refused] = shown(monkeypatch, drawn(None, six_years(100, 850, 15000), breaks=(STEP,)), not_asked)

    [card] = refused["cards"]
    assert (refused["role"], card["eyebrow"]) == ("refused", "No recommendation")
    assert card["title"].startswith("A change that comes with a listed break")
    assert "no trend is judged" in card["sentences"][0]["text"]


def test_a_silent_rule_says_whether_it_could_look(monkeypatch):
    [listed] = shown(monkeypatch, drawn(None, deaths(3)), found_nothing)

    why = {item["term"]: item["text"] for item in listed["items"]}
    assert why["Enough deaths from drug poisoning to learn from"] == "Looked for and not found."
    assert why["More possession offences for each resident than in London"] == "Not looked for, no figure at hand."


def test_a_rule_that_looked_in_historical_figures_only_says_so(monkeypatch):
    [listed] = shown(monkeypatch, drawn(None, deaths(3).replace("2022-24", "2016-18")), found_nothing)

    why = {item["term"]: item["text"] for item in listed["items"]}
    assert why["Enough deaths from drug poisoning to learn from"] == "Looked for in historical figures and not found."


def test_a_priority_without_a_draft_says_which_of_its_rules_could_look(monkeypatch):
    [gap] = shown(monkeypatch, drawn(), partial(recommendations, 3))

    assert gap["items"][0]["text"].endswith(
        "Not looked for, no figure at hand: a rising share of people in treatment who live with children."
    )


@pytest.mark.parametrize("chapter", ["recommendations", "delivery"])
def test_a_chapter_that_drafts_may_read_every_topic(chapter):
    declared = find_chapter(find_project(), chapter).topics

    assert set(declared) == {entry.topic for entry in CATALOGUE.values()}
