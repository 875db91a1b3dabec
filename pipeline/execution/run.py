"""Runs side by side, and the jobs that come of them: one that fails, or takes its worker down, never stops the others."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from typing import Any

from pipeline.errors import PipelineError
from pipeline.execution.crew import Crew
from pipeline.execution.failure import Trouble
from pipeline.execution.outcome import Outcome
from pipeline.execution.plan import Run
from pipeline.files import FULL, MAKE_ROOM

BundleFor = Callable[[Run], bytes]
KeptFor = Callable[[Run, bytes], Outcome | None]
LOST = Trouble(
    "the worker process was ended by the machine.",
    "Most often memory ran out: close other programs, or use --workers 1.",
)


@dataclass(frozen=True)
class Finished:
    """A run that has ended, with the figures it was given and what came of it."""

    run: Run
    bundle: bytes
    outcome: Outcome


@dataclass(frozen=True)
class Job:
    """Work beside the runs, such as publishing a document: how it is begun, and who takes what comes of it."""

    start: Callable[[], Future[Any]]
    done: Callable[[Future[Any]], None]


@dataclass
class _Floor:
    """What waits and what is at work. After a worker was lost, what was at work with it runs alone: the guilty shows."""

    crew: Crew
    bundle_for: BundleFor
    kept_for: KeptFor
    waiting: deque[Run]
    jobs: deque[Job]
    at_work: dict[Future[Any], tuple[Run, bytes] | Job] = field(default_factory=dict)
    alone: deque[tuple[Run, bytes] | Job] = field(default_factory=deque)
    at_once: deque[Finished] = field(default_factory=deque)  # ended before it began
    is_alone: bool = False
    is_broken: bool = False

    @property
    def is_busy(self) -> bool:
        return bool(self.at_work or self.waiting or self.jobs or self.alone or self.at_once)

    def fill(self) -> None:
        """Give the crew what it has room for."""
        self.is_broken = self.is_broken and bool(self.at_work)
        if self.alone and not self.at_work:
            self.is_alone = True
            self._begin(self.alone.popleft())
        while not (self.alone or self.is_alone or self.is_broken) and (self.jobs or self._may_run()):
            self._begin(self.jobs.popleft() if self.jobs else self._next())

    def ended(self) -> Iterator[Finished]:
        """Wait until something has ended; yield the runs, and hand over the jobs."""
        while self.at_once:
            yield self.at_once.popleft()
        done = wait(self.at_work, return_when=FIRST_COMPLETED).done if self.at_work else ()
        for future in done:
            work, lost = self.at_work.pop(future), isinstance(future.exception(), BrokenProcessPool)
            self.is_broken = self.is_broken or lost
            if lost and not self.is_alone:
                self.alone.append(work)
            elif isinstance(work, Job):
                work.done(future)
            else:
                yield Finished(*work, _outcome(future))
        self.is_alone = self.is_alone and bool(self.at_work)

    def _may_run(self) -> bool:
        return bool(self.waiting) and len(self.at_work) < self.crew.room and not self.at_once

    def _next(self) -> tuple[Run, bytes] | None:
        """The next run with its figures, made just before they are needed, so memory stays flat; None where it is kept."""
        run, bundle = self.waiting.popleft(), b""
        try:
            bundle = self.bundle_for(run)
            outcome = self.kept_for(run, bundle)
        except PipelineError as error:
            outcome = Outcome(None, 0.0, Trouble(str(error), "No kernel was started."))
        if outcome is None:
            return run, bundle
        self.at_once.append(Finished(run, bundle, outcome))
        return None

    def _begin(self, work: tuple[Run, bytes] | Job | None) -> None:
        if work:
            self.at_work[work.start() if isinstance(work, Job) else self.crew.start(*work)] = work


def execute(
    runs: Iterable[Run],
    bundle_for: BundleFor,
    crew: Crew,
    kept_for: KeptFor = lambda run, bundle: None,
    jobs: deque[Job] | None = None,
) -> Iterator[Finished]:
    """Yield each run as it ends; what `kept_for` has from before ends at once.

    What the caller puts into `jobs` meanwhile is done too, before further runs.
    """
    floor = _Floor(crew, bundle_for, kept_for, deque(runs), jobs if jobs is not None else deque())
    while floor.is_busy:
        floor.fill()
        yield from floor.ended()


def default_workers() -> int:
    """Return how many runs are quickest here: one for each core that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _outcome(future: Future[Outcome]) -> Outcome:
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, PipelineError):  # the whole crew is lost
        raise error
    if isinstance(error, BrokenProcessPool):
        return Outcome(None, 0.0, LOST)
    if isinstance(error, OSError) and error.errno in FULL:
        return Outcome(None, 0.0, Trouble("the disk is full.", MAKE_ROOM))
    words = f"{type(error).__name__}: {error}"
    return Outcome(None, 0.0, Trouble(words, "This is a fault of the program: please report it with these words."))
