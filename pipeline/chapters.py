"""The chapters: one notebook each, with its place, title, topics and parameters read from the notebook itself.

Shipped chapters lie in notebooks/; a borough's own in notebooks/local/<slug>/: an extra one is placed by its metadata,
one called like a shipped chapter stands in for it in that borough.
"""

import ast
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.areas import Area
from pipeline.errors import PipelineError, did_you_mean
from pipeline.project import Project

# Every chapter that is shipped; pipeline.documents says which stand in which document, and in what order.
SHIPPED = (
    "summary", "context", "supply", "treatment", "demand", "inequalities", "services", "voice", "outcomes", "priority",
    "recommendations", "delivery", "progress", "methods", "london",
)  # fmt: skip
FOR_ALL = "london"  # stands beside all boroughs: no borough has its own


@dataclass(frozen=True)
class ChapterNotebook:
    """A chapter: `topics` are the indicator topics it may read, `parameters` the defaults of its parameters cell.

    An extra chapter of a borough stands in `documents`, `after` a chapter (before the methods where it names none).
    One that `defines` is told which indicators the code of the other chapters names; one that `remembers` is given what
    was published in the edition before.
    """

    path: Path
    chapter: str
    title: str
    priority: int | None
    topics: tuple[str, ...]
    parameters: dict[str, object]
    after: str = ""
    documents: tuple[str, ...] = ("needs-assessment",)
    defines: bool = False
    remembers: bool = False

    @property
    def place(self) -> str:
        """Its path as messages write it, from notebooks/ on."""
        own = self.path.parent.name
        return f"notebooks/{self.path.name}" if own == "notebooks" else f"notebooks/local/{own}/{self.path.name}"


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
    return ChapterNotebook(
        path, path.stem, title, facts.get("priority"), topics, _parameters(path, notebook),
        facts.get("after", ""), tuple(facts.get("documents", ("needs-assessment",))), facts.get("defines", False),
        facts.get("remembers", False),
    )  # fmt: skip


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


def find_chapter(project: Project, name: str, area: Area | None = None) -> ChapterNotebook:
    """Return the chapter of this name, this area's own before the shipped one; PipelineError with "did you mean" otherwise."""
    folders = [*([own_folder(project, area)] if area else []), project.notebooks]
    path = next((folder / f"{name}.ipynb" for folder in folders if (folder / f"{name}.ipynb").is_file()), None)
    if path is None:
        known = sorted(place.stem for folder in folders for place in folder.glob("*.ipynb"))
        raise PipelineError(f"There is no chapter '{name}' in notebooks/.{did_you_mean(name, known)}")
    return read_chapter(path)


def own_folder(project: Project, area: Area) -> Path:
    """Return where a borough keeps its own chapters."""
    return project.notebooks / "local" / area.slug


def own_chapters(project: Project, area: Area) -> list[ChapterNotebook]:
    """Return a borough's extra chapters by name, without those that stand in for shipped ones.

    PipelineError for one called like the chapter beside all boroughs, for which none can stand in.
    """
    paths = sorted(own_folder(project, area).glob("*.ipynb"))
    if any(path.stem == FOR_ALL for path in paths):
        raise PipelineError(
            f"notebooks/local/{area.slug}/{FOR_ALL}.ipynb has the name of the chapter beside all boroughs.\n"
            "Give it another file name, such as the name of what it is about."
        )
    return [read_chapter(path) for path in paths if path.stem not in SHIPPED]


def words_in_quotes(chapter: ChapterNotebook) -> set[str]:
    """Return the quoted words of a chapter's code: among them the ids of the indicators that it shows."""
    return set(_words(chapter.path, chapter.path.stat().st_mtime_ns))


@lru_cache(maxsize=200)
def _words(path: Path, modified: int) -> frozenset[str]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    return frozenset(re.findall(r'"(\w+)"', code))


def shipped_chapters(project: Project, area: Area | None = None) -> list[ChapterNotebook]:
    """Return the chapters that every borough has, as this area has them."""
    return [find_chapter(project, name, area) for name in SHIPPED]
