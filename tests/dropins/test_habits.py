"""What spreadsheets and people do to a table is read or refused with the cell named, never guessed. Invented figures."""

import csv
from datetime import date, datetime

import openpyxl
import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from pipeline.dropins import BY_SOURCE, read_table
from pipeline.errors import PipelineError
from pipeline.execution.own import check_own_files
from pipeline.project import Project
from tests.dropins.drawn import BARNET, write

REFERRALS, SURVEY = BY_SOURCE["local_referrals"], BY_SOURCE["local_survey"]
DRAWN = """
    source_group | referrals | started_treatment
    self         | 1260      | 40
    gp           | 30        | 15
"""
DAYS = ("period_start", "period_end", "extract_date")


@pytest.fixture
def rows(tmp_path):
    """The drawn table as lists of cells, the header first."""
    return list(csv.reader(write(tmp_path / "drawn.csv", REFERRALS, DRAWN).read_text().splitlines()))


def as_csv(path, rows, encoding="utf-8", separator=","):
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)
    return path


def as_xlsx(path, *sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Sheet{number}")
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def as_ods(path, rows):
    document, table = OpenDocumentSpreadsheet(), Table(name="Sheet1")
    for row in rows:
        line = TableRow()
        for cell in row:
            made = TableCell(valuetype="string")
            made.addElement(P(text=str(cell)))
            line.addElement(made)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(path)
    return path


def changed(rows, column, line, value):
    place = rows[0].index(column)
    return [
        [value if number == line and at == place else cell for at, cell in enumerate(row)]
        for number, row in enumerate(rows, 1)
    ]


def typed(rows):
    """The cells as a spreadsheet holds them: days and numbers."""

    def cell(name, text):
        if name in DAYS:
            return datetime.fromisoformat(text)
        return int(text) if text.isdigit() else text

    header, *body = rows
    return [header, *([cell(name, text) for name, text in zip(header, row, strict=True)] for row in body)]


def read(path, table=REFERRALS):
    return read_table(path, table, BARNET)


def is_as_drawn(frame):
    assert frame["referrals"].tolist() == [1260, 30]
    assert set(frame["period_end"].dt.date) == {date(2026, 3, 31)}
    return True


@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_a_workbook_reads_like_the_same_table_as_text(tmp_path, rows, suffix):
    made = as_xlsx(tmp_path / "t.xlsx", typed(rows)) if suffix == "xlsx" else as_ods(tmp_path / "t.ods", rows)
    frame, text = read(made), read(as_csv(tmp_path / "t.csv", rows))

    assert frame.equals(text)
    assert frame.attrs["notes"] == ("read from the sheet Sheet1",)


@pytest.mark.parametrize(
    ("encoding", "separator", "note"),
    [
        ("utf-8-sig", ",", None),
        ("utf-16", "\t", "read as UTF-16"),
        ("cp1252", ",", "read as Windows text (line 2 is not UTF-8)"),
        ("utf-8", ";", "cells are separated by a semicolon"),
    ],
)
def test_every_way_a_spreadsheet_saves_text_is_read_and_said(tmp_path, rows, encoding, separator, note):
    rows = changed(rows, "note", 2, "Café – £ from a ‘café’")
    frame = read(as_csv(tmp_path / "t.csv", rows, encoding, separator))

    assert is_as_drawn(frame)
    assert frame["note"][0] == "Café – £ from a ‘café’"
    assert note is None or note in frame.attrs["notes"]


@pytest.mark.parametrize(
    "day", ["31/03/2026", "31/3/26", "31.03.2026", "31 March 2026", "31-Mar-26", "2026-03-31 00:00:00"]
)
def test_days_are_read_as_they_are_written_here(tmp_path, rows, day):
    for line in (2, 3):
        rows = changed(rows, "period_end", line, day)

    assert is_as_drawn(read(as_csv(tmp_path / "t.csv", rows)))


@pytest.mark.parametrize("count", ["1,260", "1 260", "1\u00a0260", "1260.0", " 1260 "])
def test_thousands_are_read_with_their_signs(tmp_path, rows, count):
    assert is_as_drawn(read(as_csv(tmp_path / "t.csv", changed(rows, "referrals", 2, count))))


def test_titles_above_blank_rows_and_columns_beside_are_left_out_and_lines_stay_those_of_the_file(tmp_path, rows):
    wide = [[*row, "", ""] for row in rows]
    framed = [["Referrals 2025/26", "(draft)"], [], *wide, [], ["", ""], []]
    frame = read(as_csv(tmp_path / "t.csv", framed))

    assert is_as_drawn(frame)
    assert frame["row"].tolist() == [4, 5]
    assert frame.attrs["notes"] == ("1 row above the header left out",)


def test_headers_are_known_by_their_words(tmp_path, rows):
    words = {
        "area_code": "Area code",
        "referrals": "REFERRALS",
        "source_group": "Source-Group",
        "period_end": " period end ",
    }
    rows[0] = [words.get(name, name) for name in rows[0]]

    assert is_as_drawn(read(as_csv(tmp_path / "t.csv", rows)))


@pytest.mark.parametrize("sign", ["<5", "*", "[c]", "c", "fewer than 5", "1-4", ""])
def test_a_hidden_count_stays_hidden_where_its_row_says_so(tmp_path, rows, sign):
    rows = changed(changed(rows, "started_treatment", 3, sign), "sdc_state", 3, "Suppressed")

    assert read(as_csv(tmp_path / "t.csv", rows))["started_treatment"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("started_treatment", "<5", "row 3: started_treatment <5 is not a whole number of 0 or more; if it is hidden"),
        ("started_treatment", "1,5", "row 3: started_treatment 1,5 is not a whole number"),
        ("period_end", "03/31/2026", "row 3: period_end 03/31/2026 is not a date"),
        ("source_group", "slef", "row 3: source_group slef is not one of"),
    ],
)
def test_what_is_refused_in_a_workbook_is_named_by_its_row(tmp_path, rows, column, value, words):
    with pytest.raises(PipelineError) as error:
        read(as_xlsx(tmp_path / "t.xlsx", changed(typed(rows), column, 3, value)))

    assert words in str(error.value)


