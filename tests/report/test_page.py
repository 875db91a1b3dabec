import re

import pytest
from bs4 import BeautifulSoup

from pipeline.areas import find_area
from pipeline.documents import DOCUMENTS, Board
from pipeline.project import Audience
from pipeline.report.check import check_page
from pipeline.report.page import page_html
from tests.report.invented_page import (
    BARNET,
    about,
    answer,
    board,
    card,
    cards,
    cell,
    figure,
    grid,
    listing,
    messages,
    notebook,
    opening,
    page_notebooks,
    prose,
    row,
    sentence,
    spine,
    status,
    table,
    tiles,
)


def page(*cells, **more):
    notebooks = {"supply": notebook(opening(), *cells), **more}
    html = page_html(about(), notebooks)
    check_page(html, BARNET)
    return BeautifulSoup(html, "html.parser")


def test_the_same_inputs_give_the_same_bytes():
    first, second = (page_html(about(), page_notebooks()) for _ in range(2))

    assert first.encode() == second.encode()


@pytest.mark.parametrize("name", ["City of London", "Kensington and Chelsea", "Westminster", "Hammersmith and Fulham"])
def test_every_borough_is_named_in_title_and_heading(name):
    area = find_area(name)
    shown = BeautifulSoup(page_html(about(area), page_notebooks(area)), "html.parser")

    assert shown.title.text == f"Drug and alcohol needs assessment: {name} (draft for the partnership)"
    assert name in shown.h1.text


def test_a_partners_page_says_that_it_is_not_for_publication():
    notebooks = {"supply": notebook(opening(audience="partners"))}

    html = page_html(about(audience=Audience.PARTNERS), notebooks)

    assert "not for publication" in html
    assert "partners only" in BeautifulSoup(html, "html.parser").title.text


def test_chapters_stand_in_the_order_given():
    order = [section["id"] for section in page(demand=notebook(opening("demand", priority=3)),
             methods=notebook(opening("methods", priority=None))).select("section.chapter")]  # fmt: skip

    assert order == ["supply", "demand", "methods"]


def test_the_board_box_comes_first_and_then_the_contents():
    html = str(page(figure("trend-a"), summary=page_notebooks()["summary"]))

    assert html.index("What the board needs to know") < html.index('id="contents"') < html.index('id="supply"')


def test_contents_lead_to_every_chapter_and_front_heading():
    links = [link["href"] for link in page(figure("trend-a"), summary=page_notebooks()["summary"]).select("nav a")]

    assert links == ["#summary-board-1", "#supply", "#provenance"]


def test_a_figure_has_number_headline_subtitle_chart_source_table_and_csv():
    shown = page(figure("trend-a")).select_one("#trend-a")

    assert shown.select_one(".no").text == "Figure 1"
    assert [shown.select_one(name).text for name in (".hl", ".src", "caption")] == [
        "A line goes up",
        "Source: invented.",
        "Invented figures",
    ]
    assert len(shown.select("svg[role=img] > title")) == 2
    assert shown.select_one("a[download]")["download"] == "barnet-trend-a.csv"


def test_a_table_has_caption_scopes_numbers_to_the_right_and_a_named_box_for_scrolling():
    shown = page(table("t")).select_one("#t")

    assert [head["scope"] for head in shown.select("th")] == ["col", "col", "row"]
    assert shown.table["class"] == ["n2", "nz"]
    assert shown.select_one(".scroll").attrs | {"class": None} == {
        "class": None, "role": "region", "tabindex": "0", "aria-label": "Table 1, scrolls sideways"}  # fmt: skip


def test_words_are_escaped_everywhere():
    html = str(page(answer(sentence("a <script>x</script> & b")), table("t", table=grid([("<b>", "1")]))))

    assert "<script>" not in html
    assert "<b>1" not in html


def test_code_is_closed_at_the_end_of_its_chapter_and_reached_by_keyboard():
    shown = page(cell(figure("f"), source='trend("x")  # a < b'))

    assert 'trend("x")  # a < b' in shown.select_one("details.code:not([open]) pre[tabindex='0']").text


def test_a_sentence_links_to_its_figure_before_the_full_stop():
    assert (
        page(answer(sentence("Up.", "f")), figure("f")).select_one(".answer").text == "Up (Figure\N{NO-BREAK SPACE}1)."
    )


def test_cards_lead_to_the_chapter_of_their_priority():
    shown = page(figure("trend-a"), summary=notebook(opening("summary", priority=None), board(), messages(1)))

    assert shown.select_one(".card .more a")["href"] == "#supply"


def test_a_judgement_is_a_word_with_its_sign_and_the_sign_is_not_read_out():
    chip = page(tiles(status("worse", "−", "worse than England"))).select_one(".tiles .st")

    assert chip.text == "−Worse than England"
    assert chip.select_one("[aria-hidden=true]").text == "−"


def test_a_row_of_the_comparison_has_value_limits_and_a_range_bar_in_words():
    shown = page(spine(row(value="3.4 (3.2 to 3.6)", marks={"q1": 0.3, "q3": 0.6, "own": 0.7, "london": 0.5})))

    assert shown.select_one(".here b").text == "3.4"
    assert shown.select_one(".ci").text == "3.2 to 3.6"
    assert "stands 70% of the way along the bar" in shown.select_one("td.bar title").text


