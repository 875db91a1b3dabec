"""Invented counts; limits against PHStatsMethods 0.1.16."""

import pandas as pd
import pytest
from pytest import approx

from pipeline.indicators.deaths import drug_misuse_death_rate, drug_poisoning_death_rate, drug_poisoning_deaths
from pipeline.periods import three_years
from tests.indicators.drawn import observed, residents, row

DEATHS = """
    area_code | period | measure                            | value
    E09000003 | 2005   | drug_poisoning_deaths              | 99
    E09000003 | 2018   | drug_poisoning_deaths              | 10
    E09000003 | 2019   | drug_poisoning_deaths              | 20
    E09000003 | 2020   | drug_poisoning_deaths              | 13
    E09000003 | 2020   | drug_poisoning_deaths_by_substance | 7
"""
RESIDENTS = """
    area_code | period | value
    E09000003 | 2018   | 390000
    E09000003 | 2019   | 395000
    E09000003 | 2020   | 400000
    E09000001 | 2016   | 7000
    E09000012 | 2016   | 270000
    E09000001 | 2017   | 8000
    E09000012 | 2017   | 275000
    E09000001 | 2018   | 9000
    E09000012 | 2018   | 280000
"""


def test_deaths_are_counted_from_2006_on():
    deaths = drug_poisoning_deaths(observed(DEATHS))

    assert deaths["period_label"].tolist() == ["2018", "2019", "2020"]
    assert deaths["value"].tolist() == [10, 20, 13]


def test_the_death_rate_pools_three_years():
    [rate] = drug_poisoning_death_rate(observed(DEATHS), residents(RESIDENTS)).to_dict("records")

    assert (rate["numerator"], rate["denominator"], rate["period_label"]) == (43, 1_185_000, "2018-20")
    assert rate["value"] == approx(3.628692)
    # Byar's limits of 43, by PHStatsMethods: 31.116171 and 57.922152.
    assert (rate["lower"], rate["upper"]) == approx((2.625837, 4.887945), abs=5e-7)


def test_a_window_without_residents_is_left_out():
    without = residents(RESIDENTS).query("period_label != '2019'")

    assert drug_poisoning_death_rate(observed(DEATHS), without).empty


def test_a_merged_area_divides_by_the_residents_of_its_members():
    deaths = misuse("E09000001+E09000012", 30)

    [rate] = drug_misuse_death_rate(deaths, residents(RESIDENTS)).to_dict("records")

    assert (rate["denominator"], rate["value"]) == (849_000, approx(3.533569))
    assert rate["flags"] == "merged area"


def test_a_merged_area_with_a_member_missing_has_no_rate():
    deaths, hackney = misuse("E09000001+E09000012", 30), residents(RESIDENTS).query("area_code != 'E09000001'")

    [rate] = drug_misuse_death_rate(deaths, hackney).to_dict("records")

    assert rate["state"] == "cannot be calculated"


@pytest.mark.parametrize(("count", "flags"), [(19, "low reliability;merged area"), (20, "merged area")])
def test_a_rate_on_fewer_than_twenty_deaths_is_marked_unreliable(count, flags):
    rates = drug_misuse_death_rate(misuse("E09000001+E09000012", count), residents(RESIDENTS))

    assert row(rates, numerator=count)["flags"] == flags


def misuse(area, count):
    drawing = f"area_code | period | value\n{area} | 2016-18 | {count}"
    flags = "merged area" if "+" in area else ""
    return pd.DataFrame(observed(drawing, reader=three_years, measure="drug_misuse_deaths", flags=flags))
