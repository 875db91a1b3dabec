"""The pages that the browser tests look at: those of the last build, else built once, with the real figures."""

import shutil
from pathlib import Path

import pytest

from pipeline.areas import find_area
from pipeline.build import build
from pipeline.documents import DOCUMENTS
from pipeline.project import Project

ROOT = Path(__file__).parent.parent.parent
PAGES = {"index": "index.html", **{one.id: f"barnet/{one.file}" for one in DOCUMENTS}}


@pytest.fixture(scope="session")
def reports(tmp_path_factory):
    """The folder of the reports: Barnet's documents and the index."""
    if all((ROOT / "reports" / page).is_file() for page in PAGES.values()):
        return ROOT / "reports"
    root = tmp_path_factory.mktemp("project")
    for folder in ("notebooks", "data/raw"):
        shutil.copytree(ROOT / folder, root / folder)
    result = build(Project(root), [find_area("barnet")])
    assert result.ok, result.failures
    return root / "reports"
