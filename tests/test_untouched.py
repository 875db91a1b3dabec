import subprocess
import sys

import pytest

from pipeline.areas import find_area
from pipeline.project import Project
from pipeline.untouched import Stamp, inputs_hash

BARNET = find_area("barnet")


@pytest.fixture
def project(tmp_path):
    """An invented project that was built: one figure, one notebook, one document."""
    for name in ("notebooks/supply.ipynb", "data/raw/police/2026/figures.csv", "reports/barnet/needs-assessment.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("invented")
    (tmp_path / "reports" / "index.html").write_text("index")
    return Project(tmp_path)


def stamp(project, options="all"):
    return Stamp(project, project.root / "reports", [BARNET], options)


@pytest.fixture
def marked(project):
    stamp(project).set(inputs_hash(project), [project.root / "reports/barnet/needs-assessment.html"])
    return project


def test_nothing_is_untouched_before_the_first_build(project):
    assert stamp(project).made() == ()


def test_where_nothing_changed_the_documents_are_named(marked):
    assert stamp(marked).made() == (marked.root / "reports/barnet/needs-assessment.html",)


@pytest.mark.parametrize(
    "file",
    [
        "notebooks/supply.ipynb", "notebooks/local/barnet/extra.ipynb", "data/raw/police/2026/figures.csv",
        "data/raw/local/barnet/strategy.toml", "reports/barnet/needs-assessment.html", "reports/index.html",
        "requirements.lock",
    ],
)  # fmt: skip
def test_one_changed_byte_of_what_is_read_or_was_made_is_a_change(marked, file):
    path = marked.root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("Invented")

    assert stamp(marked).made() == ()


def test_a_document_that_is_gone_is_a_change(marked):
    (marked.root / "reports/barnet/needs-assessment.html").unlink()

    assert stamp(marked).made() == ()


def test_what_an_editor_keeps_beside_a_notebook_is_no_change(marked):
    (marked.root / "notebooks/.ipynb_checkpoints").mkdir()
    (marked.root / "notebooks/.ipynb_checkpoints/supply.ipynb").write_text("older")

    assert stamp(marked).made()


def test_other_options_are_another_build(marked):
    assert stamp(marked, "board paper").made() == ()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"files": {}}'])
def test_a_mark_that_is_not_whole_is_none(marked, content):
    stamp(marked).path.write_text(content)

    assert stamp(marked).made() == ()


def test_asking_imports_nothing_heavy():
    code = (
        "import sys, pipeline.cli, pipeline.untouched, pipeline.report.formats\n"
        "print(*{name.split('.')[0] for name in sys.modules} & {'pandas', 'numpy', 'papermill', 'nbconvert', 'matplotlib'})"
    )

    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert found.stdout.strip() == ""
