"""Golden numbers: the Fingertips technical guidance and the design papers; second opinions: Wilson and exact limits."""

import numpy as np
import PHStatsMethods
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx
from statsmodels.stats.proportion import proportion_confint

from pipeline.errors import PipelineError
from pipeline.statistics.funnel import (
    dispersion_of_counts,
    dispersion_of_proportions,
    label_counts,
    label_proportions,
    poisson_funnel,
    proportion_funnel,
    target_of,
)

CASES = (52, 30, 44, 71, 25, 38, 60, 41, 33, 49)
PEOPLE = (700, 650, 720, 690, 600, 710, 640, 680, 700, 660)


@pytest.mark.parametrize(
    ("n", "near", "far"),
    [
        (100, (0.007284, 0.092716), (0, 0.117350)),
        (500, (0.030897, 0.069103), (0.019880, 0.080120)),
        (2_000, (0.040448, 0.059552), (0.034940, 0.065060)),
    ],
)
def test_funnels_of_proportions_are_the_published_ones(n, near, far):
    assert proportion_funnel(0.05, n) == approx(near, abs=5e-7)
    assert proportion_funnel(0.05, n, 0.998) == approx(far, abs=5e-7)


@pytest.mark.parametrize(
    ("events", "upper_at", "lower_at"),
    [
        (1, 0.025318, 5.571643),
        (5, 1.623486, 11.668332),
        (10, 4.795389, 18.390356),
        (25, 16.178682, 36.904932),
        (50, 37.110964, 65.918767),
    ],
)
def test_counts_sit_on_the_published_lines(events, upper_at, lower_at):
    assert poisson_funnel(upper_at).upper == approx(events, abs=1e-5)
    assert poisson_funnel(lower_at).lower == approx(events, abs=1e-5)


def test_no_event_is_not_low_where_few_are_expected():
    assert poisson_funnel([0.5, 3.6]).lower == approx([0, 0])
    assert poisson_funnel(3.7).lower > 0


@pytest.mark.parametrize(
    ("observed", "expected", "label"),
    [
        (21, 10, "High (0.025)"),
        (21, 13.5, "Not significant"),
        (5, 20, "Low (0.001)"),
        (2, 9, "Low (0.025)"),
        (0, 3, "Not significant"),
        (0, 4, "Low (0.025)"),
        (50, 10, "High (0.001)"),
    ],
)
def test_labels_are_the_published_ones(observed, expected, label):
    assert label_counts(observed, expected) == label


def test_a_standardised_rate_of_fewer_than_ten_events_has_no_label():
    assert label_counts([9, 10], [1, 10], standardised=True).tolist() == ["not applicable", "Not significant"]


def test_the_target_is_of_all_cases_and_not_a_mean_of_proportions():
    assert target_of(CASES, PEOPLE) == approx(0.065630, abs=5e-7)
    assert target_of([1, 10], [2, 1_000]) == approx(11 / 1_002)


def test_over_dispersion_is_the_published_one():
    dispersion = dispersion_of_proportions(CASES, PEOPLE)

    assert (dispersion.phi, dispersion.phi_winsorised) == approx((4.132837, 3.313489), abs=5e-7)
    assert dispersion.widening == approx(3.313489**0.5, abs=5e-7)


def test_one_outlier_does_not_widen_its_own_limits():
    dispersion = dispersion_of_counts([100] * 19 + [400], [100] * 20)

    assert dispersion.phi == approx(900 / 20)
    assert dispersion.widening == 1


def test_the_variance_between_areas_is_dersimonian_and_lairds():
    # Invented, equal sizes: tau squared is then (sum of squared z less I - 1) x s squared / (I - 1).
    observed, expected = [80, 80, 120, 120], [100] * 4

    assert dispersion_of_counts(observed, expected).tau_squared == approx((16 - 3) * 0.01 / 3)


def test_a_widened_funnel_holds_what_chance_alone_does_not():
    target, widening = target_of(CASES, PEOPLE), dispersion_of_proportions(CASES, PEOPLE).widening

    by_chance, widened = label_proportions(CASES, PEOPLE, target), label_proportions(CASES, PEOPLE, target, widening)

    assert by_chance[3] == "High (0.001)"
    assert widened[3] == "High (0.025)"
    assert set(np.delete(widened, 3)) == {"Not significant"}


@given(st.integers(1, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.floats(0.02, 0.98))
def test_a_point_is_outside_if_and_only_if_its_wilson_limits_exclude_the_target(share, target):
    x, n = share
    low, high = proportion_confint(x, n, method="wilson")
    expected = "High" if low > target + 1e-9 else "Low" if high < target - 1e-9 else "Not significant"

    if min(abs(low - target), abs(high - target)) > 1e-9:
        assert label_proportions(x, n, target)[()].split(" (")[0] == expected


@given(st.integers(0, 3_000), st.floats(0.05, 3_000))
def test_a_count_is_outside_if_and_only_if_its_exact_limits_exclude_the_expected(observed, expected):
    low, high = (0.0 if not observed else PHStatsMethods.exact_lower(observed)), PHStatsMethods.exact_upper(observed)
    verdict = "High" if low > expected else "Low" if high < expected else "Not significant"

    if min(abs(low - expected), abs(high - expected)) > 1e-6:
        assert label_counts(observed, expected)[()].split(" (")[0] == verdict


@given(st.floats(0.01, 1e6))
def test_the_far_limits_hold_the_near_ones(expected):
    near, far = poisson_funnel(expected), poisson_funnel(expected, 0.998)

    assert far.lower <= near.lower <= expected <= near.upper <= far.upper


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: proportion_funnel(1.2, 100), "1.2 is not a proportion"),
        (lambda: poisson_funnel([4, 0]), "expected.*\n.*above zero"),
        (lambda: label_proportions([11], [10], 0.5), "11.* is more than the whole"),
        (lambda: dispersion_of_proportions([3], [10]), "two areas or more"),
        (lambda: dispersion_of_counts([3, np.nan], [4, 4]), "is missing"),
    ],
)
def test_what_has_no_funnel_is_refused(call, words):
    with pytest.raises(PipelineError, match=words):
        call()
