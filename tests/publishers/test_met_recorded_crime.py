"""Recorded crime by borough in the publisher's wide layout; every figure drawn here is invented."""

from pathlib import Path

import pandas as pd
import pytest

from pipeline.errors import PipelineError
from pipeline.publishers.met_recorded_crime import FEED, borough_table
from pipeline.sources.mps_recorded_crime import OFFENCES, SOURCE
from tests.publishers.met_tables import MPS, as_release, boroughs, months, save, total, wide

PROJECT = Path(__file__).parents[2]
PUBLISHED = PROJECT.parent / "shared" / "published" / "mps_borough_crime_recent_202312_202511.csv"
RELEASE = PROJECT / "data" / "raw" / "mps_recorded_crime" / "2026-04"
BARNET = "E09000003"


@pytest.fixture
def table(tmp_path):
    """Read one invented file of boroughs, changed by `edit`, and return its table."""

    def read(edit=None, named=("2026-01", "2026-03"), **layout):
        rows = boroughs(months(*named), **layout)
        if edit:
            edit(rows)
        return borough_table([save(tmp_path / "borough.csv", rows)], None)[0]

    return read


def row_of(rows, minor, borough):
    return next(row for row in rows if row[1:3] == [minor, borough])


@pytest.mark.parametrize("header", ["BoroughName", "LookUp_BoroughName", "Borough Name"])
def test_a_month_of_a_borough_is_the_count_of_its_column(table, header):
    read = table(lambda rows: row_of(rows, "TRAFFICKING OF DRUGS", "Barnet").__setitem__(4, 41), place=header)

    assert total(read, area_code=BARNET, offence="drug_trafficking", month="2026-02") == 41
    assert total(read, area_code=BARNET, offence="drug_trafficking", month="2026-01") == 1


def test_columns_are_found_by_name_in_any_order(table):
    def turn(rows):
        for row in rows:
            row[:] = row[::-1]

    read = table(lambda rows: (row_of(rows, "HOMICIDE", "Brent").__setitem__(3, 5), turn(rows)))

    assert total(read, area_code="E09000005", offence="homicide", month="2026-01") == 5


def test_the_four_vehicle_offences_and_both_kinds_of_home_are_one_offence_each(table):
    def add(rows):
        rows.append(["VEHICLE OFFENCES", "INTERFERING WITH A MOTOR VEHICLE", "Barnet", 10, 0, 0])
        rows.append(["BURGLARY", "RES BURGLARY OF UNCONNECTED BUILDING", "Barnet", 20, 0, 0])
        rows.append(["BURGLARY", "BURGLARY BUSINESS AND COMMUNITY", "Barnet", 500, 0, 0])

    read = table(add)

    assert total(read, area_code=BARNET, offence="vehicle_offences", month="2026-01") == 11
    assert total(read, area_code=BARNET, offence="residential_burglary", month="2026-01") == 21


def test_names_of_the_years_before_are_known(table):
    older = {
        "TRAFFICKING OF DRUGS": "Drug Trafficking", "RES BURGLARY OF A HOME": "Domestic Burglary",
        "THEFT FROM THE PERSON": "Theft from Person", "THEFT FROM A VEHICLE": "Theft from a Motor Vehicle",
        "POSSESSION OF WEAPONS": "Possession of Article with Blade or Point",
    }  # fmt: skip

    def respell(rows):
        for row in rows:
            row[1] = older.get(row[1], row[1])

    assert table(respell)["count"].tolist() == table()["count"].tolist()


def test_a_row_the_publisher_left_out_was_zero(table):
    read = table(lambda rows: rows.remove(row_of(rows, "HOMICIDE", "Barnet")))

    assert len(read) == 32 * len(OFFENCES) * 3
    assert total(read, area_code=BARNET, offence="homicide") == 0


def test_airports_and_unknown_places_are_left_out_and_counted(tmp_path):
    rows = boroughs(months("2026-01", "2026-03"))
    for place in ("London Heathrow and London City Airports", "Unknown", "Aviation Security(SO18)", "City of London"):
        rows.append(["DRUG OFFENCES", "POSSESSION OF DRUGS", place, 900, 900, 900])

    read, said = borough_table([save(tmp_path / "borough.csv", rows)], None)

    assert total(read, offence="drug_possession", month="2026-01") == 32
    assert said[0].startswith("Left out: 4 rows of the borough file, of airports")


def test_rows_of_totals_are_not_counted_again(table):
    def add(rows):
        rows.append(["DRUG OFFENCES", "POSSESSION OF DRUGS", "TOTAL", 32, 32, 32])
        rows.append(["DRUG OFFENCES", "Total", "Barnet", 2, 2, 2])

    assert total(table(add), offence="drug_possession", month="2026-01") == 32


def test_thousands_have_commas(table):
    read = table(lambda rows: row_of(rows, "SHOPLIFTING", "Barnet").__setitem__(3, "12,345"))
    assert total(read, offence="theft_from_person", month="2026-01") == 32

    read = table(lambda rows: row_of(rows, "THEFT FROM THE PERSON", "Westminster").__setitem__(3, "2,446"))
    assert total(read, area_code="E09000033", offence="theft_from_person", month="2026-01") == 2446


