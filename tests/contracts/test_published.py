"""The real releases keep their contracts; each of them with one thing made wrong breaks exactly the rule about it."""

import pytest

from pipeline.contracts import CONTRACTS, contract_of, examine
from pipeline.sources import PUBLISHED
from tests.contracts.drawn import INVENTED
from tests.contracts.planted import RAW, changed, copied, more, newest, set_to, without

BARNET, LONDON, ENGLAND = "E09000003", "E12000007", "E92000001"
HELD = [name for name in PUBLISHED if list((RAW / name).glob("[!.]*/provenance.json"))]


@pytest.mark.parametrize("name", HELD)
def test_the_figures_at_hand_keep_their_contract(name):
    found = examine(PUBLISHED[name], newest(name), None)

    assert found.faults == []
    assert found.rows > 0


def test_every_source_that_all_reports_rest_on_has_a_contract_of_its_own():
    assert {name for name, source in PUBLISHED.items() if not source.optional} <= set(CONTRACTS)


def test_a_source_without_one_keeps_what_holds_of_all():
    assert contract_of(INVENTED).rules == ()


# source, file, the row, what is made of it, and each sentence's beginning
PLANTED = [
    (
        "ons_drug_poisoning", "by_area.csv", {"area_code": BARNET, "registration_year": "2020"}, more("deaths", 1),
        "by_area.csv: boroughs sum to London: registration_year 2020, boroughs 433, parts 33, hidden 0, london 432",
    ),
    (
        "ons_drug_poisoning", "by_substance.csv",
        {"area_code": LONDON, "registration_year": "2020", "substance": "any_opiate"}, set_to(deaths=433),
        "by_substance.csv: any_opiate is a part of all_drug_poisonings: London, registration_year 2020, "
        "all_drug_poisonings 432, any_opiate 433",
    ),
    (
        "ons_drug_poisoning", "by_substance.csv",
        {"area_code": ENGLAND, "registration_year": "2020", "substance": "all_drug_poisonings"}, more("deaths", 1),
        "by_substance.csv and by_area.csv: both tables have the same deaths: England, registration_year 2020, "
        "by_substance 4313, by_area 4312",
    ),
    (
        "ons_drug_misuse_deaths", "three_year.csv", {"area_name": "Barnet", "period": "2016-18"}, set_to(deaths=201),
        "three_year.csv: deaths in three years are at most 200: line 21, area_name Barnet, period 2016-18, deaths 201",
    ),
    (
        "nhs_drug_admissions", "admissions.csv",
        {"area_name": "London", "period": "2008/09", "measure": "drug_mental_behavioural_primary"},
        more("admissions", 1),
        "admissions.csv: areas sum to London, but for rounding and hidden counts: measure drug_mental_behavioural_primary, "
        "period 2008/09",
    ),
    (
        "nhs_drug_admissions", "admissions.csv",
        {"area_name": "England", "period": "2018/19", "measure": "drug_mental_behavioural_primary"},
        set_to(admissions=93_340),
        "admissions.csv: drug_mental_behavioural_primary is a part of drug_mental_behavioural_primary_or_secondary: "
        "area_name England, period 2018/19",
    ),
    (
        "phe_alcohol_dependence", "estimate.csv", {"area_code": BARNET, "period": "2017/18"}, set_to(lower=90_000),
        "observations: the limits enclose the value: line 25, Barnet, measure alcohol_dependent_adults",
    ),
    (
        "phe_alcohol_dependence", "estimate.csv", {"period": "2010"}, set_to(period="2009"),
        "observations: no period starts before 2010-01, when this source does: ",
    ),
    (
        "ons_alcohol_treatment", "met_need.csv",
        {"area_code": BARNET, "measure": "met_need_percent", "period": "2018/19"}, set_to(value=40.0),
        "met_need.csv: met need is adults in treatment for each adult dependent: Barnet, period 2018/19",
    ),
    (
        "fingertips", "latest.csv", {"area_code": BARNET, "key": "obesity"}, set_to(value=101),
        "observations: a share is 0 to 100 per cent: line 24, Barnet, measure 93881",
    ),
    (
        "fingertips", "latest.csv", {"area_code": BARNET, "key": "suicide"}, set_to(value=5001),
        "latest.csv: a rate per 100,000 is at most 5,000: line 37, Barnet, key suicide, period 2022-24, unit per 100,000",
    ),
    (
        "fingertips", "latest.csv", {"area_code": BARNET, "key": "obesity"}, without,
        "93881 in 2024/25 lacks Barnet",
    ),
    (
        "ons_population", "total.csv", {"area_code": LONDON, "year": "2020"}, more("population", 1),
        "total.csv: boroughs sum to London: year 2020, boroughs 9002488, parts 33, hidden 0, london 9002489",
    ),
    (
        "ons_population", "age_band.csv", {"area_code": BARNET, "year": "2020", "age_band": "20-24"},
        more("population", 1), "age_band.csv: ages sum to all residents: Barnet, year 2020, ages 399008, population 399007",
    ),
    (
        "ons_census", "sex.csv", {"area_code": BARNET}, more("females", 1),
        "sex.csv: females and males are all residents: line 4, Barnet, residents 389352, females 200807, males 188546",
    ),
    (
        "ons_census", "ethnicity.csv", {"area_code": BARNET, "detailed_group": "Chinese"}, more("residents", 60),
        "ethnicity.csv: ethnic groups sum to all residents, but for what protects people: Barnet, together",
    ),
    (
        "ons_census", "ethnicity.csv", {"area_code": BARNET, "detailed_group": "Roma"}, without,
        "ethnicity.csv: ethnic groups sum to all residents, but for what protects people: Barnet, together",
        "ethnicity.csv: no row for Barnet, Roma",
    ),
    (
        "imd", "borough.csv", {"area_code": BARNET}, set_to(imd2025_share_of_lsoas_in_most_deprived_10_percent=1.5),
        "observations: a fraction is 0 to 1: line 4, Barnet",
    ),
    (
        "imd", "borough.csv", {"area_code": BARNET}, set_to(imd2025_average_score=30),
        "borough.csv: the higher the score, the lower the rank: line 4, Barnet, score 30",
    ),
    (
        "ons_health_index", "selected.csv", {"area_code": BARNET, "indicator": "Smoking", "year": "2021"}, without,
        "Smoking in 2021 lacks Barnet",
    ),
    (
        "mps_knife_crime", "borough_monthly.csv",
        {"area_code": BARNET, "offence": "knife_crime_with_injury", "outcome": "offences", "month": "2026-02"},
        set_to(count=99),
        "borough_monthly.csv: knife_crime_with_injury is a part of knife_crime: Barnet, month 2026-02, outcome offences",
    ),
    (
        "home_office_seizures", "police_force.csv",
        {"police_force": "City of London Police", "period": "2018/19", "drug": "crack", "unit": "count"}, set_to(value=114),
        "police_force.csv: crack is a part of class_a: police_force City of London Police, period 2018/19",
    ),
    (
        "home_office_seizures", "police_force.csv",
        {"police_force": "City of London Police", "period": "2018/19", "drug": "crack", "unit": "count"}, set_to(value=1.5),
        "observations: a count is a whole number: line",
    ),
    (
        "ohid_england", "england.csv", {"measure": "opiate_crack_users_estimate", "period": "2017/18"}, set_to(value=0),
        "england.csv: an estimate is above 0: a printed 0 means not estimated: line 27, "
        "measure opiate_crack_users_estimate, period 2017/18, value 0",
    ),
    (
        "ohid_england", "england.csv", {"measure": "adults_in_treatment_opiate", "period": "2023/24"},
        set_to(value=310_864),
        "england.csv: adults_in_treatment_opiate is a part of adults_in_treatment: period 2023/24",
    ),
    (
        "ndtms", "adults_in_treatment.csv",
        {"area_code": BARNET, "period": "2021/22", "measure": "exits_prison_allintx", "drug_group": "all"}, set_to(count=40),
        "adults_in_treatment.csv: drug_group: groups sum to all, but for rounding to 5: Barnet, period 2021/22",
    ),
    (
        "ndtms", "adults_in_treatment.csv",
        {"area_code": BARNET, "period": "2021/22", "measure": "religion_pagan_newtx", "drug_group": "opiate"},
        set_to(count=3),
        "adults_in_treatment.csv: a borough's count is rounded to 5: line",
    ),
    (
        "ndtms", "adults_in_treatment.csv",
        {
            "area_code": ENGLAND, "period": "2021/22", "measure": "intreatment_allintx", "sex": "female",
            "age_group": "18-29", "drug_group": "alcohol",
        },
        more("count", 1),  # England is not rounded: each sum that it is a part of is 1 short
        "adults_in_treatment.csv: drug_group: groups sum to all",
        "adults_in_treatment.csv: sex: groups sum to all",
        "adults_in_treatment.csv: age_group: groups sum to all",
    ),
    (
        "mps_recorded_crime", "borough_monthly.csv",
        {"area_code": BARNET, "offence": "homicide", "month": "2026-02"}, set_to(count=10_001),
        "borough_monthly.csv: a month's offences are at most 10,000: line",
    ),
    (
        "mps_recorded_crime", "ward.csv",
        {"ward_code": "E05013542", "offence": "drug_possession", "period": "2025-03 to 2026-02"}, more("count", 100),
        "ward.csv: wards together are at most 2% above their borough: Harrow, offence drug_possession",
    ),
    (
        "mps_recorded_crime", "lsoa_deprivation.csv", {"lsoa_code": "E01002280"}, set_to(imd2025_decile=3),
        "lsoa_deprivation.csv: a tenth follows from the rank: line 2, Havering, lsoa_code E01002280, imd2025_rank 3598, "
        "imd2025_decile 3",
    ),
    (
        "mps_recorded_crime", "lsoa_deprivation.csv", {"lsoa_code": "E01002280"}, set_to(drug_offences_12m=5000),
        "lsoa_deprivation.csv: small areas together are at most 2% above their borough: Havering",
    ),
]  # fmt: skip


