import pytest

from pipeline.build import build
from tests.build.invented import BARNET, thin_project


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The real figures with thin chapters, in a project of its own."""
    return thin_project(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def built(project):
    return build(project, [BARNET])


@pytest.fixture
def folder(project, built):
    return project.root / "reports" / "barnet"
