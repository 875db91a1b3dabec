"""Invented counts; limits against PHStatsMethods 0.1.16."""

import pytest
from pytest import approx

from pipeline.indicators.admissions import (
    drug_admissions_poisoning,
    drug_admissions_primary,
    drug_admissions_primary_or_secondary,
)
from tests.indicators.drawn import observed, residents, row

ADMISSIONS = """
    area_code           | period  | measure                                      | value | flags
    E09000002           | 2018/19 | poisoning_by_drug_misuse_primary             | 65    | rounded
    E09000002           | 2018/19 | drug_mental_behavioural_primary              | 20    | rounded
    E09000002           | 2018/19 | drug_mental_behavioural_primary_or_secondary | 120   | rounded
    E09000003           | 2018/19 | poisoning_by_drug_misuse_primary             |       | rounded
    E09000024+E09000029 | 2018/19 | poisoning_by_drug_misuse_primary             | 40    | merged area;rounded
    E92000001           | 2008/09 | poisoning_by_drug_misuse_primary             | 9000  |
"""
RESIDENTS = """
    area_code | period | value
    E09000002 | 2018   | 200000
    E09000002 | 2019   | 999999
    E09000003 | 2018   | 390000
    E09000024 | 2018   | 206000
    E09000029 | 2018   | 204000
"""


@pytest.mark.parametrize(
    ("indicator", "count"),
    [
        (drug_admissions_poisoning, 65),
        (drug_admissions_primary, 20),
        (drug_admissions_primary_or_secondary, 120),
    ],
)
def test_each_measure_is_its_own_rate(indicator, count):
    rate = row(indicator(observed(ADMISSIONS), residents(RESIDENTS)), area_code="E09000002")

    assert (rate["numerator"], rate["denominator"], rate["value"]) == (count, 200_000, approx(count / 2))
    assert rate["flags"] == "rounded"


def poisoning(area_code):
    return row(drug_admissions_poisoning(observed(ADMISSIONS), residents(RESIDENTS)), area_code=area_code)


def test_admission_rates_have_byars_limits():
    rate = poisoning("E09000002")

    # 65 admissions: 50.163188 to 82.849139, for each 200,000 residents.
    assert (rate["lower"], rate["upper"]) == approx((25.081594, 41.424570), abs=5e-6)


def test_an_empty_cell_is_not_available_and_not_zero():
    rate = poisoning("E09000003")

    assert rate["value"] != rate["value"]
    assert rate["state"] == "not available"


def test_merged_areas_divide_by_both_boroughs():
    rate = poisoning("E09000024+E09000029")

    assert (rate["denominator"], rate["value"]) == (410_000, approx(9.756098))
    assert rate["flags"] == "merged area;rounded"


def test_a_year_without_residents_has_no_rate():
    england = poisoning("E92000001")

    assert (england["numerator"], england["state"]) == (9000, "cannot be calculated")
