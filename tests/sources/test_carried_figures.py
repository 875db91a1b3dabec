"""The figures that are committed, against what their publishers and README say of them."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.areas import AREAS, BOROUGH_CODES, JOINT
from pipeline.sources import PUBLISHED

RAW = Path(__file__).parents[2] / "data" / "raw"
RECORDS = sorted(path for source in [*PUBLISHED, "breaks"] for path in RAW.glob(f"{source}/*/provenance.json"))
FACTS = ("source", "title", "publisher", "release", "licence", "attribution", "published_copy", "accessed", "caveats")


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.parent.parent.name)
def test_every_table_is_the_one_its_record_names(record):
    provenance = json.loads(record.read_text(encoding="utf-8"))
    tables = {path.name: path.read_bytes() for path in record.parent.glob("*.csv")}

    assert {name: sha256(content).hexdigest() for name, content in tables.items()} == {
        name: facts["sha256"] for name, facts in provenance["files"].items()
    }
    assert [provenance["source"], provenance["release"]] == list(record.parent.parts[-2:])
    assert set(FACTS) <= set(provenance)
    assert all(caveat.endswith(".") for caveat in provenance["caveats"])


def test_every_source_has_a_release_and_says_who_holds_newer_figures():
    needed = {name for name, source in PUBLISHED.items() if not source.optional}
    assert needed | {"breaks"} == {record.parent.parent.name for record in RECORDS}
    assert all(source.newer.endswith(".") for source in PUBLISHED.values())


def test_every_area_is_known_and_no_row_is_a_bare_gap(carried):
    assert set(carried["area_code"]) == set(AREAS) - {area.code for area in JOINT}  # no publisher counts those
    assert carried.loc[carried["value"].isna(), "state"].unique().tolist() == ["not available"]
    assert carried["value"].isna().sum() == 6 + 2 + 3 + 1  # small areas of the City, admissions, England in 2017/18


@pytest.mark.parametrize(("year", "deaths"), [("2019", 493), ("2020", 432)])
def test_boroughs_deaths_sum_to_londons(carried, year, deaths):
    rows = carried[(carried["measure"] == "drug_poisoning_deaths") & (carried["period_label"] == year)]
    by_area = rows.set_index("area_code")["value"]

    assert by_area["E12000007"] == deaths
    assert by_area[list(BOROUGH_CODES)].sum() == deaths


@pytest.mark.parametrize(("start", "offences"), [("2019-04-01", 102), ("2024-04-01", 853)])
def test_barnets_trafficking_offences_by_financial_year(carried, start, offences):
    barnet = carried.query("area_code == 'E09000003' and measure == 'drug_trafficking' and period_type == 'month'")
    year = barnet[barnet["period_start"].between(start, f"{int(start[:4]) + 1}-03-31")]

    assert len(year) == 12
    assert year["value"].sum() == offences


def test_londons_residents(carried):
    residents = carried.query("measure == 'residents' and sex == 'persons' and age == 'all ages' and category == ''")
    mid_2020 = residents.query("source == 'ons_population' and period_label == '2020'").set_index("area_code")["value"]
    census = residents.query("source == 'ons_census'").set_index("area_code")["value"]

    assert mid_2020["E12000007"] == mid_2020[list(BOROUGH_CODES)].sum() == 9_002_488
    assert census[list(BOROUGH_CODES)].sum() == 8_799_697
    assert (mid_2020["E09000030"], census["E09000030"]) == (331_969, 310_299)


def test_londons_trafficking_steps_up_in_september_2024(carried):
    trafficking = carried.query("measure == 'drug_trafficking' and period_type == 'month'")
    months = trafficking.groupby("period_label")["value"].sum()

    assert (months["August 2024"], months["September 2024"]) == (1014, 1773)
    assert months["February 2026"] == 1046


def test_only_the_newest_month_of_trafficking_is_provisional(carried):
    provisional = carried[carried["flags"].str.contains("provisional") & (carried["period_type"] == "month")]

    assert set(provisional["measure"]) == {"drug_trafficking"}
    assert set(provisional["period_label"]) == {"February 2026"}
    assert len(provisional) == 32


def test_admissions_are_rounded_from_2017_18(carried):
    admissions = carried[carried["source"] == "nhs_drug_admissions"]
    rounded = admissions[admissions["flags"].str.contains("rounded")]

    assert set(rounded["period_label"]) == {"2017/18", "2018/19"}
    assert len(rounded) == 33 * 3 * 2
    # One figure of England's, 2018/19, stands unrounded in the copy: a caveat of its provenance record.
    assert rounded.loc[rounded["value"] % 5 > 0, ["area_code", "value"]].values.tolist() == [["E92000001", 7016]]


def test_met_need_of_2018_19_is_a_query(carried):
    need = carried[carried["source"] == "ons_alcohol_treatment"]

    assert set(need.loc[need["flags"].str.contains("query"), "period_label"]) == {"2018/19"}


def test_located_drug_offences_of_small_areas(carried):
    offences = carried[carried["measure"] == "drug_offences"]

    assert (len(offences), offences["value"].sum()) == (4994, 51_610)
    assert set(offences.loc[offences["state"] != "ok", "area_code"]) == {"E09000001"}


def test_england_in_treatment_is_not_rounded_and_agrees_between_sources(carried):
    ndtms = carried.query(
        "source == 'ndtms' and area_code == 'E92000001' and measure == 'intreatment_allintx' and sex == 'persons'"
        " and age == '18 and over' and category == 'all' and period_label == '2021/22'"
    )

    assert ndtms["value"].tolist() == [289_215]  # OHID, adult substance misuse treatment statistics
    assert ndtms["flags"].tolist() == [""]
