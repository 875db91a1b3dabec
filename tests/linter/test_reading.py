"""How text is cut, and how numbers and periods are read. All figures are invented."""

import pytest

from pipeline.linter.dates import mentions
from pipeline.linter.said import Facts, Said
from pipeline.linter.sentences import paragraphs


def read(text: str) -> list[tuple[float, str]]:
    return [(one.value, one.kind) for one in Said(text, Facts()).quantities]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("18.1% of adults, or 8 million", [(18.1, "percent"), (8_000_000.0, "count")]),
        ("up 2 percentage points to £1,200.50", [(2.0, "points"), (1200.5, "money")]),
        ("3.5 per 1,000 residents and 47 for each 100 offences", [(3.5, "rate"), (47.0, "rate")]),
        ("forty-one people and 5.2 times as many", [(41.0, "count"), (5.2, "times")]),
        ("a change of -3 on 24", [(-3.0, "count"), (24.0, "count")]),
    ],
)
def test_numbers_are_read_with_their_kind(text, found):
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    ["in 2024/25", "from March 2025 to February 2026", "aged 18 to 24", "within 21 days", "Section 3.2", "(2.6 to 4.9)",
     "95% confidence interval", "from 6.2% (Merton) to 19.0% (Haringey)", "under-75 deaths", "on 2026-09-24"],
)  # fmt: skip
def test_dates_ages_references_and_limits_are_no_results(text):
    assert read(text) == []


def test_a_number_knows_how_finely_it_is_rounded():
    halves = [one.half for one in Said("8.1%, 8 million, about 640", Facts()).quantities]

    assert halves == pytest.approx([0.05, 500_000, 5])


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024/25", "2024-04-01", "2025-03-31"),
        ("2022-24", "2022-01-01", "2024-12-31"),
        ("May 2024", "2024-05-01", "2024-05-31"),
    ],
)
def test_periods_are_read_as_publishers_write_them(text, first, last):
    (found,) = mentions(f"In {text} it was so")

    assert found.period is not None
    assert (f"{found.period.start:%Y-%m-%d}", f"{found.period.end:%Y-%m-%d}") == (first, last)


def test_a_financial_year_of_two_years_is_no_period():
    assert [one.period for one in mentions("in 2023/25")] == [None]


def test_markdown_is_cut_into_sentences_and_tables_are_left_out():
    text = "# Title\n\nOne is **bold**. Two wraps\nhere, e.g. so.\n\n- an item\n- [a link](x.html)\n\n| 1 | 2 |\n"

    assert list(paragraphs(text)) == [["Title"], ["One is bold.", "Two wraps here, e.g. so.", "an item", "a link"]]
