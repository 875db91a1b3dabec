"""A workbook opened as what it is: worksheets read back by openpyxl. All figures are invented."""

import io
import sys
from zipfile import ZipFile

import openpyxl
import pytest

from pipeline.errors import PipelineError
from pipeline.project import Audience
from pipeline.report.page import compose
from pipeline.report.workbook import workbook_bytes
from pipeline.report.workbook_sheet import sheet
from tests.report.invented_page import BARNET, about, answer, figure, notebook, opening, row, sentence, spine, table

NAMES = ["indicator", "area_code", "area", "group", "numerator", "lower", "value", "unit", "state", "flags", "england",
         "vs_england"]  # fmt: skip


def figures(*rows, name="a.csv"):
    return {"name": name, "columns": NAMES, "rows": [list(row) for row in rows]}


def line(area="Barnet", number=3, value=1.5, state="ok", flags="", **more):
    told = {"group": "", "lower": None, "unit": "per 1,000", "england": None, "vs_england": "not available", **more}
    return ["invented_rate", "E09000003", area, told["group"], number, told["lower"], value, told["unit"], state, flags,
            told["england"], told["vs_england"]]  # fmt: skip


def made(*bundles, **more):
    page = about(**more)
    _, refs, stitched = compose(page, {"supply": notebook(opening(**told(more)), answer(sentence()), *bundles)})
    return workbook_bytes(page, refs, stitched)


def told(more):
    return {"audience": more["audience"].value} if "audience" in more else {}


def book(*bundles, **more):
    return openpyxl.load_workbook(io.BytesIO(made(*bundles, **more)))


def lines(worksheet):
    return [[cell for cell in row if cell is not None] for row in worksheet.iter_rows(values_only=True)]


def words(worksheet):
    return " ".join(str(cell) for row in lines(worksheet) for cell in row)


def held(worksheet):
    """The cells of a worksheet's one table, heading first."""
    [one] = worksheet.tables.values()
    return [[cell.value for cell in row] for row in worksheet[one.ref]]


def test_each_chart_and_table_has_its_sheet_in_page_order_named_as_on_the_page():
    names = book(figure(), table(), spine(), figure("trend-b")).sheetnames

    assert names == ["Cover", "Contents", "Notes", "Figure 1", "Table 1", "Table 2", "Figure 2"]


def test_the_contents_lead_to_every_sheet():
    worksheet = book(figure(headline="A line goes up"), spine())["Contents"]

    assert held(worksheet)[1:] == [
        ["Notes", "Notes: marks and columns"],
        ["Figure 1", "Figure 1: A line goes up"],
        ["Table 1", "Table 1: How Barnet compares: Break drug supply chains"],
    ]
    links = [row[0].hyperlink.location for row in worksheet[worksheet.tables["contents_table"].ref][1:]]
    assert links == ["'Notes'!A1", "'Figure 1'!A1", "'Table 1'!A1"]


def test_a_sheet_says_what_it_is_where_it_comes_from_and_what_to_know():
    note = {"text": "Counts are small.", "finding": "invented"}
    worksheet = book(figure(notes=[note], csv=figures(line(flags="provisional"))))["Figure 1"]

    above = [row[0] for row in lines(worksheet)[:6]]
    assert above[0] == "Figure 1: A line goes up"
    assert above[1] == "Invented rate, 2024/25"
    assert above[3:] == [
        "Counts are small.", "[p] provisional: the publisher may still change it", "Source: invented.",
    ]  # fmt: skip


def test_numbers_are_numbers_with_their_unit_in_the_heading_and_no_cell_is_empty():
    csv = figures(line(), line("Nowhere", None, None, "suppressed"), line("Elsewhere", 0, -2.5, group="Women"))
    table = held(book(figure(csv=csv))["Figure 1"])

    assert table[0] == ["Indicator", "Area code", "Area", "Group", "Number", "Value\n(per 1,000)", "State"]
    assert [row[3:6] for row in table[1:]] == [["All", 3, 1.5], ["All", "[c]", "[c]"], ["Women", 0, -2.5]]
    assert all(cell not in {None, ""} for row in table for cell in row)


def test_a_value_without_limits_beside_one_that_has_them_says_that_they_are_not_available():
    shown = sheet(figure(csv=figures(line(lower=1.1), line(number=None))))

    at = shown.columns.index
    assert [[row[at("Number")], row[at("Lower limit")]] for row in shown.rows] == [[3, 1.1], ["[x]", "[x]"]]


