"""Golden numbers: PHEindicatormethods' own test data and the design papers; second opinion: statsmodels."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from pipeline.errors import PipelineError
from pipeline.statistics.inequality import error_from_limits, slope_index
from pipeline.statistics.rates import count_limits

TENTHS = (
    [7291, 7997, 6105, 7666, 5790, 6934, 5918, 5974, 7147, 7534],
    [75.933459, 78.344238, 83.836063, 83.637540, 80.465503, 81.115676, 81.693084, 84.190006, 80.595564, 86.289435],
    [1.638472, 1.578193, 1.513436, 1.775491, 1.701339, 1.564121, 1.368115, 1.400142, 2.432846, 1.566518],
)
PEOPLE = np.array([210_000, 205_000, 200_000, 198_000, 190_000])
DEATHS = np.array([38, 27, 19, 14, 9])
RATES = 100_000 * DEATHS / PEOPLE
GROUPS = st.integers(5, 20).flatmap(
    lambda k: st.tuples(*(st.lists(st.floats(low, high), min_size=k, max_size=k) for low, high in ((10, 9e5), (1, 90))))
)


def test_the_slope_over_tenths_is_the_published_one():
    index = slope_index(*TENTHS)

    assert index.slope == approx((6.934616, 3.089896, 10.779338), abs=1e-6)
    assert (index.most_deprived, index.relative.value) == approx((78.076631, 1.088818), abs=5e-7)


def test_the_slope_over_fifths_is_the_published_one():
    index = slope_index(PEOPLE, RATES, RATES / np.sqrt(DEATHS))

    assert (index.slope.value, index.most_deprived) == approx((-16.503171, 18.919581), abs=5e-7)
    assert index.relative.value == approx(0.127720, abs=5e-7)
    assert index.most_to_least.value == approx(7.83, abs=5e-3)


def test_the_log_model_of_fifths_is_the_published_one():
    limits = count_limits(DEATHS)  # a constant population does not change their width on the log scale

    index = slope_index(PEOPLE, RATES, error_from_limits(*limits, "log"), "log")

    assert index.relative == approx((0.192739, 0.083143, 0.446801), abs=5e-7)
    assert index.most_to_least.value == approx(5.19, abs=5e-3)


@given(GROUPS)
def test_slopes_agree_with_statsmodels(groups):
    people, values = (np.array(column) for column in groups)
    share = people / people.sum()
    position = share.cumsum() - share / 2
    oracle = sm.WLS(values, sm.add_constant(position), weights=share).fit()

    index = slope_index(people, values, np.ones_like(values))

    assert (index.most_deprived, index.slope.value) == approx(oracle.params, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("transform", ["log", "logit"])
def test_limits_on_other_scales_agree_with_simulation(transform):
    """A fixed seed, for the test only: the limits themselves are a formula."""
    shares, error = np.array([0.30, 0.27, 0.22, 0.20, 0.15]), np.full(5, 0.04)
    index = slope_index(PEOPLE, shares, error, transform)
    to, back = (
        (np.log, np.exp) if transform == "log" else (lambda p: np.log(p / (1 - p)), lambda f: 1 / (1 + np.exp(-f)))
    )
    draws = back(np.random.default_rng(1).normal(to(shares), error, (40_000, 5)))
    simulated = slope_index(PEOPLE, draws, error, transform)

    for ours, theirs in ((index.slope, simulated.slope), (index.relative, simulated.relative)):
        assert ours[1:] == approx(np.quantile(theirs.value, [0.025, 0.975]), rel=0.02)


def test_areas_are_calculated_all_at_once():
    index = slope_index([PEOPLE, PEOPLE], [RATES, 2 * RATES], 1.0)

    assert index.slope.value == approx([-16.503171, -33.006342], abs=1e-6)


def test_a_fit_below_zero_has_no_relative_index():
    index = slope_index([1] * 5, [9, 3, 1, 0.5, 0.1], 0.2)

    assert np.isnan(index.relative).all()
    assert index.slope.value < 0


def test_more_than_ten_groups_carry_a_note():
    assert slope_index([1] * 20, np.arange(1, 21), 1.0).note.startswith("20 groups")
    assert slope_index(*TENTHS).note == ""


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: slope_index([1] * 4, [1] * 4, 1.0), "4 groups.*5 to 100"),
        (lambda: slope_index([1] * 101, [1] * 101, 1.0), "101 groups"),
        (lambda: slope_index([1, 1, 0, 1, 1], RATES, 1.0), "population.*\n.*row 2"),
        (lambda: slope_index(PEOPLE, [1, 2, 0, 4, 5], 1.0, "log"), "row 2: 0.0 has no logarithm"),
        (lambda: slope_index(PEOPLE, [0.1, 0.2, 1, 0.4, 0.5], 1.0, "logit"), "no log odds"),
        (lambda: slope_index(PEOPLE, [1, 2, np.nan, 4, 5], 1.0), "is missing"),
        (lambda: slope_index(PEOPLE, RATES, [1, 1, 0, 1, 1]), "no standard error"),
        (lambda: slope_index(PEOPLE, RATES, 1.0, "root"), "'root' is not a transform"),
        (lambda: error_from_limits([0, 1], [4, 5], "log"), "lower.*\n.*no logarithm"),
    ],
)
def test_what_has_no_index_is_refused(call, words):
    with pytest.raises(PipelineError, match=words):
        call()
