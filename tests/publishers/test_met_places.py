"""Wards and small areas in the publisher's wide layouts; every figure and ward drawn here is invented."""

import pandas as pd
import pytest

from pipeline.errors import PipelineError
from pipeline.publishers.met_places import small_area_table, ward_table
from tests.publishers.met_tables import MINORS, chosen, months, save, total, wide

WARD = ("MajorText", "MinorText", "WardName", "WardCode", "LookUp_BoroughName")
LSOA = ("LSOA Code", "LSOA Name", "Borough", "Major Category", "Minor Category")
BARNET, BRENT = "E09000003", "E09000005"
TWO_YEARS = ("2024-03", "2026-02")
BOROUGHS = pd.DataFrame(
    [(BARNET, kind, month, 10) for kind in ("drug_possession", "drug_trafficking") for month in ("2025-03", "2026-02")],
    columns=["area_code", "offence", "month", "count"],
)


@pytest.fixture
def wards(tmp_path):
    """Read an invented ward file: rows of (minor, name, code, borough), the same count in each month."""

    def read(*rows, named=TWO_YEARS, count=1):
        keys = [(MINORS.get(minor, "OTHER"), minor, name, code, borough) for minor, name, code, borough in rows]
        made = wide(months(*named), keys, WARD, count if callable(count) else lambda key, month: count)
        return ward_table(save(tmp_path / "ward.csv", made), BOROUGHS)

    return read


@pytest.fixture
def areas(tmp_path):
    """Read an invented small-area file against a release before with three areas of 2021, one of the City."""
    held = tmp_path / "2026-04"
    held.mkdir()
    save(
        held / "lsoa_deprivation.csv",
        [
            ["lsoa_code", "area_code", "imd2025_decile", "imd2025_rank", "imd2025_score", "population_2021", "drug_offences_12m"],
            ["E01000001", "E09000001", 9, 30000, 5.5, 1500, ""],
            ["E01000005", BARNET, 1, 12, 60.1, 1400, 3],
            ["E01033701", BRENT, 2, 400, 50.1, 1700, 4],
        ],
    )  # fmt: skip

    def read(*rows, named=TWO_YEARS, labels=LSOA, before=held):
        keys = [(code, f"{borough} 001A", borough, MINORS.get(minor, "OTHER"), minor) for code, borough, minor in rows]
        return small_area_table(save(tmp_path / "lsoa.csv", wide(months(*named), keys, labels)), BOROUGHS, before)

    return read


def test_wards_of_one_name_are_told_apart_by_code(wards):
    table, _ = wards(
        ("POSSESSION OF DRUGS", "Abbey", "E05000001", "Barking and Dagenham"),
        ("POSSESSION OF DRUGS", "Abbey", "E05000002", "Merton"),
    )

    assert len(table) == 2 * 4 * 2
    assert set(zip(table["ward_code"], table["area_code"], strict=True)) == {
        ("E05000001", "E09000002"), ("E05000002", "E09000024"),
    }  # fmt: skip


def test_the_newest_24_months_are_two_years_and_older_ones_none(wards):
    table, _ = wards(
        ("POSSESSION OF DRUGS", "Alder", "E05000001", "Barnet"),
        named=("2023-12", "2026-02"),
        count=lambda key, month: 1 if month >= "202503" else 100,
    )

    possession = table[table["offence"] == "drug_possession"]
    assert dict(zip(possession["period"], possession["count"], strict=True)) == {
        "2024-03 to 2025-02": 1200, "2025-03 to 2026-02": 12,
    }  # fmt: skip


def test_absent_combinations_are_zero_and_counted(wards):
    table, said = wards(("POSSESSION OF DRUGS", "Alder", "E05000001", "Barnet"))

    assert total(table, offence="weapon_possession") == 0
    assert "Combinations of ward, offence and year without a row, shown as 0: 6." in said


