"""Figures of the borough's own papers are printed as counts, as they stand, or a gap says who can add them.

All figures in this file are invented.
"""

from dataclasses import replace

import pytest

from pipeline.local.data import BoroughData, LocalFigure
from pipeline.notebook import published_figures
from pipeline.notebook.papers import is_count
from tests.evidence import bundle
from tests.findings.test_custody import TABLE, rows
from tests.notebook.kept import gaps_in, opened

COUNT = LocalFigure(
    "referrals", 1, "Referrals about county lines", "2021/22", "7", "referrals", "-2", "referrals", "-43%", "query",
    "Board, 1 May 2023", "a count beside a percentage",
)  # fmt: skip


def papers(monkeypatch, *figures: LocalFigure):
    drawn = replace(bundle(rows(TABLE)), local=BoroughData("E09000003", figures=figures))
    return opened(monkeypatch, drawn)


def test_a_count_is_printed_as_the_paper_has_it_with_what_must_be_known(monkeypatch):
    shown = papers(monkeypatch, COUNT)

    published_figures(1)

    [table] = shown
    assert table["table"]["rows"][0][:5] == [
        "Referrals about county lines",
        "2021/22",
        "7 referrals",
        "-2 referrals",
        "-43%",
    ]
    assert table["table"]["rows"][0][5] == "query: not explained; a count beside a percentage"
    assert "Numbers this small vary by chance" in table["table"]["notes"][0]


def test_the_file_names_the_record_that_each_row_rests_on(monkeypatch):
    shown = papers(monkeypatch, COUNT)

    published_figures(1)

    assert shown[0]["csv"]["columns"][-1] == "finding"
    assert shown[0]["csv"]["rows"][0][-1] == "local.barnet.figures.referrals"


@pytest.mark.parametrize(
    ("value", "unit", "counted"),
    [("21", "referrals", True), ("1,234", "people", True), ("3.5", "% more", False), ("23", "% more, in London", False),
     ("2", "offences for each other offence", False), ("12", "per 1,000 residents", False)],
)  # fmt: skip
def test_only_plain_counts_are_printed(value, unit, counted):
    assert is_count(replace(COUNT, value=value, unit=unit)) is counted


@pytest.mark.parametrize("others", [(), (replace(COUNT, priority=2),), (replace(COUNT, unit="%"),)])
def test_without_a_count_the_gap_says_who_can_add_one(monkeypatch, others):
    shown = papers(monkeypatch, *others)

    published_figures(1)

    assert "No count from the partnership's own papers is at hand for Barnet" in gaps_in(shown)[0]
