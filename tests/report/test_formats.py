"""A document's other forms where a program for one of them is not there. Every figure is invented."""

import sys

import pytest

from pipeline.documents import DOCUMENTS
from pipeline.report import formats, pdf
from pipeline.report.formats import Format, files_of
from pipeline.report.page import compose
from pipeline.report.picture import picture
from tests.report.invented_page import about, figure, notebook, opening

NEEDS_ASSESSMENT, BOARD_PAPER = DOCUMENTS[:2]
LACKING = {
    Format.PDF: ("weasyprint", "weasyprint", "[pdf]"),
    Format.WORD: ("pypandoc", "pypandoc-binary", "[word]"),
    Format.WORKBOOK: ("gptables", "gptables", "[workbook]"),
    Format.CHARTS: ("resvg_py", "resvg-py", "[word]"),
}


@pytest.fixture
def made_of():
    """What the other forms of a document are made from, beside their names."""

    def of(document=NEEDS_ASSESSMENT):
        page = about(document=document)
        html, refs, chapters = compose(page, {"supply": notebook(opening(), figure("trend-a"))})
        return page, refs, chapters, html

    return of


@pytest.fixture
def stubbed(monkeypatch):
    """Every format made at once, as its own name."""
    for form, maker in zip(LACKING, ("_pdf", "_word", "_workbook", "_charts"), strict=True):
        monkeypatch.setattr(formats, maker, lambda *_, form=form: {form.value: b""})


@pytest.mark.parametrize("form", LACKING)
def test_without_its_program_a_format_says_what_to_install(made_of, monkeypatch, form):
    module, package, group = LACKING[form]
    picture.cache_clear()  # a chart that was drawn before needs no program
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setattr(pdf, "find_browser", lambda: None)

    files = files_of(*made_of(), [form])

    assert files.made == {}
    first, cure = files.missing[form].split("\n")
    assert package in first
    assert f"pip install -e .{group}" in cure


def test_a_format_that_cannot_be_made_takes_nothing_from_the_others(made_of, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    monkeypatch.setattr(formats, "_pdf", lambda *_: {"needs-assessment.pdf": b"%PDF"})

    files = files_of(*made_of(), [Format.PDF, Format.WORD])

    assert files.made == {"needs-assessment.pdf": b"%PDF"}
    assert list(files.missing) == [Format.WORD]


def test_only_what_was_asked_for_is_made(made_of, stubbed):
    assert list(files_of(*made_of(), [Format.WORD, Format.HTML]).made) == ["docx"]


def test_tables_and_charts_are_made_once_with_the_needs_assessment(made_of, stubbed):
    every = list(Format)

    assert list(files_of(*made_of(), every).made) == ["pdf", "docx", "xlsx", "png"]
    assert list(files_of(*made_of(BOARD_PAPER), every).made) == ["pdf", "docx"]
