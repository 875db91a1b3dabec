"""The board paper: cover, what fits on a few pages, and the blocks that only its author can write. All invented."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from pipeline.documents import DOCUMENTS, Board
from pipeline.errors import PipelineError
from pipeline.local import Board as LocalBoard
from pipeline.local import BoroughData, Partnership
from pipeline.local.resourcing import PAPER_BLOCKS
from pipeline.report.check import check_page
from pipeline.report.page import page_html
from pipeline.report.paper import BLOCKS, TO_BE_COMPLETED
from tests.report.invented_page import (
    BARNET,
    about,
    board,
    card,
    cards,
    figure,
    messages,
    notebook,
    opening,
    prose,
    sentence,
    spine,
    tiles,
)

NEEDS_ASSESSMENT, PAPER = DOCUMENTS[:2]
LOCAL = BoroughData(
    BARNET.code,
    partnership=Partnership(name="Invented Partnership", sro_role="Director of Public Health"),
    boards=(
        LocalBoard("a", "hwb", "Invented Health Board"),
        LocalBoard("b", "csp", "Invented Safety Board"),
        LocalBoard("c", "other", "Invented Cabinet"),
    ),
)


def paper(local=LOCAL, **more):
    summary = notebook(
        opening("summary", title="Summary", priority=None), prose("Long prose."), board(), tiles(),
        messages(1, sentence(link="trend-a")), prose("## Compared"), spine(), figure(),
    )  # fmt: skip
    asked = notebook(
        opening("recommendations", title="Recommendations", priority=None),
        prose("## To break supply"), cards(card("a"), card("b", title="Supply it.")), prose("## For treatment"),
        cards(card("c", title="Ask them.")), cards(card("d"), role="refused"),
    )  # fmt: skip
    page = about(document=PAPER, local=local, others=(NEEDS_ASSESSMENT,), **more)
    html = page_html(page, {"summary": summary, "recommendations": asked})
    check_page(html, BARNET)
    return BeautifulSoup(html, "html.parser")


def cover(shown):
    return {row.th.text: row.td.text for row in shown.select(".cover tr")}


def test_the_cover_says_to_whom_of_whom_which_status_and_which_appendices():
    told = cover(paper())

    assert told["Report to"] == "Invented Health Board; Invented Safety Board"
    assert told["Report of"] == "Director of Public Health; Invented Partnership"
    assert told["Status"] == "Draft for the partnership"
    assert told["Appendices"] == "Drug and alcohol needs assessment"


def test_the_board_that_reads_is_the_one_named():
    assert cover(paper(board=Board.CSP))["Report to"] == "Invented Safety Board"
    assert cover(paper(BoroughData(""), board=Board.HWB))["Report to"] == "Health and Wellbeing Board"


def test_what_nobody_has_written_is_to_be_completed_by_the_author():
    shown = paper(BoroughData(""))

    assert cover(shown)["Wards affected"] == cover(shown)["Report to"] == TO_BE_COMPLETED
    assert [block.select_one("p").text for block in shown.select(".block")] == [TO_BE_COMPLETED] * len(BLOCKS)


def test_what_the_author_wrote_stands_in_its_block():
    written = replace(LOCAL, paper={"legal": "Guidance asks.\n\nAnd a <grant>.", "wards": "All"})
    shown = paper(written)

    assert [text.text for text in shown.select("#paper-legal ~ p")] == ["Guidance asks.", "And a <grant>."]
    assert cover(shown)["Wards affected"] == "All"


def test_an_author_who_contradicts_their_own_numbers_is_told():
    wrong = replace(LOCAL, paper={"reasons": "In Barnet 8.1% drink at risk, much higher than the 12.4% of London."})

    with pytest.raises(PipelineError, match=r"author's blocks: direction: .*8\.1"):
        paper(wrong)


def test_it_is_short_no_chart_no_comparison_table_no_prose_and_no_code():
    shown = paper()

    assert not shown.select(".fig, .spine, .tab, details")
    assert "Long prose" not in shown.text
    assert shown.select(".board, .tiles, .messages")


def test_recommendations_stand_in_one_short_table():
    [table] = paper().select("table.brief")

    assert [row.th.text.split(". ", 1)[1] for row in table.select("tbody tr")] == [
        "Draft for the partnership Agree what nobody invented.",
        "Draft for the partnership Supply it.",
        "Draft for the partnership Ask them.",
    ]


def test_a_term_that_is_the_same_for_all_is_said_once_below_the_table():
    shown = paper()

    assert [head.text for head in shown.select("table.brief thead th")] == ["Asked"]
    assert "Owner, for each: to be agreed." in shown.select_one(".notes").text


def test_decisions_come_before_the_findings():
    html = str(paper())

    assert html.index("Decisions asked") < html.index("What the board needs to know") < html.index("Reasons for")


def test_every_block_that_a_borough_may_write_stands_on_the_paper():
    assert {*BLOCKS, "wards"} == set(PAPER_BLOCKS)
