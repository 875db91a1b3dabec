"""What is opened: a chapter for a borough, shipped or the borough's own copy, and the cell at which its last run failed."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.areas import Area
from pipeline.chapters import ChapterNotebook, find_chapter, own_folder
from pipeline.documents import LONDON_CHAPTER, PRIORITY
from pipeline.errors import PipelineError
from pipeline.execution.ledger import latest
from pipeline.execution.plan import Run, folder_of
from pipeline.files import write_whole
from pipeline.project import Audience, Project
from pipeline.release import LATEST
from pipeline.workbench.committed import as_committed
from pipeline.workbench.parameters import parameters_cell, with_values


@dataclass(frozen=True)
class Place:
    """A chapter on the desk. `parameters` are what it is shown with; `failing` is the id of a cell, `` where none failed."""

    chapter: ChapterNotebook
    parameters: dict[str, Any]
    failed: Path
    failing: str = ""
    number: int | None = None  # of the failing cell, as [n] counts after Run All

    def path(self, project: Project) -> str:
        """Its path in the project, with forward slashes."""
        return self.chapter.path.relative_to(project.root).as_posix()


def find_place(project: Project, area: Area, name: str, edition: str = LATEST, only_here: bool = False) -> Place:
    """Return the chapter of a run's name ("supply", "priority-2") for an area; PipelineError for an unknown one.

    `only_here` makes the borough a copy of its own, if it has none, which stands in for the shipped chapter there.
    """
    base, _, number = name.partition("-") if name.startswith(f"{PRIORITY}-") else (name, "", "")
    chapter = find_chapter(project, base, area)
    if only_here:
        chapter = _own_copy(project, area, chapter)
    given = {"borough": area.slug, "edition": edition} | ({PRIORITY: number} if number else {})
    run = Run(area, chapter, given, folder_of(project, area, Audience.PUBLIC), name)
    return Place(chapter, given, run.failed, *_failing(project, run))


def _own_copy(project: Project, area: Area, chapter: ChapterNotebook) -> ChapterNotebook:
    """Return the borough's own copy, made if it is not there; its default parameters are the borough's."""
    own = own_folder(project, area) / chapter.path.name
    if chapter.chapter == LONDON_CHAPTER:
        raise PipelineError("The chapter beside all boroughs is the same for everybody: leave out --only-here.")
    if not own.is_file():
        notebook = json.loads(chapter.path.read_text(encoding="utf-8"))
        cell = parameters_cell(notebook["cells"])
        cell["source"] = with_values("".join(cell["source"]), {"borough": area.slug})
        write_whole(own, as_committed(notebook))
    return find_chapter(project, chapter.chapter, area)


def _failing(project: Project, run: Run) -> tuple[str, int | None]:
    """The cell at which the last run ended, if it failed and the chapter still has that cell."""
    entry = latest(project.reports(Audience.PUBLIC) / "ledger.jsonl").get((run.area.slug, run.name))
    if entry is None or entry.status != "failed" or entry.cell is None or not run.failed.is_file():
        return "", None
    cells = json.loads(run.failed.read_text(encoding="utf-8"))["cells"]
    ids = [cell.get("id", "") for cell in cells if cell["metadata"].get("cdp", {}).get("cell") == entry.cell]
    here = {cell.get("id") for cell in json.loads(run.chapter.path.read_text(encoding="utf-8"))["cells"]}
    return (ids[0], entry.cell) if ids and ids[0] in here else ("", None)
