import pytest

from pipeline.areas import BOROUGH_CODES
from pipeline.errors import PipelineError
from pipeline.indicators.coverage import everywhere, gap, headline_rows
from pipeline.states import State
from tests.indicators.drawn import row
from tests.indicators.entries import drawn_rows, entry

ROWS = """
    area_code | period             | group | value
    E09000003 | 2023/24            |       | 1
    E09000003 | 2024/25            |       | 2
    E09000003 | 2024/25            | men   | 3
    E09000003 | 2025-03 to 2026-02 |       | 4
    E09000005 | 2023/24            |       | 5
"""


def test_the_headline_is_the_latest_period_of_the_type_reported():
    assert headline_rows(drawn_rows(ROWS), entry())["value"].tolist() == [2]


def test_every_area_without_a_row_at_the_headline_gets_one_that_is_not_available():
    complete = headline_rows(everywhere(drawn_rows(ROWS), entry()), entry())

    assert set(complete["area_code"]) == {*BOROUGH_CODES, "E12000007", "E92000001"}
    assert row(complete, area_code="E09000005")["state"] == "not available"
    assert row(complete, area_code="E09000003")["value"] == 2


def test_a_source_without_the_period_type_reported_is_named():
    with pytest.raises(PipelineError, match=r"invented reports periods of type 3y.*FY, rolling12"):
        everywhere(drawn_rows(ROWS), entry(headline="3y"))


def test_a_gap_has_a_row_for_each_area_and_no_figure():
    rows = gap(entry(), State.CANNOT_CALCULATE)

    assert len(rows) == 35
    assert set(rows["state"]) == {"cannot be calculated"}
    assert rows[["value", "period_end"]].isna().all(axis=None)
