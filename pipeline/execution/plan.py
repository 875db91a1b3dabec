"""What will run: every section of every area's documents, checked before a kernel starts (papermill itself only warns)."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.areas import Area
from pipeline.chapters import ChapterNotebook
from pipeline.documents import Section
from pipeline.errors import PipelineError, did_you_mean
from pipeline.project import Audience, Project

KERNEL = "python3"
MB = 1_000_000
ROOM_OF_A_RUN = 1 * MB  # notebook, figures, kept copy and its share of the documents: 0.6 when measured
LEAST_FREE = 50 * MB


@dataclass(frozen=True)
class Run:
    """One chapter for one area: its parameters, the folder in which its notebook is kept, and under which name.

    The name is the chapter's, or that of one of its runs ("priority-1").
    """

    area: Area
    chapter: ChapterNotebook
    parameters: dict[str, Any]
    folder: Path
    name: str

    @property
    def executed(self) -> Path:
        """The executed notebook, kept as evidence beside the report."""
        return self.folder / f"{self.name}.ipynb"

    @property
    def bundle(self) -> Path:
        """The figures the run was given."""
        return self.folder / f"{self.name}.bundle.parquet"

    @property
    def failed(self) -> Path:
        """The executed notebook of a run that failed, with its traceback."""
        return self.folder / f"{self.name}.failed.ipynb"


def plan(project: Project, sections: Mapping[Area, Sequence[Section]], edition: str, audience: Audience) -> list[Run]:
    """Return the runs, borough by borough, so that the first reports are finished early."""
    return [
        Run(
            area, section.chapter, _parameters(area, edition, section), folder_of(project, area, audience), section.name
        )
        for area, wanted in sections.items()
        for section in wanted
    ]


def folder_of(project: Project, area: Area, audience: Audience) -> Path:
    """Return where an area's executed notebooks are kept."""
    return project.reports(audience) / area.slug / "notebooks"


def _parameters(area: Area, edition: str, section: Section) -> dict[str, Any]:
    return {"borough": area.slug, "edition": edition, **section.parameters}


def preflight(project: Project, runs: Sequence[Run]) -> None:
    """Refuse all at once, before anything runs: parameters that a notebook does not have, no kernel, a full disk."""
    problems = dict.fromkeys(problem for run in runs for problem in parameter_problems(run))
    problems |= dict.fromkeys(disk_problems(project, len(runs)))
    if not kernel_is_here():
        problems[f"There is no Jupyter kernel '{KERNEL}' in this environment. Make it again: make clean install"] = None
    if problems:
        raise PipelineError("\n".join(problems))


def disk_problems(project: Project, runs: int) -> list[str]:
    """Return what is wrong with the disk: too little room for what so many runs and their documents may take."""
    folder = next(place for place in (project.root / "reports", project.root) if place.is_dir())
    needed, free = LEAST_FREE + runs * ROOM_OF_A_RUN, shutil.disk_usage(folder).free
    if free >= needed:
        return []
    words = f"reports/ needs up to {needed // MB} MB and the disk has {free // MB} MB free."
    return [f"{words}\nMake room, or build fewer boroughs at once."]


def parameter_problems(run: Run) -> list[str]:
    """Return what is wrong with a run's parameters, judged by the notebook's own parameters cell."""
    own, given = run.chapter.parameters, run.parameters
    where = run.chapter.place
    unknown = [
        f"{where}: its parameters cell has no `{name}`.{did_you_mean(name, own)} Add a line: {name} = ..."
        for name, value in given.items()
        if name not in own
    ]
    wrong = [
        f"{where}: `{name}` is {_kind(own[name])} in the parameters cell, but a run gives {_kind(value)}."
        for name, value in given.items()
        if name in own and own[name] is not None and type(own[name]) is not type(value)
    ]
    return [*unknown, *wrong]


def _kind(value: object) -> str:
    words = {str: "text", int: "a whole number", float: "a number", bool: "true or false", list: "a list"}
    return words.get(type(value), type(value).__name__)


def kernel_is_here() -> bool:
    """Whether the kernel that notebooks are run with is installed."""
    from jupyter_client.kernelspec import KernelSpecManager  # noqa: PLC0415  slow to import

    return KERNEL in KernelSpecManager().find_kernel_specs()
