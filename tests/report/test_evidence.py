"""Evidence one click away: on the page once, linked from wherever it is said again, in every format. Every figure is invented."""

import io
import re
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup

from pipeline.documents import DOCUMENTS
from pipeline.errors import PipelineError
from pipeline.report.annex import for_paper
from pipeline.report.check import check_page
from pipeline.report.number import panels_on
from pipeline.report.page import compose, page_html
from pipeline.report.word import word_bytes
from pipeline.report.workbook import EVIDENCE, workbook_bytes
from tests.report.invented_page import (
    BARNET,
    about,
    answer,
    board,
    figure,
    messages,
    notebook,
    opening,
    sentence,
    tiles,
)

PAPER = next(one for one in DOCUMENTS if one.paper)


def panel(name="a", value="3.4 per 1,000 residents", finding="barnet.invented.level"):
    facts = [{"term": "Value", "text": value}, {"term": "Caveats", "text": "Higher or lower than a <b>guess</b>."}]
    return {"id": f"evidence-{name}", "title": f"Invented rate {name}, 2024/25", "finding": finding, "facts": facts}


def proven(name="a", **more):
    return sentence(f"The rate was 3.4 ({name}).") | {"panel": panel(name, **more)}


def numbers(name="a"):
    made = tiles()
    return {**made, "tiles": [{**made["tiles"][0], "panel": panel(name)}]}


def notebooks(*front):
    return {
        "summary": notebook(opening("summary", priority=None), *front),
        "supply": notebook(opening(), answer(proven("a"), proven("c")), figure()),
    }


FRONT = (board(proven("a")), numbers("b"), messages(1, proven("a")))


@pytest.fixture(scope="module")
def html():
    return page_html(about(), notebooks(*FRONT))


def shown(html):
    return BeautifulSoup(html, "html.parser")


def test_a_panel_is_closed_under_its_sentence_and_named_so_that_it_stands_alone(html):
    box = shown(html).select_one(".findings li details.evidence")

    assert not box.has_attr("open")
    assert box.summary.text == "Evidence: Invented rate a, 2024/25"
    assert [term.text for term in box.select("dl > dt")] == ["Value", "Caveats"]
    assert box.dd.text == "3.4 per 1,000 residents"


def test_what_is_said_again_leads_to_the_one_panel(html):
    page = shown(html)

    assert [box.dl["id"] for box in page.select("details.evidence")] == ["evidence-a", "evidence-b", "evidence-c"]
    assert [link["href"] for link in page.select("p.evidence a")] == ["#evidence-a", "#evidence-a"]


def test_a_headline_number_leads_to_its_panel_below_the_numbers(html):
    page = shown(html)

    assert page.select_one(".tiles a")["href"] == "#evidence-b"
    assert page.select_one(".glance > details.evidence dl")["id"] == "evidence-b"


def test_the_page_with_its_panels_may_be_published(html):
    check_page(html, BARNET)


def test_two_panels_of_one_name_that_differ_are_refused():
    with pytest.raises(PipelineError, match="uses the id 'evidence-a' again"):
        page_html(about(), notebooks(board(proven("a", value="9.9"))))


def test_a_result_in_a_panel_that_no_finding_made_is_refused():
    with pytest.raises(PipelineError, match=r"evidence of Invented rate a, 2024/25: 3\.4 per"):
        page_html(about(), notebooks(board(proven("a", finding=""))))


def test_on_paper_panels_stand_in_an_annex_and_each_place_has_one_link(html):
    printed = shown(for_paper(html))

    assert not printed.select("details")
    headings = [heading.text.replace("\N{NO-BREAK SPACE}", " ") for heading in printed.select("#evidence h3")]
    assert headings == [f"Evidence {n}: Invented rate {name}, 2024/25" for n, name in enumerate("abc", 1)]
    assert [one["id"] for one in printed.select("#evidence dl")] == ["evidence-a", "evidence-b", "evidence-c"]
    links = [link["href"][-1] for link in printed.select('a[href^="#evidence-"]')]
    assert links == ["a", "b", "a", "a", "c"]


def test_the_annex_of_evidence_stands_before_that_of_figures(html):
    assert [part["id"] for part in shown(for_paper(html)).select("section.annex")] == ["evidence", "annex"]


def test_a_board_paper_is_printed_without_them():
    page = page_html(about(document=PAPER), {"summary": notebooks(*FRONT)["summary"]})

    assert "evidence-a" in page
    assert "evidence-a" not in for_paper(page)


def test_the_workbook_has_them_on_a_sheet_of_their_own():
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("gptables")

    page = about()
    _, refs, chapters = compose(page, notebooks(*FRONT))
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes(page, refs, chapters)))[EVIDENCE]

    lines = [row for row in sheet.iter_rows(values_only=True) if str(row[0]).startswith("Invented rate")]
    assert len(lines) == sum(len(one["facts"]) for one in panels_on(chapters))
    assert lines[0] == ("Invented rate a, 2024/25", "Value", "3.4 per 1,000 residents")


def test_word_has_them_in_an_annex():
    pytest.importorskip("pypandoc")

    page = about()
    _, refs, chapters = compose(page, notebooks(*FRONT))
    with ZipFile(io.BytesIO(word_bytes(page, refs, chapters))) as file:
        paragraphs = re.findall(r"<w:p>.*?</w:p>", file.read("word/document.xml").decode(), re.DOTALL)

    words = [re.sub(r"<[^>]+>", "", paragraph) for paragraph in paragraphs]
    annex = words[len(words) - words[::-1].index("Annex: the evidence behind the headlines") :]
    assert annex[:3] == ["Invented rate a, 2024/25", "Value", "3.4 per 1,000 residents"]
