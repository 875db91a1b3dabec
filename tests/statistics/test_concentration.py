"""Figures are invented; second opinions: the mean difference by brute force, and enumeration of chance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx
from scipy.stats import poisson
from statsmodels.stats.proportion import proportion_confint

from pipeline.errors import PipelineError
from pipeline.statistics.concentration import gini, gini_by_chance, lorenz, top_share

WARDS = (5, 2, 90, 30, 12, 44, 1)
COUNTS = st.lists(st.one_of(st.integers(0, 900), st.floats(0, 900, width=32)), min_size=1, max_size=40).filter(any)


def test_the_top_share_is_of_the_places_with_most():
    assert top_share(WARDS, 2) == approx((134 / 184, *proportion_confint(134, 184, method="wilson")))


def test_all_places_have_all():
    assert top_share(WARDS, 7)[::2] == approx((1, 1))


@given(COUNTS)
def test_gini_is_half_the_relative_mean_difference(offences):
    x = np.array(offences, dtype=float)
    oracle = np.abs(x[:, None] - x).mean() / (2 * x.mean())

    assert gini(offences).value == approx(oracle, abs=1e-9)


@given(COUNTS)
def test_gini_is_what_the_lorenz_curve_leaves(offences):
    curve = lorenz(offences)
    area = np.trapezoid(curve["offences"], curve["places"])

    assert gini(offences).value == approx(1 - 2 * area, abs=1e-9)


def test_equal_places_have_none_and_one_place_has_nearly_all():
    assert gini([20] * 10).value == approx(0, abs=1e-12)
    assert gini([0] * 9 + [20]).value == approx(0.9)


def test_limits_of_gini_hold_its_spread_over_repeated_draws():
    """A fixed seed, for the test only: the limits themselves are a formula."""
    draws = np.random.default_rng(1).multinomial(2_000, np.array([1, 2, 4, 8, 16, 32]) / 63, size=2_000)
    value, lower, upper = gini(2_000 * np.array([1, 2, 4, 8, 16, 32]) / 63)

    spread = np.std([gini(one).value for one in draws])

    assert (upper - lower) / 2 == approx(1.96 * spread, rel=0.05)
    assert lower < value < upper


@pytest.mark.parametrize("mean", [0.2, 1, 8, 40])
def test_chance_alone_makes_the_difference_of_two_poisson_counts(mean):
    k = np.arange(200)
    chance = poisson.pmf(k, mean)
    oracle = (np.abs(k[:, None] - k) * np.outer(chance, chance)).sum() / (2 * mean)

    assert gini_by_chance([mean] * 5) == approx(oracle, rel=1e-9)


def test_the_curve_starts_at_none_with_the_places_that_have_fewest():
    curve = lorenz([6, 1, 3])

    assert curve["offences"].tolist() == approx([0, 0.1, 0.4, 1])
    assert curve["places"].tolist() == approx([0, 1 / 3, 2 / 3, 1])


def test_nothing_recorded_is_not_equality():
    assert np.isnan([*gini([0, 0, 0]), *top_share([0, 0, 0], 1), gini_by_chance([0, 0])]).all()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: top_share(WARDS, 8), "8 of 7 places"),
        (lambda: top_share(WARDS, 0), "0 of 7"),
        (lambda: gini([4, -1]), "row 1: -1 is below zero"),
        (lambda: gini([4, np.nan]), "is missing"),
        (lambda: gini([]), "one column of counts"),
    ],
)
def test_what_is_not_a_column_of_places_is_refused(call, words):
    with pytest.raises(PipelineError, match=words):
        call()
