"""A Word file opened as what it is: a zip of XML parts. All figures are invented."""

import io
import re
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree as Tree
from zipfile import ZipFile

import pytest

from pipeline.documents import DOCUMENTS
from pipeline.errors import PipelineError
from pipeline.local.data import BoroughData, Partnership
from pipeline.project import Audience
from pipeline.report.page import compose
from pipeline.report.picture import picture
from pipeline.report.request import Elsewhere
from pipeline.report.word import word_bytes
from pipeline.report.word_table import widths
from tests.report.invented_page import (
    BARNET,
    about,
    answer,
    board,
    card,
    cards,
    figure,
    grid,
    listing,
    messages,
    notebook,
    opening,
    prose,
    row,
    sentence,
    spine,
    status,
    svg,
    table,
    tiles,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
NUMERAL = re.compile(r"\d[\d,.]*\d|\d")
PAPER = DOCUMENTS[1]


def chapters():
    """Two chapters with a bundle of every kind."""
    deep = prose("### Closer\n\n1. One\n2. Two\n\n- A point\n\nSee {fig:trend-a} and `code`.")
    wide = grid([["a", "b"], ["c", "d"]])
    return {
        "summary": notebook(
            prose("# Summary\n\nWhat one page can hold."), opening("summary", title="Summary", priority=None),
            board(sentence(link="trend-a")), tiles(), messages(1, sentence(link="trend-a")),
            prose("## Compared\n\nEach row."), spine(row(link="trend-a")),
        ),
        "supply": notebook(
            prose("# Break drug supply chains\n\nWhy it matters."),
            opening(commentary={"html": "<p>We <strong>meet</strong> monthly.</p>", "role": "chair", "date": "2026-11-01"}),
            answer(sentence(link="trend-a")), prose("## Over time"), deep, figure(alt='One line & "two" <marks>'),
            figure("trend-b", svg={"wide": svg("Another"), "narrow": svg("Another")}), table(table=wide),
            cards(card(status=status("delivery-red", "", "Off track"))),
            listing("gap", {"id": "gap-a", "text": "Nobody counts this."}), listing("limits", {"text": "One limit."}),
            listing("glossary", {"term": "Term", "text": "What it means."}),
        ),
    }  # fmt: skip


def word(notebooks=None, **more):
    page = about(**more)
    _, refs, stitched = compose(page, notebooks or chapters())
    return opened(word_bytes(page, refs, stitched))


def one(*bundles, **more):
    return word({"supply": notebook(opening(), *bundles)}, **more)


def opened(content):
    with ZipFile(io.BytesIO(content)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    body = Tree.fromstring(parts["word/document.xml"]).find(f"{W}body")
    return SimpleNamespace(content=content, parts=parts, body=body, paragraphs=list(body.iter(f"{W}p")))


def style(paragraph):
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val")


def text(element):
    pieces = (
        node.text or "" if node.tag == f"{W}t" else " " for node in element.iter() if node.tag in {f"{W}t", f"{W}br"}
    )
    return "".join(pieces)


def styled(file, name):
    return [text(paragraph) for paragraph in file.paragraphs if style(paragraph) == name]


def headings(file):
    found = [(re.fullmatch(r"Heading(\d)", style(paragraph)), text(paragraph)) for paragraph in file.paragraphs]
    return [(int(level[1]), words) for level, words in found if level]


@pytest.fixture(scope="module")
def whole():
    return word()


def test_headings_stand_in_the_order_of_the_page_and_skip_no_level(whole):
    found = headings(whole)

    assert [words for level, words in found if level == 1] == [
        "What the board needs to know", "Headline numbers", "Key messages by priority", "Compared",
        "Priority 1: Break drug supply chains", "Annex: the figures behind the charts", "Where this document comes from",
    ]  # fmt: skip
    assert (3, "Closer") in found
    assert all(after[0] <= before[0] + 1 for before, after in pairwise(found))
    assert found[0][0] == 1


def test_every_chart_is_one_picture_with_the_alternative_text_of_its_bundle_in_both_places(whole):
    wanted = ['One line & "two" <marks>', "Invented line chart"]

    assert [drawn.get("descr") for drawn in whole.body.iter(f"{DRAWING}docPr")] == wanted
    assert [drawn.get("descr") for drawn in whole.body.iter(f"{PICTURE}cNvPr")] == wanted
    assert len([name for name in whole.parts if name.endswith(".png")]) == len(wanted)


def test_a_chart_has_its_number_and_headline_as_caption_then_subtitle_picture_and_source(whole):
    names = [style(paragraph) for paragraph in whole.paragraphs]
    place = names.index("Caption")

    assert names[place : place + 4] == ["Caption", "ChartSubtitle", "Chart", "Source"]
    assert styled(whole, "Caption") == ["Figure 1. A line goes up", "Figure 2. A line goes up"]


def test_the_figures_behind_every_chart_stand_in_the_annex(whole):
    captions = styled(whole, "TableCaption")

    assert [words for words in captions if words.startswith("Table of")] == [
        "Table of Figure 1. Invented figures",
        "Table of Figure 2. Invented figures",
    ]


def test_every_table_has_a_header_row_that_repeats_and_row_headings(whole):
    tables = list(whole.body.iter(f"{W}tbl"))

    assert len(tables) == 5  # tiles, comparison, the table, two in the annex
    for shown in tables:
        first, *rest = shown.findall(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(line.find(f"{W}trPr/{W}tblHeader") is None for line in rest)
        assert shown.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstColumn") == "1"


def test_no_row_of_a_table_is_split_between_pages(whole):
    assert all(line.find(f"{W}trPr/{W}cantSplit") is not None for line in whole.body.iter(f"{W}tr"))


def test_columns_are_as_wide_as_the_table_and_no_table_is_wider_than_the_page(whole):
    for shown in whole.body.iter(f"{W}tbl"):
        width = shown.find(f"{W}tblPr/{W}tblW")
        columns = [int(column.get(f"{W}w")) for column in shown.iter(f"{W}gridCol")]

        assert width.get(f"{W}type") == "dxa"
        assert int(width.get(f"{W}w")) == sum(columns) <= 11906 - 2 * 1020


def test_every_link_inside_the_file_leads_somewhere(whole):
    marks = {mark.get(f"{W}name") for mark in whole.body.iter(f"{W}bookmarkStart")}
    anchors = {link.get(f"{W}anchor") for link in whole.body.iter(f"{W}hyperlink")} - {None}

    assert {"trend-a", "annex-trend-a", "supply"} <= anchors <= marks


def test_lists_are_lists(whole):
    listed = [text(paragraph) for paragraph in whole.paragraphs if paragraph.find(f"{W}pPr/{W}numPr") is not None]

    assert {"One", "Two", "A point", "One limit.", "Note this draft."} <= set(listed)


def test_the_contents_are_a_field_that_already_shows_its_entries(whole):
    assert styled(whole, "TOC1") == [words for level, words in headings(whole) if level == 1]
    kinds = [mark.get(f"{W}fldCharType") for mark in whole.body.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    assert [code.text.split()[0] for code in whole.body.iter(f"{W}instrText")] == ["TOC"]


def test_every_number_comes_from_a_bundle_the_prose_or_the_frame(whole):
    page = about()
    _, refs, stitched = compose(page, chapters())
    said = [value for chapter in stitched for bundle in chapter.bundles for value in strings(bundle)]
    said += [part.prose.html for chapter in stitched for part in chapter.parts if part.prose]
    frame = [*refs.labels.values(), "Priority 1", "22 November 2026", "1 November 2026", page.made.command]
    frame += [value for release in page.edition.releases.values() for value in strings(dict(release.provenance))]

    allowed = {numeral for words in [*said, *frame] for numeral in NUMERAL.findall(words)}

    assert set(NUMERAL.findall(" ".join(map(text, whole.paragraphs)))) <= allowed


def strings(value):
    if isinstance(value, dict):
        return [words for key, inner in value.items() if key not in {"svg", "csv"} for words in strings(inner)]
    if isinstance(value, list):
        return [words for inner in value for words in strings(inner)]
    return [str(value)]


def test_the_same_inputs_give_the_same_bytes_wherever_they_are_made(whole, monkeypatch, tmp_path):
    monkeypatch.setenv("TZ", "America/New_York")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    assert word().content == whole.content


def test_nothing_in_the_file_names_the_machine_or_the_hour(whole):
    secrets = [str(Path.home()), tempfile.gettempdir(), str(Path.cwd()), "cdp-"]

    for name, part in whole.parts.items():
        assert not [secret for secret in secrets if secret.encode() in part], name
    with ZipFile(io.BytesIO(whole.content)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_file_says_what_it_is_about_who_made_it_and_in_which_language():
    local = BoroughData("barnet", partnership=Partnership(name="Invented Partnership"))
    core = one(figure(), local=local).parts["docProps/core.xml"].decode()

    assert "<dc:title>Drug and alcohol needs assessment: Barnet (draft for the partnership)</dc:title>" in core
    assert "<dc:creator>Invented Partnership</dc:creator>" in core
    assert "<dc:language>en-GB</dc:language>" in core
    assert "<dc:subject>What published figures say" in core
    assert ">2026-11-22T00:00:00Z</dcterms:created>" in core
    assert ">2026-11-22T00:00:00Z</dcterms:modified>" in core


def test_draft_stands_first_and_every_page_ends_with_title_and_number(whole):
    footer = Tree.fromstring(whole.parts["word/footer1.xml"])

    assert style(whole.paragraphs[0]) == "StatusBanner"
    assert text(whole.paragraphs[0]).startswith("DRAFT.")
    assert text(footer) == "Drug and alcohol needs assessment: Barnet – Draft for the partnershipPage 1 of 1"
    assert [code.text.strip() for code in footer.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]
    assert "rIdFooter" in whole.parts["word/document.xml"].decode()


def test_a_file_for_partners_says_so_at_its_top_and_on_every_page():
    file = word({"supply": notebook(opening(audience="partners"), figure())}, audience=Audience.PARTNERS)

    assert "for the partnership only, not for publication" in text(file.paragraphs[0])
    assert "partners only" in text(Tree.fromstring(file.parts["word/footer1.xml"]))


def test_the_partnerships_words_are_marked_and_signed(whole):
    assert styled(whole, "WordsHeading") == ["In the partnership's words"]
    assert styled(whole, "Words") == ["We meet monthly."]
    assert styled(whole, "WordsSigned") == ["Chair, 1 November 2026"]


def test_a_card_has_its_label_and_title_as_heading_and_its_facts_by_name(whole):
    assert (4, "Recommendation 1: Agree what nobody invented.") in headings(whole)  # below "Closer"
    assert styled(whole, "CardLine") == ["Draft for the partnership Off track"]
    assert "Owner: to be agreed" in styled(whole, "Fact")


def test_a_judgement_is_a_word_with_its_sign(whole):
    assert "▲ Higher than London" in {text(cell) for cell in whole.body.iter(f"{W}tc")}


def test_a_table_too_wide_for_the_page_is_printed_row_by_row_with_every_cell_named():
    labels = [f"Documentation{letter}" for letter in "abcdefghijkl"]
    columns = [{"label": label, "numeric": False} for label in labels]
    wide = {"caption": "Wide", "columns": columns, "rows": [[f"cell {label}" for label in labels]], "notes": []}

    file = one(table(table=wide))

    assert widths(wide) == []
    assert list(file.body.iter(f"{W}tbl")) == []
    assert styled(file, "RowHeading") == ["cell Documentationa"]
    assert all(f"{label}: cell {label}." in styled(file, "RowFacts")[0] for label in labels[1:])


def test_a_board_paper_has_its_cover_and_says_what_its_author_has_to_write():
    elsewhere = Elsewhere("needs-assessment.html", "the needs assessment", {"trend-a": "Figure 7"})
    held = {
        "summary": notebook(opening("summary", title="Summary", priority=None), board(sentence(link="trend-a"))),
        "recommendations": notebook(opening("recommendations", title="Recommendations", priority=None), cards()),
    }
    file = word(held, document=PAPER, elsewhere=elsewhere, others=(DOCUMENTS[0],))
    shown = [text(paragraph) for paragraph in file.paragraphs]

    assert {"Report to", "Date of meeting", "Appendices", "Drug and alcohol needs assessment"} <= set(shown)
    assert "Legal" in shown and "To be completed by the author" in shown
    assert "Recommendations in short" in styled(file, "TableCaption")
    assert any("Figure 7 of the needs assessment" in words for words in shown)
    assert "needs-assessment.html" not in file.parts["word/_rels/document.xml.rels"].decode()


def test_the_file_fetches_nothing():
    with pytest.raises(PipelineError, match=r"shows its own charts and nothing else.*nowhere\.example/a\.png"):
        one(prose("![x](https://nowhere.example/a.png)"))


@pytest.mark.parametrize(("module", "package"), [("pypandoc", "pypandoc-binary"), ("resvg_py", "resvg-py")])
def test_a_missing_package_is_named_with_the_cure(module, package, monkeypatch):
    picture.cache_clear()
    monkeypatch.setitem(sys.modules, module, None)

    with pytest.raises(PipelineError) as error:
        one(figure("trend-missing"))

    assert package in str(error.value)
    assert "pip install -e .[word]" in str(error.value)


def test_what_pandoc_refuses_is_told_without_a_traceback(monkeypatch):
    monkeypatch.setattr("pipeline.report.word.render", lambda name, **_: "$for$" if "body" in name else "<p>x</p>")

    with pytest.raises(PipelineError, match="pandoc could not make the Word file"):
        one(figure())


def test_the_area_is_named_in_full_above_the_title(whole):
    assert styled(whole, "Place") == [BARNET.formal_name]
    assert styled(whole, "Title") == ["Drug and alcohol needs assessment"]
