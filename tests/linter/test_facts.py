"""What is held against a sentence only when the facts are given. All figures are invented."""

from datetime import date

import pytest

from pipeline import periods
from pipeline.linter import Facts, lint

PART = "In 2025/26 the police recorded 512 offences."
GRANT = "The grant is £381,264 for 2022/23."
NOBODY = "No one was in treatment for opiates."
CAUSE = "Completions fell because of vacancies."
YEAR = periods.financial_year("2025/26")


def rules(text: str, facts: Facts | None = None) -> list[str]:
    return [fault.rule for fault in lint(text, facts)]


@pytest.mark.parametrize("text", [PART, GRANT, NOBODY])
def test_without_facts_nothing_is_held_against_a_sentence(text):
    assert rules(text) == []


def test_a_part_year_is_no_year():
    assert rules(PART, Facts(periods=(YEAR,), partial=(YEAR,))) == ["period"]


def test_a_year_that_is_not_held_has_no_figure():
    assert rules(PART, Facts(periods=(periods.financial_year("2024/25"),))) == ["period"]


@pytest.mark.parametrize(("today", "found"), [(date(2026, 11, 22), ["grant"]), (date(2022, 11, 22), [])])
def test_a_sum_is_past_from_the_editions_date_on(today, found):
    assert rules(GRANT, Facts(today=today)) == found


def test_a_rounded_zero_is_not_no_one():
    assert rules(NOBODY, Facts(rounded=True)) == ["zero"]


@pytest.mark.parametrize("text", [CAUSE, f"Interpretation signed by the commissioner, 4 March 2026: {CAUSE}"])
def test_a_signed_interpretation_may_name_a_cause(text):
    assert rules(text, Facts(signed=text == CAUSE)) == []


def test_a_signature_covers_its_list_and_no_more():
    signed = f"Interpretation signed by the commissioner, 4 March 2026:\n\n- {CAUSE}\n\n{CAUSE}"

    assert rules(signed) == ["cause"]
