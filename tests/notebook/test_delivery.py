"""The delivery plan: actions beside drafts, and the partnership's own judgement in words of its own. All invented."""

from dataclasses import replace
from functools import partial

import pytest

from pipeline.display import DELIVERY
from pipeline.local.data import Action, BoroughData
from pipeline.notebook.delivery import actions, plan, planned
from pipeline.phrases import SIGNS
from tests.notebook.shown import BARNET, cells, drawn, facts, shown
from tests.recommendations.test_decisions import ACCEPTED
from tests.recommendations.test_rules_fire import deaths

ACTION = Action(
    id="review-deaths", action="Review every death", priority=2, local_priority="", outcome="Fewer people die",
    recommendations=("barnet.deaths-panel",), lead="Public Health", partners="Coroner", start="2026-04", due="2027-03-31",
    resource="", measures=("m09",), milestone="", status="green", narrative="Partners have met", next_step="", risk="",
    source="invented paper",
)  # fmt: skip


def with_actions(*own, figures=None):
    return drawn(BoroughData(BARNET, actions=own), figures or deaths(20))


def delivery(monkeypatch, *own):
    [table] = shown(monkeypatch, with_actions(*own), partial(plan, 2))
    return cells(table, "Delivery")


@pytest.mark.parametrize(
    ("status", "due", "word"),
    [
        ("blue", "2026-03-31", "Done"),
        ("green", "2027-03-31", "On track"),
        ("amber", "2027-03-31", "At risk"),
        ("red", "2027-03-31", "Off track"),
        ("", "2027-03-31", "No status given"),
        ("", "2026-03-31", "No status given; its due date has passed"),
        ("green", "2026-03", "On track; its due date has passed"),
        ("green", "2026-11", "On track"),  # the month of the edition is not over
        ("green", "", "On track"),
    ],
)
def test_delivery_has_words_of_its_own_and_a_date_that_passed_is_said(monkeypatch, status, due, word):
    assert delivery(monkeypatch, replace(ACTION, status=status, due=due)) == [word]


def test_no_word_or_sign_of_a_comparison_is_a_word_of_delivery():
    words = {word.lower() for word in DELIVERY.values()}

    assert not words & {"better", "worse", "higher", "lower", "similar", "not tested"}
    assert not set(DELIVERY) & set(SIGNS)


def test_a_draft_stands_in_the_plan_as_a_draft_until_an_action_answers_it(monkeypatch):
    other = replace(ACTION, recommendations=())

    assert delivery(monkeypatch) == ["Draft: not decided"]
    assert delivery(monkeypatch, other) == ["On track", "Draft: not decided"]
    assert delivery(monkeypatch, ACTION) == ["On track"]


def test_an_agreed_recommendation_stands_there_without_a_status(monkeypatch):
    bundle = drawn(BoroughData(BARNET, decisions=ACCEPTED), deaths(20))

    [table] = shown(monkeypatch, bundle, partial(plan, 2))

    assert cells(table, "Delivery") == ["Agreed: no status given"]
    assert cells(table, "When") == ["due 30 June 2027"]


def test_the_table_says_who_and_when_and_the_file_holds_every_column(monkeypatch):
    [table] = shown(monkeypatch, with_actions(ACTION), partial(plan, 2))

    assert cells(table, "Lead") == ["Public Health with Coroner"]
    assert cells(table, "When") == ["April 2026, due 31 March 2027"]
    assert cells(table, "Measure") == [
        "Share of deaths reviewed, and naloxone kits for each 100 people in opiate treatment"
    ]
    assert {"local_priority", "resource", "milestone", "narrative", "next_step", "risk"} <= set(table["csv"]["columns"])
    assert table["source"] == "Source: invented paper."


def test_an_action_is_a_card_with_its_delivery_and_only_what_the_plan_says(monkeypatch):
    [made] = shown(monkeypatch, with_actions(ACTION), actions)

    [card] = made["cards"]
    assert card["status"] == {"word": "On track", "sign": "", "tone": "delivery-green"}
    assert facts(card)["What has happened"] == "Partners have met" and "Risk" not in facts(card)
    assert all(fact["finding"] == "local.barnet.actions.review-deaths" for fact in card["facts"])


def test_without_actions_the_gap_names_the_file_and_the_drafts_stand_alone(monkeypatch):
    opening, gap = shown(monkeypatch, with_actions(), planned, actions)

    assert opening["sentences"][0]["text"] == (
        "The plan for Barnet holds 1 draft to be decided. No action of the partnership's own delivery plan is on file."
    )
    assert "actions.csv" in gap["items"][0]["text"]


def test_the_opening_counts_the_partnerships_own_words(monkeypatch):
    late = replace(ACTION, id="late", status="", due="2026-01-31")

    [opening] = shown(monkeypatch, with_actions(ACTION, late), planned)

    assert opening["sentences"][0]["text"].endswith(
        "By the partnership's own judgement: on track 1, no status given 1. Of these 1 is past its due date."
    )


def test_a_priority_with_nothing_planned_says_so(monkeypatch):
    [gap] = shown(monkeypatch, with_actions(), partial(plan, 1))

    assert gap["items"][0]["text"] == "Nothing is planned or drafted under “Break drug supply chains”."