def test_a_column_of_long_texts_is_no_wider_than_can_be_read():
    csv = {"name": "a.csv", "columns": ["Place", "Told"], "rows": [["a", "word " * 40]]}

    assert book(table(csv=csv))["Table 1"].column_dimensions["B"].width < 62


def test_rows_of_two_units_keep_the_unit_beside_the_value():
    shown = sheet(figure(csv=figures(line(), line(unit="%"))))

    assert "Unit" in shown.columns
    assert not shown.units


def test_a_comparison_that_applies_to_one_row_only_says_why_not_for_the_others():
    rows = line(england=2.0, vs_england="lower"), line(), line(vs_england="not applicable")
    shown = sheet(figure(csv=figures(*rows)))

    assert [row[shown.columns.index("England")] for row in shown.rows] == [2.0, "[x]", "[z]"]


def test_flags_stand_in_words_with_their_marks():
    shown = sheet(figure(csv=figures(line(flags="provisional;rounded"), line())))

    assert [row[-1] for row in shown.rows] == ["rounded; [p] provisional", "[z]"]


def test_a_table_that_says_more_than_its_figures_is_given_as_printed():
    grid = {"caption": "Steps", "columns": [{"label": name, "numeric": False} for name in ("Year", "People", "Who")],
            "rows": [["2024", "1,234", "\N{MINUS SIGN}0.5"], ["2025", "[x]", "–"]], "notes": []}  # fmt: skip
    worksheet = book(table(table=grid, csv=figures(line())))["Table 1"]

    assert held(worksheet)[1:] == [["2024", 1234, -0.5], ["2025", "[x]", "[z]"]]


@pytest.mark.parametrize("text", ["=1+1", "{=1+1}", "+A1", "-A1", "@SUM(A1)", "=cmd|' /C calc'!A0", "http://a.invalid"])
def test_a_text_is_a_text_whatever_it_begins_with(text):
    csv = {"name": "a.csv", "columns": ["Place", text], "rows": [[text, text]]}
    grid = {"caption": text, "columns": [{"label": "a", "numeric": False}], "rows": [], "notes": [text]}
    data = made(table(table=grid, csv=csv, source=text))

    worksheet = openpyxl.load_workbook(io.BytesIO(data))["Table 1"]
    assert held(worksheet)[1] == [text, text]
    parts = ZipFile(io.BytesIO(data))
    xml = b"".join(parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name)
    assert b"<f>" not in xml
    assert b"a.invalid" not in b"".join(parts.read(name) for name in parts.namelist() if "_rels" in name)


def test_a_text_that_looks_like_a_note_or_a_link_of_gptables_stays_a_text():
    csv = {"name": "a.csv", "columns": ["Place", "place"], "rows": [["$$a$$", "[c](18 to 24)"]]}

    assert held(book(table(csv=csv))["Table 1"]) == [["Place", "Place (2)"], ["$ $a$ $", "[c] (18 to 24)"]]


def test_a_table_without_rows_says_so():
    empty = {"caption": "None", "columns": [{"label": "a", "numeric": False}], "rows": [], "notes": []}

    assert held(book(table(table=empty, csv=figures()))["Table 1"])[1] == ["[x]"]


def test_no_cells_are_merged_and_no_table_has_a_gap():
    workbook = book(figure(), table(), spine(row()))

    assert not any(worksheet.merged_cells.ranges for worksheet in workbook)
    for worksheet in workbook.worksheets[1:]:
        assert all(cell not in {None, ""} for row in held(worksheet) for cell in row)


def test_the_notes_explain_every_mark_once():
    marks = [row[0] for row in held(book(figure())["Notes"])[1:]]

    assert {"[c]", "[x]", "[z]", "[p]", "[e]", "[u]", "[q]", "[b]", "[low]"} <= set(marks)
    assert len(marks) == len(set(marks))


def test_the_cover_says_what_it_is_for_whom_and_leaves_the_contact_open():
    public, closed = (words(book(figure(), audience=one)["Cover"]) for one in (Audience.PUBLIC, Audience.PARTNERS))

    assert f"Data tables of the needs assessment: {BARNET.name}" in public
    assert "Draft for the partnership" in public
    assert "22 November 2026" in public
    assert "To be completed by the author" in public
    assert "not for publication" not in public
    assert "not for publication" in closed


def test_the_same_inputs_give_the_same_bytes():
    assert made(figure(), spine()) == made(figure(), spine())


def test_a_missing_package_is_named_with_its_cure(monkeypatch):
    monkeypatch.setitem(sys.modules, "gptables", None)

    with pytest.raises(PipelineError, match=r"(?s)workbook of data tables needs the package gptables.*\.\[workbook\]"):
        made(figure())
