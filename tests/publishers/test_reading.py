"""Publishers' tables as text, on invented files."""

import datetime
from pathlib import Path

import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook

from pipeline.errors import PipelineError
from pipeline.publishers.reading import (
    column,
    counts,
    csv_rows,
    read_any_sheet,
    read_csv_text,
    read_each_row,
    read_sheet,
    refuse,
    sheet_names,
)


@pytest.fixture
def written(tmp_path):
    """Write bytes or text as a file and return its path."""

    def write(content: bytes | str, name: str = "figures.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def workbook(tmp_path):
    """Write sheets (by name, lists of rows) as a workbook and return its path."""

    def write(**sheets) -> Path:
        book = Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        book.save(tmp_path / "figures.xlsx")
        return tmp_path / "figures.xlsx"

    return write


def test_title_lines_above_the_header_are_passed_over_and_rows_keep_their_line(written):
    path = written("Invented deaths\nSource: nobody,,\n\nArea Code,Deaths\nE09000003,4\n\nE09000005,7\n")

    read = read_csv_text(path, ["Area code", "Deaths"])

    assert list(read.columns) == ["Area Code", "Deaths"]
    assert dict(column(read, "Deaths")) == {5: "4", 7: "7"}


def test_a_byte_order_mark_belongs_to_no_header(written):
    read = read_csv_text(written(b"\xef\xbb\xbfCode,Count\nE09000003,4\n"), ["Code"])

    assert list(read.columns) == ["Code", "Count"]


def test_an_older_encoding_is_read_where_utf8_fails(written):
    read = read_csv_text(written("Area,Note\nBarnet,£5 – “low”\n".encode("cp1252")), ["Area"])

    assert list(read["Note"]) == ["£5 – “low”"]


def test_bytes_that_are_no_text_are_refused(written):
    with pytest.raises(PipelineError, match=r"figures\.csv: is not text in utf-8-sig"):
        read_csv_text(written(b"\x81\x8d\x9d"), ["Area"])


def test_trailing_blank_rows_and_columns_are_no_rows(written):
    read = read_csv_text(written("Area,Count,,\nBarnet,4,,\n,,,\n\n,\n"), ["Area"])

    assert (list(read.columns), len(read)) == (["Area", "Count"], 1)


def test_a_footnote_shorter_than_the_header_is_filled_up(written):
    read = read_csv_text(written("Area,Count,Rate\nBarnet,4,1.5\nNote: provisional\n"), ["Rate"])

    assert list(read.iloc[-1]) == ["Note: provisional", "", ""]


def test_a_row_longer_than_the_header_is_named(written):
    with pytest.raises(PipelineError, match="row 3: holds more cells than the header"):
        read_csv_text(written("Area,Count\nBarnet,4\nBrent,4,000\n"), ["Count"])


def test_a_header_that_is_nowhere_is_named_with_the_headers_that_are(written):
    with pytest.raises(PipelineError) as refused:
        read_csv_text(written("Area,Number\nBarnet,4\n"), ["Area", ("Count", "Deaths")])

    assert str(refused.value) == (
        "figures.csv: no row holds the headers Area, Count or Deaths.\nThe nearest row holds: Area, Number."
    )


@pytest.mark.parametrize("header", ["Area Code", "area_code", "AREACODE", " Area  code "])
def test_a_column_is_found_whatever_its_case_and_spacing(written, header):
    read = read_csv_text(written(f"{header},Count\nE09000003,4\n"), ["Count"])

    assert list(column(read, "LAD23CD", "Area code")) == ["E09000003"]


def test_a_renamed_column_is_refused_with_what_was_found(written):
    read = read_csv_text(written("Code,Number\nE09000003,4\n"), ["Code"])

    with pytest.raises(PipelineError) as refused:
        column(read, "Count", "Deaths")

    assert "figures.csv: has no column 'Count or Deaths'.\nColumns found: Code, Number." in str(refused.value)


def test_two_columns_of_one_name_are_not_chosen_between(written):
    read = read_csv_text(written("Area,Conf,Conf\nBarnet,1,2\n"), ["Area"])

    with pytest.raises(PipelineError, match="2 columns are called 'Conf'"):
        column(read, "Conf")


def test_counts_may_have_thousands_commas(written):
    read = read_csv_text(written('Area,Count\nBarnet,"1,234"\nBrent,56\nBexley,7.0\n'), ["Count"])

    assert list(counts(read, "Count")) == [1234, 56, 7]


@pytest.mark.parametrize("cell", ["-4", "four", "", "1.5", "12,34", "*", "1e3", "²"])
def test_a_cell_that_is_no_count_is_named_by_file_row_column_and_value(written, cell):
    read = read_csv_text(written(f'Area,Count\nBarnet,4\nBrent,"{cell}"\n'), ["Count"])

    with pytest.raises(PipelineError) as refused:
        counts(read, "Count")

    assert f"figures.csv row 3: Count '{cell}' is not a whole number of 0 or more" in str(refused.value)


def test_cells_of_a_sheet_are_text_as_a_person_reads_them(workbook):
    path = workbook(Table_1=[["Invented"], [], ["Area", "Month", "Count"], ["Barnet", datetime.date(2026, 2, 1), 4.0]])

    read = read_sheet(path, "table 1", ["Area", "Count"])

    assert list(read.loc[4]) == ["Barnet", "2026-02-01", "4"]


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(workbook):
    with pytest.raises(PipelineError, match=r"figures\.xlsx: has no sheet 'Table 2'\. Sheets found: Notes, Table 1"):
        read_sheet(workbook(Notes=[["a"]], **{"Table 1": [["Area"]]}), "Table 2", ["Area"])


def test_a_sheet_is_found_by_its_headers_where_its_name_moves(workbook):
    path = workbook(Cover=[["Invented"]], Data_2026=[["Area", "Count"], ["Barnet", 4]])

    assert list(read_any_sheet(path, ["Area", "Count"])["Count"]) == ["4"]
    with pytest.raises(PipelineError, match=r"Sheet Cover: .*\n.*\nSheet Data_2026: .*no row holds the headers Rate"):
        read_any_sheet(path, ["Rate"])


def test_an_open_document_spreadsheet_is_read_as_any_other(tmp_path):
    book, table = OpenDocumentSpreadsheet(), Table(name="Table_9.2")
    for cells in (["Area", "Count"], ["Barnet", "4"]):
        row = TableRow()
        for cell in cells:
            made = TableCell(valuetype="string")
            made.addElement(P(text=cell))
            row.addElement(made)
        table.addElement(row)
    book.spreadsheet.addElement(table)
    book.save(tmp_path / "figures.ods")

    assert sheet_names(tmp_path / "figures.ods") == ["Table_9.2"]
    assert list(read_sheet(tmp_path / "figures.ods", "Table 9.2", ["Area"])["Count"]) == ["4"]


def test_a_page_that_calls_itself_a_workbook_is_refused(written):
    with pytest.raises(PipelineError, match=r"figures\.xlsx: is not a workbook that can be read"):
        sheet_names(written("<html>Please wait</html>", "figures.xlsx"))


@pytest.mark.parametrize("content", ["", "\n\n", ",,\n,,\n"])
def test_an_empty_file_is_refused(written, content):
    with pytest.raises(PipelineError, match=r"figures\.csv: is empty"):
        csv_rows(written(content))


def test_a_quotation_mark_that_never_closes_is_refused(written):
    with pytest.raises(PipelineError, match=r"figures\.csv: the row after line 2 is not CSV"):
        csv_rows(written('Area,Count\nBarnet,4\n"Brent,5\n'))


def test_each_value_that_cannot_be_read_is_named_once(written):
    read = read_csv_text(written("Year\n2020\nlast\nlast\n2021\n"), ["Year"])

    with pytest.raises(PipelineError) as refused:
        read_each_row(Path("figures.csv"), read["Year"], lambda text: str(int(text)), "is not a year")

    assert str(refused.value).count("is not a year") == 1
    assert "figures.csv row 3: Year 'last' is not a year" in str(refused.value)


def test_the_first_twenty_faults_are_shown_and_the_others_counted():
    with pytest.raises(PipelineError, match=r"fault 19\n  and 3 more\n\nPut the file right"):
        refuse(Path("figures.csv"), [f"fault {number}" for number in range(23)], "Put the file right.")
    refuse(Path("figures.csv"), [])
