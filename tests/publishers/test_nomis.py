"""Answers and downloads of Nomis, and the custom tables of the census; every figure here is invented."""

import json
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pandas as pd
import pytest

from pipeline.areas import BOROUGH_CODES, BOROUGHS
from pipeline.errors import PipelineError
from pipeline.publishers import nomis, nomis_census, nomis_unemployment, ons_census_adults
from pipeline.sources import ons_adults_by_ethnicity, ons_census, ons_population, ons_unemployment

PUBLISHED = Path(__file__).parents[2].parent / "shared" / "published"
LONDON, ENGLAND = "E12000007", "E92000001"
GROUPS = (
    "Asian, Asian British or Asian Welsh: Bangladeshi", "Asian, Asian British or Asian Welsh: Chinese",
    "Asian, Asian British or Asian Welsh: Indian", "Asian, Asian British or Asian Welsh: Pakistani",
    "Asian, Asian British or Asian Welsh: Other Asian",
    "Black, Black British, Black Welsh, Caribbean or African: African",
    "Black, Black British, Black Welsh, Caribbean or African: Caribbean",
    "Black, Black British, Black Welsh, Caribbean or African: Other Black",
    "Mixed or Multiple ethnic groups: White and Asian", "Mixed or Multiple ethnic groups: White and Black African",
    "Mixed or Multiple ethnic groups: White and Black Caribbean",
    "Mixed or Multiple ethnic groups: Other Mixed or Multiple ethnic groups",
    "White: English, Welsh, Scottish, Northern Irish or British", "White: Irish", "White: Gypsy or Irish Traveller",
    "White: Roma", "White: Other White", "Other ethnic group: Arab", "Other ethnic group: Any other ethnic group",
)  # fmt: skip


@pytest.fixture
def answer(tmp_path):
    """Write an answer as Nomis gives it: quoted names, headers in capitals, the number of records on every row."""

    def write(name, header, rows, count=None):
        frame = pd.DataFrame(rows, columns=header).assign(RECORD_COUNT=len(rows) if count is None else count)
        frame.to_csv(tmp_path / name, index=False)
        return tmp_path / name

    return write


def read_back(source, carried, folder):
    """Write what was carried as a release and read it as our source does."""
    release = folder / carried.release
    release.mkdir()
    for name, table in carried.tables.items():
        table.to_csv(release / name, index=False)
    return source.SOURCE.read(release)


def age_name(age):
    return "Aged 90+" if age == 90 else f"Age {age}"


@pytest.fixture
def estimates(answer):
    """Two years: ten residents of each age in every borough; `change` is given every cell and may alter it."""

    def write(change=lambda cell: cell, count=None):
        header = ["DATE_NAME", "GEOGRAPHY_CODE", "GENDER_NAME", "C_AGE_NAME", "OBS_VALUE"]
        years = (2023, 2024)
        ages = [
            [year, code, "Total", age_name(age), 10] for year in years for code in BOROUGH_CODES for age in range(91)
        ]
        totals = [[year, code, "Total", "All Ages", 910] for year in years for code in BOROUGH_CODES]
        for year in years:
            totals += [[year, LONDON, "Total", "All Ages", 910 * 33], [year, ENGLAND, "Total", "All Ages", 99_000]]
        return {
            name: answer(f"{name}.csv", header, [made for row in rows if (made := change(row))], count)
            for name, rows in {"ages_1": ages, "all_ages": totals}.items()
        }

    return write


def test_single_years_of_age_make_bands_and_the_last_is_open(estimates, tmp_path):
    carried = nomis.POPULATION.carry(estimates(), None)

    rows = read_back(ons_population, carried, tmp_path).query("area_code == 'E09000003' and period_label == '2024'")
    by_age = rows.set_index("age")["value"]
    assert carried.release == "2024"
    assert len(by_age) == 19 + 1
    assert (by_age["0-4"], by_age["85-89"], by_age["90+"], by_age["all ages"]) == (50, 50, 10, 910)


