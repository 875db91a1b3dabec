"""The whole way for the boroughs asked for: tables, runs, each document as soon as its chapters are done, the index.

A failed chapter stops only the documents that hold it: their last good ones stay, and the index says so.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.areas import Area
from pipeline.build.choices import CACHE, BuildResult, Choices
from pipeline.execution.crew import Crew, LocalCrew
from pipeline.execution.lock import only_one_build
from pipeline.execution.outcome import Workplace
from pipeline.execution.run import default_workers
from pipeline.execution.watch import Silence, Watch
from pipeline.project import BUNDLE_VARIABLE, Project
from pipeline.report.press import press

__all__ = ["BuildResult", "Choices", "build"]


def build(
    project: Project, areas: Sequence[Area], choices: Choices | None = None, watch: Watch | None = None
) -> BuildResult:
    """Make the documents of each area, and the index of all; PipelineError if nothing could be begun."""
    choices, watch = choices or Choices(), watch or Silence()
    workers = choices.workers or default_workers()
    with ExitStack() as stack:
        stack.enter_context(only_one_build(project))
        scratch = stack.enter_context(TemporaryDirectory(prefix="cdp-", ignore_cleanup_errors=True))
        workplace = Workplace(project.root, Path(scratch), choices.cell_timeout, BUNDLE_VARIABLE, choices.cold)
        publishers = stack.enter_context(press(workers, choices.formats))
        crew = stack.enter_context(_crew(project, choices, workplace, workers, watch))
        from pipeline.build.whole import Hands, make  # noqa: PLC0415  pandas: imported while the workers get ready

        return make(project, areas, choices, watch, Hands(publishers, crew))


def _crew(project: Project, choices: Choices, workplace: Workplace, workers: int, watch: Watch) -> Crew:
    """Return who runs the notebooks; documents are always published here."""
    if choices.scheduler:
        from pipeline.execution.distributed import DaskCrew  # noqa: PLC0415  an extra

        return DaskCrew(choices.scheduler, workplace, choices.audience, watch.say)
    kept = (project.reports(choices.audience) / CACHE).is_dir()
    return LocalCrew(workplace, workers, at_once=choices.again or not kept)
