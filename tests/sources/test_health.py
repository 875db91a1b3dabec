"""The health tables, on invented rows."""

import pandas as pd


def test_england_and_wales_is_no_area_of_ours(read):
    [barnet] = read("ons_drug_poisoning", "by_area.csv", """
        area_code | registration_year | deaths
        K04000001 | 2020              | 4000
        E09000003 | 2020              | 0
    """)  # fmt: skip

    assert (barnet["area_code"], barnet["value"], barnet["state"]) == ("E09000003", 0, "ok")
    assert (barnet["period_label"], barnet["period_type"]) == ("2020", "CY")
    assert barnet["row"] == 3


def test_any_opiate_is_a_part_of_all_poisonings(read):
    rows = read("ons_drug_poisoning", "by_substance.csv", """
        registration_year | area_code | substance          | deaths
        2020              | E12000007 | all_drug_poisonings | 400
        2020              | E12000007 | any_opiate         | 200
    """)  # fmt: skip

    assert {row["measure"] for row in rows} == {"drug_poisoning_deaths_by_substance"}
    assert [row["category"] for row in rows] == ["all_drug_poisonings", "any_opiate"]


def test_a_merged_row_has_its_own_code_and_says_so(read):
    barnet, merged = read("ons_drug_misuse_deaths", "three_year.csv", """
        area_code | area_name                  | period  | deaths
        E09000003 | Barnet                     | 2016-18 | 20
                  | City of London and Hackney | 2016-18 | 30
    """)  # fmt: skip

    assert (barnet["area_code"], barnet["flags"]) == ("E09000003", "")
    assert (merged["area_code"], merged["flags"]) == ("E09000001+E09000012", "merged area")
    assert (merged["period_type"], merged["period_start"]) == ("3y", pd.Timestamp("2016-01-01"))


def test_an_admission_cell_left_empty_is_not_zero(read):
    shown, empty = read("nhs_drug_admissions", "admissions.csv", """
        area_code | area_name | measure                          | period  | admissions
        E09000003 | Barnet    | poisoning_by_drug_misuse_primary | 2008/09 | 31
        E09000015 | Harrow    | poisoning_by_drug_misuse_primary | 2008/09 |
    """)  # fmt: skip

    assert (shown["value"], shown["state"]) == (31, "ok")
    assert pd.isna(empty["value"])
    assert empty["state"] == "not available"


def test_the_estimate_changes_from_calendar_to_financial_years(read):
    earlier, later = read("phe_alcohol_dependence", "estimate.csv", """
        area_code | period  | estimate | lower  | upper
        E09000003 | 2014    | 3000     |        |
        E09000003 | 2015/16 | 3100     | 2500.0 | 4200.0
    """)  # fmt: skip

    assert (earlier["period_type"], later["period_type"]) == ("CY", "FY")
    assert pd.isna(earlier["lower"])
    assert (later["lower"], later["upper"], later["flags"]) == (2500, 4200, "modelled")


def test_people_in_treatment_are_counted_and_met_need_is_modelled(read):
    rows = read("ons_alcohol_treatment", "met_need.csv", """
        area_code | measure                           | period  | value
        E09000003 | alcohol_dependent_adults_estimate | 2017/18 | 3000.0
        E09000003 | in_alcohol_treatment              | 2017/18 | 450.0
        E92000001 | met_need_percent                  | 2017/18 | 18.25
    """)  # fmt: skip

    assert [row["flags"] for row in rows] == ["modelled", "", "modelled"]
    assert [row["unit"] for row in rows] == ["adults", "adults", "%"]


def test_a_range_of_years_is_three_years_and_not_a_month(read):
    rows = read("fingertips", "latest.csv", """
        area_code | indicator_id | key   | label         | unit        | period  | value
        E09000003 | 40601        | liver | Liver disease | per 100,000 | 2010-12 | 15.1
        E09000003 | 92443        | smoke | Smoking       | %           | 2024    | 10.2
        E92000001 | 92906        | alc   | Admissions    | per 100,000 | 2023/24 | 600.5
        E09000003 | 94240        | imd   | Deprivation   | score       | 2025    | 19.5
    """)  # fmt: skip

    assert [row["period_type"] for row in rows] == ["3y", "CY", "FY", "point"]
    assert [row["measure"] for row in rows] == ["40601", "92443", "92906", "94240"]


def test_a_rounded_zero_of_barnet_is_not_a_zero(read):
    barnet, england = read("ndtms", "adults_in_treatment.csv", """
        area_code | period  | sex    | age_group | drug_group | measure             | count
        E09000003 | 2021/22 | female | 50+       | opiate     | intreatment_allintx | 0
        E92000001 | 2021/22 | all    | all       | all        | intreatment_allintx | 289215
    """)  # fmt: skip

    assert (barnet["value"], barnet["flags"], barnet["sex"], barnet["age"]) == (0, "rounded", "female", "50+")
    assert (england["flags"], england["sex"], england["age"]) == ("", "persons", "18 and over")
    assert (england["category_type"], england["category"]) == ("drug group", "all")


def test_a_year_that_was_never_estimated_is_not_available_and_says_why(read):
    estimated, never = read("ohid_england", "england.csv", """
        measure                     | period  | value  | lower | upper | unit                  | note
        opiate_crack_users_estimate | 2018/19 | 336531 |       |       | people aged 15 to 64  |
        opiate_crack_users_estimate | 2017/18 |        |       |       | people aged 15 to 64  | not estimated
    """)  # fmt: skip

    assert (estimated["state"], estimated["category_type"]) == ("ok", "")
    assert (never["state"], never["category_type"], never["category"]) == ("not available", "note", "not estimated")


def test_the_health_index_keeps_the_unit_it_states(read):
    [row] = read("ons_health_index", "selected.csv", """
        area_code | year | indicator      | value | unit
        E09000003 | 2021 | Alcohol misuse | 400.5 | admissions per 100,000
    """)  # fmt: skip

    assert (row["measure"], row["unit"], row["period_type"]) == ("Alcohol misuse", "admissions per 100,000", "CY")