def test_a_rebased_series_replaces_the_whole_table_and_says_so(estimates, tmp_path):
    before = tmp_path / "2020"
    before.mkdir()
    (before / "total.csv").write_text("area_code,year,population\nE09000003,2020,1\n", encoding="utf-8")

    carried = nomis.POPULATION.carry(estimates(), before)

    assert set(carried.tables["total.csv"]["year"]) == {"2023", "2024"}
    assert "no year of an earlier release is joined" in carried.caveats[0]


def test_london_and_england_have_totals_and_no_bands(estimates):
    tables = nomis.POPULATION.carry(estimates(), None).tables

    assert {LONDON, ENGLAND} <= set(tables["total.csv"]["area_code"])
    assert not {LONDON, ENGLAND} & set(tables["age_band.csv"]["area_code"])


def test_an_answer_that_was_cut_is_refused(estimates):
    with pytest.raises(PipelineError, match=r"the answer is cut: it holds 6,006 rows and says 25,001"):
        nomis.POPULATION.carry(estimates(count=25_001), None)


def test_an_absent_year_of_age_is_named(estimates):
    files = estimates(lambda cell: None if cell[:4] == [2024, "E09000003", "Total", "Age 17"] else cell)

    with pytest.raises(PipelineError, match="E09000003 2024: 90 of 91 ages"):
        nomis.POPULATION.carry(files, None)


def test_an_absent_borough_is_named(estimates):
    with pytest.raises(PipelineError, match=r"Barnet \(E09000003\) is not in the answer"):
        nomis.POPULATION.carry(estimates(lambda cell: None if cell[1] == "E09000003" else cell), None)


def test_a_year_that_lacks_all_its_ages_is_refused(estimates):
    files = estimates(lambda cell: None if cell[0] == 2023 and cell[3].startswith("Age") else cell)

    with pytest.raises(PipelineError, match="E09000003 2023: ages sum to"):
        nomis.POPULATION.carry(files, None)


def test_ages_that_do_not_sum_to_everybody_are_refused(estimates):
    files = estimates(lambda cell: [*cell[:4], 909] if cell[1:] == ["E09000003", "Total", "All Ages", 910] else cell)

    with pytest.raises(PipelineError, match=r"E09000003 2024: ages sum to \+1 of all ages"):
        nomis.POPULATION.carry(files, None)


def test_a_table_of_men_is_not_taken_for_everybody(estimates):
    with pytest.raises(PipelineError, match="GENDER_NAME 'Male' is not the total"):
        nomis.POPULATION.carry(estimates(lambda cell: [*cell[:2], "Male", *cell[3:]]), None)


def test_a_band_is_not_a_single_year_of_age(estimates):
    files = estimates(lambda cell: [*cell[:3], "Age 0 - 15", cell[4]] if cell[3] == "Age 3" else cell)

    with pytest.raises(PipelineError, match=r"C_AGE_NAME 'Age 0 - 15' is not a single year of age"):
        nomis.POPULATION.carry(files, None)


def test_one_cell_with_two_values_is_refused_and_one_given_twice_is_not(answer):
    header = ["GEOGRAPHY_CODE", "OBS_VALUE"]
    same = answer("same.csv", header, [["E09000003", 5], ["E09000003", 5]])
    other = answer("other.csv", header, [["E09000003", 5], ["E09000003", 6]])

    assert nomis.read_answer([same], ["GEOGRAPHY_CODE"])["value"].tolist() == [5]
    with pytest.raises(PipelineError, match="given twice with different values, as E09000003"):
        nomis.read_answer([other], ["GEOGRAPHY_CODE"])


@pytest.fixture
def asked():
    """Stand for the publisher: note what is asked for and give a path to nothing."""
    addresses = []

    def get(url, *, name, kind, **rest):
        addresses.append(url)
        return Path(name)

    return get, addresses


