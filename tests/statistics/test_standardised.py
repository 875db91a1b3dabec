"""Golden numbers: PHEindicatormethods' own test data and the design papers; second opinion: PHStatsMethods."""

import numpy as np
import pandas as pd
import PHStatsMethods
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx

from pipeline.errors import PipelineError
from pipeline.statistics.standardised import (
    AGES,
    ESP2013,
    directly_standardised,
    indirect_ratio,
    observed_to_expected,
)

PEOPLE = (636, 558, 609, 543, 384, 594, 669, 843, 660, 576, 606, 522, 426, 273, 300, 288, 153, 123, 207)
MANY = (127, 25, 18, 21, 12, 27, 48, 27, 29, 32, 32, 34, 45, 65, 38, 68, 74, 82, 91)
SOME = (12, 4, 3, 2, 3, 4, 8, 2, 2, 3, 4, 5, 6, 8, 5, 6, 5, 5, 4)
AGE_COUNTS = st.lists(st.one_of(st.integers(0, 50), st.floats(0, 50, width=16)), min_size=19, max_size=19)


@pytest.mark.parametrize(
    ("events", "rate", "lower", "upper"),
    [
        (MANY, 10_430.247991, 9_717.709068, 11_178.940915),
        (SOME, 1_103.212025, 877.455768, 1_367.088223),
    ],
)
def test_directly_standardised_rates_are_the_published_ones(events, rate, lower, upper):
    [row] = directly_standardised(by_age(events)).to_dict("records")

    assert (row["value"], row["lower"], row["upper"]) == approx((rate, lower, upper), abs=5e-7)
    assert (row["numerator"], row["denominator"]) == (sum(events), 8_970)


def test_weights_are_joined_by_age_and_not_by_place():
    standard = pd.Series({"young": 16_500, "middle": 58_500, "old": 25_000})
    rows = pd.DataFrame(
        {"age": ["old", "young", "middle"], "numerator": [15, 2, 8], "denominator": [30_000, 50_000, 100_000]}
    )

    [row] = directly_standardised(rows, standard=standard).to_dict("records")

    assert (row["value"], row["lower"], row["upper"]) == approx((17.84, 11.385192, 26.547928), abs=5e-7)


def test_the_standard_sums_to_one_hundred_thousand():
    assert ESP2013.sum() == 100_000
    assert (AGES[0], AGES[-2], AGES[-1]) == ("0-4", "85-89", "90+")


def test_below_ten_events_there_is_no_rate_but_a_reason():
    [row] = directly_standardised(by_age([9] + 18 * [0])).to_dict("records")

    assert np.isnan([row["value"], row["lower"], row["upper"]]).all()
    assert (row["state"], row["reason"]) == ("cannot be calculated", "fewer than 10 events")


def test_a_missing_age_count_is_none():
    missing = directly_standardised(by_age((*MANY[:-1], np.nan)))

    assert missing["value"][0] == directly_standardised(by_age((*MANY[:-1], 0)))["value"][0]


def test_each_area_has_its_own_rate():
    rows = pd.concat([by_age(SOME).assign(area="Enfield"), by_age(MANY).assign(area="Barnet")])

    rates = directly_standardised(rows, by=["area"]).set_index("area")["value"]

    assert rates.to_dict() == approx({"Enfield": 1_103.212025, "Barnet": 10_430.247991}, abs=5e-7)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda rows: rows.iloc[1:], "no population aged 0-4"),
        (lambda rows: rows.replace({"age": {"90+": "95+"}}), "'95.' is not an age"),
        (lambda rows: pd.concat([rows, rows.iloc[:1]]), "0-4 more than once"),
        (lambda rows: rows.assign(denominator=np.nan), "denominator: 19 of 19.*is missing"),
        (lambda rows: rows.assign(denominator=0), "must be above zero"),
        (lambda rows: rows.assign(numerator=-1), "numerator: 19 of 19.*below zero"),
    ],
)
def test_ages_that_do_not_fit_are_refused(change, words):
    with pytest.raises(PipelineError, match=f"(?s){words}"):
        directly_standardised(change(by_age(MANY)))


@settings(max_examples=25, deadline=None)
@given(AGE_COUNTS.filter(lambda events: sum(events) >= 10))
def test_direct_rates_agree_with_phstatsmethods(events):
    rows = by_age(events)
    [ours] = directly_standardised(rows).to_dict("records")

    [theirs] = PHStatsMethods.ph_dsr(rows, "numerator", "denominator", "age", metadata=False).to_dict("records")

    assert ours["value"] == approx(theirs["Value"], rel=1e-9)
    assert (ours["lower"], ours["upper"]) == approx((theirs["lower_95_ci"], theirs["upper_95_ci"]), rel=1e-9)


def test_ratios_to_expected_are_the_published_ones():
    assert observed_to_expected(895, 835.883561) == approx((107.072329, 100.171477, 114.323329), abs=5e-7)
    assert observed_to_expected(9, 835.883561) == approx((1.076705, 0.492338, 2.043921), abs=5e-7)


@settings(max_examples=25, deadline=None)
@given(AGE_COUNTS, AGE_COUNTS.filter(lambda events: sum(events) >= 1))
def test_indirect_ratios_agree_with_phstatsmethods(events, elsewhere):
    rows, reference = by_age(events), by_age(elsewhere)
    [ours] = indirect_ratio(rows, reference).to_dict("records")
    both = rows.assign(ref_x=reference["numerator"], ref_n=reference["denominator"])

    oracle = PHStatsMethods.ph_ISRatio(both, "numerator", "denominator", "ref_x", "ref_n", refvalue=100, metadata=False)

    [theirs] = oracle.rename(columns=str.lower).to_dict("records")
    assert (ours["expected"], ours["value"]) == approx((theirs["expected"], theirs["value"]), rel=1e-9)
    assert (ours["lower"], ours["upper"]) == approx((theirs["lower_95_ci"], theirs["upper_95_ci"]), rel=1e-9)


def test_nothing_expected_has_no_ratio():
    with pytest.raises(PipelineError, match=r"expected.*\n.*above zero"):
        observed_to_expected([3, 4], [2.5, 0])


def by_age(events):
    return pd.DataFrame({"age": AGES, "numerator": events, "denominator": PEOPLE})
