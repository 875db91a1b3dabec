"""Deaths by local authority as the Office for National Statistics lays them out; every figure here is invented."""

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from pipeline.areas import BOROUGHS
from pipeline.errors import PipelineError
from pipeline.publishers.ons_death_rates import DEATHS, RATES
from pipeline.publishers.ons_deaths import FEED
from pipeline.sources import ons_drug_misuse_deaths, ons_drug_misuse_rates, ons_drug_poisoning

PROJECT = Path(__file__).parents[2]
PUBLISHED = PROJECT.parent / "shared" / "published"
HELD = PROJECT / "data" / "raw" / "ons_drug_poisoning" / "2020"


@pytest.fixture
def workbook(tmp_path):
    """Write an xlsx of one sheet, cell by cell, and return the files as `collect` would."""

    def write(sheet, rows):
        book = openpyxl.Workbook()
        book.active.title = sheet
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / "localauthorities.xlsx")
        return {"workbook": tmp_path / "localauthorities.xlsx"}

    return write


def read_back(source, carried, folder):
    """Write what was carried as a release and read it as our source does."""
    release = folder / carried.release
    release.mkdir()
    for name, table in carried.tables.items():
        table.to_csv(release / name, index=False)
    return source.SOURCE.read(release)


def poisonings(newest=5, london=None):
    """Table 1 as in the workbook: titles, names indented over three columns, the newest year first."""
    boroughs = [[area.code, None, None, area.name, newest, 1] for area in BOROUGHS]
    total = newest * 33 if london is None else london
    return [
        ["Table 1: Number of deaths related to drug poisoning, by local authority, 2022 to 2023"],
        ["Invented figures"],
        [],
        ["Area Codes", "Area Names [note 2]", None, None, "2023 [note 5]", 2022],
        [],
        ["K04000001", "ENGLAND AND WALES", None, None, 5000, 4000],
        ["E92000001", "ENGLAND", None, None, 4000, 3000],
        ["E12000001", None, "NORTH EAST", None, 300, 200],
        ["E06000047", None, None, "County Durham", 70, 40],
        ["E12000007", None, "LONDON", None, total, 33],
        *boroughs,
        [],
        ["1", "City of London and Hackney have few deaths."],
        ["", "City of London and Hackney have few deaths."],
    ]


def test_table_1_is_read_whatever_column_a_name_stands_in(workbook, tmp_path):
    carried = FEED.carry(workbook("Table 1", poisonings()), HELD)

    rows = read_back(ons_drug_poisoning, carried, tmp_path).query("measure == 'drug_poisoning_deaths'")
    assert carried.release == "2023"
    assert len(rows) == 35 * 2  # 33 boroughs, London and England; England with Wales is no area of ours
    newest = rows[rows["period_label"] == "2023"].set_index("area_code")["value"]
    assert (newest["E09000003"], newest["E12000007"], newest["E92000001"]) == (5, 165, 4000)


def test_substances_are_carried_from_the_release_before_and_say_so(workbook):
    carried = FEED.carry(workbook("Table 1", poisonings()), HELD)

    held = pd.read_csv(HELD / "by_substance.csv", dtype="str")
    assert carried.tables["by_substance.csv"].to_dict("list") == held.to_dict("list")
    assert "they end in 2020" in carried.caveats[0]


def test_without_a_release_before_the_missing_table_is_named(workbook):
    with pytest.raises(PipelineError, match="to carry by_substance"):
        FEED.carry(workbook("Table 1", poisonings()), None)


def test_boroughs_that_do_not_sum_to_london_are_refused(workbook):
    with pytest.raises(PipelineError, match=r"2023: the boroughs sum to -7 of London's"):
        FEED.carry(workbook("Table 1", poisonings(london=172)), HELD)


def test_a_table_of_misuse_is_not_taken_for_poisoning(workbook):
    rows = poisonings()
    rows[0] = ["Table 1: Number of deaths related to drug misuse"]

    with pytest.raises(PipelineError, match="not about poisoning"):
        FEED.carry(workbook("Table 1", rows), HELD)


def test_a_marker_among_counts_is_named_by_its_row_and_year(workbook):
    rows = poisonings()
    rows[12][4] = "u"

    with pytest.raises(PipelineError, match=r"row 13: deaths 'u' is not a whole number"):
        FEED.carry(workbook("Table 1", rows), HELD)


def test_a_code_beside_another_boroughs_name_is_refused(workbook):
    rows = poisonings()
    rows[12][3] = "Bexley"

    with pytest.raises(PipelineError, match="row 13: code E09000003 and name 'Bexley' are not the same area"):
        FEED.carry(workbook("Table 1", rows), HELD)