def test_no_call_can_hold_more_cells_than_nomis_gives(asked):
    get, addresses = asked

    nomis.POPULATION.collect(get)

    years = []
    for url in addresses:
        query = {name: value[0] for name, value in parse_qs(urlparse(url).query).items()}
        dates, areas = query["date"].split(","), query["geography"].split(",")
        ages = 1 if query["c_age"] == "200" else 91
        assert len(dates) * len(areas) * ages <= nomis.MOST_CELLS
        years += dates if ages == 91 else []
        assert query["gender"] == "0"
        assert {"obs_value", "record_count"} <= set(query["select"].split(","))
    assert len(set(years)) == len(years) == 20
    assert {"latest", "latestMINUS19"} <= set(years)


@pytest.fixture
def census(answer):
    def write(groups=GROUPS, header="C2021_ETH_20_NAME", women=5):
        areas = [*BOROUGH_CODES, ENGLAND]
        sexes = [
            row for code in areas for row in ([code, "All persons", 9], [code, "Female", women], [code, "Male", 4])
        ]
        counted = [[code, group, number] for code in areas for number, group in enumerate(groups, 1)]
        return {
            "sex": answer("sex.csv", ["GEOGRAPHY_CODE", "C_SEX_NAME", "OBS_VALUE"], sexes),
            "ethnicity": answer("ethnicity.csv", ["GEOGRAPHY_CODE", header, "OBS_VALUE"], counted),
        }

    return write


def test_groups_bear_the_names_of_the_table_that_we_hold(census, tmp_path):
    carried = nomis_census.CENSUS.carry(census(), None)

    held = pd.read_csv(Path(__file__).parents[2] / "data" / "raw" / "ons_census" / "2021" / "ethnicity.csv")
    names = ["broad_group", "detailed_group"]
    made = carried.tables["ethnicity.csv"]
    assert set(map(tuple, made[names].to_numpy())) == set(map(tuple, held[names].to_numpy()))
    rows = read_back(ons_census, carried, tmp_path).set_index(["area_code", "category", "sex"])["value"]
    assert rows[("E09000003", "White | Irish", "persons")] == 14
    assert (rows[("E09000003", "", "female")], rows[("E09000003", "", "persons")]) == (5, 9)


def test_totals_and_broad_groups_are_not_counted_a_second_time(census):
    with_totals = (*GROUPS, "Total: All usual residents", "White", "Other ethnic group")

    made = nomis_census.CENSUS.carry(census(groups=with_totals), None).tables["ethnicity.csv"]

    assert len(made) == 34 * 19


def test_a_shorter_list_of_groups_is_another_table(census):
    with pytest.raises(PipelineError, match="18 of 19 ethnic groups"):
        nomis_census.CENSUS.carry(census(groups=GROUPS[1:]), None)


def test_another_table_under_the_same_number_is_known_by_its_header(census):
    with pytest.raises(
        PipelineError, match=r"has no column 'C2021_ETH_20_NAME'.\nColumns found: .*C2021_TENURE_9_NAME"
    ):
        nomis_census.CENSUS.carry(census(header="C2021_TENURE_9_NAME"), None)


def test_women_and_men_sum_to_all_residents(census):
    with pytest.raises(PipelineError, match=r"E09000003: women and men sum to \+1 of all"):
        nomis_census.CENSUS.carry(census(women=6), None)