def survey(tmp_path, value, name="s.xlsx"):
    path = write(tmp_path / "s.csv", SURVEY, "question | answer | n_weighted_pct | n_unweighted\nq1 | yes | 28 | 100")
    rows = changed(list(csv.reader(path.read_text().splitlines())), "n_weighted_pct", 2, value)
    return as_xlsx(tmp_path / name, rows) if name.endswith("xlsx") else as_csv(tmp_path / name, rows)


def test_a_share_that_a_workbook_may_have_stored_as_a_fraction_is_not_guessed(tmp_path):
    with pytest.raises(PipelineError, match=r"n_weighted_pct 0.285 may be 0.285% or 28.5%"):
        read(survey(tmp_path, 0.285), SURVEY)


@pytest.mark.parametrize(("value", "name"), [("28.5%", "s.xlsx"), ("28.5 %", "s2.csv"), (28.5, "s.xlsx")])
def test_a_share_with_its_sign_is_read(tmp_path, value, name):
    assert read(survey(tmp_path, value, name), SURVEY)["n_weighted_pct"].tolist() == [28.5]


def test_two_sheets_with_a_table_are_refused_by_name(tmp_path, rows):
    with pytest.raises(PipelineError, match="the sheets Sheet1, Sheet3 all hold a table"):
        read(as_xlsx(tmp_path / "t.xlsx", rows, [["notes"]], rows))


def test_the_sheet_with_the_table_is_found_among_others(tmp_path, rows):
    frame = read(as_xlsx(tmp_path / "t.xlsx", [["notes"], ["of an analyst"]], rows))

    assert is_as_drawn(frame)
    assert frame.attrs["notes"] == ("read from the sheet Sheet2",)


def test_a_formula_that_was_never_calculated_is_not_read_as_nothing(tmp_path, rows):
    with pytest.raises(PipelineError, match="formulas without results"):
        read(as_xlsx(tmp_path / "t.xlsx", changed(typed(rows), "referrals", 2, "=1000+260")))


def test_an_error_in_a_cell_is_not_read_as_nothing(tmp_path, rows):
    column = openpyxl.utils.get_column_letter(rows[0].index("referrals") + 1)

    with pytest.raises(PipelineError, match=f"cell {column}2 of the workbook holds an error"):
        read(as_xlsx(tmp_path / "t.xlsx", changed(typed(rows), "referrals", 2, "#REF!")))


def test_what_is_no_workbook_is_said(tmp_path):
    path = tmp_path / "t.xlsx"
    path.write_text("no workbook")

    with pytest.raises(PipelineError, match="the workbook cannot be read"):
        read(path)


def test_a_workbook_in_the_folder_stands_for_the_untouched_template(tmp_path, rows):
    folder = Project(tmp_path).raw / "local" / "barnet"
    folder.mkdir(parents=True)
    as_csv(folder / "L1-referrals.csv", rows[:1])
    as_xlsx(folder / "L1-referrals.xlsx", typed(rows))

    lines = check_own_files(Project(tmp_path), BARNET).lines

    [line] = [line for line in lines if "L1-referrals" in line]
    assert line.split() == ["used", "L1-referrals.xlsx", "2", "rows;", "read", "from", "the", "sheet", "Sheet1"]
