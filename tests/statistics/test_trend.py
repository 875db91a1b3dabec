"""Golden numbers: the trend examples of the Fingertips technical guidance, and the design papers."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from pipeline.errors import PipelineError
from pipeline.statistics.trend import recent_trend, trend_of_proportions, trend_of_values

PROPORTIONS = [
    ([994, 1023, 1199, 1332, 1367], [40299, 41527, 42811, 44064, 44701], 47.896677, "increasing"),
    ([209, 213, 213, 239, 210], [1017, 1087, 1119, 1117, 1139], 0.400264, "no significant change"),
    ([62, 55, 49, 41, 33], [700, 710, 715, 720, 730], 13.140293, "decreasing"),
    ([90, 41, 42, 43, 44], [700, 705, 710, 715, 720], 18.205339, "no significant change"),  # one point makes it
]
VALUES = (
    [24.67, 24.6, 28, 30.2, 30.6], [23.16, 23.15, 26.44, 28.63, 28.98], [26.25, 26.19, 29.64, 31.9, 32.25],
)  # fmt: skip
FIVE = st.lists(st.integers(0, 400), min_size=5, max_size=5)


@pytest.mark.parametrize(("x", "n", "chi_squared", "verdict"), PROPORTIONS)
def test_trends_of_proportions_are_the_published_ones(x, n, chi_squared, verdict):
    trend = trend_of_proportions(x, n)

    # The last is 18.2053395 in exact fractions: the paper's last digit is cut off, not rounded.
    assert trend.chi_squared == approx(chi_squared, abs=6e-7)
    assert trend.verdict == verdict


def test_series_are_judged_all_at_once():
    trends = trend_of_proportions([row[0] for row in PROPORTIONS], [row[1] for row in PROPORTIONS])

    assert trends.verdict.tolist() == [row[3] for row in PROPORTIONS]


def test_the_trend_of_values_is_the_published_one():
    trend = trend_of_values(*VALUES)

    assert (trend.slope, trend.chi_squared) == approx((1.751566, 46.765316), abs=5e-7)
    assert trend.verdict == "increasing"


@pytest.mark.parametrize("x", [[40, 30, 20, 10, 0], [0, 0, 8, 20, 30], [50, 40, 30, 20, 10]])
def test_none_and_all_have_a_direction(x):
    trend = trend_of_proportions(x, 5 * [50])

    assert trend.verdict == ("increasing" if x[-1] > x[0] else "decreasing")


def test_no_case_in_any_year_has_no_trend():
    trend = trend_of_proportions([0, 0, 0, 0, 0], [50, 50, 50, 50, 50])

    assert np.isnan(trend.chi_squared)
    assert trend.verdict == "cannot be calculated"


@given(FIVE.filter(any), st.lists(st.integers(401, 900), min_size=5, max_size=5))
def test_chi_squared_is_that_of_a_score_test_of_logistic_regression(x, n):
    shares = sm.GLM(
        np.column_stack([x, np.subtract(n, x)]), np.ones(5), family=sm.families.Binomial()
    ).fit()  # fmt: skip
    oracle, *_ = shares.score_test(exog_extra=np.arange(1.0, 6)[:, None])

    assert trend_of_proportions(x, n).chi_squared == approx(float(np.squeeze(oracle)), rel=1e-6, abs=1e-6)


@given(st.lists(st.floats(0, 90), min_size=5, max_size=5), st.lists(st.floats(0.5, 9), min_size=5, max_size=5))
def test_weighted_slopes_agree_with_statsmodels(value, half):
    value, half = np.array(value), np.array(half)
    oracle = sm.WLS(value, sm.add_constant(np.arange(1.0, 6)), weights=(1.96 / half) ** 2).fit()

    trend = trend_of_values(value, value - half, value + half)

    assert trend.slope == approx(oracle.params[1], rel=1e-6, abs=1e-9)


def test_a_run_of_five_years_is_judged():
    [row] = recent_trend(years(range(2015, 2020)), "value").to_dict("records")

    assert (row["verdict"], row["state"], row["reason"]) == ("increasing", "ok", "")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda rows: rows.iloc[1:], "fewer than 5 annual points"),
        (lambda rows: rows.drop(index=2), "fewer than 5 annual points"),
        (lambda rows: rows.assign(period_end=rows["period_end"] + pd.DateOffset(years=2)), "periods overlap"),
        (lambda rows: rows.assign(period_end=rows["period_start"] + pd.DateOffset(days=29)), "not annual figures"),
        (lambda rows: flagged(rows, 4, "partial period"), "a partial year"),
        (lambda rows: flagged(rows, 2, "break before"), "a break in the series"),
        (lambda rows: flagged(rows, 3, "fixed denominator"), "the denominator changes"),
        (lambda rows: rows.assign(state=["ok", "ok", "suppressed", "ok", "ok"]), "not available"),
        (lambda rows: rows.assign(lower=np.nan), "limits are not published"),
    ],
)
def test_what_cannot_be_judged_says_why(change, reason):
    [row] = recent_trend(change(years(range(2015, 2020))), "value").to_dict("records")

    assert row["reason"].startswith(reason) or reason in row["reason"]
    assert (row["verdict"], row["state"]) == ("cannot be calculated", "cannot be calculated")


def test_a_missing_year_between_is_not_bridged():
    later = years(range(2016, 2021)).assign(value=VALUES[0])
    later.loc[0, ["period_start", "period_end"]] = [pd.Timestamp("2014-04-01"), pd.Timestamp("2015-03-31")]

    assert recent_trend(later, "value")["reason"][0] == "a year is missing between the points"


def test_a_break_before_the_first_of_the_five_is_over():
    assert recent_trend(flagged(years(range(2015, 2020)), 0, "break before"), "value")["verdict"][0] == "increasing"


def test_each_area_has_its_trend_from_its_latest_five():
    rows = pd.concat([years(range(2015, 2020)).assign(area="Barnet"), years(range(2016, 2020)).assign(area="Enfield")])

    trends = recent_trend(rows, "value", by=["area"]).set_index("area")["verdict"]

    assert trends.to_dict() == {"Barnet": "increasing", "Enfield": "cannot be calculated"}


@pytest.mark.parametrize(("x", "words"), [([1, 2, 3, 4], "5 annual points, not 4"), ([1, 2, 3, 4, 99], "more than")])
def test_impossible_series_are_refused(x, words):
    with pytest.raises(PipelineError, match=words):
        trend_of_proportions(x, len(x) * [50])


def years(starts):
    starts = list(starts)
    number = len(starts)
    return pd.DataFrame(
        {
            "period_start": [pd.Timestamp(f"{start}-04-01") for start in starts],
            "period_end": [pd.Timestamp(f"{start + 1}-03-31") for start in starts],
            "value": VALUES[0][:number], "lower": VALUES[1][:number], "upper": VALUES[2][:number],
            "state": "ok", "flags": "",
        }
    )  # fmt: skip


def flagged(rows, place, flag):
    return rows.assign(flags=[flag if here == place else "" for here in range(len(rows))])
