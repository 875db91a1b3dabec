"""Which saved files matter to a borough's page. Names are invented."""

import pytest

from pipeline.areas import find_area
from pipeline.project import Project
from pipeline.workbench.changes import Sources


@pytest.fixture
def sources(tmp_path):
    return Sources(Project(tmp_path), find_area("barnet"), tmp_path / "pipeline")


@pytest.mark.parametrize(
    ("name", "matters"),
    [
        ("notebooks/supply.ipynb", True),
        ("notebooks/local/barnet/nights.ipynb", True),
        ("notebooks/local/brent/nights.ipynb", False),
        ("notebooks/local/brent", False),
        ("notebooks/.ipynb_checkpoints/supply-checkpoint.ipynb", False),
        ("notebooks/.~supply.ipynb", False),
        ("data/raw/local/barnet/commentary/supply.md", True),
        ("data/raw/local/brent/commentary/supply.md", False),
        ("data/raw/imd/2019/borough.csv", True),
        ("data/raw/imd/2019/borough.csv~", False),
        ("data/processed/observations.parquet", False),
        ("reports/barnet/needs-assessment.html", False),
        ("pipeline/local/data.py", True),
        ("pipeline/report/templates/style.css", True),
        ("pipeline/__pycache__/areas.cpython-311.pyc", False),
    ],
)
def test_what_the_page_is_made_from_matters_and_nothing_else(sources, tmp_path, name, matters):
    assert sources.matters(None, str(tmp_path / name)) is matters


def test_only_the_program_itself_needs_a_new_process(sources, tmp_path):
    assert sources.is_code(str(tmp_path / "pipeline" / "report" / "templates" / "style.css"))
    assert not sources.is_code(str(tmp_path / "notebooks" / "supply.ipynb"))
