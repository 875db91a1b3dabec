"""Golden numbers: PHEindicatormethods' own test data and the design papers; second opinions: two other packages."""

import numpy as np
import pandas as pd
import PHStatsMethods
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx
from statsmodels.stats.proportion import proportion_confint

from pipeline.errors import PipelineError
from pipeline.statistics.rates import count_limits, crude_rate, proportion, ratio, ratio_limits, wilson

WILSON = [
    # x, n, 95% lower and upper, 99.8% lower and upper
    (0, 10, 0, 0.277533, 0, 0.488479),
    (10, 10, 0.722467, 1, 0.511521, 1),
    (1, 1, 0.206549, 1, 0.094791, 1),
    (5, 100, 0.021544, 0.111750, 0.013865, 0.164589),
    (65, 100, 0.552544, 0.736358, 0.495495, 0.778354),
    (1045, 5000, 0.197955, 0.220491, 0.191794, 0.227316),
    (222, 3215, 0.060792, 0.078340, 0.056471, 0.084184),
]
COUNTS = [
    (0, 0, 3.688879),
    (1, 0.025318, 5.571643),
    (5, 1.623486, 11.668332),
    (9, 4.115373, 17.084803),
    (10, 4.787450, 18.391459),  # the first that takes Byar's: exact would be 4.795389 to 18.390356
    (65, 50.163188, 82.849139),
    (1045, 982.593202, 1110.331213),
]
RATES_PER_100000 = [
    (0, 51_000, 0, 0, 7.2331),
    (7, 218_869, 3.1983, 1.2859, 6.5896),
    (9, 8_970, 100.3344, 45.8793, 190.4660),
    (21, 218_869, 9.5948, 5.9371, 14.6673),
    (95, 310_300, 30.6155, 24.7692, 37.4263),
]


@pytest.mark.parametrize(("x", "n", "lower", "upper", "lower_998", "upper_998"), WILSON)
def test_wilson_limits_are_the_published_ones(x, n, lower, upper, lower_998, upper_998):
    assert wilson(x, n) == approx((lower, upper), abs=5e-7)
    assert wilson(x, n, confidence=0.998) == approx((lower_998, upper_998), abs=5e-7)


@pytest.mark.parametrize(("count", "lower", "upper"), COUNTS)
def test_count_limits_are_exact_below_ten_and_byars_from_ten(count, lower, upper):
    assert count_limits(count) == approx((lower, upper), abs=5e-7)


@pytest.mark.parametrize(("x", "n", "rate", "lower", "upper"), RATES_PER_100000)
def test_crude_rates_are_the_published_ones(x, n, rate, lower, upper):
    [row] = crude_rate(counts(x, n), per=100_000).to_dict("records")

    assert (row["value"], row["lower"], row["upper"]) == approx((rate, lower, upper), abs=5e-5)


@pytest.mark.parametrize(
    ("x", "n", "y", "m", "low", "high"),
    [
        (21, 218_869, 180, 8_800_000, 2.834055, 7.390112),
        (21, 1, 24, 1, 0.463274, 1.640473),
        (0, 1_000, 5, 1_000, 0, 1.091279),
        (3, 1, 0, 1, 0.413231, np.inf),
    ],
)
def test_exact_limits_of_a_ratio_are_the_published_ones(x, n, y, m, low, high):
    lower, upper = ratio_limits(x, y)

    assert (lower * m / n, upper * m / n) == approx((low, high), abs=5e-7)


def test_limits_come_for_whole_columns():
    lower, upper = wilson(pd.Series([5, 65]), pd.Series([100, 100]))

    assert lower == approx([0.021544, 0.552544], abs=5e-7)
    assert upper == approx([0.111750, 0.736358], abs=5e-7)


@given(st.integers(1, 10**6))
def test_none_and_all_are_limits_of_themselves(n):
    assert (wilson(0, n).lower, wilson(n, n).upper) == (0, 1)


def test_nobody_has_no_limits():
    assert np.isnan(wilson(0, 0)).all()
    assert np.isnan(ratio_limits(0, 0)).all()


def test_none_out_of_nobody_is_not_zero():
    [row] = proportion(counts(0, 0)).to_dict("records")

    assert np.isnan([row["value"], row["lower"], row["upper"]]).all()
    assert row["state"] == "cannot be calculated"


def test_a_count_without_residents_has_no_rate():
    [row] = crude_rate(counts(7, np.nan), per=1_000).to_dict("records")

    assert np.isnan(row["value"])
    assert row["state"] == "cannot be calculated"


def test_a_count_that_was_not_published_is_not_available():
    [row] = crude_rate(counts(np.nan, 51_000), per=1_000).to_dict("records")

    assert np.isnan(row["value"])
    assert row["state"] == "not available"


def test_a_suppressed_count_stays_suppressed():
    [row] = crude_rate(counts(np.nan, 51_000).assign(state="suppressed"), per=1_000).to_dict("records")

    assert row["state"] == "suppressed"


def test_a_rate_may_be_more_than_one_for_each_resident():
    [row] = crude_rate(counts(150, 100), per=1).to_dict("records")

    assert row["value"] == approx(1.5)


def test_a_ratio_to_no_count_has_no_value():
    [row] = ratio(counts(3, 0)).to_dict("records")

    assert np.isnan([row["value"], row["upper"]]).all()
    assert row["state"] == "cannot be calculated"


@pytest.mark.parametrize(
    ("x", "n", "words"),
    [(-1, 10, "below zero"), (1, -10, "less than nobody"), (11, 10, "11 .of 10. is more than the whole")],
)
def test_impossible_counts_are_refused_by_name(x, n, words):
    with pytest.raises(PipelineError, match=words):
        wilson([5, x], [100, n])


@pytest.mark.parametrize("confidence", [0.5, 1, 100, 80])
def test_unusual_confidence_is_refused(confidence):
    with pytest.raises(PipelineError, match="not offered"):
        wilson(5, 100, confidence)


def test_confidence_may_be_given_in_percent():
    assert wilson(5, 100, 95) == approx((0.021544, 0.111750), abs=5e-7)


@given(st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_agrees_with_statsmodels(share):
    x, n = share

    assert wilson(x, n) == approx(proportion_confint(x, n, method="wilson"), abs=1e-9)


@given(st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(1, n), st.just(n))))
def test_wilson_agrees_with_phstatsmethods(share):
    assert wilson(*share) == approx(PHStatsMethods.wilson(*share), abs=1e-9)


@given(st.integers(1, 10**6))
def test_count_limits_agree_with_phstatsmethods(count):
    oracle = PHStatsMethods.byars_lower(count), PHStatsMethods.byars_upper(count)

    assert count_limits(count) == approx(oracle, rel=1e-9)


@given(st.integers(0, 10**5), st.integers(1, 10**6))
def test_limits_hold_the_rate_between_them(count, residents):
    [row] = crude_rate(counts(count, residents), per=1_000).to_dict("records")

    assert row["lower"] <= row["value"] < row["upper"]


@given(st.integers(0, 10**5), st.integers(1, 10**5))
def test_limits_hold_the_ratio_between_them(x, y):
    lower, upper = ratio_limits(x, y)

    assert lower <= x / y < upper


def counts(numerator, denominator):
    return pd.DataFrame({"numerator": [float(numerator)], "denominator": [float(denominator)]})
