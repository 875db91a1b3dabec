"""What keeps outputs out of commits: hooks that fetch nothing, and a filter that changes no shipped chapter."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from nbformat import reads, writes

from tests.workbench.test_committed import SHIPPED, open_in_editor

ROOT = Path(__file__).parents[2]
FILTER = [sys.executable, "-m", "nbstripout", "--keep-id"]


def test_every_hook_is_of_the_projects_own_environment():
    repositories = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]
    hooks = [hook for one in repositories for hook in one["hooks"]]

    assert {one["repo"] for one in repositories} == {"local"}
    assert {hook["language"] for hook in hooks} == {"system"}
    assert {hook["entry"].split()[2] for hook in hooks} == {"nbstripout", "ruff", "mypy"}


def test_the_filter_is_for_chapters_and_spares_the_reference_notebooks():
    lines = [line.split() for line in (ROOT / ".gitattributes").read_text().splitlines() if line]

    assert [line[0] for line in lines if "filter=nbstripout" in line] == ["notebooks/**/*.ipynb"]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_chapter_is_in_the_form_that_the_filter_writes(path):
    text = path.read_text(encoding="utf-8")

    # If not: python -m nbstripout --keep-id < X > Y
    assert f"{writes(reads(text, as_version=4))}\n" == text


def test_the_filter_leaves_a_chapter_as_it_is_byte_for_byte():
    content = SHIPPED[0].read_bytes()

    assert subprocess.run(FILTER, input=content, capture_output=True, check=True).stdout == content


def test_the_filter_takes_outputs_and_counts_out_of_a_chapter_that_another_editor_saved():
    given = json.dumps(open_in_editor(SHIPPED[0].read_bytes())).encode()

    kept = json.loads(subprocess.run(FILTER, input=given, capture_output=True, check=True).stdout)

    code = [cell for cell in kept["cells"] if cell["cell_type"] == "code"]
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in code)
    assert [cell["id"] for cell in kept["cells"]] == [
        cell["id"] for cell in json.loads(SHIPPED[0].read_bytes())["cells"]
    ]


@pytest.mark.parametrize("name", ["docs/desk.md"])
def test_the_desks_page_names_the_same_filter(name):
    assert 'filter.nbstripout.clean "python -m nbstripout --keep-id"' in (ROOT / name).read_text()
