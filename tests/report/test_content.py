"""What is signed of a page: everything a reader is told, and nothing of how the page stands or what made it."""

import re

import pytest

from pipeline.documents import DOCUMENTS
from pipeline.errors import PipelineError
from pipeline.report.check import check_page
from pipeline.report.content import content_hash, content_of, read_embedded
from pipeline.report.page import page_html
from pipeline.report.request import Made
from pipeline.signing import Signature, Standing, Status
from tests.report.invented_page import BARNET, about, notebook, opening, page_notebooks, prose

PAPER = Signature("board-paper", "Head of Drugs & Alcohol (signed papers)", "2026-12-01", "a" * 64, "2026-autumn")
STATUSES = [Status(), Status(Standing.SIGNED, PAPER), Status(Standing.CHANGED, PAPER)]


def made(**more):
    return page_html(about(**more), page_notebooks())


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.id)
def test_a_signature_changes_what_the_page_says_of_itself_and_not_its_content(document):
    pages = [made(document=document, status=status) for status in STATUSES]

    assert len(set(pages)) == 3
    assert len({content_hash(html) for html in pages}) == 1


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.id)
def test_no_word_of_a_signature_is_left_in_the_content_and_all_else_is(document):
    html = made(document=document, status=STATUSES[1])

    assert not re.search(r"draft for|not signed|signed by|2026-autumn|aaaaaaaa", content_of(html), re.IGNORECASE)
    for words in ("The line goes up", "How many people need help.", "22 November 2026", document.title, "<title>"):
        assert words in content_of(html)


def test_another_command_program_or_document_beside_it_is_no_other_content():
    other = Made("cdp build barnet --format pdf", {"supply": "0" * 64})

    assert content_hash(made()) == content_hash(made(made=other, others=(DOCUMENTS[3],)))


def test_one_other_letter_is_another_content():
    html = made()

    for words in ("A line goes up", "Evidence: 3 current", "M10 90L290 20", "1 minute"):
        assert content_hash(html.replace(words, words + "!", 1)) != content_hash(html)


def test_the_status_stands_in_banner_title_masthead_and_at_the_foot_of_every_sheet():
    draft, signed = made(), made(status=STATUSES[1])

    assert '<strong class="tag">Draft</strong>' in draft
    assert "Not signed, so not a final paper." in draft
    assert '<strong class="tag">Signed</strong>' in signed
    assert "Draft" not in re.sub(r"<style>.*?</style>", "", signed, flags=re.DOTALL)
    assert "Barnet (signed by the Head of Drugs &amp; Alcohol (signed papers) on 1 December 2026)</title>" in signed
    assert r"Signed by the Head of Drugs \26  Alcohol (signed papers) on 1 December 2026" in signed


def test_every_sheet_of_a_draft_is_headed_draft_and_none_of_a_signed_paper():
    draft, signed = made(), made(status=STATUSES[1])

    assert '@top-right { content: "DRAFT" }' in draft
    assert '@top-right { content: "' not in signed
    assert content_hash(draft) == content_hash(signed)


def test_a_signed_page_passes_every_check():
    for status in STATUSES:
        check_page(made(status=status, document=DOCUMENTS[1]), BARNET)


@pytest.mark.parametrize("mark", ["<!--banner-->", "<!--/made-->"])
def test_a_chapter_cannot_hide_its_words_from_the_signature(mark):
    html = page_html(about(), {"supply": notebook(opening(), prose(f"{mark} hidden"))})
    assert html.count(mark) == 1  # a comment in a notebook's words does not reach the page

    html = html.replace("hidden", f"{mark} hidden", 1)
    with pytest.raises(PipelineError, match="must not stand in a chapter"):
        check_page(html, BARNET)


def test_a_page_says_by_itself_what_it_was_made_from():
    told = read_embedded(made(document=DOCUMENTS[1]))

    assert told["document"] == "board-paper"
    assert told["sources"] == {"mps_recorded_crime": "2026-04"}
    assert told["edition"] == {"id": "latest", "date": "2026-11-22"}
    assert told["notebooks"] == {"supply": "3f2a9c1b" * 8}
    assert len(told["package"]["sha256"]) == 64


@pytest.mark.parametrize("html", ["<p>", '<meta name="cdp.made" content="{">', '<meta name="cdp.made" content="3">'])
def test_a_page_that_says_nothing_has_no_record(html):
    assert read_embedded(html) is None
