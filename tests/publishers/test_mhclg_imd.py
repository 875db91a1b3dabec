"""English Indices of Deprivation as MHCLG lays them out; figures are invented unless they are those held in data/raw."""

import json
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from pipeline.areas import BOROUGHS
from pipeline.errors import PipelineError
from pipeline.publishers.mhclg_imd import FEED
from pipeline.sources import imd

PROJECT = Path(__file__).parents[2]
RAW = PROJECT / "data" / "raw"
MEDIA = "https://assets.publishing.service.gov.uk/media"


@pytest.fixture
def file_10(tmp_path):
    """Write File 10: a sheet of notes, and the sheet IMD whose headers end in a blank and name the authorities' year."""

    def write(year="2024", ranked=296, share=0.25, change=lambda row: row):
        header = [
            f"Local Authority District code ({year})", f"Local Authority District name ({year})",
            "IMD - Average rank ", "IMD - Rank of average rank ", "IMD - Average score ", "IMD - Rank of average score ",
            "IMD - Proportion of LSOAs in most deprived 10% nationally ",
            "IMD - Rank of proportion of LSOAs in most deprived 10% nationally ",
        ]  # fmt: skip
        others = [[f"E0700{number:04}", "Elsewhere", 1, 1, 10.0, 1, 0.0, 1] for number in range(ranked - 33)]
        ours = [[area.code, area.name, 9999, 99, 20.5, 38, share, 7] for area in BOROUGHS]
        book = openpyxl.Workbook()
        book.active.title = "Notes"
        sheet = book.create_sheet("IMD")
        for row in [header, *others, *ours]:
            sheet.append(change(row))
        path = tmp_path / "File_10.xlsx"
        book.save(path)
        return {"summaries": path}

    return write


def write_file_7(folder, small_areas, year="2021"):
    """Write File 7 with one row for each of (LSOA code, authority's code, decile)."""
    header = [
        f"LSOA code ({year})", f"LSOA name ({year})", "Local Authority District code (2024)",
        "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)",
    ]  # fmt: skip
    rows = [[code, "Somewhere 001A", area, decile] for code, area, decile in small_areas]
    path = folder / "File_7.csv"
    pd.DataFrame(rows, columns=header).to_csv(path, index=False)
    return {"small_areas": path}


def of_four(decile="1"):
    """Four small areas in each borough, one of them in the most deprived tenth."""
    return [
        (f"E01{number:04}{place:02}", area.code, decile if place == 0 else "5")
        for number, area in enumerate(BOROUGHS)
        for place in range(4)
    ]


def test_score_rank_and_share_are_read_by_their_headers(file_10, tmp_path):
    carried = FEED.carry(file_10(), None)

    release = tmp_path / carried.release
    release.mkdir()
    carried.tables["borough.csv"].to_csv(release / "borough.csv", index=False)
    rows = imd.SOURCE.read(release).query("area_code == 'E09000003'").set_index("measure")["value"]
    assert carried.release == "2025"
    assert rows.to_dict() == {
        "imd2025_average_score": 20.5,
        "imd2025_rank_of_average_score": 38,
        "imd2025_share_of_lsoas_in_most_deprived_tenth": 0.25,
    }


@pytest.mark.parametrize(
    ("indices", "message"),
    [
        ({"year": "2019", "ranked": 317}, r"codes of 2024 are needed, found: Local Authority District code \(2019\)"),
        ({"ranked": 317}, "ranks 317 authorities; the indices of 2025 rank 296"),
    ],
    ids=["by its header", "by its number of authorities"],
)
def test_the_indices_of_2019_are_refused(file_10, indices, message):
    with pytest.raises(PipelineError, match=message):
        FEED.carry(file_10(**indices), None)


def test_small_areas_of_2011_are_never_mixed_with_summaries_of_2025(file_10, tmp_path):
    files = file_10() | write_file_7(tmp_path, of_four(), year="2011")

    with pytest.raises(PipelineError, match=r"codes of 2021 are needed, found: LSOA code \(2011\)"):
        FEED.carry(files, None)


def test_small_areas_give_the_share_that_the_summaries_print(file_10, tmp_path):
    agreeing = file_10() | write_file_7(tmp_path, of_four())
    assert len(FEED.carry(agreeing, None).tables["borough.csv"]) == 33

    other = file_10() | write_file_7(tmp_path, of_four(decile="2"))
    with pytest.raises(PipelineError, match=r"E09000003: 0.0000 of small areas, 0.2500 in the summaries"):
        FEED.carry(other, None)


def test_the_small_areas_that_we_hold_agree_with_the_summaries_that_we_hold(file_10, tmp_path):
    held = pd.read_csv(RAW / "imd" / "2025" / "borough.csv", dtype="str").set_index("area_code")
    areas = pd.read_csv(RAW / "mps_recorded_crime" / "2026-04" / "lsoa_deprivation.csv", dtype="str")
    assert len(areas) == 4994

    def as_held(row):
        return [*row[:4], *map(float, held.loc[row[0]].tolist()), *row[7:]] if row[0] in held.index else row

    files = file_10(change=as_held) | write_file_7(
        tmp_path, areas[["lsoa_code", "area_code", "imd2025_decile"]].to_numpy()
    )

    made = FEED.carry(files, None).tables["borough.csv"].set_index("area_code")

    assert made.astype(float).equals(held.astype(float))


def test_a_marker_is_named_with_its_row(file_10):
    files = file_10(change=lambda row: [*row[:4], "x", *row[5:]] if row[1] == "Barnet" else row)

    with pytest.raises(PipelineError, match=r"row 267: imd2025_average_score 'x' is not a number"):
        FEED.carry(files, None)


def test_a_borough_without_a_row_is_named(file_10):
    files = file_10(change=lambda row: ["E07999999", *row[1:]] if row[1] == "Barnet" else row)

    with pytest.raises(PipelineError, match="Barnet has no row"):
        FEED.carry(files, None)


def test_a_renamed_column_is_said_with_those_found(file_10):
    files = file_10(change=lambda row: [str(cell).replace("Average score", "Mean score") for cell in row])

    with pytest.raises(PipelineError, match=r"no row holds the headers IMD - Average score[\s\S]*IMD - Mean score"):
        FEED.carry(files, None)


@pytest.fixture
def listing(tmp_path):
    def make(*addresses):
        path = tmp_path / "listing.json"
        answer = {"details": {"attachments": [{"url": address, "title": "File"} for address in addresses]}}
        path.write_text(json.dumps(answer), encoding="utf-8")
        asked = []

        def get(url, *, name, kind, **rest):
            asked.append((url, str(kind)))
            return path

        return get, asked

    return make


def test_the_lower_tier_summaries_are_asked_for_and_no_other_file(listing):
    wanted = f"{MEDIA}/1a/File_10_-_IoD2025_Local_Authority_District_Summaries__lower-tier__v2.xlsx"
    get, asked = listing(
        f"{MEDIA}/1a/File_11_-_IoD2025_Local_Authority_District_Summaries__upper-tier__v2.xlsx",
        f"{MEDIA}/0b/File_10_-_IoD2019_Local_Authority_District_Summaries__lower-tier__.xlsx",
        wanted,
    )

    FEED.collect(get)

    assert asked[-1] == (wanted, "xlsx")


def test_a_listing_without_the_file_says_what_to_do(listing):
    get, _ = listing(f"{MEDIA}/1a/File_1_-_IMD2025.xlsx")

    with pytest.raises(PipelineError, match="lists no File 10"):
        FEED.collect(get)
