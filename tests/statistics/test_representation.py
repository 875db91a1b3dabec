"""Golden numbers: the design papers (invented people in treatment, all-age Census 2021 residents)."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx
from scipy.stats import chisquare

from pipeline.errors import PipelineError
from pipeline.statistics.representation import representation

COUNTED = [70, 85, 595, 50]
RESIDENTS = [56_544, 46_802, 98_306, 17_215]
EXPECTED = [
    # share of residents, ratio, lower, upper, expected, gap
    (0.258349, 0.3387, 0.2703, 0.4223, 206.68, 136.7),
    (0.213838, 0.4969, 0.4057, 0.6057, 171.07, 86.1),
    (0.449159, 1.6559, 1.5860, 1.7205, 359.33, -235.7),
    (0.078655, 0.7946, 0.6068, 1.0356, 62.92, 12.9),
]


@pytest.mark.parametrize("place", range(4))
def test_ratios_are_the_published_ones(place):
    row = representation(groups(COUNTED, RESIDENTS)).groups.iloc[place]

    share, ratio, lower, upper, expected, gap = EXPECTED[place]
    assert row["resident_share"] == approx(share, abs=5e-7)
    assert row[["ratio", "lower", "upper"]].tolist() == approx([ratio, lower, upper], abs=5e-5)
    assert (row["expected"], row["gap"]) == (approx(expected, abs=5e-3), approx(gap, abs=5e-2))


def test_the_test_of_all_groups_is_the_published_one():
    tested = representation(groups(COUNTED, RESIDENTS))

    assert (tested.chi_squared, tested.degrees) == (approx(290.917768, abs=5e-7), 3)


def test_nobody_of_a_group_has_a_ratio_of_zero_with_an_upper_limit():
    row = representation(groups([0, 40], [50, 950])).groups.iloc[0]

    assert (row["ratio"], row["lower"], row["upper"]) == (0, 0, approx(1.752432, abs=5e-7))


def test_a_group_without_residents_has_no_ratio():
    tested = representation(groups([5, 35], [0, 950]))

    assert tested.groups["state"].tolist() == ["cannot be calculated", "ok"]
    assert np.isnan([tested.groups["ratio"][0], tested.groups["rate"][0], tested.chi_squared, tested.p_value]).all()


def test_not_stated_is_out_of_every_share_and_reported():
    tested = representation(groups([30, 60], [400, 600]), not_stated=10)

    assert tested.groups["share"].tolist() == approx([1 / 3, 2 / 3])
    assert tested.not_stated_share == approx(0.1)
    assert tested.notes == ("10% have no stated group: the ratios may mislead",)


def test_small_expected_numbers_carry_a_note():
    assert representation(groups([1, 30], [100, 900])).notes == (
        "some groups are expected to have fewer than 5: the test is rough",
    )


def test_the_rate_is_for_each_thousand_residents():
    assert representation(groups([30, 60], [400, 600])).groups["rate"].tolist() == approx([75, 100])


def test_nobody_counted_is_not_a_ratio_of_zero():
    tested = representation(groups([0, 0], [400, 600]))

    assert set(tested.groups["state"]) == {"cannot be calculated"}
    assert np.isnan(tested.chi_squared)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 90_000)), min_size=2, max_size=12))
def test_the_test_agrees_with_scipy(pairs):
    x, residents = (np.array(column, dtype=float) for column in zip(*pairs, strict=True))
    if x.sum():
        oracle = chisquare(x, x.sum() * residents / residents.sum())
        tested = representation(groups(x, residents))
        assert (tested.chi_squared, tested.p_value) == approx((oracle.statistic, oracle.pvalue), rel=1e-6, abs=1e-12)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([[1, 2], [0, 0]], "nobody lives here"),
        ([[1, -2], [10, 10]], "count.*\n.*below zero"),
        ([[1, np.nan], [10, 10]], "is missing"),
    ],
)
def test_impossible_groups_are_refused(rows, words):
    with pytest.raises(PipelineError, match=words):
        representation(groups(*rows))


def test_a_group_twice_is_refused():
    with pytest.raises(PipelineError, match="'A' is there more than once"):
        representation(groups([1, 2], [10, 10]).assign(group="A"))


def groups(counted, residents):
    return pd.DataFrame({"group": list("ABCDEFGHIJKL")[: len(counted)], "count": counted, "residents": residents})
