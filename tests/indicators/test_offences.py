"""Invented counts; rates checked by hand, limits against PHStatsMethods 0.1.16."""

import pandas as pd
import pytest
from pytest import approx

from pipeline.errors import PipelineError
from pipeline.indicators.offences import (
    drug_possession_offences,
    drug_trafficking_rate,
    homicide,
    neighbourhood_crime_rate,
    trafficking_possession_ratio,
)
from tests.indicators.drawn import census, monthly, observed, residents, row

BARNET, BRENT, LONDON = "E09000003", "E09000005", "E12000007"
CENSUS = census(E09000003=200_000, E09000005=300_000, E09000001=8_584)
MID_YEAR = residents("""
    area_code | period | value
    E09000003 | 2018   | 150000
    E09000003 | 2019   | 100000
    E09000003 | 2020   | 111111
""")


def trafficking(first, counts, area=BARNET):
    return monthly(area, "drug_trafficking", first, counts)


def test_trafficking_is_counted_for_each_1000_residents_of_the_census():
    police = pd.concat([trafficking("2024-04", [50] * 12), monthly(BARNET, "drug_possession", "2024-04", [9] * 12)])

    year = row(drug_trafficking_rate(police, CENSUS, MID_YEAR), area_code=BARNET, period_type="FY")

    assert (year["numerator"], year["denominator"], year["value"]) == (600, 200_000, approx(3.0))
    # Byar's limits of 600, by PHStatsMethods: 552.94 and 649.99, for each 200 thousand residents.
    assert (year["lower"], year["upper"]) == approx((2.7647, 3.2500), abs=5e-4)
    assert year["flags"] == "fixed denominator"


def test_years_before_2020_21_divide_by_the_estimate_of_the_year_they_start_in():
    rates = drug_trafficking_rate(trafficking("2019-04", [10] * 12), CENSUS, MID_YEAR)

    year = row(rates, area_code=BARNET, period_type="FY")
    assert (year["denominator"], year["flags"]) == (100_000, "")


def test_the_first_year_on_the_census_is_marked_as_a_break():
    rates = drug_trafficking_rate(trafficking("2020-04", [10] * 12), CENSUS, MID_YEAR)

    year = row(rates, area_code=BARNET, period_type="FY")
    assert (year["denominator"], year["flags"]) == (200_000, "break before;fixed denominator")


def test_london_is_the_boroughs_at_hand_above_and_below_the_line():
    police = pd.concat([trafficking("2024-04", [50] * 12), trafficking("2024-04", [25] * 12, BRENT)])

    london = row(drug_trafficking_rate(police, CENSUS, MID_YEAR), area_code=LONDON, period_type="FY")

    # The City of London (8,584 residents) is in neither.
    assert (london["numerator"], london["denominator"], london["value"]) == (900, 500_000, approx(1.8))


def test_small_areas_and_wards_are_not_added_to_boroughs():
    ward = observed("""
        area_code | period             | measure          | category_type | value
        E09000003 | 2024-04 to 2025-03 | drug_trafficking | ward          | 77
    """)

    rates = drug_trafficking_rate(pd.concat([trafficking("2024-04", [50] * 12), ward]), CENSUS, MID_YEAR)

    assert row(rates, area_code=BARNET, period_type="FY")["numerator"] == 600


def test_a_borough_without_residents_at_hand_has_a_count_and_no_rate():
    rates = drug_trafficking_rate(trafficking("2010-04", [10] * 12), CENSUS, MID_YEAR)

    year = row(rates, area_code=BARNET, period_type="FY")
    assert (year["numerator"], year["state"]) == (120, "cannot be calculated")


def test_neighbourhood_crime_adds_four_offences_and_no_others():
    four = ("personal_robbery", "residential_burglary", "theft_from_person", "vehicle_offences")
    police = pd.concat([monthly(BARNET, offence, "2024-04", [1] * 12) for offence in (*four, "homicide")])

    rates = neighbourhood_crime_rate(police, CENSUS, MID_YEAR)

    assert row(rates, area_code=BARNET, period_type="FY")["numerator"] == 48


def test_a_sum_of_offences_is_refused_when_one_of_them_is_missing():
    police = monthly(BARNET, "personal_robbery", "2024-04", [1] * 12)

    with pytest.raises(PipelineError, match="no residential_burglary, theft_from_person, vehicle_offences"):
        neighbourhood_crime_rate(police, CENSUS, MID_YEAR)


def test_the_ratio_is_of_counts_and_londons_is_of_londons_counts():
    police = pd.concat([
        trafficking("2024-04", [20] * 12), monthly(BARNET, "drug_possession", "2024-04", [10] * 12),
        trafficking("2024-04", [10] * 12, BRENT), monthly(BRENT, "drug_possession", "2024-04", [20] * 12),
    ])  # fmt: skip

    ratios = trafficking_possession_ratio(police)

    assert row(ratios, area_code=BARNET, period_type="FY")["value"] == approx(200)
    assert row(ratios, area_code=LONDON, period_type="FY")["value"] == approx(100)


def test_homicides_are_counts_without_denominator_or_limits():
    counted = row(homicide(monthly(BARNET, "homicide", "2024-04", [1] * 12)), area_code=BARNET, period_type="FY")

    assert (counted["value"], counted["numerator"]) == (12, 12)
    assert pd.isna([counted["denominator"], counted["lower"], counted["upper"]]).all()


def test_months_are_counts_of_each_borough_and_of_london():
    police = pd.concat([monthly(BARNET, "drug_possession", "2025-02", [30]), trafficking("2025-02", [5])])

    months = drug_possession_offences(police)

    assert months["area_code"].tolist() == [BARNET, LONDON]
    assert months["value"].tolist() == [30, 30]
    assert months["period_label"].unique().tolist() == ["February 2025"]
