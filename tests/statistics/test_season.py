"""Golden numbers: the design papers; second opinion: statsmodels. All series are invented."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx
from statsmodels.tsa.seasonal import seasonal_decompose

from pipeline.errors import PipelineError
from pipeline.statistics.season import decompose, interrupted, interruption_columns, seasonality

PATTERN = np.tile([-8, -6, -2, 2, 6, 9, 10, 7, 1, -3, -7, -9], 3)
NOISY = (
    31, 35, 38, 44, 47, 52, 51, 50, 42, 39, 35, 34, 37, 40, 45, 47, 55, 57, 60, 54, 48, 46, 40, 38, 43, 45, 50, 55, 58,
    66, 64, 61, 54, 50, 47, 43,
)  # fmt: skip


def test_a_known_season_and_trend_are_recovered():
    parts = decompose(40 + 0.5 * np.arange(36) + PATTERN)

    assert parts["seasonal"].tolist() == approx(PATTERN, abs=1e-12)
    assert parts["trend"][6] == approx(43)
    assert parts["residual"].abs().max() < 1e-13


def test_a_noisy_season_is_the_published_one():
    parts = decompose(NOISY)

    assert parts["trend"][[6, 29]].tolist() == approx([41.75, 52.791667], abs=5e-7)
    assert parts["seasonal"][[0, 5, 11]].tolist() == approx([-7.572917, 11.552083, -11.010417], abs=5e-7)
    assert parts["seasonal"][:12].sum() == approx(0, abs=1e-12)


def test_six_months_are_lost_at_each_end():
    assert decompose(NOISY)["trend"].isna().tolist() == 6 * [True] + 24 * [False] + 6 * [True]


@given(st.lists(st.floats(0, 5_000), min_size=24, max_size=90))
def test_decomposition_agrees_with_statsmodels(monthly):
    oracle = seasonal_decompose(np.array(monthly), period=12)

    parts = decompose(monthly)

    assert parts["trend"].to_numpy() == approx(oracle.trend, abs=1e-8, nan_ok=True)
    assert parts["seasonal"].to_numpy() == approx(oracle.seasonal, abs=1e-8)


@pytest.mark.parametrize(("monthly", "words"), [(NOISY[:23], "23 months"), ([*NOISY, np.nan], "is missing")])
def test_too_short_or_broken_series_are_refused(monthly, words):
    with pytest.raises(PipelineError, match=words):
        decompose(monthly)


def test_a_season_is_found_with_its_months():
    season = seasonality(pd.Series(NOISY), first_month=4)

    assert (season.verdict, season.peak_month, season.trough_month) == ("seasonal", 10, 3)
    assert season.peak_to_trough == approx(60 / 38, rel=0.1)


def test_chance_is_seldom_called_a_season():
    generator = np.random.default_rng(7)  # a fixed seed, for the test only
    found = [seasonality(generator.poisson(60, 60)).verdict == "seasonal" for _ in range(200)]

    assert np.mean(found) <= 0.03


def test_months_that_follow_each_other_are_seldom_called_a_season():
    generator = np.random.default_rng(7)
    found = []
    for _ in range(200):
        drift = np.zeros(72)
        for month in range(1, 72):
            drift[month] = 0.5 * drift[month - 1] + generator.normal(0, 0.12)
        found.append(seasonality(generator.poisson(80 * np.exp(drift))[12:]).verdict == "seasonal")

    assert np.mean(found) <= 0.05


@pytest.mark.parametrize(("monthly", "reason"), [(NOISY[:35], "fewer than 36 months"), ([0] * 36, "no events")])
def test_a_season_that_cannot_be_judged_says_why(monthly, reason):
    season = seasonality(monthly)

    assert (season.verdict, season.reason) == ("cannot be calculated", reason)


def test_the_columns_of_an_interruption_recover_its_parts():
    time = np.arange(20.0)
    after = (time >= 12).astype(float)
    series = 100 + 2 * time - 30 * after + 1.5 * after * (time - 12)

    fit = sm.OLS(series, interruption_columns(20, 12)).fit()

    assert fit.params == approx([100, 2, -30, 1.5])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(20, 400), min_size=36, max_size=60), st.integers(10, 24))
def test_interruptions_agree_with_statsmodels(monthly, start):
    time = np.arange(len(monthly))
    frame = pd.DataFrame({"y": monthly, "t": time, "after": (time >= start).astype(int), "people": 1_000 + time})
    formula = f"y ~ t + after + I(after * (t - {start}))" + "".join(
        f" + np.{wave}(2 * np.pi * {pair} * t / 12)" for pair in (1, 2) for wave in ("sin", "cos")
    )
    if min(monthly) == max(monthly):
        return  # statsmodels' own dispersion has no value without spread
    oracle = sm.GLM.from_formula(formula, frame, family=sm.families.Poisson(), offset=np.log(frame["people"])).fit(
        scale="X2"
    )

    ours = interrupted(monthly, start, frame["people"])

    low, high = np.exp(oracle.conf_int().loc["after"])
    assert ours.dispersion == approx(oracle.scale, rel=1e-6)
    assert ours.level.value == approx(np.exp(oracle.params["after"]), rel=1e-6)
    if oracle.scale > 1:
        assert ours.level[1:] == approx((low, high), rel=1e-5)


def test_a_step_down_is_found_and_the_counterfactual_goes_on():
    monthly = np.where(np.arange(48) < 24, 100, 50)

    change = interrupted(monthly, 24, impact="level", harmonics=0)

    assert change.level.value == approx(0.5, rel=1e-6)
    assert change.counterfactual == approx(np.full(48, 100.0), rel=1e-6)
    assert np.isnan(change.slope).all()


def test_months_without_any_spread_change_nothing():
    change = interrupted([20] * 36, 18)

    assert change.level.value == approx(1)
    assert seasonality([20] * 36).verdict == "no season shown"


def test_limits_are_never_narrower_than_poisson():
    monthly = np.where(np.arange(48) < 24, 100, 50)  # no spread at all

    level = interrupted(monthly, 24, impact="level", harmonics=0).level

    assert level.upper / level.value > np.exp(1.96 * np.sqrt(1 / 2_400 + 1 / 1_200))


@pytest.mark.parametrize(
    ("monthly", "start", "reason"),
    [
        (NOISY, 7, "fewer than 8 months on one side"),
        (NOISY, 29, "fewer than 8 months on one side"),
        (NOISY, 40, "fewer than 8 months on one side"),
        (NOISY[:20], 10, "fewer than 24 months: no season can be fitted"),
        ([0] * 18 + [3] * 18, 18, "no events on one side"),
    ],
)
def test_too_little_to_judge_a_change_says_why(monthly, start, reason):
    change = interrupted(monthly, start)

    assert (change.state, change.reason) == ("cannot be calculated", reason)
    assert np.isnan(change.level).all()
