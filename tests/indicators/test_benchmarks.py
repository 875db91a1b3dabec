import pytest

from pipeline.indicators.benchmarks import compared
from tests.indicators.drawn import row
from tests.indicators.entries import drawn_rows, entry

ROWS = """
    area_code | period  | value | lower | upper
    E09000003 | 2024/25 | 10.5  | 10.4  | 10.6
    E09000005 | 2024/25 | 11.0  | 10.9  | 11.1
    E09000004 | 2024/25 | 20.0  |       |
    E09000007 | 2024/25 |       |       |
    E12000007 | 2024/25 | 10.0  | 9.9   | 10.1
    E92000001 | 2024/25 | 8.0   | 7.9   | 8.1
    E09000003 | 2023/24 | 99    | 98    | 100
"""
CLOSE, APART, NO_LIMITS, NO_VALUE = "E09000003", "E09000005", "E09000004", "E09000007"


def beside(area_code, period="2024/25", **facts):
    return row(compared(drawn_rows(ROWS), entry(**facts)), area_code=area_code, period_label=period)


@pytest.mark.parametrize(
    ("area_code", "verdict"),
    [
        (CLOSE, "higher"),
        (APART, "higher"),
        (NO_LIMITS, "not tested"),
        (NO_VALUE, "not available"),
        ("E12000007", "not applicable"),
        ("E92000001", "not applicable"),
    ],
)
def test_limits_that_exclude_london_decide(area_code, verdict):
    assert beside(area_code)["vs_london"] == verdict


@pytest.mark.parametrize(("area_code", "verdict"), [(CLOSE, "similar"), (APART, "higher")])
def test_recorded_crime_also_needs_a_tenth_of_difference(area_code, verdict):
    assert beside(area_code, rule="recorded crime")["vs_london"] == verdict


def test_a_row_is_compared_with_the_same_period_only():
    older = beside(CLOSE, period="2023/24")

    assert older["vs_london"] == "not available"
    assert older["london"] != older["london"]


def test_an_indicator_that_is_not_tested_shows_the_comparator_and_no_verdict():
    shown = beside(APART, rule="not tested")

    assert (shown["london"], shown["vs_london"]) == (10.0, "not tested")


def test_a_comparator_that_is_not_declared_is_neither_shown_nor_tested():
    shown = beside(APART)

    assert shown["england"] != shown["england"]
    assert shown["vs_england"] == "not tested"


def test_a_comparator_without_a_row_is_not_available():
    rows = drawn_rows(ROWS).query("area_code != 'E92000001'")

    shown = row(compared(rows, entry(comparators=("London", "England"))), area_code=APART)

    assert (shown["vs_london"], shown["vs_england"]) == ("higher", "not available")


def test_london_is_compared_with_england():
    london = beside("E12000007", comparators=("London", "England"))

    assert (london["england"], london["vs_england"]) == (8.0, "higher")
