import pandas as pd
import pytest

from pipeline.indicators.benchmarks import compared
from pipeline.indicators.minimum import kept_to_counts
from tests.indicators.drawn import row
from tests.indicators.entries import drawn_rows, entry

ROWS = """
    area_code | period  | numerator | denominator | value | lower | upper
    E09000003 | 2024/25 | 3         | 9           | 33.3  | 12.1  | 64.6
    E09000005 | 2024/25 | 3         | 10          | 30.0  | 10.8  | 60.3
    E09000007 | 2024/25 | 10        | 100         | 10.0  | 5.5   | 17.4
    E12000007 | 2024/25 | 900       | 1000        | 90.0  | 88.0  | 91.7
"""
FEW, ENOUGH, TEN = "E09000003", "E09000005", "E09000007"


def kept(area_code, **facts):
    return row(kept_to_counts(drawn_rows(ROWS), entry(**facts)), area_code=area_code)


def test_no_percentage_is_made_on_a_base_below_ten_but_the_count_stays():
    few = kept(FEW, kind="proportion")

    assert pd.isna([few["value"], few["lower"], few["upper"]]).all()
    assert (few["state"], few["numerator"], few["denominator"]) == ("cannot be calculated", 3, 9)


def test_a_percentage_on_a_base_of_ten_stays():
    assert kept(ENOUGH, kind="proportion")["value"] == 30


@pytest.mark.parametrize(("area_code", "flags"), [(ENOUGH, "low reliability"), (TEN, "")])
def test_a_rate_on_fewer_than_ten_is_marked(area_code, flags):
    assert kept(area_code, kind="rate")["flags"] == flags


@pytest.mark.parametrize(("area_code", "verdict"), [(ENOUGH, "not tested"), (TEN, "lower")])
def test_a_rate_on_fewer_than_ten_is_not_judged(area_code, verdict):
    assert row(compared(drawn_rows(ROWS), entry(kind="rate")), area_code=area_code)["vs_london"] == verdict
