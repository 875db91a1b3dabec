"""The whole way for the boroughs asked for: tables, runs, one report each as soon as its chapters are done, the index.

A borough with a failed chapter is not published: its last good report stays, and the index says so.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.areas import Area
from pipeline.bundle import BUNDLE_VARIABLE, make_bundle
from pipeline.chapters import shipped_chapters
from pipeline.editions import LATEST, Edition, hash_of, load_edition
from pipeline.errors import PipelineError
from pipeline.execution.failure import Failure, Trouble, shown_path
from pipeline.execution.keep import drop_aside, put_aside, put_in_place
from pipeline.execution.kernel import Workplace
from pipeline.execution.ledger import Entry, record
from pipeline.execution.lock import only_one_build
from pipeline.execution.plan import Run, plan, preflight
from pipeline.execution.run import Finished, default_workers, execute
from pipeline.execution.watch import Silence, Watch
from pipeline.processed import ensure_tables, write_whole
from pipeline.project import Audience, Project
from pipeline.report.index import publish_index
from pipeline.report.publish import publish_needs_assessment

REPORT = "report"  # stands for the chapter where the page itself is refused


@dataclass(frozen=True)
class Choices:
    """What a person may choose: `workers` 0 means one for each core, `cell_timeout` is in seconds."""

    edition: str = LATEST
    audience: Audience = Audience.PUBLIC
    workers: int = 0
    cell_timeout: int = 300


@dataclass(frozen=True)
class BuildResult:
    """What was made and what was not; `ok` only if everything asked for was."""

    made: tuple[Path, ...]
    failures: tuple[Failure, ...]
    index: Path

    @property
    def ok(self) -> bool:
        """Whether everything asked for was made."""
        return not self.failures


def build(
    project: Project, areas: Sequence[Area], choices: Choices | None = None, watch: Watch | None = None
) -> BuildResult:
    """Make the needs assessment of each area, and the index of all; PipelineError if nothing could be begun."""
    choices, watch = choices or Choices(), watch or Silence()
    with only_one_build(project), TemporaryDirectory(prefix="cdp-", ignore_cleanup_errors=True) as scratch:
        edition = load_edition(project, choices.edition)
        ensure_tables(project, edition, choices.audience, watch.say)
        runs = plan(project, areas, shipped_chapters(project), edition.id, choices.audience)
        preflight(runs)
        _find_fonts()
        desk = _Desk(project, edition, choices.audience, watch, runs)
        watch.begin(len(runs))
        workplace = Workplace(project.root, Path(scratch), choices.cell_timeout, BUNDLE_VARIABLE)
        for finished in execute(runs, desk.bundle_for, workplace, choices.workers or default_workers()):
            desk.receive(finished)
        index = publish_index(project, edition, choices.audience, desk.failures)
        return BuildResult(tuple(desk.reports), tuple(desk.failures), index)


def _find_fonts() -> None:
    """Let matplotlib list this machine's fonts now: in a notebook its notice would be a warning on the page."""
    import matplotlib.font_manager  # noqa: F401, PLC0415


@dataclass
class _Desk:
    """Where runs come in: kept aside chapter by chapter, published when a borough is complete."""

    project: Project
    edition: Edition
    audience: Audience
    watch: Watch
    runs: Sequence[Run]
    reports: list[Path] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    executed: dict[Area, dict[str, Path]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.edition_hash = hash_of(self.edition)
        self.waiting = Counter(run.area for run in self.runs)
        for folder in {run.folder for run in self.runs}:
            drop_aside(folder)  # left by a build that was stopped

    def bundle_for(self, run: Run) -> bytes:
        return make_bundle(self.project, run.chapter, run.area, self.edition, self.audience).to_bytes()

    def receive(self, finished: Finished) -> None:
        run, trouble = finished.run, finished.outcome.trouble
        if trouble:
            self._fail(run.area, run.chapter.chapter, trouble, self._keep_failed(finished))
        else:
            path = put_aside(run, finished.outcome.notebook or b"", finished.bundle)
            self.executed.setdefault(run.area, {})[run.chapter.chapter] = path
        self._record(finished)
        self.watch.ran(f"{run.area.name}, {run.chapter.chapter}")
        self.waiting[run.area] -= 1
        if not self.waiting[run.area]:
            self._complete(run.area)

    def _complete(self, area: Area) -> None:
        runs = [run for run in self.runs if run.area == area]
        executed = self.executed.pop(area, {})
        if len(executed) == len(runs):
            in_order = {run.chapter.chapter: executed[run.chapter.chapter] for run in runs}
            self._publish(area, runs, in_order)
        drop_aside(runs[0].folder)

    def _publish(self, area: Area, runs: list[Run], executed: dict[str, Path]) -> None:
        try:
            report = publish_needs_assessment(self.project, area, executed, self.edition, self.audience)
        except PipelineError as error:
            self._fail(area, REPORT, Trouble(str(error), "The last good report, if there is one, stays."), "")
            return
        for run in runs:
            put_in_place(run)
        self.reports.append(report)
        self.watch.made(area, report)

    def _fail(self, area: Area, chapter: str, trouble: Trouble, notebook: str) -> None:
        failure = Failure(area.code, area.name, chapter, trouble.error, trouble.cure, trouble.cell, notebook)
        self.failures.append(failure)
        self.watch.failed(failure)

    def _keep_failed(self, finished: Finished) -> str:
        if not finished.outcome.notebook:
            return ""
        write_whole(finished.run.failed, finished.outcome.notebook)
        return shown_path(finished.run.failed, self.project.root)

    def _record(self, finished: Finished) -> None:
        run, outcome = finished.run, finished.outcome
        entry = Entry(
            borough=run.area.slug,
            chapter=run.chapter.chapter,
            status="failed" if outcome.trouble else "ok",
            error=outcome.trouble.error if outcome.trouble else "",
            cell=outcome.trouble.cell if outcome.trouble else None,
            seconds=round(outcome.seconds, 1),
            edition=self.edition.id,
            edition_sha256=self.edition_hash,
            notebook=_digest(run.chapter.path.read_bytes()),
            bundle=_digest(finished.bundle),
            executed=_digest(outcome.notebook or b""),
        )
        record(self.project.reports(self.audience) / "ledger.jsonl", entry)


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest() if content else ""