@pytest.fixture
def adults(tmp_path):
    """The two answers of the custom census tables: one resident of each age, area and group."""

    def write(ages=None, blocked=0, skip=None, areas=BOROUGH_CODES):
        names = ages or ["Aged under 1 year", *(f"Aged {age} years" for age in range(1, 90)), "Aged 90 years and over"]
        files = {}
        for name, dimension, codes in (("boroughs", "ltla", areas), ("england", "ctry", [ENGLAND])):
            cells = [
                {
                    "dimensions": [
                        {"dimension_id": dimension, "option": code, "option_id": code},
                        {"dimension_id": "ethnic_group_tb_20b", "option": group, "option_id": "1"},
                        {"dimension_id": "resident_age_91a", "option": age, "option_id": "1"},
                    ],
                    "observation": 0 if group == "Does not apply" else 1,
                }
                for code in codes
                for group in (*GROUPS, "Does not apply")
                for age in names
                if (code, age) != skip
            ]
            files[name] = tmp_path / f"{name}.json"
            answer = {"observations": cells, "blocked_areas": blocked, "total_observations": len(cells)}
            files[name].write_text(json.dumps(answer), encoding="utf-8")
        return files

    return write


def test_adults_begin_at_eighteen(adults, tmp_path):
    carried = ons_census_adults.FEED.carry(adults(), None)

    rows = read_back(ons_adults_by_ethnicity, carried, tmp_path)
    assert set(rows["value"]) == {73}  # ages 18 to 89, and 90 and over
    assert set(rows["age"]) == {"18 and over"}
    assert len(rows) == 34 * 19


def test_bands_that_hold_both_children_and_adults_are_refused(adults):
    bands = ["Aged 24 years and under", "Aged 25 to 34 years", "Aged 35 to 49 years", "Aged 65 years and over"]

    with pytest.raises(PipelineError, match="'Aged 24 years and under' is not a single year of age"):
        ons_census_adults.FEED.carry(adults(ages=bands, areas=["E09000003"]), None)


def test_an_area_left_out_to_protect_people_is_said(adults):
    with pytest.raises(PipelineError, match="left out 1 areas to protect people"):
        ons_census_adults.FEED.carry(adults(blocked=1, areas=["E09000003"]), None)


def test_an_absent_age_would_make_adults_too_few(adults):
    with pytest.raises(PipelineError, match=r"E09000003 .*: 90 of 91 ages"):
        ons_census_adults.FEED.carry(adults(skip=("E09000003", "Aged 40 years"), areas=["E09000003"]), None)


def test_a_cell_in_another_layout_is_shown(tmp_path):
    path = tmp_path / "boroughs.json"
    path.write_text('{"observations": [{"dimensions": [{"dimension_id": "ltla"}]}]}', encoding="utf-8")

    with pytest.raises(PipelineError, match="a cell is not of an area, ethnic_group_tb_20b and resident_age_91a"):
        ons_census_adults.FEED.carry({"boroughs": path}, None)


def test_the_census_is_asked_for_boroughs_and_for_england(asked):
    get, addresses = asked

    ons_census_adults.FEED.collect(get)
    nomis_census.CENSUS.collect(get)

    assert "area-type=ltla,E09000001," in addresses[0]
    assert addresses[1].endswith("area-type=ctry,E92000001&dimensions=ethnic_group_tb_20b,resident_age_91a")
    assert [url.split("/dataset/")[1].split(".")[0] for url in addresses[2:]] == ["NM_2028_1", "NM_2041_1"]


@pytest.fixture
def download(tmp_path):
    """The web download: title lines, header, a blank line, areas, footnotes."""

    def write(item="Unemployment rate (model based)", limits="95% confidence interval (+/-)", change=("", "")):
        areas = [f'"ladu2023:{area.name}",4.1,1.4,0.9,1.2' for area in BOROUGHS if area.name != "City of London"]
        lines = [
            '"model-based estimates of unemployment"',
            '"ONS Crown Copyright Reserved [from Nomis on 7 January 2026]"',
            '"Analysis   :","standard"',
            f'"Item Name  :","{item}"',
            f'"Confidence :","{limits}"',
            "",
            '"Area","Jan 2024-Dec 2024","Conf","Apr 2024-Mar 2025","Conf"',
            "",
            '"ladu2023:City of London",-,-,-,-',
            *areas,
            '"ladu2023:Leeds",3.0,1.0,3.0,1.0',
            '"gor:London",4.8,0.6,4.9,0.6',
            "", "",
            '"-","These figures are missing."',
            '"*","Note: these figures are suppressed."',
            '"","Estimates for other geography types are not model-based."',
        ]  # fmt: skip
        path = tmp_path / "unemployment.csv"
        path.write_text("\n".join(lines).replace(*change) if change[0] else "\n".join(lines), encoding="utf-8")
        return {"download": path}

    return write


