import nbformat.v4 as nb
import pytest

from pipeline.errors import PipelineError
from pipeline.report.stitch import stitch
from tests.report.invented_page import (
    BARNET,
    HACKNEY,
    answer,
    board,
    card,
    cards,
    cell,
    facts,
    figure,
    notebook,
    opening,
    prose,
    row,
    spine,
    status,
    tiles,
)


def supply(*cells, area=BARNET, chapter="supply"):
    return stitch(chapter, notebook(*cells), area, "latest", "public")


def test_a_chapter_of_the_right_borough_is_taken():
    assert supply(opening(), figure()).title == "Break drug supply chains"


def test_a_chapter_of_another_borough_is_refused_with_both_names_and_codes():
    with pytest.raises(PipelineError) as refusal:
        supply(opening(area=HACKNEY))

    assert {"Barnet", "supply", "Hackney", "E09000003", "E09000012"} <= set(
        str(refusal.value).replace("(", " ").replace(")", " ").split()
    )


def test_one_figure_of_another_borough_is_enough_to_refuse_a_chapter():
    with pytest.raises(PipelineError, match=r"supply holds a figure of Hackney \(E09000012\)"):
        supply(opening(), answer(), figure(area=HACKNEY))


def test_figures_of_a_merged_area_stand_in_its_members_report_only():
    merged = {**figure(), "area_code": "E09000001+E09000012"}

    assert supply(opening(area=HACKNEY), merged, area=HACKNEY).bundles
    with pytest.raises(PipelineError, match="City of London and Hackney"):
        supply(opening(), merged)


@pytest.mark.parametrize("fact", [{"chapter": "demand"}, {"edition": "2025"}, {"audience": "partners"}])
def test_a_chapter_run_for_something_else_is_refused(fact):
    with pytest.raises(PipelineError, match=f"'{next(iter(fact.values()))}'"):
        supply({**opening(), **fact})


def test_a_notebook_that_does_not_open_its_chapter_is_told_how():
    with pytest.raises(PipelineError, match=r'Begin it with chapter\("supply", borough, edition\)'):
        supply(figure())


@pytest.mark.parametrize(
    "output",
    [
        nb.new_output("error", ename="ValueError", evalue="no rows", traceback=[]),
        nb.new_output("stream", name="stderr", text="FutureWarning: soon"),
        nb.new_output("stream", name="stdout", text="hello"),
        nb.new_output("execute_result", data={"text/plain": "<Axes: >"}),
    ],
)
def test_anything_but_a_bundle_is_refused_by_chapter_and_cell(output):
    with pytest.raises(PipelineError, match="supply, cell 2"):
        supply(opening(), cell(outputs=[output]))


def test_a_cell_that_never_ran_is_refused():
    with pytest.raises(PipelineError, match="supply, cell 2: the notebook stopped before"):
        supply(opening(), cell(count=None))


def test_the_error_report_of_a_failed_run_is_refused():
    banner = prose("An Exception was encountered")
    banner.metadata["tags"] = ["papermill-error-cell-tag"]

    with pytest.raises(PipelineError, match="error report of a failed run"):
        supply(banner, opening())


def test_what_was_shown_in_a_cell_for_exploring_does_not_matter():
    stray = nb.new_output("stream", name="stdout", text="just looking")

    assert supply(opening(), answer(), cell(outputs=[stray], tags=["explore"])).bundles == [answer()]


@pytest.mark.parametrize(
    ("tone", "sign"),
    [("better", "+"), ("worse", "−"), ("higher", "▲"), ("lower", "▼"), ("similar", "="), ("untested", "")],
)
def test_each_judgement_has_its_own_sign(tone, sign):
    assert supply(opening(), tiles(status(tone, sign))).bundles


@pytest.mark.parametrize(
    ("tone", "sign"), [("better", "▲"), ("worse", "▼"), ("higher", "+"), ("similar", "▲"), ("lower", "")]
)
def test_a_sign_never_means_two_kinds_of_judgement(tone, sign):
    with pytest.raises(PipelineError, match=f"does not mean {tone}"):
        supply(opening(), spine(row(judged=status(tone, sign))))


@pytest.mark.parametrize(("tone", "word"), [("delivery-blue", "Done"), ("delivery-none", "No status given")])
def test_how_delivery_stands_has_its_own_tones_and_words(tone, word):
    assert supply(opening(), cards(card(status=status(tone, "", word)))).bundles


@pytest.mark.parametrize(
    ("tone", "sign", "word"),
    [
        ("delivery-green", "", "better than London"),
        ("delivery-green", "+", "On track"),
        ("delivery-red", "", "On track"),
        ("better", "+", "On track"),
        ("similar", "=", "At risk"),
    ],
)
def test_delivery_and_comparison_never_share_words_tones_or_signs(tone, sign, word):
    with pytest.raises(PipelineError, match=f"does not mean {tone}"):
        supply(opening(), cards(card(status=status(tone, sign, word))))


def test_a_run_of_a_chapter_is_taken_under_its_own_name_only():
    told = {**opening("priority"), "run": "priority-2"}

    assert stitch("priority-2", notebook(told), BARNET, "latest", "public").key == "priority-2"
    with pytest.raises(PipelineError, match="priority-1 was run for the chapter 'priority-2'"):
        stitch("priority-1", notebook(told), BARNET, "latest", "public")


@pytest.mark.parametrize("marks", [{"own": 1.2}, {"middle": 0.5}])
def test_a_mark_without_a_place_on_the_range_bar_is_refused(marks):
    with pytest.raises(PipelineError, match="range bar of 'Invented rate'"):
        supply(opening(), spine(row(marks=marks)))


def test_only_a_chapter_with_the_board_box_is_the_front():
    assert supply(opening(), board()).is_front
    assert not supply(opening(), facts("list", role="limits", items=[{"text": "One."}])).is_front
