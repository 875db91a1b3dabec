"""Governance, seats and milestones by role only; what papers disagree on is no fact. All records are invented."""

from functools import partial

import pytest

from pipeline.local.data import Board, BoroughData, Conflict, Member, Milestone, Partnership
from pipeline.notebook.partnership import conflicts, governance, members, milestones
from tests.notebook.shown import BARNET, cells, drawn, shown

DATES = Conflict(
    "date", "When the assessment was due", "30 November 2022", "December 2022", "Paper A, section 1", "Paper B, section 3",
    "No date is printed",
)  # fmt: skip
NAME = Conflict("name", "The partnership's name", "One", "Another", "Paper A, section 1", "Paper B, section 3", "One")


def step(due, status, note=""):
    return Milestone("step", "Agree the plan", due, status, "Paper A, section 2", note)


def table(monkeypatch, word, **records):
    made = shown(monkeypatch, drawn(BoroughData(BARNET, **records)), word)
    return made[0] if made else None


@pytest.mark.parametrize(
    ("due", "status", "date", "said"),
    [
        ("2022-09-30", "planned", "30 September 2022", "no status on file"),
        ("2027-09", "planned", "September 2027", "planned when the paper was written"),
        ("2026-11", "planned", "November 2026", "planned when the paper was written"),  # the month is not over
        ("", "planned", "no date set", "planned when the paper was written"),
        ("2022-09-30", "done", "30 September 2022", "done, as the paper says"),
        ("2022-09-30", "conflict", "the papers disagree", "the papers disagree"),
    ],
)
def test_a_step_prints_neither_a_date_in_dispute_nor_a_status_nobody_gave(monkeypatch, due, status, date, said):
    made = table(monkeypatch, milestones, milestones=(step(due, status),))

    assert (cells(made, "Date"), cells(made, "Status")) == ([date], [said])


def test_steps_stand_in_order_of_their_dates_those_without_one_last(monkeypatch):
    steps = (step("", "planned"), step("2023-01", "done"), step("2022-11-30", "done"))

    made = table(monkeypatch, milestones, milestones=steps)

    assert cells(made, "Date") == ["30 November 2022", "January 2023", "no date set"]


def test_a_note_names_a_conflict_by_what_it_is_about(monkeypatch):
    made = table(
        monkeypatch, milestones, milestones=(step("", "conflict", "See the conflict date"),), conflicts=(DATES,)
    )

    assert cells(made, "What to know") == ["See “When the assessment was due”"]


def test_a_conflict_prints_both_with_their_papers(monkeypatch):
    made = table(monkeypatch, partial(conflicts, "due"), conflicts=(DATES, NAME))

    assert cells(made, "About") == ["When the assessment was due"]
    assert cells(made, "One says") == ["30 November 2022 (Paper A, section 1)"]
    assert cells(made, "Another says") == ["December 2022 (Paper B, section 3)"]


def test_without_conflicts_nothing_stands_there(monkeypatch):
    assert table(monkeypatch, conflicts) is None


def test_governance_names_roles_and_boards_and_says_what_the_papers_leave_out(monkeypatch):
    board = Board(
        "hwb", "hwb", "Health and Wellbeing Board", leads="Oversight", receives="updates", source="Paper A, section 1"
    )
    own = Partnership(
        name="Partnership of Barnet", short="PB", sro_role="Director of Public Health", source="Paper A, section 1"
    )

    made = table(monkeypatch, governance, partnership=own, boards=(board,))

    told = dict(zip(cells(made, "What"), cells(made, "As its papers have it"), strict=True))
    assert told["Partnership"] == "Partnership of Barnet (PB)" and told["Chair"] == "not given"
    assert told["Reports to, on health"] == "Health and Wellbeing Board. Oversight. Receives: updates"
    assert made["source"] == "Source: Paper A, section 1."


def test_seats_of_one_paper_share_its_name_and_keep_their_sections(monkeypatch):
    seats = (
        Member("Probation", "Head", "chair", "Paper A, section 1"),
        Member("Police", "", "member", "Paper A, section 2"),
    )

    made = table(monkeypatch, members, members=seats)

    assert made["source"] == "Source: Paper A, in this project's words."
    assert (cells(made, "Where"), cells(made, "Role")) == (["section 1", "section 2"], ["Head", "not given"])


@pytest.mark.parametrize(
    ("word", "file"), [(governance, "governance.toml"), (members, "members.csv"), (milestones, "milestones.csv")]
)
def test_what_is_not_on_file_is_a_gap_that_names_the_file(monkeypatch, word, file):
    gap = table(monkeypatch, word)

    assert file in gap["items"][0]["text"] and gap["items"][0]["finding"].startswith("local.barnet.")
