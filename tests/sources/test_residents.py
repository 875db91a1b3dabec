"""Population and deprivation tables, on invented rows."""

import pandas as pd
import pytest


def test_residents_at_mid_year_stand_for_a_calendar_year(read):
    barnet, london = read("ons_population", "total.csv", """
        area_code | year | population
        E09000003 | 2020 | 400000
        E12000007 | 2020 | 9000000
    """)  # fmt: skip

    assert (barnet["measure"], barnet["age"], barnet["period_type"]) == ("residents", "all ages", "CY")
    assert (london["area_code"], london["value"]) == ("E12000007", 9000000)


def test_an_age_band_is_no_total(read):
    [band] = read("ons_population", "age_band.csv", """
        area_code | year | age_band | population
        E09000003 | 2020 | 90+      | 3000
    """)  # fmt: skip

    assert (band["age"], band["value"]) == ("90+", 3000)


def test_the_census_has_one_row_for_persons_and_one_for_each_sex(read):
    rows = read("ons_census", "sex.csv", """
        area_code | residents | females | males
        E09000003 | 100       | 55      | 45
    """)  # fmt: skip

    assert {row["sex"]: row["value"] for row in rows} == {"persons": 100, "female": 55, "male": 45}
    assert {row["period_type"] for row in rows} == {"point"}
    assert rows[0]["period_end"] == pd.Timestamp("2021-03-21")


def test_an_ethnic_group_is_named_with_its_broad_group(read):
    rows = read("ons_census", "ethnicity.csv", """
        area_code | broad_group | detailed_group | residents
        E09000003 | Asian       | Bangladeshi    | 10
        E09000003 | White       | Irish          | 20
    """)  # fmt: skip

    assert [row["category"] for row in rows] == ["Asian | Bangladeshi", "White | Irish"]
    assert {row["category_type"] for row in rows} == {"ethnic group"}


def test_deprivation_has_three_measures_with_their_units(read):
    columns = "imd2025_average_score | imd2025_rank_of_average_score_of_296"
    share = "imd2025_share_of_lsoas_in_most_deprived_10_percent"
    rows = read("imd", "borough.csv", f"""
        area_code | {columns} | {share}
        E09000003 | 19.499 | 140.0 | 0.0045
    """)  # fmt: skip

    assert {row["measure"]: row["value"] for row in rows} == {
        "imd2025_average_score": 19.499,
        "imd2025_rank_of_average_score": 140,
        "imd2025_share_of_lsoas_in_most_deprived_tenth": pytest.approx(0.0045),
    }
    assert {row["period_type"] for row in rows} == {"point"}
