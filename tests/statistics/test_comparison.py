import pytest
from numpy import nan

from pipeline.statistics.comparison import compare


@pytest.mark.parametrize(
    ("value", "lower", "upper", "benchmark", "verdict"),
    [
        (0.045, 0.0319, 0.0632, 0.0569, "similar"),
        (6.4, 4.1, 9.9, 10, "lower"),
        (6.5, 4.1, 10, 10, "similar"),  # touching
        (12, 10, 15, 10, "similar"),  # touching
        (13, 11, 15, 10, "higher"),
    ],
)
def test_limits_decide(value, lower, upper, benchmark, verdict):
    assert compare(value, lower, upper, benchmark) == verdict


@pytest.mark.parametrize(
    ("value", "verdict"), [(10.9, "similar"), (11.0, "higher"), (9.1, "similar"), (9.0, "lower"), (20.0, "higher")]
)
def test_a_difference_below_the_minimum_is_similar_however_narrow_the_limits(value, verdict):
    assert compare(value, value - 0.01, value + 0.01, 10.0, minimum_difference=0.1) == verdict


def test_exactly_the_minimum_counts_whatever_the_arithmetic_of_the_machine():
    assert 3.3 - 3.0 < 0.1 * 3.0  # by a rounding error
    assert compare(3.3, 3.2, 3.4, 3.0, minimum_difference=0.1) == "higher"


def test_a_large_difference_with_wide_limits_is_similar():
    assert compare(20, 9, 31, 10, minimum_difference=0.1) == "similar"


def test_without_limits_nothing_is_tested():
    assert compare(20, nan, nan, 10) == "not tested"


@pytest.mark.parametrize(("value", "benchmark"), [(nan, 10), (20, nan)])
def test_without_a_figure_there_is_no_comparison(value, benchmark):
    assert compare(value, 19, 21, benchmark) == "not available"


def test_columns_are_compared_with_one_benchmark():
    verdicts = compare([13, 6.4], [11, 4.1], [15, 9.9], 10)

    assert verdicts.tolist() == ["higher", "lower"]


def test_anything_is_higher_than_a_benchmark_of_zero():
    assert compare(3, 0.6, 8.8, 0, minimum_difference=0.1) == "higher"
