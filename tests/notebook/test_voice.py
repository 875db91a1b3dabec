"""Who was asked and what about: themes, never words, and no claim to stand for everybody. All records are invented."""

from dataclasses import replace

import pytest

from pipeline.areas import find_area
from pipeline.local.data import BoroughData, Heard
from pipeline.notebook.voice import engagement, heard, listened, survey
from pipeline.report.language import Text, is_typed
from tests.notebook.shown import BARNET, cells, drawn, shown

FOCUS = Heard(
    "group",
    "focus group",
    "What helps",
    "May 2026",
    "People in treatment",
    ("Waiting is hard", "Peers help"),
    "Paper A",
)
PLANNED = replace(FOCUS, id="planned", kind="meeting", when="planned in June 2026", themes=())


def opening(monkeypatch, *records):
    [made] = shown(monkeypatch, drawn(BoroughData(BARNET, heard=records)), listened)
    return made["sentences"][0]


def test_themes_stand_beside_who_was_asked(monkeypatch):
    [made] = shown(monkeypatch, drawn(BoroughData(BARNET, heard=(FOCUS, PLANNED))), heard)

    assert cells(made, "Themes") == ["Waiting is hard; Peers help", "no themes on file"]
    assert cells(made, "Who") == ["People in treatment", "People in treatment"]


def test_the_opening_counts_what_is_on_file_and_what_was_only_planned(monkeypatch):
    text = opening(monkeypatch, FOCUS, PLANNED)["text"]

    assert text.startswith("On file for Barnet: 1 focus group and 1 meeting. Of these 1 was still planned")
    assert "Of these 1 has themes on file; 1 has none." in text


def test_nobody_is_said_to_stand_for_everybody(monkeypatch):
    assert "None is known to be a sample of everybody" in opening(monkeypatch, FOCUS)["text"]


def test_that_people_were_asked_is_not_what_they_said(monkeypatch):
    asked = replace(PLANNED, when="May 2026", who="Not said in the paper")

    text = opening(monkeypatch, asked)["text"]

    assert "that people were asked is known, what they said is not" in text
    assert "Who was asked is not on file for any." in text


def test_the_opening_names_the_finding_that_its_numbers_rest_on(monkeypatch):
    said = opening(monkeypatch, FOCUS)

    assert said["finding"] == "local.barnet.voice.all"
    assert not is_typed(Text("", said["text"], said["finding"]), find_area("Barnet"))


@pytest.mark.parametrize(
    ("word", "told"),
    [
        (heard, "The public involvement lead can add this: voice.toml in the borough's own folder."),
        (survey, "The council's survey team can add this: L10-survey.csv in the borough's own folder."),
        (engagement, "can add this: L3-engagement.csv in the borough's own folder."),
    ],
)
def test_what_is_not_on_file_names_who_can_add_it_and_where(monkeypatch, word, told):
    [gap] = shown(monkeypatch, drawn(), word)

    assert gap["items"][0]["text"].endswith(told)