def test_rows_without_a_ward_of_a_borough_are_left_out_and_counted(wards):
    table, said = wards(
        ("POSSESSION OF DRUGS", "Alder", "E05000001", "Barnet"),
        ("POSSESSION OF DRUGS", "Heathrow Terminals", "", "London Heathrow and London City Airports"),
        ("POSSESSION OF DRUGS", "NULL", "NULL", "Barnet"),
        ("POSSESSION OF DRUGS", "Total", "Total", "Total"),
    )

    assert set(table["ward_code"]) == {"E05000001"}
    assert said[0].startswith("Left out: 2 rows of the ward file")


def test_the_share_of_offences_with_a_place_is_said(wards):
    _, said = wards(("POSSESSION OF DRUGS", "Alder", "E05000001", "Barnet"))

    # 12 in the ward, of 10 + 10 in the borough in two of those months (invented).
    assert "Wards hold 60.0% of drug possession offences of their boroughs in March 2025 to February 2026." in said


def test_a_ward_code_of_two_boroughs_is_refused(wards):
    with pytest.raises(PipelineError, match=r"row 3: ward 'E05000001' stands under two names or boroughs"):
        wards(
            ("POSSESSION OF DRUGS", "Alder", "E05000001", "Barnet"),
            ("HOMICIDE", "Alder", "E05000001", "Brent"),
        )


def test_less_than_two_years_of_wards_are_refused(wards):
    with pytest.raises(PipelineError, match=r"ward\.csv: holds 12 months; two years of wards need 24"):
        wards(("POSSESSION OF DRUGS", "Alder", "E05000001", "Barnet"), named=("2025-03", "2026-02"))


def test_drug_offences_of_twelve_months_stand_beside_the_deprivation_held(areas):
    table, said = areas(
        ("E01000005", "Barnet", "POSSESSION OF DRUGS"),
        ("E01000005", "Barnet", "TRAFFICKING OF DRUGS"),
        ("E01000005", "Barnet", "HOMICIDE"),
    )

    by_code = table.set_index("lsoa_code")
    assert by_code["drug_offences_12m"].to_dict() == {"E01000001": "", "E01000005": "24", "E01033701": "0"}
    assert by_code.loc["E01000005", "imd2025_rank"] == "12"
    assert set(table["period"]) == {"2025-03 to 2026-02"}
    assert said[0].startswith("Of 40 drug offences in March 2025 to February 2026, 24 are located in a small area")


def test_the_city_has_no_count_even_where_a_row_names_it(areas):
    table, said = areas(
        ("E01000001", "City of London", "POSSESSION OF DRUGS"), ("E01000005", "Barnet", "POSSESSION OF DRUGS")
    )

    assert table.loc[chosen(table, {"lsoa_code": "E01000001"}), "drug_offences_12m"].tolist() == [""]
    assert said[1].startswith("Left out: 1 row of the small-area file")


def test_codes_of_2011_are_refused_by_name(areas):
    with pytest.raises(PipelineError) as refused:
        areas(("E01000005", "Barnet", "HOMICIDE"), ("E01000678", "Brent", "SHOPLIFTING"))

    assert "lsoa.csv row 3: LSOA Code 'E01000678' is no LSOA of 2021" in str(refused.value)
    assert "the file may be by LSOA of 2011" in str(refused.value)


def test_the_columns_of_the_newer_layout_are_found_too(areas):
    table, _ = areas(
        ("E01000005", "Barnet", "POSSESSION OF DRUGS"),
        labels=("lsoa_code", "LSOA Name", "LookUp_BoroughName", "MajorText", "MinorText"),
    )

    assert "12" in table["drug_offences_12m"].tolist()


def test_without_a_release_before_there_is_no_deprivation_to_carry(areas):
    with pytest.raises(PipelineError, match="carried from the release before, and there is none"):
        areas(("E01000005", "Barnet", "POSSESSION OF DRUGS"), before=None)
