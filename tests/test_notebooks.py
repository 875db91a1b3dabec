"""Shipped chapters are thin and clean: prose, a few short cells, no results, no outputs, nothing typed that figures say."""

import ast
import json
import re
from pathlib import Path

import pytest

from pipeline.chapters import SHIPPED as CHAPTERS

ROOT = Path(__file__).parent.parent
SHIPPED = sorted((ROOT / "notebooks").glob("*.ipynb"))
MOST_CELLS, MOST_LINES = 15, 8
# Numbers that are rules or names, not results: a confidence level, a share used as a rule, ages, the classes of drugs.
ALLOWED_NUMBERS = {"95%", "1,000", "12", "2010", "75", "16", "18"}
# A table of the partnership (L4) or a metric of the national framework (SM12) is a name.
CODES = re.compile(r"\b(?:L|H|SM)\d{1,2}\b")
PARAMETERS = {
    "london": 'borough = "london"\nedition = "latest"',
    "priority": 'borough = "barnet"\nedition = "latest"\npriority = "1"',
}
SAYS_NO_LIMITS = {"summary", "methods", "london"}


def cells(path: Path, kind: str) -> list[dict]:
    return [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == kind]


def source(cell: dict) -> str:
    return "".join(cell["source"])


def test_every_chapter_of_a_document_is_shipped_and_no_other():
    assert {path.stem for path in SHIPPED} == set(CHAPTERS)


@pytest.fixture(params=SHIPPED, ids=lambda path: path.stem)
def notebook(request) -> Path:
    return request.param


def test_it_is_committed_clean(notebook):
    content = json.loads(notebook.read_text(encoding="utf-8"))

    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in cells(notebook, "code"))
    assert set(content["metadata"]) == {"cdp", "kernelspec", "language_info"}
    assert content["metadata"]["kernelspec"]["name"] == "python3"
    assert all(set(cell["metadata"]) <= {"tags"} for cell in content["cells"])


def test_its_cells_are_few_and_short(notebook):
    code = cells(notebook, "code")

    assert len(code) <= MOST_CELLS
    assert all(len(source(cell).splitlines()) <= MOST_LINES for cell in code)


def test_it_defines_nothing_and_loops_over_nothing(notebook):
    banned = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.AsyncFunctionDef)
    nodes = [node for cell in cells(notebook, "code") for node in ast.walk(ast.parse(source(cell)))]

    found = [node for node in nodes if isinstance(node, banned) and getattr(node, "name", "") != "draw"]

    assert not found


def test_it_takes_borough_and_edition(notebook):
    tagged = [cell for cell in cells(notebook, "code") if "parameters" in cell["metadata"].get("tags", [])]

    assert [source(cell) for cell in tagged] == [
        PARAMETERS.get(notebook.stem, 'borough = "barnet"\nedition = "latest"')
    ]


def test_no_result_is_typed_in_its_prose(notebook):
    prose = " ".join(source(cell) for cell in cells(notebook, "markdown"))

    numbers = set(re.findall(r"\d[\d,.]*%?", CODES.sub("", prose)))

    assert {number.rstrip(".,") for number in numbers} <= ALLOWED_NUMBERS


def test_it_says_what_it_cannot_tell(notebook):
    headings = [
        line for cell in cells(notebook, "markdown") for line in source(cell).splitlines() if line.startswith("## ")
    ]

    assert notebook.stem in SAYS_NO_LIMITS or headings[-1] == "## What this cannot tell us"