@pytest.mark.parametrize("cell", [-1, "n/a", "", "3.5"])
def test_a_cell_that_is_no_count_is_named_by_file_row_column_and_value(table, cell):
    with pytest.raises(PipelineError) as refused:
        table(lambda rows: row_of(rows, "POSSESSION OF DRUGS", "Barking and Dagenham").__setitem__(4, cell))

    assert f"borough.csv row 2: 202602 '{cell}' is not a whole number of 0 or more" in str(refused.value)


def test_a_row_given_twice_is_refused(table):
    with pytest.raises(PipelineError, match=r"repeats row \d+ \(drug offences, possession of drugs, barnet\)"):
        table(lambda rows: rows.append(row_of(rows, "POSSESSION OF DRUGS", "Barnet")))


def test_a_month_that_is_missing_is_named(table):
    with pytest.raises(PipelineError, match="months are missing between 2026-01 and 2026-03: 2026-02"):
        table(lambda rows: [row.pop(4) for row in rows])


def test_a_month_that_comes_twice_is_named(table):
    with pytest.raises(PipelineError, match="month 2026-01 stands in two columns"):
        table(lambda rows: rows[0].__setitem__(4, "202601"))


def test_a_renamed_header_is_named_with_the_headers_found(table):
    with pytest.raises(PipelineError, match=r"(?s)no row holds the headers .*BoroughName or .*holds: MajorText.*Place"):
        table(place="Place")


def test_a_borough_of_another_spelling_is_refused_and_an_ampersand_is_not(table):
    def respell(rows, name):
        for row in rows:
            row[2] = name if row[2] == "Barking and Dagenham" else row[2]

    assert total(table(lambda rows: respell(rows, "Barking & Dagenham")), area_code="E09000002") == 27
    with pytest.raises(PipelineError, match=r"borough\.csv row 2: BoroughName 'B and D' is no London borough"):
        table(lambda rows: respell(rows, "B and D"))


@pytest.mark.parametrize(
    ("major", "minor"),
    [
        ("DRUG OFFENCES", "CULTIVATION OF CANNABIS"),
        ("PUBLIC ORDER OFFENCES", "KNIFE THREATS"),
        ("ASSAULTS", "WITH INJURY"),
    ],
)
def test_a_new_offence_that_could_be_one_of_ours_is_refused_by_name(table, major, minor):
    with pytest.raises(PipelineError) as refused:
        table(lambda rows: rows.append([major, minor, "Barnet", 1, 1, 1]))

    assert f"'{minor}' is an offence not known here" in str(refused.value)
    assert "pipeline/publishers/met_offences.py" in str(refused.value)


def test_a_new_offence_that_can_be_none_of_ours_passes(table):
    read = table(lambda rows: rows.append(["SEXUAL OFFENCES", "A NEW OFFENCE", "Barnet", 9, 9, 9]))

    assert read["count"].sum() == 32 * len(OFFENCES) * 3


def test_a_file_without_a_borough_or_an_offence_was_cut(table):
    def cut(rows):
        rows[:] = [row for row in rows if row[2] != "Westminster" and row[1] != "HOMICIDE"]

    with pytest.raises(PipelineError, match=r"(?s)no row of borough westminster.*no row of offence homicide"):
        table(cut)


def test_the_mark_and_the_blank_rows_of_a_spreadsheet_do_no_harm(tmp_path):
    rows = [*boroughs(months("2026-01", "2026-03")), [], ["", "", "", "", "", ""]]

    read, _ = borough_table([save(tmp_path / "borough.csv", rows, "utf-8-sig")], None)

    assert read["count"].sum() == 32 * len(OFFENCES) * 3


def test_where_months_overlap_the_newer_file_holds_and_the_revisions_are_counted(tmp_path):
    older = save(tmp_path / "old.csv", boroughs(months("2025-11", "2026-01"), place="LookUp_BoroughName"))
    revised = boroughs(months("2026-01", "2026-03"))
    row_of(revised, "POSSESSION OF DRUGS", "Barnet")[3] = 7

    read, said = borough_table([older, save(tmp_path / "new.csv", revised)], None)

    assert total(read, area_code=BARNET, offence="drug_possession", month="2026-01") == 7
    assert total(read, area_code=BARNET, offence="drug_possession", month="2025-12") == 1
    assert "1 of 288 figures that stand in two files differ: the newer file's are used." in said


def test_months_between_two_files_are_not_made_up(tmp_path):
    older = save(tmp_path / "old.csv", boroughs(months("2025-01", "2025-03")))
    newer = save(tmp_path / "new.csv", boroughs(months("2025-05", "2025-06")))

    with pytest.raises(PipelineError, match=r"months are missing between 2025-01 and 2025-06: 2025-04"):
        borough_table([older, newer], None)


