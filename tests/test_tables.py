"""Numbers as printed, marks and their notes, and files that no spreadsheet runs."""

import math

import pandas as pd
import pytest

from pipeline.tables import area_name, cell, csv_of, csv_text, format_value, grid, with_limits


def row(**facts):
    return {"value": 3.68, "lower": 3.5, "upper": 3.9, "state": "ok", "flags": "", "area_code": "E09000003"} | facts


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "printed"),
    [
        (1234567, 0, "", "1,234,567"),
        (-2.04, 1, "", "−2.0"),
        (-0.01, 1, "", "0.0"),
        (8.1, 1, "%", "8.1%"),
        (8.1, 1, "% of located offences", "8.1% of located offences"),
        (3.5, 1, "per 1,000 residents", "3.5 per 1,000 residents"),
        (0, 0, "", "0"),
    ],
)
def test_a_number_is_printed_with_commas_a_true_minus_and_its_unit(value, decimals, unit, printed):
    assert format_value(value, decimals, unit) == printed


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_what_is_no_number_is_never_printed(value):
    with pytest.raises(ValueError, match="no number to print"):
        format_value(value, 1)


@pytest.mark.parametrize(
    ("state", "mark"),
    [("suppressed", "[c]"), ("not available", "[x]"), ("not applicable", "[z]"), ("cannot be calculated", "[x]")],
)
def test_a_missing_value_prints_the_mark_of_its_state(state, mark):
    assert cell(row(value=math.nan, state=state), 1) == mark


@pytest.mark.parametrize(
    ("flags", "printed"),
    [
        ("provisional", "3.7 [p]"),
        ("modelled", "3.7 [e]"),
        ("low reliability;provisional", "3.7 [p] [u]"),
        ("break before;fixed denominator", "3.7 [b]"),
        ("historical", "3.7"),
    ],
)
def test_a_flag_is_marked_after_the_value(flags, printed):
    assert cell(row(flags=flags), 1) == printed


def test_a_zero_that_was_rounded_is_marked_as_perhaps_not_none():
    assert cell(row(value=0.0, flags="rounded"), 0) == "0 [low]"


def test_limits_stand_in_brackets_before_the_marks():
    assert with_limits(row(flags="modelled"), 1) == "3.7 (3.5 to 3.9) [e]"


def test_without_published_limits_the_value_stands_alone():
    assert with_limits(row(lower=math.nan, upper=math.nan), 1, "%") == "3.7%"


def test_a_value_missing_by_accident_stops_the_table():
    rows = pd.DataFrame([row(value=math.nan)])

    with pytest.raises(ValueError, match="no number to print"):
        grid(rows, [("Borough", area_name), ("Rate", lambda one: cell(one, 1))], "Rates")


def test_a_merged_area_is_named_as_merged():
    assert area_name({"area_code": "E09000001+E09000012"}) == "City of London and Hackney (merged)"


def test_a_grid_explains_every_mark_once_and_no_other():
    rows = pd.DataFrame(
        [row(flags="provisional"), row(flags="provisional"), row(value=math.nan, state="cannot be calculated")]
    )

    table = grid(rows, [("Borough", area_name), ("Rate", lambda one: cell(one, 1))], "Rates", ["Invented."])

    assert table["rows"] == [["Barnet", "3.7 [p]"], ["Barnet", "3.7 [p]"], ["Barnet", "[x]"]]
    assert table["notes"] == [
        "Invented.",
        "[p] provisional: the publisher may still change it",
        "[x] cannot be calculated",
    ]


def test_a_column_of_numbers_and_marks_is_numeric_and_the_first_heads_the_rows():
    rows = pd.DataFrame([row(period_label="2019/20"), row(period_label="2020/21", state="suppressed")])

    columns = [("Year", "period_label"), ("Period", "period_label"), ("Rate", lambda one: with_limits(one, 1))]
    table = grid(rows, columns, "Rates")

    assert [column["numeric"] for column in table["columns"]] == [False, False, True]


def test_a_file_keeps_raw_numbers_dates_and_gaps():
    frame = pd.DataFrame(
        {"day": [pd.Timestamp("2025-03-01"), pd.NaT], "change": [-2.5, math.nan], "count": [853.0, math.nan]}
    )

    assert csv_of(frame, "change") == {
        "name": "change.csv",
        "columns": ["day", "change", "count"],
        "rows": [["2025-03-01", -2.5, 853], [None, None, None]],
    }


@pytest.mark.parametrize("text", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_a_text_that_a_spreadsheet_would_run_is_made_safe(text):
    assert csv_of(pd.DataFrame({text: [text]}), "x.csv") == {
        "name": "x.csv",
        "columns": [f"'{text}"],
        "rows": [[f"'{text}"]],
    }


def test_a_negative_number_stays_a_number_and_a_dash_inside_a_text_stays():
    table = csv_of(pd.DataFrame({"a": [-3], "b": ["-3"], "c": ["2016-18"]}), "x")

    assert table["rows"] == [[-3, "-3", "2016-18"]]


def test_the_file_quotes_commas_and_leaves_gaps_empty():
    frame = pd.DataFrame({"place": ["Hackney, and City", 'the "City"'], "count": [1, math.nan]})

    assert csv_text(csv_of(frame, "x")) == 'place,count\n"Hackney, and City",1\n"the ""City""",\n'
