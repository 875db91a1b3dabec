import pandas as pd
import pytest

from pipeline.areas import JOINT
from pipeline.indicators import CATALOGUE
from pipeline.indicators.joint import with_joint
from pipeline.statistics.rates import count_limits, wilson

[CITY_AND_HACKNEY] = JOINT
DRAWN = """
    area_code | year | group_type | group    | numerator | denominator | value | state      | flags
    E09000001 | 2020 |            |          |         3 |       10000 |  30.0 | ok         | modelled
    E09000012 | 2020 |            |          |        17 |      190000 |   8.9 | ok         | zero
    E09000012 | 2019 |            |          |        20 |      190000 |  10.5 | ok         |
    E09000001 | 2019 |            |          |           |       10000 |       | suppressed |
    E09000003 | 2020 |            |          |        50 |      390000 |  12.8 | ok         |
    E09000012 | 2020 | ward       | E0500001 |         5 |        9000 |  55.6 | ok         |
    E09000001 | 2020 | ward       | E0500001 |         5 |        9000 |  55.6 | ok         |
"""


def table(drawing):
    lines = [[cell.strip() for cell in line.split("|")] for line in drawing.strip().splitlines()]
    frame = pd.DataFrame(lines[1:], columns=lines[0]).rename(columns={"year": "period_label"})
    numbers = frame[["numerator", "denominator", "value"]].apply(pd.to_numeric)
    starts = pd.to_datetime(frame["period_label"] + "-01-01")
    dates = {"period_type": "CY", "period_start": starts, "period_end": starts + pd.offsets.YearEnd()}
    return frame.assign(**numbers, lower=float("nan"), upper=float("nan"), **dates)


def joined(entry):
    rows = with_joint(table(DRAWN), CATALOGUE[entry])
    return rows[rows["area_code"] == CITY_AND_HACKNEY.code].to_dict("records")


def test_counts_and_residents_are_added_and_the_rate_is_made_of_the_sums():
    [row] = joined("drug_poisoning_death_rate")

    # 20 deaths among 200,000: never the mean of the two rates.
    lower, upper = count_limits([20])
    assert (row["numerator"], row["denominator"], row["value"]) == (20, 200000, 10.0)
    assert (row["lower"], row["upper"]) == pytest.approx((lower[0] / 2, upper[0] / 2))
    assert row["flags"] == "modelled;zero"


def test_a_share_of_both_has_wilson_limits():
    [row] = joined("ethnic_minority_share")

    lower, upper = wilson([20], [200000])
    assert (row["lower"], row["upper"]) == pytest.approx((100 * lower[0], 100 * upper[0]))


def test_a_year_that_one_member_lacks_is_nobodys():
    assert [row["period_label"] for row in joined("drug_poisoning_death_rate")] == ["2020"]


def test_published_values_without_counts_are_not_joined():
    assert joined("smoking") == []


def test_a_count_is_added_and_has_no_limits():
    [row] = joined("residents_mid_year")

    assert row["value"] == 20
    assert row["lower"] != row["lower"]