def test_months_the_publisher_no_longer_gives_are_kept_from_the_release_before(tmp_path):
    first = borough_table([save(tmp_path / "a.csv", boroughs(months("2025-10", "2025-12")))], None)[0]
    (tmp_path / "before").mkdir()
    first.to_csv(tmp_path / "before" / "borough_monthly.csv", index=False)
    newer = save(tmp_path / "b.csv", boroughs(months("2025-12", "2026-02"), lambda key, month: 5))

    read, said = borough_table([newer], tmp_path / "before")

    by_month = read.groupby("month")["count"].sum() / (32 * len(OFFENCES))
    assert by_month.to_dict() == {"2025-10": 1, "2025-11": 1, "2025-12": 5, "2026-01": 5, "2026-02": 5}
    assert any(sentence.startswith("Months before December 2025") for sentence in said)


def test_a_whole_release_is_read_as_our_source_reads_it(tmp_path):
    named = months("2024-05", "2026-04")
    held = tmp_path / "2026-04"
    held.mkdir()
    save(
        held / "lsoa_deprivation.csv",
        [
            ["lsoa_code", "area_code", "imd2025_decile", "imd2025_rank", "imd2025_score", "population_2021", "drug_offences_12m"],
            ["E01000005", BARNET, 1, 12, 60.1, 1400, 3],
        ],
    )  # fmt: skip
    places = [
        (major, minor, "Alder", "E05000001", "Barnet") for major, minor in (("DRUG OFFENCES", "POSSESSION OF DRUGS"),)
    ]
    areas = [("E01000005", "Barnet 001A", "Barnet", "DRUG OFFENCES", "TRAFFICKING OF DRUGS")]
    ward = ("MajorText", "MinorText", "WardName", "WardCode", "LookUp_BoroughName")
    lsoa = ("LSOA Code", "LSOA Name", "Borough", "Major Category", "Minor Category")
    files = {
        "borough": save(tmp_path / "borough.csv", boroughs(named)),
        "ward": save(tmp_path / "ward.csv", wide(named, places, ward)),
        "lsoa": save(tmp_path / "lsoa.csv", wide(named, areas, lsoa)),
        "historical-1": save(tmp_path / "historical-1.csv", boroughs(months("2023-01", "2024-05"))),
        "historical-2": save(tmp_path / "historical-2.csv", boroughs(months("2022-11", "2022-12"))),
    }  # fmt: skip

    carried = FEED.carry(files, held)
    rows = SOURCE.read(as_release(carried, tmp_path / "raw"))

    assert carried.release == "2026-06"
    borough = rows[(rows["measure"] == "drug_possession") & (rows["category_type"] != "ward")]
    assert (len(borough), borough["period_start"].min()) == (32 * 42, pd.Timestamp("2022-11-01"))
    [area] = rows[rows["measure"] == "drug_offences"].to_dict("records")
    assert (area["value"], area["period_label"]) == (12, "May 2025 to April 2026")
    assert sorted(rows.loc[rows["category_type"] == "ward", "period_label"].unique()) == [
        "May 2024 to April 2025", "May 2025 to April 2026",
    ]  # fmt: skip


def test_collecting_asks_for_the_newest_file_of_each_level(tmp_path):
    asked = {}

    def get(url, *, name, kind, limit=50_000_000, form=None):
        asked[name] = url
        path = tmp_path / name
        named = [
            f"MPS {level} Level Crime{more}.csv"
            for level in ("Borough", "Ward", "LSOA")
            for more in ("", " (Historical)")
        ]
        listed = [
            {"name": one, "url": f"https://data.london.gov.uk/download/exy3m/{number}/{one}"}
            for number, one in enumerate(named)
        ]
        path.write_text(pd.Series({"result": {"resources": listed}}).to_json(), encoding="utf-8")
        return path  # fmt: skip

    files = FEED.collect(get)

    assert sorted(files) == ["borough", "historical-1", "lsoa", "ward"]
    assert asked["borough.csv"].endswith("/exy3m/0/MPS%20Borough%20Level%20Crime.csv")
    assert asked["historical-1.csv"].endswith("/exy3m/1/MPS%20Borough%20Level%20Crime%20(Historical).csv")
    assert asked["exy3m-listing.json"] == "https://data.london.gov.uk/api/action/package_show?id=exy3m"


@pytest.mark.skipif(not PUBLISHED.is_file(), reason="the publisher's files are not beside the project")
def test_an_earlier_release_of_the_publisher_is_read_to_nearly_the_figures_carried_over():
    read, said = borough_table([PUBLISHED], None)
    held = pd.read_csv(RELEASE / "borough_monthly.csv")

    both = read.merge(held, on=["area_code", "offence", "month"], suffixes=("_then", "_now"), validate="one_to_one")
    sums = both.groupby("offence")[["count_then", "count_now"]].sum()
    # The figures were revised between November 2025 and April 2026; another offence would be far off.
    assert len(both) == 32 * 9 * 24
    assert ((sums["count_then"] / sums["count_now"] - 1).abs() < 0.04).all()
    assert (both["count_then"] != both["count_now"]).sum() == 1967
    assert said == ("Left out: 58 rows of the borough file, of airports, another force or no known place.",)
    assert set(MPS) == set(pd.read_csv(PUBLISHED)["BoroughName"]) - {
        "London Heathrow and London City Airports", "Unknown",
    }  # fmt: skip
