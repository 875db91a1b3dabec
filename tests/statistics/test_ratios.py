"""Golden numbers: the design papers; second opinions: statsmodels and SciPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx
from scipy.stats import binomtest
from statsmodels.stats.proportion import confint_proportions_2indep
from statsmodels.stats.rates import confint_poisson_2indep

from pipeline.errors import PipelineError
from pipeline.statistics.ratios import change, proportion_difference, rate_difference, rate_ratio, rate_ratio_p

BOROUGH, ENGLAND = (21, 218_869), (180, 8_800_000)
PEOPLE = st.integers(1, 10**6)
COUNT = st.one_of(st.integers(0, 2_000), st.floats(0, 2_000, width=32))


@pytest.mark.parametrize(
    ("ours", "base", "method", "ratio", "lower", "upper"),
    [
        (BOROUGH, ENGLAND, "log", 4.690782, 2.985117, 7.371045),
        (BOROUGH, ENGLAND, "exact", 4.690782, 2.834055, 7.390112),
        ((21, 1), (24, 1), "log", 0.875, 0.487150, 1.571640),
        ((21, 1), (24, 1), "exact", 0.875, 0.463274, 1.640473),
        ((0, 1_000), (5, 1_000), "exact", 0, 0, 1.091279),
        ((3, 1), (0, 1), "exact", np.inf, 0.413231, np.inf),
        ((0, 1_000), (5, 1_000), "log", 0, np.nan, np.nan),
    ],
)
def test_rate_ratios_are_the_published_ones(ours, base, method, ratio, lower, upper):
    assert rate_ratio(ours, base, method) == approx((ratio, lower, upper), abs=5e-7, nan_ok=True)


def test_the_exact_p_is_the_published_one():
    assert f"{rate_ratio_p(BOROUGH, ENGLAND):.2e}" == "2.83e-08"


def test_no_events_on_either_side_have_no_ratio():
    assert np.isnan(rate_ratio((0, 100), (0, 100), "exact")).all()
    assert np.isnan(rate_ratio_p((0, 100), (0, 100)))


def test_the_difference_of_proportions_is_newcombes():
    difference = proportion_difference((33, 730), (62, 700))

    assert difference == approx((-0.043366, -0.070017, -0.017567), abs=5e-7)


def test_percentage_points_are_not_percent():
    points, percent, reason = change(5.6, 5.0, base_count=50)

    assert (points, percent, reason) == (approx(0.6), approx(12), "")


@pytest.mark.parametrize(
    ("later", "earlier", "reason"),
    [
        (3, 0, "the base is zero"),
        (21, 9, "the base is below 10: counts only"),
        (21, 9.9, "the base is below 10: counts only"),
        (21, np.nan, "the base is not available"),
    ],
)
def test_no_percentage_on_a_base_that_bears_none(later, earlier, reason):
    changed = change(later, earlier)

    assert np.isnan(changed.percent)
    assert changed.reason == reason


def test_a_percentage_whose_count_was_small_changes_in_points_only():
    changed = change([12.0, 8.0], [6.0, 10.0], base_count=[6, 200])

    assert changed.percent == approx([np.nan, -20], nan_ok=True)
    assert changed.difference == approx([6, -2])


def test_a_base_of_ten_bears_a_percentage():
    assert change(7, 10).percent == approx(-30)


@given(st.integers(0, 300), PEOPLE, st.integers(0, 300), PEOPLE)
def test_the_exact_p_agrees_with_scipy(x, n, y, m):
    oracle = binomtest(x, x + y, n / (n + m)).pvalue if x + y else np.nan

    assert rate_ratio_p((x, n), (y, m)) == approx(oracle, rel=1e-6, abs=1e-12, nan_ok=True)


@given(st.integers(1, 2_000), PEOPLE, st.integers(1, 2_000), PEOPLE)
def test_log_limits_agree_with_statsmodels(x, n, y, m):
    oracle = confint_poisson_2indep(x, n, y, m, method="waldcc", compare="ratio")  # with its 0.5 added to each count

    assert rate_ratio((x + 0.5, n), (y + 0.5, m))[1:] == approx(oracle, rel=1e-6)


@given(st.floats(0, 1), st.integers(1, 5_000), st.floats(0, 1), st.integers(1, 5_000))
def test_differences_agree_with_statsmodels(p, n, q, m):
    oracle = confint_proportions_2indep(p * n, n, q * m, m, method="newcomb", compare="diff")

    assert proportion_difference((p * n, n), (q * m, m))[1:] == approx(oracle, abs=1e-6)


@given(COUNT, PEOPLE, COUNT, PEOPLE)
def test_limits_hold_the_difference_of_rates(x, n, y, m):
    value, lower, upper = rate_difference((x, n), (y, m), per=1_000)

    assert lower < value < upper


@given(COUNT.filter(lambda x: x >= 1), PEOPLE, COUNT.filter(lambda x: x >= 1), PEOPLE)
def test_ratios_turned_round_are_the_inverse(x, n, y, m):
    value, lower, upper = rate_ratio((x, n), (y, m), "exact")

    assert (1 / value, 1 / upper, 1 / lower) == approx(rate_ratio((y, m), (x, n), "exact"), rel=1e-5)


@pytest.mark.parametrize(
    ("ours", "words"), [((-1, 10), "count.*\n.*below zero"), ((1, 0), "population.*\n.*above zero")]
)
def test_impossible_rates_are_refused_by_name(ours, words):
    with pytest.raises(PipelineError, match=words):
        rate_ratio(ours, ENGLAND)
