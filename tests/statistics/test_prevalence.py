"""Golden numbers: the design papers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from pipeline.errors import PipelineError
from pipeline.statistics.prevalence import chapman, unmet_need, unmet_need_cautions


def test_unmet_need_carries_the_interval_of_the_prevalence():
    [row] = unmet_need(620, 1_310, 1_060, 1_690).to_dict("records")

    shares = (row["share"], row["share_lower"], row["share_upper"])
    assert shares == approx((0.5267, 0.4151, 0.6331), abs=5e-5)
    assert (row["people"], row["people_lower"], row["people_upper"], row["note"]) == (690, 440, 1_070, "")


def test_a_bound_below_none_is_shown_as_none_and_noted():
    [row] = unmet_need(1_100, 1_200, 1_050, 1_420).to_dict("records")

    assert (row["share"], row["share_lower"], row["share_upper"]) == approx((0.0833, 0, 0.2254), abs=5e-5)
    assert (row["people_lower"], row["note"]) == (0, "treatment exceeds lower prevalence bound")


def test_the_bound_as_calculated_is_the_published_one():
    assert unmet_need(1_100, 1_200, 1_050, 1_420, floor=False)["share_lower"][0] == approx(-0.0476, abs=5e-5)


def test_treatment_above_the_estimate_itself_is_noted():
    [row] = unmet_need(1_300, 1_200, 1_050, 1_420).to_dict("records")

    assert (row["share"], row["note"]) == (0, "treatment exceeds the prevalence estimate")


def test_a_missing_figure_gives_no_share():
    assert unmet_need([620, np.nan], 1_310, 1_060, 1_690)["share"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ((620, 1_310, 1_400, 1_690), "not between its limits"),
        ((620, 0, 0, 10), "must be above zero"),
        ((-1, 10, 9, 11), "treated.*\n.*below zero"),
    ],
)
def test_impossible_estimates_are_refused(figures, words):
    with pytest.raises(PipelineError, match=words):
        unmet_need(*figures)


@given(st.integers(0, 5_000), st.integers(1, 5_000), st.integers(0, 900), st.integers(0, 900))
def test_the_share_lies_within_its_interval(treated, lower, more, most):
    [row] = unmet_need(treated, lower + more, lower, lower + more + most).to_dict("records")

    assert 0 <= row["share_lower"] <= row["share"] <= row["share_upper"] <= 1


def test_years_ages_and_method_are_said():
    first, second = unmet_need_cautions(("2016/17", "15 to 64"), ("2021/22", "18 and over"), "capture-recapture, 2019")

    assert first == "Modelled estimate: prevalence is of 2016/17 (capture-recapture, 2019); treatment is of 2021/22."
    assert second == "The ages differ: prevalence is of people aged 15 to 64, treatment of people aged 18 and over."


def test_chapmans_estimate_is_the_published_one():
    people = chapman(420, 310, 96)

    assert (people.lincoln_petersen, people.standard_error) == approx((1_356.25, 99.223802), abs=5e-7)
    assert people.log == approx((1_348.804124, 1_179.246514, 1_571.089779), abs=5e-7)
    assert people.wald[1:] == approx((1_154.329046, 1_543.279201), abs=5e-7)


def test_a_list_within_the_other_has_no_interval():
    people = chapman(60, 40, 40)

    assert (people.estimate, people.standard_error) == (60, 0)
    assert np.isnan([*people.log[1:], *people.wald[1:]]).all()


@pytest.mark.parametrize(
    ("lists", "words"),
    [
        ((200, 150, 0), "0 people are on both lists; fewer than 7"),
        ((200, 150, 6), "fewer than 7"),
        ((200, 150, 151), "more than a whole list"),
        ((200, np.nan, 20), r"second.*\n.*is missing"),
    ],
)
def test_lists_that_give_no_estimate_are_refused(lists, words):
    with pytest.raises(PipelineError, match=words):
        chapman(*lists)


@given(st.integers(7, 300), st.integers(0, 900), st.integers(0, 900))
def test_no_fewer_people_than_were_seen(both, only_first, only_second):
    people = chapman(both + only_first, both + only_second, both)

    assert people.estimate >= both + only_first + only_second - 1e-9
    assert np.isnan(people.log.lower) or people.log.lower >= both + only_first + only_second