def test_an_absent_borough_is_named(workbook):
    rows = [row for row in poisonings() if "Barnet" not in row]

    with pytest.raises(PipelineError, match="Barnet has no row"):
        FEED.carry(workbook("Table 1", rows), HELD)


def test_the_flat_file_is_windows_text_with_the_newest_year_first(tmp_path):
    rows = [f"{code},{name},5,1" for code, *_, name, _, _ in poisonings()[10:43]]
    lines = ["code,name,2020,2019", "E92000001,ENGLAND,400,300", "E12000007,LONDON,165,33", *rows]
    path = tmp_path / "by_LA.csv"
    path.write_bytes("\r\n".join([*lines, "W06000099,Ynys Invented \u2013 M\xf4n,1,1"]).encode("cp1252"))

    table = FEED.carry({"file": path}, HELD).tables["by_area.csv"]

    assert table.query("area_code == 'E09000003'").to_dict("list") == {
        "area_code": ["E09000003"] * 2,
        "registration_year": ["2019", "2020"],
        "deaths": ["1", "5"],
    }


def test_the_published_flat_file_is_the_table_that_we_hold():
    path = PUBLISHED / "drug_poisoning_registrations_by_LA.csv"
    if not path.is_file():
        pytest.skip("the publisher's file is not beside the project")

    carried = FEED.carry({"file": path}, HELD)

    held = pd.read_csv(HELD / "by_area.csv", dtype="str")
    assert carried.release == "2020"
    assert len(held) == 1008
    assert carried.tables["by_area.csv"].to_dict("list") == held.to_dict("list")


def misuse(gap=(), first_rows=0, merged=("", "City of London and Hackney [note 6]")):
    """Table 6: two header rows, four values for each period with `gap` columns between, England and London on top."""
    names = [None] * 4
    values = ["Deaths", "Rate", "Lower CL", "Upper CL"]
    apart = [area for area in BOROUGHS if area.name not in {"City of London", "Hackney"}]
    return [
        ["Table 6: Age-standardised mortality rates for deaths related to drug misuse, 2017-19 to 2018-20"],
        ["Invented figures"],
        *[[]] * first_rows,
        [*names, "2018-20", None, None, None, *gap, "2017-19"],
        ["Area Codes", "Area Names", None, None, *values, *gap, *values],
        [],
        ["E92000001", "ENGLAND", None, None, "9,000", 5.1, 5.0, 5.2, *gap, 8800, 4.9, 4.8, 5.0],
        ["E12000007", None, "LONDON", None, 31 * 30 + 35, 3.5, 3.2, 3.8, *gap, 31 * 9 + 12, 3.1, 2.9, 3.3],
        [merged[0], None, None, merged[1], 35, 4.4, 3.0, 6.0, *gap, 12, "2.5 u", 1.2, 4.1],
        *[[area.code, None, None, area.name, 30, 4.0, 2.5, 6.1, *gap, 9, ":", ":", ":"] for area in apart],
        [],
        ["", "City of London and Hackney are shown together."],
    ]


def rates(files):
    [table] = RATES.carry(files, None).tables.values()
    return table.set_index(["area_name", "period"])


@pytest.mark.parametrize("gap", [(), (None,), (None, None)], ids=["2023", "one spacer", "two spacers"])
@pytest.mark.parametrize("first_rows", [0, 3], ids=["data in row 6", "data in row 9"])
def test_four_values_are_read_for_each_period_wherever_data_begin(workbook, gap, first_rows):
    table = rates(workbook("Table 6", misuse(gap, first_rows)))

    newest, older = table.loc[("Barnet", "2018-20")], table.loc[("Barnet", "2017-19")]
    assert newest[["deaths", "rate", "lower", "upper", "shown"]].tolist() == ["30", "4", "2.5", "6.1", "ok"]
    assert older[["deaths", "rate", "lower", "upper", "shown"]].tolist() == ["9", "", "", "", "suppressed"]


def test_a_rate_with_u_is_kept_and_marked_as_of_low_reliability(workbook, tmp_path):
    carried = RATES.carry(workbook("Table 6", misuse((None,))), None)

    rows = read_back(ons_drug_misuse_rates, carried, tmp_path).set_index(["area_code", "period_label"])
    merged = rows.loc[("E09000001+E09000012", "2017-19")]
    assert (merged["value"], merged["lower"], merged["upper"], merged["numerator"]) == (2.5, 1.2, 4.1, 12)
    assert merged["flags"] == "low reliability;merged area"
    hidden = rows.loc[("E09000003", "2017-19")]
    assert (hidden["state"], hidden["numerator"]) == ("suppressed", 9)
    assert rows.loc[("E12000007", "2018-20"), "value"] == 3.5


