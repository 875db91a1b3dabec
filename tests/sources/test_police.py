"""The police tables, on invented rows."""

import pandas as pd


def test_a_borough_month_is_one_count_of_one_offence(read):
    [homicide, trafficking] = read("mps_recorded_crime", "borough_monthly.csv", """
        area_code | offence          | month   | count
        E09000003 | homicide         | 2026-02 | 0
        E09000003 | drug_trafficking | 2026-02 | 41
    """)  # fmt: skip

    assert (trafficking["measure"], trafficking["value"], trafficking["numerator"]) == ("drug_trafficking", 41, 41)
    assert (trafficking["period_type"], trafficking["period_end"]) == ("month", pd.Timestamp("2026-02-28"))
    assert (homicide["value"], homicide["state"]) == (0, "ok")


def test_wards_of_one_name_are_told_apart_by_code(read):
    wards = read("mps_recorded_crime", "ward.csv", """
        ward_code | ward_name | area_code | offence         | period             | count
        E05000001 | Abbey     | E09000002 | drug_possession | 2025-03 to 2026-02 | 3
        E05000002 | Abbey     | E09000024 | drug_possession | 2025-03 to 2026-02 | 4
    """)  # fmt: skip

    assert [ward["category"] for ward in wards] == ["E05000001 Abbey", "E05000002 Abbey"]
    assert {(ward["category_type"], ward["period_type"]) for ward in wards} == {("ward", "rolling12")}
    assert wards[0]["period_label"] == "March 2025 to February 2026"


def test_a_small_area_without_a_count_is_not_available(read):
    rows = read("mps_recorded_crime", "lsoa_deprivation.csv", """
        lsoa_code | area_code | imd2025_decile | imd2025_rank | imd2025_score | population_2021 | drug_offences_12m
        E01000001 | E09000001 | 9              | 30000        | 5.5           | 1500            |
        E01000005 | E09000003 | 1              | 12           | 60.1          | 1400            | 0
    """)  # fmt: skip

    city, barnet = (row for row in rows if row["measure"] == "drug_offences")
    assert (city["state"], barnet["state"]) == ("not available", "ok")
    assert (barnet["value"], barnet["denominator"]) == (0, 1400)
    assert [row["value"] for row in rows if row["measure"] == "imd2025_rank"] == [30000, 12]


def test_positive_outcomes_are_kept_apart_from_offences(read):
    offences, outcomes = read("mps_knife_crime", "borough_monthly.csv", """
        area_code | offence     | outcome           | month   | count
        E09000003 | knife_crime | offences          | 2025-01 | 4
        E09000003 | knife_crime | positive_outcomes | 2025-01 | 6
    """)  # fmt: skip

    assert (offences["category"], offences["unit"]) == ("offences", "offences")
    assert (outcomes["category"], outcomes["unit"], outcomes["value"]) == ("positive_outcomes", "outcomes", 6)


def test_two_months_of_2026_are_not_a_year(read):
    whole, part = read("mps_custody", "disposals.csv", """
        year | offence_group | sex  | age_group | ethnicity    | disposal    | count
        2025 | Drug Supply   | Male | Adult     | Not Recorded | Prosecution | 40
        2026 | Drug Supply   | Male | Adult     | Not Recorded | Prosecution | 7
    """)  # fmt: skip

    assert (whole["period_label"], whole["flags"]) == ("2025", "")
    assert (part["period_label"], part["flags"]) == ("January to February 2026", "partial period")
    assert part["period_end"] == pd.Timestamp("2026-02-28")
    assert part["category"] == "Drug Supply | Not Recorded | Prosecution"


def test_seizures_of_a_force_are_london_background_with_their_unit(read):
    count, quantity = read("home_office_seizures", "police_force.csv", """
        police_force                | period  | measure  | drug      | unit  | value
        Metropolitan Police Service | 2018/19 | seizures | all_drugs | count | 30000.0
        City of London Police       | 2018/19 | quantity | heroin    | kg    | 0.5
    """)  # fmt: skip

    assert (count["area_code"], count["category"]) == ("E12000007", "Metropolitan Police Service | all_drugs")
    assert (count["unit"], quantity["unit"], quantity["value"]) == ("seizures", "kg", 0.5)
