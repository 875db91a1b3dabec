"""Invented clients; the limits of 35 of 100 by PHStatsMethods 0.1.16."""

import pytest
from pytest import approx

from pipeline.indicators import clients
from tests.indicators.drawn import observed, row

BARNET, ENGLAND = "E09000003", "E92000001"
PEOPLE = """
    area_code | period  | sex     | age         | category | measure             | value
    E09000003 | 2021/22 | persons | 18 and over | all      | intreatment_allintx | 100
    E09000003 | 2021/22 | female  | 18 and over | all      | intreatment_allintx | 35
    E09000003 | 2021/22 | persons | 50+         | all      | intreatment_allintx | 20
    E09000003 | 2021/22 | female  | 50+         | all      | intreatment_allintx | 5
    E09000003 | 2021/22 | persons | 18 and over | opiate   | intreatment_allintx | 40
    E09000003 | 2021/22 | female  | 18 and over | opiate   | intreatment_allintx | 10
    E09000003 | 2021/22 | persons | 50+         | opiate   | intreatment_allintx | 15
    E09000003 | 2021/22 | persons | 18 and over | all      | eth_asian_allintx   | 20
    E09000003 | 2021/22 | persons | 18 and over | all      | eth_black_allintx   | 10
    E09000003 | 2021/22 | persons | 18 and over | all      | eth_mixed_allintx   | 5
    E09000003 | 2021/22 | persons | 18 and over | all      | eth_other_allintx   | 5
    E09000003 | 2021/22 | persons | 18 and over | all      | eth_white_allintx   | 40
"""
RESIDENTS = """
    area_code | period | category | value
    E09000003 | 2021   | Asian: a | 30
    E09000003 | 2021   | Asian: b | 10
    E09000003 | 2021   | Black: c | 10
    E09000003 | 2021   | Mixed: d | 5
    E09000003 | 2021   | Other: e | 5
    E09000003 | 2021   | White: f | 40
"""


@pytest.fixture
def people():
    return observed(PEOPLE, category_type="drug group")


@pytest.fixture
def residents():
    rows = observed(RESIDENTS, category_type="ethnic group", measure="residents")
    return rows.assign(category=rows["category"].str.replace(": ", " | "))


def test_women_are_a_share_of_their_own_drug_group(people):
    women = clients.women_in_treatment_share(people)

    everyone = row(women, group="")
    assert (everyone["value"], row(women, group="opiate")["value"]) == (approx(35), approx(25))
    assert (everyone["lower"], everyone["upper"]) == approx((26.36, 44.75), abs=0.01)


def test_people_of_50_and_over_are_women_and_men(people):
    assert row(clients.aged_50_and_over_in_treatment_share(people), group="")["value"] == approx(20)


def test_ethnic_groups_are_shares_of_those_whose_group_is_stated(people):
    shares = clients.treatment_by_ethnicity(people)

    assert row(shares, group="Asian")["value"] == approx(25)  # 20 of 80, not of 100
    assert row(shares, group="")["value"] == approx(50)


def test_how_many_state_their_ethnic_group_is_out_of_everyone(people):
    assert row(clients.ethnicity_stated_share(people), group="")["value"] == approx(80)


def test_representation_divides_the_share_in_treatment_by_the_share_of_residents(people, residents):
    ratios = clients.ethnicity_representation(people, residents)

    assert row(ratios, group="Asian")["value"] == approx(0.25 / 0.40)
    assert row(ratios, group="")["value"] == approx(0.50 / 0.60)
    assert row(ratios, group="Asian")["flags"] == "fixed denominator"


def test_a_group_without_residents_has_no_ratio(people, residents):
    ratios = clients.ethnicity_representation(people, residents[~residents["category"].str.startswith("Other")])

    assert row(ratios, group="Other")["state"] == "cannot be calculated"
