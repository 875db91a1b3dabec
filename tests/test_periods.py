"""Periods as publishers write them."""

import pandas as pd
import pytest

from pipeline.periods import month, read_period, three_years, twelve_months, with_periods


@pytest.mark.parametrize(
    ("text", "label", "start", "end", "type"),
    [
        ("2026-02", "February 2026", "2026-02-01", "2026-02-28", "month"),
        ("2024-02", "February 2024", "2024-02-01", "2024-02-29", "month"),
        ("2024/25", "2024/25", "2024-04-01", "2025-03-31", "FY"),
        ("2020", "2020", "2020-01-01", "2020-12-31", "CY"),
        ("2025-03 to 2026-02", "March 2025 to February 2026", "2025-03-01", "2026-02-28", "rolling12"),
    ],
)
def test_a_period_is_read_with_its_first_and_last_day(text, label, start, end, type):
    period = read_period(text)

    assert (period.label, period.type) == (label, type)
    assert (period.start, period.end) == (pd.Timestamp(start), pd.Timestamp(end))


def test_three_years_end_in_the_year_the_label_names():
    pooled = three_years("2016-18")

    assert (pooled.start, pooled.end) == (pd.Timestamp("2016-01-01"), pd.Timestamp("2018-12-31"))


def test_three_years_that_look_like_a_month_are_read_by_name():
    assert read_period("2010-12").type == "month"
    assert three_years("2010-12").end == pd.Timestamp("2012-12-31")


@pytest.mark.parametrize("text", ["", "2026-13", "last year", "Jul24 - Jun25", "2024/2025"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError, match="is not a period"):
        read_period(text)


def test_twelve_months_name_their_first_and_last_month():
    assert twelve_months("2024-03", "2025-02").label == "March 2024 to February 2025"


def test_a_frame_keeps_its_rows_and_gains_the_four_columns():
    frame = with_periods(pd.DataFrame({"period": ["2020", "2024/25", "2020"], "value": [1, 2, 3]}))

    assert frame["value"].tolist() == [1, 2, 3]
    assert frame["period_type"].tolist() == ["CY", "FY", "CY"]


def test_another_column_and_reader_can_be_named():
    frame = with_periods(pd.DataFrame({"when": ["2026-02"]}), "when", month)

    assert frame["period_label"].tolist() == ["February 2026"]
