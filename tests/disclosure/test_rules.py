"""Rules by source (domain.md 4.12). All figures invented."""

import pandas as pd
import pytest

from pipeline.disclosure import RULES, numbers_left, pooled, protected
from pipeline.errors import PipelineError
from pipeline.states import Flag, State, split_flags


def counts(*numbers, **columns):
    frame = pd.DataFrame({"area_code": "E09000002", "numerator": numbers, "state": State.OK.value, "flags": ""})
    return frame.assign(**{"value": frame["numerator"].astype(float)} | columns)


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, 0), (8, 10), (9, 10), (12, 10), (13, 15), (17, 15), (18, 20), (22, 20), (23, 25), (27, 25), (28, 30)],
)
def test_hes_rounds_to_the_nearest_five(count, expected):
    [row] = protected(counts(count), RULES["hes"]).to_dict("records")

    assert row["numerator"] == row["value"] == expected


@pytest.mark.parametrize("count", [1, 7])
def test_hes_suppresses_one_to_seven(count):
    [row] = protected(counts(count), RULES["hes"]).to_dict("records")

    assert row["state"] == State.SUPPRESSED


@pytest.mark.parametrize(("rule", "largest"), [("ndtms public", 4), ("hes", 7), ("fingertips 92904", 5)])
def test_each_rule_hides_up_to_its_own_count(rule, largest):
    states = protected(counts(0, 1, largest, largest + 1), RULES[rule])["state"]

    assert states.tolist() == ["ok", "suppressed", "suppressed", "ok"]


def test_a_rounded_zero_of_viewit_is_not_none():
    rows = protected(counts(0, 2, 3), RULES["viewit"])

    assert rows["numerator"].tolist() == [0, 0, 5]
    assert [split_flags(cell) for cell in rows["flags"]] == [{Flag.ROUNDED}] * 3


def test_a_zero_shown_by_hes_is_none():
    assert [split_flags(cell) for cell in protected(counts(0, 13), RULES["hes"])["flags"]] == [
        {Flag.ZERO},
        {Flag.ROUNDED},
    ]


def test_a_suppressed_row_keeps_no_number_in_any_column():
    frame = counts(
        3, denominator=50, value=6.0, lower=2.1, upper=16.2, note="3 of 50 (6%)", rank=pd.array([4], "Int64")
    )

    rows = protected(frame, RULES["ndtms public"])

    assert numbers_left(rows).empty
    assert rows.loc[0, ["numerator", "denominator", "value", "lower", "upper", "rank"]].isna().all()


def test_a_number_left_behind_is_found_in_figures_and_in_words():
    frame = pd.DataFrame({"state": ["suppressed", "ok"], "share": [6.0, 7.0], "note": ["3 people", "4 people"]})

    assert numbers_left(frame)["column"].tolist() == ["note", "share"]


def test_a_small_denominator_hides_the_row_too():
    rows = protected(counts(0, denominator=3), RULES["ndtms public"], counts=("numerator", "denominator"))

    assert rows["state"].tolist() == ["suppressed"]


def test_fingertips_keeps_rates_of_exact_counts():
    [row] = protected(counts(23, value=46.0, denominator=50_000), RULES["fingertips 92904"]).to_dict("records")

    assert (row["numerator"], row["value"]) == (25, 46.0)


def test_viewit_makes_rates_from_rounded_counts_and_drops_limits():
    frame = counts(22, value=22 / 48 * 100, denominator=48, lower=30.0, upper=60.0)

    [row] = protected(frame, RULES["viewit"], counts=("numerator", "denominator")).to_dict("records")

    assert row["value"] == pytest.approx(20 / 50 * 100)
    assert pd.isna(row["lower"])


def test_a_base_rounded_to_nothing_leaves_no_rate_and_says_so():
    frame = counts(1, value=50.0, denominator=2)

    assert protected(frame, RULES["viewit"], counts=("numerator", "denominator"))["state"].tolist() == [
        "cannot be calculated"
    ]


def test_open_tables_pass_as_published():
    assert protected(counts(1, 2, 3), RULES["open as published"])["numerator"].tolist() == [1, 2, 3]


@pytest.mark.parametrize("wrong", [-1.0, 2.5, float("inf")])
def test_what_is_no_count_of_people_is_refused_with_its_row(wrong):
    with pytest.raises(PipelineError, match="numerator, row 1"):
        protected(counts(5.0, wrong), RULES["hes"])


def test_deaths_are_pooled_over_three_years_and_only_whole_windows():
    frame = pd.DataFrame({"area_code": "E09000002", "year": [2016, 2017, 2018, 2020], "numerator": [3, 4, 5, 6]})

    rows = pooled(frame, RULES["ons pooled deaths"].years, by=("area_code",))

    assert rows[["period_label", "numerator"]].to_numpy().tolist() == [["2016-18", 12]]
