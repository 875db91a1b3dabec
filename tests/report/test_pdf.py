"""PDFs as the engines that are installed print them, opened again. Every figure is invented."""

import shutil
import subprocess
from io import BytesIO

import pytest

from pipeline.report import pdf
from pipeline.report.browser import find_browser
from pipeline.report.page import page_html
from tests.report.invented_page import (
    about,
    answer,
    board,
    figure,
    grid,
    notebook,
    opening,
    prose,
    sentence,
    spine,
    table,
)

pikepdf = pytest.importorskip("pikepdf")
pytest.importorskip("playwright")
A4 = (210, 297)
WIDE = {"caption": "Ten columns", "columns": [{"label": f"Column {n}", "numeric": n > 0} for n in range(10)],
        "rows": [["Words of a row"] + ["123,456"] * 9], "notes": []}  # fmt: skip


def has_pango():
    try:
        import weasyprint  # noqa: F401, PLC0415
    except (ImportError, OSError):
        return False
    return True


browser = pytest.param(
    "browser",
    marks=[pytest.mark.browser, pytest.mark.skipif(not find_browser(), reason="no Chromium, Chrome or Edge")],
)
weasy = pytest.param("weasy", marks=pytest.mark.skipif(not has_pango(), reason="no WeasyPrint, or no Pango for it"))


def page(*more):
    front = [prose("# Summary\n\nOne page."), opening("summary", title="Summary", priority=None)]
    chapter = [
        prose("# Break drug supply chains\n\nWhy it matters."), opening(), answer(sentence(link="trend-a")), spine(),
        prose("## Over time"), figure("trend-a"), prose("## Beside others"), figure("compare-b"), table(), *more,
    ]  # fmt: skip
    notebooks = {"summary": notebook(*front, board(sentence(link="trend-a"))), "supply": notebook(*chapter)}
    return page_html(about(), notebooks)


@pytest.fixture(scope="module")
def press():
    """One browser for all tests here."""
    with pdf.printing() as to_pdf:
        yield to_pdf


@pytest.fixture(scope="module", params=[browser, weasy])
def printed(request):
    """The invented page, printed once by each engine."""
    if request.param == "browser":
        return request.getfixturevalue("press")(page())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "find_browser", lambda: None)
        return pdf.pdf_bytes(page())


@pytest.fixture(scope="module")
def made(printed):
    return pikepdf.open(BytesIO(printed))


def elements(tag):
    """Every element of the structure tree from this one on."""
    kids = tag.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def of_kind(made, kind):
    return [tag for tag in elements(made.Root.StructTreeRoot) if str(tag.S) == kind]


def sheets_of(printed):
    """The words of each sheet, as a program that reads them aloud would get them."""
    if not shutil.which("pdftotext"):
        pytest.skip("no pdftotext (Debian: poppler-utils)")
    run = subprocess.run(["pdftotext", "-layout", "-", "-"], input=printed, capture_output=True, check=True)
    return [" ".join(sheet.split()) for sheet in run.stdout.decode().split("\f")[:-1]]


def test_it_is_tagged_in_english_with_the_pages_title(made):
    assert made.Root.MarkInfo.Marked
    assert made.Root.Lang == "en-GB"
    assert made.docinfo["/Title"] == "Drug and alcohol needs assessment: Barnet (draft for the partnership)"
    assert str(made.docinfo["/Subject"]).startswith("What published figures say")


def test_bookmarks_are_the_headings_in_order(made):
    with made.open_outline() as outline:
        [root] = outline.root
        assert root.title == "London Borough of Barnet Drug and alcohol needs assessment"
        titles = [(item.title, [inner.title for inner in item.children]) for item in root.children]

    assert titles[-3:] == [
        ("Priority 1 Break drug supply chains", ["Over time", "Beside others"]),
        ("Annex: the figures behind the charts", []),
        ("Where this page comes from", ["Sources and licences"]),
    ]


def test_every_picture_has_its_alternative_text(made):
    told = [str(tag.get("/Alt", "")) for tag in of_kind(made, "/Figure")]

    assert told.count("Invented line chart") == 2
    assert all(told)


def test_tables_keep_their_headings(made):
    assert len(of_kind(made, "/Table")) >= 4  # of the page: one, of its comparison: one, of the annex: two
    assert len(of_kind(made, "/TH")) >= 4 * 2


def test_every_sheet_is_a4(made):
    for sheet in made.pages:
        assert [round(float(points) / 72 * 25.4) for points in sheet.MediaBox[2:]] == list(A4)


def test_no_chart_runs_over_two_sheets(made):
    for tag in of_kind(made, "/Figure"):
        inner = [tag, *elements(tag)]
        sheets = {one.Pg.objgen for one in inner if "/Pg" in one}
        sheets |= {kid.Pg.objgen for one in inner for kid in _kids(one) if "/Pg" in kid}
        assert len(sheets) == 1


def _kids(tag):
    kids = tag.get("/K", [])
    return [kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]) if isinstance(kid, pikepdf.Dictionary)]


def test_links_lead_inside_the_document(made):
    notes = [note for sheet in made.pages for note in sheet.get("/Annots", [])]

    assert len(notes) >= 2 * 2  # chart to annex and back
    assert not [note for note in notes if "/URI" in note.get("/A", {})]


def test_every_sheet_says_which_document_it_is_and_its_number(printed):
    sheets = sheets_of(printed)

    for number, words in enumerate(sheets, 1):
        assert "Drug and alcohol needs assessment: Barnet" in words
        assert words.endswith(f"Page {number} of {len(sheets)}")


@pytest.mark.browser
@pytest.mark.skipif(not find_browser(), reason="no Chromium, Chrome or Edge")
class TestBrowser:
    def test_the_same_page_gives_the_same_bytes_whatever_was_printed_between(self, press):
        first, _, again = press(page()), press(page(table("table-b"))), press(page())

        assert first == again

    def test_a_table_of_ten_columns_lies_across_the_sheet_with_its_heading(self, press):
        printed = press(page(prose("## A broad one"), table("broad", table=WIDE), prose("## After it")))

        across = [sheet.MediaBox[2] > sheet.MediaBox[3] for sheet in pikepdf.open(BytesIO(printed)).pages]
        [broad] = [words for words, lies in zip(sheets_of(printed), across, strict=True) if lies]
        assert "A broad one" in broad
        assert "After it" not in broad

    def test_a_tables_heading_never_stands_alone_at_the_foot_of_a_sheet(self, press):
        long = [one for number in range(10, 34) for one in _long_table(number)]
        sheets = sheets_of(press(page_html(about(), {"supply": notebook(opening(), *long)})))

        split = 0
        for number in range(10, 34):
            [first] = [words for words in sheets if f"Caption {number}" in words]
            assert all(f"{number}-{row}" in first for row in ("row1", "row2", "row3"))
            split += f"{number}-row20" not in first
        assert split  # else the test has seen nothing


def _long_table(number):
    rows = [(f"{number}-row{row}", "1.5") for row in range(1, 21)]
    held = {**grid(rows), "caption": f"Caption {number}"}
    return [prose("\n\n".join(["A line."] * (number % 8 + 1))), table(f"long-{number}", table=held)]
