"""Words of movement against their numbers. All figures are invented."""

import pytest

from pipeline.linter import lint


def rules(text: str) -> list[str]:
    return [fault.rule for fault in lint(text)]


def test_a_stated_change_is_worked_out_again():
    assert rules("Offences rose by 22% to 560, from 500 the year before.") == ["change"]


def test_a_change_in_points_is_worked_out_again():
    assert rules("The share fell by 3 percentage points, from 50.5% to 45.1%.") == ["change"]


def test_rounding_is_not_held_against_a_change():
    assert rules("Clients fell by 13%, from 240 to 210.") == []  # 12.5%


@pytest.mark.parametrize("word", ["rose", "grew", "increased", "climbed"])
def test_each_word_of_rising_is_read(word):
    assert rules(f"Admissions {word} from 302 people to 287.") == ["direction"]


@pytest.mark.parametrize("denied", ["did not rise", "never rose"])
def test_a_denied_direction_is_not_a_direction(denied):
    assert rules(f"Admissions {denied} from 302 people to 287.") == []


def test_limits_in_brackets_are_not_compared():
    text = "The rate was 3.6 per 100,000 residents (2.6 to 4.9), lower than London (4.0)."

    assert rules(text) == []


def test_another_areas_count_is_no_second_base():
    assert rules("In Barnet 5% of adults (14,800) and in England 6% of adults (2.7 million) are dependent.") == []


def test_a_multiple_in_brackets_is_worked_out_again():
    assert rules("There were 165 offences in 2019/20 and 858 in 2024/25 (8.2 times as many).") == ["multiple"]


@pytest.mark.parametrize("text", ["more than doubled, from 100 to 210", "halved, from 100 to 49"])
def test_a_true_multiple_passes(text):
    assert rules(f"Referrals of clients {text}.") == []
