"""Which chapters stand in which document, in which order, and where a borough's own ones go. All chapters are invented."""

import pytest

from pipeline.areas import find_area
from pipeline.chapters import SHIPPED
from pipeline.documents import DOCUMENTS, INDEX, Board, board_order, find_documents, sections, union
from pipeline.errors import PipelineError
from pipeline.project import Project
from tests.execution.invented import write_notebook

BARNET, HACKNEY = find_area("barnet"), find_area("hackney")
NEEDS_ASSESSMENT, FRAMEWORK = DOCUMENTS[0], DOCUMENTS[2]


@pytest.fixture
def project(tmp_path):
    for name in SHIPPED:
        write_notebook(tmp_path / "notebooks", name)
    return Project(tmp_path)


def add(project, name, folder="local/barnet", **facts):
    path = write_notebook(project.notebooks / folder, name)
    path.write_text(path.read_text().replace('"cdp": {', '"cdp": {' + "".join(
        f'"{key}": {value}, ' for key, value in facts.items()
    )))  # fmt: skip
    return path


def names(project, document=NEEDS_ASSESSMENT, area=BARNET, priorities=()):
    return [section.name for section in sections(project, document, area, priorities)]


def test_every_shipped_chapter_stands_in_a_document_and_no_other_does():
    held = {name for document in (*DOCUMENTS, INDEX) for name in document.chapters}

    assert held == set(SHIPPED)


@pytest.mark.parametrize(
    ("board", "order"),
    [
        (None, ["summary", "supply", "treatment", "demand"]),
        (Board.CSP, ["summary", "supply", "treatment", "demand"]),
        (Board.HWB, ["summary", "treatment", "supply", "demand"]),
    ],
)
def test_each_board_reads_its_own_priority_first(board, order):
    assert board_order(["summary", "supply", "treatment", "demand"], board) == order


def test_a_document_without_that_chapter_keeps_its_order():
    assert board_order(["progress", "summary"], Board.HWB) == ["progress", "summary"]


def test_the_boroughs_own_priorities_stand_each_for_itself_with_its_parameter(project):
    held = sections(project, FRAMEWORK, BARNET, (1, 2))

    assert [section.name for section in held] == ["outcomes", "priority-1", "priority-2", "methods"]
    assert [dict(section.parameters) for section in held[1:3]] == [{"priority": "1"}, {"priority": "2"}]
    assert names(project, FRAMEWORK) == ["outcomes", "methods"]


def test_a_boroughs_own_chapter_goes_where_its_metadata_says_else_before_the_methods(project):
    add(project, "licensing", after='"supply"')
    add(project, "night-life", after='"supply"')
    add(project, "rough-sleeping")
    place = names(project).index

    assert (place("licensing"), place("night-life")) == (place("supply") + 1, place("supply") + 2)
    assert place("rough-sleeping") == place("methods") - 1
    assert "licensing" not in names(project, FRAMEWORK)
    assert "licensing" not in names(project, area=HACKNEY)


def test_a_boroughs_own_chapter_stands_in_the_documents_it_names(project):
    add(project, "licensing", documents='["performance-framework"]')

    assert "licensing" in names(project, FRAMEWORK)
    assert "licensing" not in names(project)


def test_a_boroughs_own_chapter_after_its_own_priorities_comes_after_the_last_of_them(project):
    add(project, "licensing", after='"priority"')

    assert names(project, priorities=(1, 2))[-4:] == ["priority-2", "licensing", "recommendations", "methods"]


def test_a_boroughs_own_chapter_called_like_a_shipped_one_stands_in_for_it_there_only(project):
    own = add(project, "supply", after='"voice"', documents='["delivery-plan"]')

    here = {one.name: one.chapter.path for one in sections(project, NEEDS_ASSESSMENT, BARNET)}
    elsewhere = {one.name: one.chapter.path for one in sections(project, NEEDS_ASSESSMENT, HACKNEY)}

    assert here["supply"] == own
    assert elsewhere["supply"] == project.notebooks / "supply.ipynb"
    assert list(here) == list(elsewhere)  # in the shipped one's place, whatever its metadata says


def test_no_borough_has_a_chapter_beside_all_boroughs_of_its_own(project):
    add(project, "london")

    with pytest.raises(PipelineError, match=r"local/barnet/london.ipynb has the name of the chapter beside all"):
        names(project)


def test_a_shipped_chapter_that_is_missing_is_an_error(project):
    (project.notebooks / "services.ipynb").unlink()

    with pytest.raises(PipelineError, match="There is no chapter 'services'"):
        names(project)


def test_what_several_documents_hold_is_run_once(project):
    held = [sections(project, document, BARNET, (1, 2)) for document in DOCUMENTS]

    assert [section.name for section in union(held)] == [
        *(name for name in names(project, priorities=(1, 2))), "outcomes", "delivery", "progress",
    ]  # fmt: skip


def test_no_name_means_every_document_and_an_unknown_one_is_answered_with_the_nearest():
    assert find_documents([]) == DOCUMENTS
    assert find_documents(["delivery-plan", "needs-assessment"]) == (DOCUMENTS[0], DOCUMENTS[3])
    with pytest.raises(PipelineError, match="Did you mean progress-report"):
        find_documents(["progress"])
