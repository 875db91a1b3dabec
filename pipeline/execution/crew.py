"""Those who run notebooks: processes of this machine, or workers elsewhere (distributed.py)."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext
from types import TracebackType
from typing import Any, Protocol, Self

from pipeline.execution.orphans import end_with_the_caller
from pipeline.execution.outcome import ONE_THREAD, Outcome, Workplace
from pipeline.execution.plan import Run
from pipeline.execution.warm import can_fork, preload


class Crew(Protocol):
    """Those who run notebooks. `room` is how many runs it is worth giving them at once."""

    room: int

    def start(self, run: Run, bundle: bytes) -> Future[Outcome]:
        """Begin a run; BrokenProcessPool in the future means that a worker was lost, by this run or beside it."""

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End everything that was started; at once where something went wrong."""


class LocalCrew:
    """Worker processes of this machine: forks of one process that has imported everything, where that is possible."""

    def __init__(self, workplace: Workplace, workers: int, ready: str = "pipeline.execution.warm") -> None:
        """Prepare so many workers; `ready` is a module that imports what they need, once for all."""
        self._ready = ready
        self.workplace, self.workers, self.room = workplace, workers, 2 * workers
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        """Let the imports begin, while the caller is still reading figures."""
        self._context = (
            _forks(self._ready) if can_fork() and not self.workplace.cold else multiprocessing.get_context("spawn")
        )
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Wait for the workers; or end them, and their kernels with them (Ctrl-C, or a caller that gave up)."""
        if self._pool is None:
            return
        self._pool.shutdown(wait=kind is None, cancel_futures=kind is not None)
        if kind is not None:
            self._kill()

    def start(self, run: Run, bundle: bytes) -> Future[Outcome]:
        """Begin a run in a worker."""
        return self.call(run_in_worker, run, bundle, self.workplace)

    def call(self, work: Callable[..., Any], *given: object) -> Future[Any]:
        """Let a worker call a function."""
        try:
            return self._workers().submit(work, *given)
        except BrokenProcessPool:  # one that is lost breaks the pool of all
            self._workers().shutdown(wait=False, cancel_futures=True)
            self._pool = None
            return self._workers().submit(work, *given)

    def _workers(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self.workers, self._context, _begin, (self.workplace.cold,))
        return self._pool

    def _kill(self) -> None:
        for worker in list((getattr(self._pool, "_processes", None) or {}).values()):
            worker.terminate()


def run_in_worker(run: Run, bundle: bytes, workplace: Workplace) -> Outcome:
    """Run one notebook; papermill is imported in the worker only."""
    from pipeline.execution.kernel import run_notebook  # noqa: PLC0415

    return run_notebook(run, bundle, workplace)


def _forks(ready: str) -> BaseContext:
    """Workers as forks of one server, which imports everything once. Forking the parent would copy its threads' locks."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([ready])
    # Read by numpy's libraries when they are imported; and a file of the person's folder must not hide a module.
    given = ONE_THREAD | {"PYTHONSAFEPATH": "1"}
    before = {name: os.environ.get(name) for name in given}
    os.environ.update(given)
    try:
        multiprocessing.forkserver.ensure_running()  # type: ignore[attr-defined]  # typeshed hides it off POSIX
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
    return context


def _begin(cold: bool) -> None:
    """Leave Ctrl-C to the parent, which then ends the workers; never outlive it; be ready for warm runs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_the_caller()
    if not cold:
        preload()
