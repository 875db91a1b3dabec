"""Make the reference notebooks: real chapters run for Barnet and, for the gaps, the City of London.

`make reference` runs this and shows the difference: a change here is a change in what a report says.
"""

import os
import re
import sys
from pathlib import Path

import nbformat
import papermill

from pipeline.editions import load_edition
from pipeline.processed import ensure_tables
from pipeline.project import Project

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
BARNET = (
    "summary", "context", "supply", "treatment", "demand", "inequalities", "services", "voice", "outcomes",
    "recommendations", "delivery", "progress", "methods",
)  # fmt: skip
RUNS = [
    *((chapter, "barnet", {}) for chapter in BARNET),
    *((chapter, "city-of-london", {}) for chapter in ("summary", "supply", "treatment", "outcomes")),
    ("priority", "barking-and-dagenham", {"priority": "4"}),
    ("london", "london", {}),
]


def run(chapter: str, borough: str, more: dict[str, str]) -> None:
    """Execute one chapter and keep it without times, paths and run records."""
    target = HERE / f"{chapter}-{borough}.ipynb"
    parameters = {"borough": borough, "edition": "latest", **more}
    papermill.execute_notebook(
        str(ROOT / "notebooks" / f"{chapter}.ipynb"), str(target), parameters, kernel_name="python3",
        progress_bar=False, cwd=str(ROOT / "notebooks"),
    )  # fmt: skip
    notebook = nbformat.read(target, as_version=4)
    notebook.metadata.pop("papermill", None)
    for number, cell in enumerate(notebook.cells, start=1):
        cell.metadata = {"tags": tags} if (tags := [tag for tag in cell.metadata.get("tags", []) if tag]) else {}
        cell.id = f"cell-{number:02d}"
        for output in cell.get("outputs", []):
            output["data"] = {name: without_drawings(value) for name, value in output["data"].items()}
    nbformat.write(notebook, target)


def without_drawings(value: object) -> object:
    """Return a text without its drawings: nbval sets them aside, so keeping them would only make the difference long."""
    return re.sub(r"(?s)<svg.*?</svg>", "<svg></svg>", value) if isinstance(value, str) else value


if __name__ == "__main__":
    os.environ.pop("CDP_BUNDLE", None)
    project = Project(ROOT)
    ensure_tables(project, load_edition(project, "latest"))  # before any run, so that no notebook prints that it made them
    for chapter, borough, more in RUNS:
        sys.stdout.write(f"{chapter} for {borough}\n")
        run(chapter, borough, more)