@pytest.mark.parametrize(
    ("value", "figure"), [("3.4 (3.2 to 3.6) [p]", "3.4 [p]"), ("3.4 [p]", "3.4 [p]"), ("[x]", "[x]")]
)
def test_marks_of_a_value_stay_with_it_and_not_with_its_limits(value, figure):
    assert page(spine(row(value=value))).select_one(".here b").text == figure


def test_a_row_without_a_range_says_so():
    assert page(spine(row(value="[x]", marks={}))).select_one("td.bar").text == "No range to show"


@pytest.mark.parametrize(
    ("item", "tag"),
    [({"text": "Only words."}, "ul.limits li"), ({"term": "Rate", "text": "Only words."}, "dl.limits dd")],
)
def test_a_list_has_terms_where_its_items_have_them(item, tag):
    assert page(listing("limits", item)).select_one(tag).text == "Only words."


def test_a_stated_gap_stands_where_its_chart_would():
    shown = page(listing("gap", {"text": "Nobody holds it.", "id": "trend-x"}), prose("See {fig:trend-x}."))

    assert shown.select_one("p#trend-x").text == "Nobody holds it."


def test_the_foot_names_edition_sources_licence_notebooks_and_command_and_no_time_of_day():
    foot = page().footer.get_text(" ", strip=True)

    for words in (
        "22 November 2026",
        "Open Government Licence v3.0",
        "3f2a9c1b",
        "cdp build barnet",
        "Release 2026-04",
    ):
        assert words in foot
    assert not re.search(r"\d\d:\d\d", foot)


def test_the_head_says_edition_crime_release_and_reading_time():
    assert [tag.text for tag in page().select(".meta dd")] == [
        "22 November 2026",
        "release of April 2026",
        "Draft for the partnership",
        "1 minute",
    ]


def test_reading_time_grows_with_the_words_and_not_with_tables():
    long = page(prose("word " * 700)).select(".meta dd")[-1].text
    tabled = page(table("t", table=grid([("word " * 700, "1")]))).select(".meta dd")[-1].text

    assert (long, tabled) == ("4 minutes", "1 minute")


def test_the_skip_link_is_the_first_link_and_leads_to_the_main_part():
    shown = page()

    assert shown.a["href"] == "#main"
    assert shown.select_one("main#main")


def test_a_card_has_a_heading_a_judgement_terms_sentences_and_gaps():
    held = card(status=status("delivery-amber", "", "At risk"), notes=["No table holds a figure."])
    shown = page(cards(held, role="actions"), figure("trend-a")).select_one("li#recommendation-a")

    assert shown.h3.text.endswith("Agree what nobody invented.")
    assert shown.select_one(".st.delivery-amber").text == "At risk"
    assert [term.text for term in shown.select("dt")] == ["Owner", "Kept under"]
    assert shown.select_one(".notes").text == "No table holds a figure."


def test_a_row_of_a_table_leads_to_its_evidence_where_it_is_on_the_page():
    rows = {**grid([("2023/24", "1"), ("2024/25", "2")]), "links": ["trend-a", "trend-nowhere"]}
    heads = page(figure("trend-a"), table("t", table=rows)).select("#t tbody th")

    assert [head.a and head.a["href"] for head in heads] == ["#trend-a", None]


def test_the_partnerships_own_words_are_marked_and_signed():
    words = {"html": "<p>We <em>did</em> act.</p>", "role": "chair of the partnership", "date": "2026-10-01"}
    html = page_html(about(), {"supply": notebook({**opening(), "commentary": words}, answer())})
    check_page(html, BARNET)
    shown = BeautifulSoup(html, "html.parser").select_one(".words")

    assert shown.select_one(".words-h").text == "In the partnership's words"
    assert shown.em.text == "did"
    assert shown.select_one(".signed").text == "Chair of the partnership, 1 October 2026"


def test_a_chart_that_stands_already_is_led_to():
    assert page(figure("trend-a"), demand=notebook(opening("demand"), figure("trend-a"))).select_one(
        "#demand .again"
    ).text == ("Shown in Figure\N{NO-BREAK SPACE}1.")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.id)
def test_every_document_has_its_title_its_first_sentence_and_links_to_the_others(document):
    others = tuple(other for other in DOCUMENTS if other != document)
    html = page_html(about(document=document, others=others), page_notebooks())
    check_page(html, BARNET)
    shown = BeautifulSoup(html, "html.parser")

    assert shown.title.text == f"{document.title}: Barnet (draft for the partnership)"
    assert document.title in shown.h1.text
    assert "Barnet" in shown.select_one(".lede").text
    assert [link["href"] for link in shown.select(".others a")] == [other.file for other in others]


def test_where_the_summary_is_no_front_it_keeps_its_place_and_its_title():
    html = page_html(about(document=DOCUMENTS[4]), dict(reversed(page_notebooks().items())))

    assert [title.text.strip() for title in BeautifulSoup(html, "html.parser").select(".chapter > h2")] == [
        "Priority 1 Break drug supply chains", "Summary",
    ]  # fmt: skip


@pytest.mark.parametrize(("board_that_reads", "first"), [(None, "1"), (Board.CSP, "1"), (Board.HWB, "2")])
def test_key_messages_stand_in_the_order_of_the_board_that_reads(board_that_reads, first):
    summary = notebook(opening("summary", priority=None), board(), messages(1), messages(2), messages(3))
    html = page_html(about(board=board_that_reads), {"summary": summary})

    assert BeautifulSoup(html, "html.parser").select_one(".card .eyebrow").text == f"Priority {first}"