def test_limits_are_the_rate_less_and_plus_its_confidence(download, tmp_path):
    carried = nomis_unemployment.FEED.carry(download(), None)

    rows = read_back(ons_unemployment, carried, tmp_path).set_index(["area_code", "period_label"])
    barnet = rows.loc[("E09000003", "2024")]
    assert (barnet["value"], barnet["lower"], barnet["upper"], barnet["flags"]) == (4.1, 2.7, 5.5, "modelled")
    rolling = rows.loc[("E09000003", "April 2024 to March 2025")]
    assert (rolling["lower"], rolling["upper"], rolling["period_type"]) == (0, 2.1, "rolling12")
    assert rows.loc[(LONDON, "2024"), "flags"] == ""
    assert carried.release == "2025-03"


def test_a_dash_is_missing_and_never_zero(download, tmp_path):
    carried = nomis_unemployment.FEED.carry(
        download(change=('"ladu2023:Barnet",4.1,1.4', '"ladu2023:Barnet",*,*')), None
    )

    rows = read_back(ons_unemployment, carried, tmp_path).set_index(["area_code", "period_label"])
    city, hidden = rows.loc[("E09000001", "2024")], rows.loc[("E09000003", "2024")]
    assert (city["state"], hidden["state"]) == ("not available", "suppressed")
    assert pd.isna(city["value"])
    assert pd.isna(hidden["value"])


def test_a_count_of_unemployed_people_in_the_same_layout_is_refused(download):
    with pytest.raises(PipelineError, match="holds 'Unemployment count', not the unemployment rate"):
        nomis_unemployment.FEED.carry(download(item="Unemployment count"), None)


def test_a_download_without_confidence_is_refused(download):
    with pytest.raises(PipelineError, match=r"'Jan 2024-Dec 2024' is not followed by its Conf"):
        nomis_unemployment.FEED.carry(download(change=('Dec 2024","Conf"', 'Dec 2024","Lower"')), None)


def test_an_unknown_marker_is_named_with_its_row(download):
    with pytest.raises(PipelineError, match=r"row 16: Jan 2024-Dec 2024 '\? 1.4' is no rate or known marker"):
        nomis_unemployment.FEED.carry(download(change=('"ladu2023:Croydon",4.1', '"ladu2023:Croydon",?')), None)


def test_a_borough_without_a_row_is_named(download):
    with pytest.raises(PipelineError, match="Barnet has no row"):
        nomis_unemployment.FEED.carry(download(change=("ladu2023:Barnet", "ladu2023:Barnsley")), None)


def test_the_published_download_is_read_whole(tmp_path):
    path = PUBLISHED / "nomis_unemployment_model_based_2004_2024.csv"
    if not path.is_file():
        pytest.skip("the publisher's file is not beside the project")

    carried = nomis_unemployment.FEED.carry({"file": path}, None)

    rows = read_back(ons_unemployment, carried, tmp_path)
    assert carried.release == "2024"
    assert len(rows) == 34 * 21
    assert set(rows.loc[rows["state"] != "ok", "area_code"]) == {"E09000001"}
    barnet = rows[(rows["area_code"] == "E09000003") & (rows["period_label"] == "2024")].iloc[0]
    assert (barnet["value"], barnet["lower"], barnet["upper"]) == (4.0, 2.6, 5.4)  # printed: 4.0 and 1.4
