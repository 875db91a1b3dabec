import pytest

from pipeline.errors import PipelineError
from pipeline.report.number import each_once, number
from pipeline.report.request import Elsewhere
from pipeline.report.stitch import stitch
from tests.report.invented_page import (
    BARNET,
    answer,
    card,
    cards,
    figure,
    listing,
    notebook,
    opening,
    prose,
    sentence,
    spine,
    table,
)


def chapter(name, *cells):
    return stitch(name, notebook(opening(name, title=name.title()), *cells), BARNET, "latest", "public")


def test_figures_and_tables_are_counted_through_all_chapters():
    refs = number(
        [chapter("supply", figure("a"), table("t"), figure("b")), chapter("demand", figure("c"), spine(name="s"))]
    )

    assert [refs.label(name) for name in ("a", "b", "c", "t", "s")] == [
        "Figure 1",
        "Figure 2",
        "Figure 3",
        "Table 1",
        "Table 2",
    ]


def test_a_reference_in_words_becomes_a_link_and_the_words_are_escaped():
    refs = number([chapter("supply", figure("a"))])

    assert refs.text("See {fig:a} & <b>") == 'See <a href="#a">Figure\N{NO-BREAK SPACE}1</a> &amp; &lt;b&gt;'


def test_a_chapter_and_a_stated_gap_can_be_linked_to():
    refs = number([chapter("supply", listing("gap", {"text": "None held.", "id": "trend-x"}))])

    assert refs.link("supply") == '<a href="#supply">Supply</a>'
    assert refs.label("trend-x") == "the gap"


@pytest.mark.parametrize(
    "cell",
    [prose("See {fig:trend-b}."), listing("limits", {"text": "{fig:trend-b}"})],
)
def test_a_reference_to_nothing_is_refused_with_the_nearest_id(cell):
    with pytest.raises(
        PipelineError, match=r"supply links to 'trend-b', which is not on this page. Did you mean trend-a\?"
    ):
        number([chapter("supply", figure("trend-a"), cell)])


def test_a_findings_evidence_is_the_chart_asked_for_or_another_of_its_indicator():
    refs = number([chapter("supply", figure("trend-a"), figure("compare-b"))])

    assert refs.evidence("compare-b") == "compare-b"
    assert refs.evidence("compare-a") == "trend-a"
    assert refs.evidence("compare-c") == ""
    assert refs.evidence("") == ""


def test_an_id_used_in_two_chapters_is_refused():
    with pytest.raises(PipelineError, match="demand uses the id 'a' again"):
        number([chapter("supply", figure("a")), chapter("demand", figure("a"))])


def test_a_reference_across_chapters_is_resolved_in_both_directions():
    refs = number(
        [chapter("supply", answer(sentence(link="b"))), chapter("demand", figure("b"), answer(sentence(link="#b")))]
    )

    assert refs.label("#b") == refs.label("b") == "Figure 1"


def test_the_same_chart_in_two_chapters_stands_once_and_the_second_leads_to_it():
    first, second = each_once([chapter("supply", figure("a")), chapter("demand", figure("a"), figure("b"))])

    assert [part.bundles[0]["kind"] for part in second.parts] == ["again", "figure"]
    assert number([first, second]).labels["b"] == "Figure 2"


def test_two_charts_that_only_share_an_id_are_still_refused():
    chapters = each_once([chapter("supply", figure("a")), chapter("demand", figure("a", headline="Another"))])

    with pytest.raises(PipelineError, match="demand uses the id 'a' again"):
        number(chapters)


def test_a_card_or_a_stated_gap_that_comes_again_stands_again_without_its_id():
    gap = listing("gap", {"text": "Nobody holds it.", "id": "trend-x"})
    chapters = each_once([chapter("supply", cards(card("m")), gap), chapter("demand", cards(card("m")), gap)])

    number(chapters)
    assert [part.bundles[0]["kind"] for part in chapters[1].parts] == ["cards", "list"]
    assert chapters[1].bundles[0]["cards"][0]["id"] == chapters[1].bundles[1]["items"][0]["id"] == ""


def test_what_is_not_on_this_page_is_linked_to_in_the_document_beside_it():
    beside = Elsewhere("needs-assessment.html", "the needs assessment", {"trend-a": "Figure 7"})
    refs = number([chapter("outcomes", figure("trend-b"), prose("See {fig:trend-a} and {fig:trend-b}."))], beside)

    assert refs.evidence("compare-a") == "trend-a"
    assert refs.href("trend-a") == "needs-assessment.html#trend-a"
    assert refs.link("trend-a") == (
        '<a href="needs-assessment.html#trend-a">Figure\N{NO-BREAK SPACE}7</a> of the needs assessment'
    )
    assert refs.href("trend-b") == "#trend-b"


def test_a_card_is_called_by_what_stands_before_its_first_full_stop():
    assert number([chapter("recommendations", cards())]).label("recommendation-a") == "Recommendation 1"