def test_deaths_of_boroughs_and_merged_areas_have_no_row_of_london(workbook, tmp_path):
    carried = DEATHS.carry(workbook("Table 6", misuse((None,))), None)

    rows = read_back(ons_drug_misuse_deaths, carried, tmp_path).set_index(["area_code", "period_label"])
    assert carried.release == "2018-20"
    assert len(rows) == 32 * 2
    assert rows.loc[("E09000001+E09000012", "2018-20"), "value"] == 35
    assert "E12000007" not in rows.index.get_level_values(0)


@pytest.mark.parametrize(
    "merged", [("E09000012", "Hackney and City of London"), ("E09000001, E09000012", "City of London & Hackney6")]
)
def test_a_merged_area_is_nobodys_own_even_where_it_bears_a_code(workbook, merged):
    table = rates(workbook("Table 6", misuse(merged=merged)))

    assert table.loc[("City of London and Hackney", "2018-20"), "area_code"] == ""
    assert "Hackney" not in table.index.get_level_values(0)


def test_merton_and_sutton_were_merged_in_older_issues_and_count_once(workbook):
    rows = misuse()
    [sutton] = [row for row in rows if "Sutton" in row]
    [merton] = [row for row in rows if "Merton" in row]
    merton[:] = ["", None, None, "Merton and Sutton", 60, 4.0, 2.5, 6.1, "18", "1.1 u", 0.5, 2.2]
    rows.remove(sutton)

    table = rates(workbook("Table 6", rows))  # the sum to London holds

    assert table.loc[("Merton and Sutton", "2017-19"), ["area_code", "deaths", "reliability"]].tolist() == [
        "",
        "18",
        "low",
    ]


def test_two_boroughs_that_were_never_merged_before_are_refused(workbook):
    with pytest.raises(PipelineError, match="merges boroughs in a way that is not known here"):
        rates(workbook("Table 6", misuse(merged=("", "City of London and Camden"))))


def test_a_single_header_row_with_the_period_in_every_cell_is_read_too(workbook):
    rows = misuse()
    values = ["number of deaths", "age-standardised mortality rate", "lower confidence limit", "upper confidence limit"]
    heads = [f"{period} {value}" for period in ("2018 to 2020", "2017 to 2019") for value in values]
    rows[2:4] = [["Area Code", "Area Name", None, None, *heads]]

    assert rates(workbook("Table 6", rows)).loc[("Barnet", "2017-19"), "deaths"] == "9"


def test_a_period_without_its_limits_is_refused(workbook):
    rows = misuse()
    rows[3][6] = "Per cent"

    with pytest.raises(PipelineError, match="2018-20: no column for lower"):
        rates(workbook("Table 6", rows))


def test_an_unknown_marker_is_named_with_its_row_and_period(workbook):
    rows = misuse()
    rows[10][5] = "low"

    with pytest.raises(PipelineError, match=r"row 11: 2018-20 rate 'low' is not a number or a known marker"):
        rates(workbook("Table 6", rows))


def test_merged_and_single_areas_together_sum_to_london(workbook):
    rows = misuse()
    rows[7][4] = 36  # one death of the merged area twice

    with pytest.raises(PipelineError, match=r"2018-20: the boroughs sum to \+1 of London's"):
        rates(workbook("Table 6", rows))


@pytest.fixture
def page(tmp_path):
    """Stand for the publisher: the page links to these files, and what is asked for is noted."""

    def make(*links):
        asked = []
        path = tmp_path / "page.html"
        path.write_text("".join(f'<a href="{link}">xlsx</a>' for link in links), encoding="utf-8")

        def get(url, *, name, kind, **rest):
            asked.append((url, str(kind)))
            return path

        return get, asked

    return make


def test_the_newest_workbook_is_asked_for_in_its_own_kind(page):
    folder = "/file?uri=/peoplepopulationandcommunity/birthsdeathsandmarriages/deaths/datasets/drugmisusedeathsbylocalauthority"
    get, asked = page(
        f"{folder}/2020/2020localauthorities.xls", f"{folder.replace('/', '%2f', 3)}/current/2023localauthorities.xlsx"
    )

    DEATHS.collect(get)

    assert asked[-1] == (f"https://www.ons.gov.uk{folder}/current/2023localauthorities.xlsx", "xlsx")


def test_a_page_without_a_workbook_says_what_to_do(page):
    get, _ = page("/somewhere/else.xlsx")

    with pytest.raises(PipelineError, match="Save it by hand"):
        FEED.collect(get)
