"""Invented rows with one thing wrong each: the error names source, row and column."""

import pandas as pd
import pytest

from pipeline.errors import PipelineError
from pipeline.indicators.faults import find_faults, refuse_faults
from tests.indicators.drawn import observed

GOOD = """
    area_code | period  | value | numerator | denominator
    E09000003 | 2023/24 | 4     | 4         | 10
    E09000003 | 2024/25 | 5     | 5         | 10
    E09000005 | 2024/25 | 6     | 6         | 10
"""


@pytest.fixture
def rows():
    return observed(GOOD, measure="residents", unit="%").assign(row=[2, 3, 4])


def changed(rows, column, value):
    column_of_any = rows[column].astype(object)
    column_of_any.iloc[1] = value
    return rows.assign(
        **{column: column_of_any if isinstance(value, str) else column_of_any.astype(rows[column].dtype)}
    )


def test_good_rows_have_no_fault(rows):
    assert find_faults(rows).empty


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("value", -3.0, "row 3: value -3.0 is below zero"),
        ("numerator", float("inf"), "row 3: numerator inf is not a finite number"),
        ("value", "many", "row 3: value many is not a number"),
        ("value", float("nan"), "row 3: value nan is missing, and no state says why"),
        ("numerator", 11.0, "row 3: numerator 11.0 is more than its denominator"),
        ("denominator", 0.0, "row 3: denominator 0.0 is a population of nobody"),
        ("value", 0.0, "is a population of nobody"),
        ("area_code", "E09000099", "row 3: area_code E09000099 is not an area"),
        ("state", "suppressed", "row 3: value 5.0 is there although its state says that it is not"),
        ("period_start", pd.Timestamp(2024, 1, 1), "row 3: period_label 2024/25 overlaps with another period"),
    ],
)
def test_a_bad_figure_is_named_by_source_row_and_column(rows, column, value, words):
    with pytest.raises(PipelineError, match=r"invented: \d figures? cannot be used") as error:
        refuse_faults("invented", find_faults(changed(rows, column, value)))

    assert words in str(error.value)


def test_a_row_that_is_there_twice_overlaps_itself(rows):
    twice = pd.concat([rows, rows.iloc[[2]]], ignore_index=True)

    assert find_faults(twice)["column"].tolist() == ["period_label"]


def test_twelve_months_to_every_month_may_overlap(rows):
    rolling = changed(rows.assign(period_type="rolling12"), "period_start", pd.Timestamp(2024, 1, 1))

    assert find_faults(rolling).empty


def test_a_fault_in_a_measure_that_is_not_used_stops_nothing(rows):
    refuse_faults("invented", find_faults(changed(rows, "value", -3.0)), ("deaths",))
