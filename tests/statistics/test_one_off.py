"""A month stands out by both parts of the rule, or not at all. All series are invented."""

import pandas as pd
import pytest

from pipeline.statistics.one_off import stands_out, usual_level


def series(odd: float, usual: float = 40, months: int = 25) -> pd.Series:
    return pd.Series([usual] * 12 + [odd] + [usual] * (months - 13))


@pytest.mark.parametrize(
    ("usual", "odd", "expected"),
    [
        (40, 120, True),
        (40, 89, False),  # over twice the usual level and 49 above it
        (40, 90, True),
        (60, 120, False),  # 60 above it and no more than twice
        (0, 50, True),
    ],
)
def test_a_month_stands_out_over_twice_the_usual_level_and_50_above_it(usual, odd, expected):
    assert stands_out(series(odd, usual)).tolist() == [False] * 12 + [expected] + [False] * 12


def test_the_usual_level_is_of_the_13_months_around_and_not_of_the_whole_series():
    level = usual_level(pd.Series([10] * 20 + [100] * 20))

    assert (level[6], level[33]) == (10, 100)


def test_a_short_series_has_no_usual_level():
    assert not stands_out(pd.Series([1, 1, 500, 1, 1, 1])).any()
