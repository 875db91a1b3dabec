from bs4 import BeautifulSoup

from pipeline.report.stitch import stitch
from tests.report.invented_page import (
    BARNET,
    answer,
    board,
    cards,
    cell,
    figure,
    listing,
    messages,
    notebook,
    opening,
    prose,
    sentence,
    spine,
    tiles,
)


def stitched(*cells, chapter="supply"):
    return stitch(chapter, notebook(*cells), BARNET, "latest", "public")


def html_of(chapter):
    return "".join(part.prose.html for part in chapter.parts if part.prose)


def test_prose_and_bundles_keep_their_order():
    chapter = stitched(prose("# Title\n\nBefore"), opening(), prose("Between"), figure(), prose("After"))

    assert [part.kind for part in chapter.parts] == ["prose", "prose", "figure", "prose"]


def test_the_title_of_the_notebook_goes_and_other_headings_move_down_one_level():
    chapter = stitched(prose("# Title\n\n## Wards\n\n### Closer"), opening())

    assert [
        (tag.name, tag.text)
        for tag in BeautifulSoup(html_of(chapter), "html.parser").find_all(["h1", "h2", "h3", "h4"])
    ] == [
        ("h3", "Wards"),
        ("h4", "Closer"),
    ]


def test_ids_of_headings_begin_with_the_chapter_and_are_never_twice_the_same():
    chapter = stitched(prose("## Methods"), opening(), prose("## Methods"))

    assert [heading.id for heading in chapter.headings] == ["supply-methods", "supply-methods-2"]


def test_a_hash_sign_in_code_is_no_heading():
    chapter = stitched(opening(), prose("```\n# a comment\n```"))

    assert "<h" not in html_of(chapter)


def test_a_bundle_goes_in_as_it_is_and_is_never_parsed():
    drawn = {"wide": '<svg viewBox="0 0 1 1"><a/></svg>', "narrow": "<svg/>"}

    assert stitched(opening(), figure(svg=drawn)).bundles[0]["svg"] == drawn


def test_cells_of_parameters_and_exploring_leave_no_trace():
    hidden = [cell(source=f"secret_{tag}", tags=[tag]) for tag in ("parameters", "injected-parameters", "explore")]

    chapter = stitched(*hidden, opening(), prose("Seen"))

    assert "secret" not in chapter.code + html_of(chapter)


def test_the_code_of_a_chapter_is_collected_and_not_in_its_prose():
    chapter = stitched(cell(opening(), source="chapter(...)"), cell(figure(), source="trend(...)"), prose("Seen"))

    assert chapter.code == "chapter(...)\n\ntrend(...)"
    assert "trend" not in html_of(chapter)


def test_cards_beside_each_other_become_one_part():
    chapter = stitched(opening(), messages(1), messages(2), prose("Between"), messages(3))

    assert [len(part.bundles) for part in chapter.parts if part.kind == "messages"] == [2, 1]


def test_the_front_page_keeps_its_heading_level_and_uses_the_notebooks_heading_for_the_block_below():
    chapter = stitched(opening(), board(), prose("## Compared"), spine())

    assert [(heading.level, heading.text) for heading in chapter.headings] == [
        (2, "What the board needs to know"),
        (2, "Compared"),
    ]
    assert chapter.parts[-1].heading.text == "Compared"


def test_a_block_of_the_front_page_without_a_heading_gets_the_usual_one():
    chapter = stitched(opening(), board(), tiles(), prose("## Read this\n\nFirst."), spine())

    assert [part.heading and part.heading.text for part in chapter.parts] == [
        "What the board needs to know",
        "Headline numbers",
        None,
        None,
    ]


def test_lists_and_sentences_of_a_chapter_are_all_there():
    chapter = stitched(opening(), listing("limits", {"text": "One."}), messages(1, sentence("Two.")))

    assert [bundle["kind"] for bundle in chapter.bundles] == ["list", "messages"]


def test_in_a_document_without_a_front_the_summary_is_a_chapter_like_any_other():
    shown = notebook(opening("summary"), board(), prose("## Compared"), spine())

    chapter = stitch("summary", shown, BARNET, "latest", "public", front=False)

    assert not chapter.is_front
    assert [(heading.level, heading.text) for heading in chapter.headings] == [
        (3, "What the board needs to know"),
        (3, "Compared"),
    ]


def commented(html, *cells):
    words = {"html": html, "role": "chair of the partnership", "date": "2026-10-01"}
    return stitched({**opening(), "commentary": words}, *cells)


def test_the_partnerships_own_words_stand_after_the_answer():
    assert [part.kind for part in commented("<p>So.</p>", prose("Before"), answer(), figure()).parts] == [
        "prose", "answer", "commentary", "figure",
    ]  # fmt: skip


def test_without_an_answer_they_stand_first():
    assert [part.kind for part in commented("<p>So.</p>", figure()).parts] == ["commentary", "figure"]


def test_their_headings_stand_below_the_last_one_before_them():
    html = "<h5>Why</h5><p>So.</p><h5>What then</h5>"

    [first] = [part for part in commented(html, answer()).parts if part.kind == "commentary"]
    [later] = [part for part in commented(html, prose("## Wards"), answer()).parts if part.kind == "commentary"]

    assert first.bundles[0]["html"] == "<h3>Why</h3><p>So.</p><h3>What then</h3>"
    assert later.bundles[0]["html"].startswith("<h4>Why</h4>")


def test_headings_inside_a_block_stand_below_the_one_over_it():
    levels = [part.level for part in stitched(opening(), cards(), prose("## Wards"), cards()).parts]

    assert levels == [3, 4, 4]
