"""The chapters: one notebook each, with its place, title, topics and parameters read from the notebook itself."""

import ast
import json
import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import PipelineError, did_you_mean
from pipeline.project import Project

# The order of chapters on the page of a needs assessment (product.md has the table of documents).
NEEDS_ASSESSMENT = ("summary", "supply", "treatment", "demand", "methods")


@dataclass(frozen=True)
class ChapterNotebook:
    """A chapter: `topics` are the indicator topics it may read, `parameters` the defaults of its parameters cell."""

    path: Path
    chapter: str
    title: str
    priority: int | None
    topics: tuple[str, ...]
    parameters: dict[str, object]


def read_chapter(path: Path) -> ChapterNotebook:
    """Return what a notebook says of itself; PipelineError names the notebook and what it lacks."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        facts = notebook["metadata"]["cdp"]
        title, topics = facts["title"], tuple(facts["topics"])
    except (ValueError, KeyError, TypeError) as error:
        raise PipelineError(
            f"{path.name} is not a chapter: {error}.\n"
            'Its metadata needs "cdp": {"title": ..., "priority": 1, 2, 3 or null, "topics": [...]}.'
        ) from None
    return ChapterNotebook(path, path.stem, title, facts.get("priority"), topics, _parameters(path, notebook))


def _parameters(path: Path, notebook: dict) -> dict[str, object]:
    """Read the defaults from the cell tagged `parameters`: papermill's own reader drops some and only warns."""
    cells = [cell for cell in notebook["cells"] if "parameters" in cell.get("metadata", {}).get("tags", [])]
    if len(cells) != 1:
        raise PipelineError(
            f"{path.name} has {len(cells)} cells tagged `parameters`; it needs one, with borough and edition.\n"
            "In JupyterLab: select the cell, open the property inspector (cog, top right) and add the tag."
        )
    source = "".join(cells[0]["source"])
    try:
        return dict(_assignment(node) for node in ast.parse(source).body)
    except (SyntaxError, ValueError) as error:
        raise PipelineError(f"{path.name}: the parameters cell holds plain assignments only ({error}).") from None


def _assignment(node: ast.stmt) -> tuple[str, object]:
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id, ast.literal_eval(node.value)
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
        return node.target.id, ast.literal_eval(node.value)
    raise ValueError(f"line {node.lineno} is not `name = value`")


def find_chapter(project: Project, name: str) -> ChapterNotebook:
    """Return the chapter of this name; PipelineError with "did you mean" otherwise."""
    path = project.notebooks / f"{name}.ipynb"
    if not path.is_file():
        known = sorted(place.stem for place in project.notebooks.glob("*.ipynb"))
        raise PipelineError(f"There is no chapter '{name}' in notebooks/.{did_you_mean(name, known)}")
    return read_chapter(path)


def words_in_quotes(chapter: ChapterNotebook) -> set[str]:
    """Return the quoted words of a chapter's code: among them the ids of the indicators that it shows."""
    cells = json.loads(chapter.path.read_text(encoding="utf-8"))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    return set(re.findall(r'"(\w+)"', code))


def shipped_chapters(project: Project) -> list[ChapterNotebook]:
    """Return the chapters of a needs assessment in page order."""
    return [find_chapter(project, name) for name in NEEDS_ASSESSMENT]
