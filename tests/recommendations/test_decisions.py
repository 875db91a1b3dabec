"""What the partnership accepted, edited or dropped lasts, bound to the id. All figures in this file are invented."""

from dataclasses import replace

import pytest

from pipeline.areas import find_area
from pipeline.errors import PipelineError
from pipeline.local.data import BoroughData
from pipeline.project import Project
from pipeline.recommendations import Status, decide, decisions_in, plan_rows, read_decisions, recommended
from pipeline.recommendations.draft import Drafts
from tests.recommendations.asking import ask, given, local_file
from tests.recommendations.test_rules_fire import deaths, stated

ACCEPTED = """\
[[decision]]
id = "barnet.deaths-panel"
decided = "accepted"
on = 2026-12-10
by = "Combating Drugs Partnership"
owner = "Director of Public Health"
by_when = 2027-06-30
target = "every death reviewed within six months"
"""
EDITED = (
    ACCEPTED.replace("deaths-panel", "ethnicity-recorded").replace('"accepted"', '"edited"')
    + 'measure = "Forms completed"\n'
)
DROPPED = """\
[[decision]]
id = "barnet.deaths-panel"
decided = "dropped"
on = 2026-12-10
by = "Combating Drugs Partnership"
reason = "A panel exists already."
"""


def decided(tmp_path, text, number=20):
    local_file(tmp_path, text)
    decisions = read_decisions(Project(tmp_path), find_area("Barnet"))
    return decide(ask("deaths-panel", deaths(number)), decisions)


def test_without_a_file_everything_is_a_draft(tmp_path):
    assert read_decisions(Project(tmp_path), find_area("Barnet")) == ()


def test_an_accepted_draft_is_agreed_with_its_date_owner_and_target(tmp_path):
    [made] = decided(tmp_path, ACCEPTED)

    assert (made.status, made.by_when, made.label) == (Status.AGREED, "2027-06-30", "Agreed by the partnership")
    assert made.terms["Target"] == "every death reviewed within six months"
    assert made.finding_ids == ("barnet.drug_poisoning_death_rate.level",)


def test_a_text_and_its_file_are_read_alike(tmp_path):
    local_file(tmp_path, f"\ufeff{ACCEPTED}")  # as Windows programs save it

    assert read_decisions(Project(tmp_path), find_area("Barnet")) == decisions_in(ACCEPTED, find_area("Barnet"))


def test_the_decisions_that_a_borough_carries_stand_in_its_recommendations():
    bundle = replace(given(deaths(20)), local=BoroughData("E09000003", decisions=ACCEPTED))

    agreed = [one for one in recommended(bundle).recommendations if one.status == Status.AGREED]

    assert [one.note for one in agreed] == ["Agreed on 10 December 2026 (Combating Drugs Partnership)."]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[[dicision]]\nid = 1", "holds dicision; it may hold"),
        ("[decision]\nid = 1", "it may hold"),
        ("[[decision]\n", "line 1"),
    ],
)
def test_a_text_that_is_no_list_of_decisions_is_refused(text, fault):
    with pytest.raises(PipelineError, match=fault):
        decisions_in(text, find_area("Barnet"))


def test_another_measure_has_another_baseline(tmp_path):
    local_file(tmp_path, EDITED)

    [made] = decide(ask("ethnicity-recorded", stated(95.0)), read_decisions(Project(tmp_path), find_area("Barnet")))

    assert made.measure.text == "Forms completed" and made.terms["Baseline"] == "no figure at hand"


def test_edited_words_take_the_place_of_the_drafts(tmp_path):
    edited = (
        ACCEPTED.replace('"accepted"', '"edited"') + 'object = "the panel that exists"\nmeasure = "Themes reported"\n'
    )

    [made] = decided(tmp_path, edited)

    assert "the panel that exists" in made.action and made.measure.text == "Themes reported"


def test_a_dropped_draft_keeps_its_reason_and_leaves_the_plan(tmp_path):
    [made] = decided(tmp_path, DROPPED)

    assert made.status == Status.DROPPED and "A panel exists already." in made.note
    assert plan_rows([made]) == []


def test_a_decision_lasts_when_the_figures_change(tmp_path):
    [made] = decided(tmp_path, ACCEPTED, number=31)

    assert made.status == Status.AGREED and made.interpretation.startswith("In 2022 to 2024, 31 people")


def test_a_decision_lasts_when_its_rule_finds_nothing(tmp_path):
    local_file(tmp_path, ACCEPTED + 'findings = ["barnet.drug_poisoning_death_rate.level"]\n')

    [made] = decide(Drafts((), (), ()), read_decisions(Project(tmp_path), find_area("Barnet")))

    assert made.status == Status.AGREED and "Convene a panel" in made.action
    assert "No rule finds its evidence in this edition: review it." in made.note
    assert made.finding_ids == ("barnet.drug_poisoning_death_rate.level",)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"accepted"', '"maybe"', "line 3: decided maybe is not one of accepted, edited, dropped"),
        ("deaths-panel", "death-panel", r"line 2: id barnet.death-panel .* Did you mean barnet.deaths-panel\?"),
        ("barnet.", "brent.", "line 2: id brent.deaths-panel is not of a draft for Barnet"),
        ("on = 2026-12-10\n", "", "line 1: on is missing"),
        ("2027-06-30", '"next June"', "line 7: by_when is not a date like 2027-03-31"),
        ('owner = "Director', 'owner = "Dr Jane Director', "line 6: owner .* names a person"),
        ('target = "', 'measure = "Fewer offences"\ntarget = "', "measure cannot be set when accepted"),
        ("target =", "tarket =", r"line 8: tarket cannot be set when accepted Did you mean target\?"),
    ],
)
def test_a_fault_is_named_by_its_line(tmp_path, old, new, fault):
    local_file(tmp_path, ACCEPTED.replace(old, new))

    with pytest.raises(PipelineError, match=fault):
        read_decisions(Project(tmp_path), find_area("Barnet"))


@pytest.mark.parametrize("measure", ["Fewer recorded offences", " "])
def test_nothing_is_agreed_on_recorded_offences_or_without_a_measure(tmp_path, measure):
    local_file(tmp_path, ACCEPTED.replace('"accepted"', '"edited"') + f'measure = "{measure}"\n')

    with pytest.raises(PipelineError, match="line 9: measure"):
        read_decisions(Project(tmp_path), find_area("Barnet"))


def test_one_draft_is_decided_once(tmp_path):
    local_file(tmp_path, f"{ACCEPTED}\n{DROPPED}")

    with pytest.raises(PipelineError, match=r"line 11: id barnet\.deaths-panel is decided twice"):
        read_decisions(Project(tmp_path), find_area("Barnet"))
