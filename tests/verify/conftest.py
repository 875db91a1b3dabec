import shutil

import pytest

from pipeline.build import build
from pipeline.project import Project
from tests.build.invented import BARNET, only, thin_project


@pytest.fixture(scope="session")
def thin(tmp_path_factory):
    """An invented project of thin chapters with a board paper and a needs assessment of Barnet: built once."""
    project = thin_project(tmp_path_factory.mktemp("thin"))
    (project.root / "requirements.lock").write_text("invented==1.0\n")
    assert build(project, [BARNET], only("needs-assessment", "board-paper")).ok
    return project


@pytest.fixture
def project(thin, tmp_path):
    """A copy of it that a test may change."""
    shutil.copytree(thin.root, tmp_path / "project")
    return Project(tmp_path / "project")


@pytest.fixture
def page(project):
    return project.root / "reports" / "barnet" / "board-paper.html"
