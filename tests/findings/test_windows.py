"""Change is judged only between like periods; across a break counts stand beside London's and no trend is judged.

All figures in this file are invented.
"""

import pandas as pd
import pytest

from pipeline import phrases
from pipeline.findings import one_off_months, same_season, since
from tests.evidence import bundle, rows

STEP = ("mps_recorded_crime", "drug_trafficking", "2024-09-01", "all", "a step, cause not known", "break")
TWO_YEARS = """
    indicator             | area_code | period  | numerator | value
    drug_trafficking_rate | E09000003 | 2019/20 |       100 |   0.3
    drug_trafficking_rate | E09000003 | 2024/25 |       850 |   2.2
    drug_trafficking_rate | E12000007 | 2019/20 |      3000 |   0.3
    drug_trafficking_rate | E12000007 | 2024/25 |     15000 |   1.7
"""


def test_across_a_break_no_trend_is_judged_and_london_stands_beside():
    finding = since(bundle(rows(TWO_YEARS), breaks=[STEP]), "drug_trafficking_rate", "2019/20", "2024/25")

    said = phrases.sentence(finding)

    assert finding.verdict == "not comparable"
    assert "100" in said and "850" in said and "in London 5.0 times as many" in said
    assert "A break in the records (September 2024, cause not known) lies between, so no trend is judged." in said


def test_without_years_the_latest_stands_beside_the_one_five_years_before():
    finding = since(bundle(rows(TWO_YEARS)), "drug_trafficking_rate")

    assert (finding.facts["first"], finding.facts["last"]) == ("2019/20", "2024/25")


def test_every_break_between_is_named():
    system = ("mps_recorded_crime", "all", "2024-03-01", "all", "new system", "break")

    said = phrases.sentence(since(bundle(rows(TWO_YEARS), breaks=[STEP, system]), "drug_trafficking_rate"))

    assert "Breaks in the records (September 2024, cause not known and March 2024) lie between" in said


def test_a_break_before_both_years_does_not_stand_between_them():
    early = ("mps_recorded_crime", "drug_trafficking", "2012-04-01", "all", "old", "break")

    finding = since(bundle(rows(TWO_YEARS), breaks=[early]), "drug_trafficking_rate", "2019/20", "2024/25")

    assert finding.verdict == "shown"


def test_another_offences_break_is_not_this_ones():
    other = ("mps_recorded_crime", "residential_burglary", "2022-04-01", "all", "other", "break")

    finding = since(bundle(rows(TWO_YEARS), breaks=[other]), "drug_trafficking_rate", "2019/20", "2024/25")

    assert finding.verdict == "shown"


def test_no_ratio_on_a_base_under_ten():
    small = TWO_YEARS.replace("       100 |", "         9 |")

    said = phrases.sentence(since(bundle(rows(small)), "drug_trafficking_rate", "2019/20", "2024/25"))

    assert "9 " in said and "94" not in said  # 850 / 9 is 94.4 times


def monthly(values: list[int], area: str = "E09000003") -> pd.DataFrame:
    months = pd.period_range(end="2026-02", periods=len(values), freq="M")
    lines = [
        f"drug_trafficking_offences | {area} | {month} | {value} | {value}"
        for month, value in zip(months, values, strict=True)
    ]
    return rows("\n".join(["indicator | area_code | period | numerator | value", *lines]))


def both(own: list[int]) -> pd.DataFrame:
    return pd.concat([monthly(own), monthly([value * 20 for value in own], "E12000007")], ignore_index=True)


@pytest.mark.parametrize(
    ("before", "now", "verdict"),
    [
        (100, 100, "level"),
        (100, 108, "level"),  # beyond chance or not, under a tenth is no difference
        (100, 130, "more"),
        (100, 70, "fewer"),
        (8, 9, "level"),  # 48 and 54: 12% more, but within chance
        (1, 2, "too few to compare"),
    ],
)
def test_six_months_are_compared_with_the_same_six_a_year_before(before, now, verdict):
    finding = same_season(bundle(both([before] * 12 + [now] * 6)), "drug_trafficking_offences")

    assert (finding.facts["before"], finding.facts["now"]) == (6 * before, 6 * now)
    assert finding.verdict == verdict


def test_a_break_inside_the_eighteen_months_stops_the_comparison():
    recent = ("mps_recorded_crime", "drug_trafficking", "2025-06-01", "all", "a step", "break")

    finding = same_season(bundle(both([50] * 18), breaks=[recent]), "drug_trafficking_offences")

    assert finding.verdict == "not comparable"


def test_a_month_far_above_the_others_is_named_with_the_total_with_and_without():
    values = [50] * 24
    values[-9] = 160  # June 2025: over twice the median of 50 and 110 above it

    finding = one_off_months(bundle(monthly(values)), "drug_trafficking_offences")
    said = phrases.sentence(finding)

    assert "June 2025 (160, usually about 50)" in said
    assert "710" in said and "550" in said  # 11 x 50 + 160, and without
    assert finding.query


@pytest.mark.parametrize("peak", [100, 99])
def test_a_month_that_is_not_over_twice_the_others_is_not_one_off(peak):
    assert one_off_months(bundle(monthly([50] * 15 + [peak] + [50] * 8)), "drug_trafficking_offences") is None


def test_a_small_series_has_no_one_off_months():
    assert one_off_months(bundle(monthly([3] * 20 + [45] + [3] * 3)), "drug_trafficking_offences") is None
