"""Deaths by substance in the long table of the Office for National Statistics; every figure here is invented."""

from pathlib import Path

import openpyxl
import pytest

from pipeline.areas import BOROUGHS
from pipeline.errors import PipelineError
from pipeline.publishers.ons_deaths import FEED
from pipeline.publishers.ons_substances import by_substance
from pipeline.sources import ons_drug_poisoning

OPIATE = "02 Any opiate (includes unspecified opiates, excludes paracetamol compounds)"
WANTED = {"London": 1, "England": 10, "England and Wales": 12}  # times the deaths of London


@pytest.fixture
def pivot(tmp_path):
    """Write the workbook: a sheet of notes, then the long table below four lines of title."""

    def write(sexes=("Persons", "Males", "Females"), change=lambda row: row):
        book = openpyxl.Workbook()
        book.active.title = "Contents"
        book.active.append(["Deaths related to drug poisoning by selected substances: invented"])
        sheet = book.create_sheet("All data")
        for line in ("Title", "Invented figures", "Notes"):
            sheet.append([line])
        sheet.append([])
        header = ["Year of death registration", "Sex", "Usual residence name", "Usual residence code", "Substance"]
        sheet.append([*header, "Mentioned", "Deaths"])
        for year in (2022, 2023):
            for place, times in {**WANTED, "North East": 2}.items():
                for sex in sexes:
                    whole = 2 if sex == "Persons" else 1
                    rows = [
                        [
                            year,
                            sex,
                            place,
                            "",
                            "01 All drug poisonings",
                            "On the death certificate",
                            80 * whole * times,
                        ],
                        [year, sex, place, "", OPIATE, "On the death certificate", 30 * whole * times],
                        [year, sex, place, "", OPIATE, "Without other drugs", 5 * whole * times],
                        [year, sex, place, "", "04 Methadone", "On the death certificate", 7 * whole * times],
                    ]
                    for row in rows:
                        if changed := change(row):
                            sheet.append(changed)
        path = tmp_path / "2023substancespivot.xlsx"
        book.save(path)
        return path

    return write


@pytest.mark.parametrize("sexes", [("Persons", "Males", "Females"), ("Males", "Females")], ids=["persons", "added"])
def test_any_mention_of_an_opiate_is_counted_once(pivot, sexes):
    table = by_substance(pivot(sexes)).set_index(["area_code", "substance", "registration_year"])["deaths"]

    assert len(table) == 3 * 2 * 2
    assert table[("E12000007", "any_opiate", "2023")] == "60"
    assert table[("E12000007", "all_drug_poisonings", "2022")] == "160"
    assert table[("K04000001", "any_opiate", "2022")] == "720"


def test_an_absent_combination_is_named(pivot):
    path = pivot(change=lambda row: None if row[:3] == [2023, "Persons", "London"] and row[4] == OPIATE else row)

    with pytest.raises(PipelineError, match="any_opiate E12000007 2023: 0 of 1 rows"):
        by_substance(path)


def test_a_workbook_in_another_layout_is_refused(pivot):
    book = openpyxl.load_workbook(pivot())
    book["All data"]["F5"] = "How mentioned"
    book.save(pivot().with_name("other.xlsx"))

    with pytest.raises(PipelineError, match="no sheet has the headers"):
        by_substance(pivot().with_name("other.xlsx"))


def test_both_workbooks_make_one_release_whatever_they_are_called(pivot, tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Table 1"
    for row in [
        ["Table 1: Deaths related to drug poisoning"],
        ["Area Codes", "Area Names", None, None, 2023, 2022],
        ["K04000001", "ENGLAND AND WALES", None, None, 1920, 1920],
        ["E92000001", "ENGLAND", None, None, 1600, 1600],
        ["E12000007", None, "LONDON", None, 160, 160],
        *[[area.code, None, None, area.name, *([128] * 2 if area.name == "Barnet" else [1] * 2)] for area in BOROUGHS],
    ]:
        book.active.append(row)
    book.save(tmp_path / "saved by hand.xlsx")

    carried = FEED.carry({"b": pivot(), "a": tmp_path / "saved by hand.xlsx"}, None)

    (tmp_path / carried.release).mkdir()
    for name, table in carried.tables.items():
        table.to_csv(tmp_path / carried.release / name, index=False)
    rows = ons_drug_poisoning.SOURCE.read(Path(tmp_path) / carried.release)
    assert carried.caveats == ()
    assert rows.query("measure == 'drug_poisoning_deaths_by_substance'")["value"].sum() == 2 * (220 + 2200)
