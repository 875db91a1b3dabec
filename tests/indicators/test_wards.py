"""Invented counts; limits against statsmodels 0.15 (method="wilson")."""

import pandas as pd
from pytest import approx

from pipeline.indicators.wards import drug_trafficking_wards
from tests.indicators.drawn import monthly, observed, row

BARNET = "E09000003"
WARDS = """
    area_code | period             | measure          | category              | value
    E09000003 | 2025-03 to 2026-02 | drug_trafficking | E05000001 North       | 65
    E09000003 | 2025-03 to 2026-02 | drug_trafficking | E05000002 South       | 35
    E09000003 | 2025-03 to 2026-02 | drug_possession  | E05000001 North       | 500
    E09000005 | 2025-03 to 2026-02 | drug_trafficking | E05000003 North       | 9
"""


def police(per_month=10):
    wards = observed(WARDS, category_type="ward")
    months = monthly(BARNET, "drug_trafficking", "2025-03", [per_month] * 12)
    return pd.concat([wards, months, monthly("E09000005", "drug_trafficking", "2025-03", [1] * 12)])


def test_a_ward_has_its_share_of_the_located_offences_of_its_borough():
    north = row(drug_trafficking_wards(police()), group="E05000001 North")

    assert (north["numerator"], north["denominator"], north["value"]) == (65, 100, approx(65))
    assert (north["lower"], north["upper"]) == approx((55.2544, 73.6358), abs=5e-5)
    assert north["group_type"] == "ward"


def test_wards_of_one_name_in_two_boroughs_stay_apart():
    norths = drug_trafficking_wards(police()).query("group.str.endswith('North')")

    assert norths["value"].tolist() == approx([65, 100])


def test_the_borough_has_the_share_of_its_offences_that_were_located():
    located = row(drug_trafficking_wards(police()), area_code=BARNET, group="")

    assert (located["numerator"], located["denominator"], located["value"]) == (100, 120, approx(83.333333))
    assert pd.isna([located["lower"], located["upper"]]).all()


def test_more_located_than_recorded_is_a_query_not_a_crash():
    located = row(drug_trafficking_wards(police(per_month=8)), area_code=BARNET, group="")

    assert (located["value"], located["flags"]) == (approx(104.166667), "query")


def test_without_the_boroughs_own_count_coverage_cannot_be_calculated():
    wards_only = police().query("category_type == 'ward' or area_code == 'E09000005'")

    located = row(drug_trafficking_wards(wards_only), area_code=BARNET, group="")

    assert located["state"] == "cannot be calculated"
