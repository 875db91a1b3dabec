"""The errors of real council papers, in our own words, with their figures and across their full stops and bullets."""

import pytest

from pipeline.linter import lint

TWO_BULLETS = """Surveys of adults found:

- 8.1% of adults in England drank at a risky level in autumn 2021, which equates to 8 million people.
- That is much higher than before the pandemic, when 12.4% or about 6 million people did.
"""


def rules(text: str) -> set[str]:
    return {fault.rule for fault in lint(text)}


@pytest.mark.parametrize("rule", ["bases", "direction"])
def test_a_lost_digit_is_seen_in_the_count_and_in_the_word(rule):
    assert rule in rules(TWO_BULLETS)


def test_with_the_digit_back_the_paper_is_right():
    assert rules(TWO_BULLETS.replace("8.1%", "18.1%")) == set()


def test_three_fewer_referrals_are_not_set_beside_a_percentage_for_london():
    text = (
        "There were 21 referrals in 2021/22, a reduction of 3. London as a whole had a reduction in referrals of 43%."
    )

    assert rules(text) == {"small base"}


def test_from_24_to_21_is_no_news_beside_43_per_cent():
    text = "Referrals fell from 24 to 21, while in London they fell by 43%."

    assert "small base" in rules(text)


def test_a_rate_is_not_read_out_as_a_percentage():
    assert rules("On hospital admissions the national average is 85% and the borough is at 68%.") == {"rate"}


def test_guidance_is_not_legislation():
    assert rules("Legislation states that a Combating Drugs Partnership must be formed.") == {"statute"}


def test_lockdown_is_a_guess_until_somebody_signs_it():
    assert rules("The reductions are likely the result of lockdown.") == {"cause"}
