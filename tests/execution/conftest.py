import pytest

from pipeline.project import Project


@pytest.fixture
def project(tmp_path):
    """An invented project with its two folders and nothing in them."""
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "data" / "raw").mkdir(parents=True)
    return Project(tmp_path)
