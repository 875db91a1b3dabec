"""Whether the index stands as it would be made now; documents: test_publish.py."""

import pytest

from pipeline.execution.failure import Failure
from pipeline.project import Audience, Project
from pipeline.report.fresh import index_stands, key_of_index, mark_index
from tests.report.invented_page import edition


@pytest.fixture
def project(tmp_path):
    """An invented project with an index and one document."""
    (tmp_path / "reports" / "barnet").mkdir(parents=True)
    (tmp_path / "reports" / "barnet" / "board-paper.html").write_text("paper")
    (tmp_path / "reports" / "index.html").write_text("index")
    (tmp_path / "london.ipynb").write_text("{}")
    made = Project(tmp_path)
    mark_index(made, Audience.PUBLIC, key(made))
    return made


def key(project, failures=()):
    return key_of_index(project, edition(), Audience.PUBLIC, failures, {"london": project.root / "london.ipynb"})


def stands(project, failures=()):
    return index_stands(project, Audience.PUBLIC, key(project, failures)) is not None


def test_an_index_stands_while_nothing_on_it_changes(project):
    (project.root / "reports" / "barnet" / "board-paper.html").write_text("another paper")

    assert stands(project)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("reports/barnet/delivery-plan.html", "new"), ("reports/brent/board-paper.html", "new"),
        ("reports/index.html", "touched"), ("london.ipynb", "{} "),
    ],
)  # fmt: skip
def test_a_new_document_another_chapter_or_a_touched_index_does_not_leave_it_standing(project, file, content):
    (project.root / file).parent.mkdir(exist_ok=True)
    (project.root / file).write_text(content)

    assert not stands(project)


def test_a_failure_is_told_on_the_index(project):
    assert not stands(project, (Failure("E09000003", "Barnet", "supply", "KeyError", "Correct it.", 3, ""),))


def test_a_document_that_is_gone_leaves_the_index(project):
    (project.root / "reports" / "barnet" / "board-paper.html").unlink()

    assert not stands(project)