@pytest.mark.parametrize("planted", PLANTED, ids=lambda case: f"{case[0]}: {case[4][:60]}")
def test_one_thing_made_wrong_is_named_and_nothing_else(planted, tmp_path):
    source, file, where, change, *expected = planted
    folder = copied(source, tmp_path)
    changed(folder, file, where, change)

    faults = examine(PUBLISHED[source], folder, None).faults

    rules = list(
        dict.fromkeys(next((words for words in expected if fault.startswith(words)), fault) for fault in faults)
    )
    assert rules == expected


def test_wards_that_exceed_their_borough_by_little_are_a_question_not_a_fault():
    found = examine(PUBLISHED["mps_recorded_crime"], newest("mps_recorded_crime"), None)

    assert [query.split(": ")[2] for query in found.notices.queries] == [
        "Harrow, offence drug_possession, period 2025-03 to 2026-02, wards 521, borough 520",
        "Islington, offence violence_with_injury, period 2024-03 to 2025-02, wards 1907, borough 1887",
    ]


@pytest.mark.parametrize(("short", "faults"), [(60, 0), (100, 1)])
def test_from_2017_18_londons_admissions_may_differ_by_rounding_and_no_more(tmp_path, short, faults):
    folder = copied("nhs_drug_admissions", tmp_path)
    where = {"area_name": "London", "period": "2018/19", "measure": "drug_mental_behavioural_primary"}
    changed(folder, "admissions.csv", where, more("admissions", -short))

    assert len(examine(PUBLISHED["nhs_drug_admissions"], folder, None).faults) == faults


def test_a_table_that_lost_a_column_is_a_fault_in_words(tmp_path):
    folder = copied("imd", tmp_path)
    path = folder / "borough.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("area_code,", "code,", 1), encoding="utf-8")

    [fault] = examine(PUBLISHED["imd"], folder, None).faults

    assert "column area_code is missing" in fault
