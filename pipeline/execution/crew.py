"""Those who run notebooks: processes of this machine, or workers elsewhere (distributed.py)."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from types import TracebackType
from typing import Any, Protocol, Self

from pipeline.execution.outcome import ONE_THREAD, Outcome, Workplace
from pipeline.execution.plan import Run
from pipeline.execution.warm import can_fork, preload

READY = "pipeline.execution.ready"  # importing it imports what every notebook needs


class Crew(Protocol):
    """Those who run notebooks. `room` is how many runs it is worth giving them at once."""

    room: int

    def start(self, run: Run, bundle: bytes) -> Future[Outcome]:
        """Begin a run; BrokenProcessPool in the future means that a worker was lost, by this run or beside it."""

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End everything that was started; at once where something went wrong."""


class Workers:
    """Processes of this machine that call functions. They end with this one, however it ends."""

    def __init__(self, number: int, prepare: Callable[[], None], at_once: bool = False) -> None:
        """Prepare so many, each to call `prepare` first: with the first work, or `at_once`."""
        self._number, self._prepare, self._at_once = number, prepare, at_once
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        """Begin."""
        if self._at_once:
            self.call(_nothing)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the workers, and their kernels with them: what was asked for is done, or no longer wanted."""
        if self._pool is None:
            return
        workers = list((getattr(self._pool, "_processes", None) or {}).values())
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = None
        for worker in workers:
            worker.terminate()

    def call(self, work: Callable[..., Any], *given: object) -> Future[Any]:
        """Let a worker call a function; one that was lost before breaks the pool of all, and another takes its place."""
        try:
            return self._workers().submit(work, *given)
        except BrokenProcessPool:
            self._workers().shutdown(wait=False, cancel_futures=True)
            self._pool = None
            return self._workers().submit(work, *given)

    def context(self) -> BaseContext:
        """How processes are started: anew, for a fork of this one would copy its threads' locks."""
        return multiprocessing.get_context("spawn")

    def _workers(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._number, self.context(), _begin, (self._prepare,))
        return self._pool


class LocalCrew(Workers):
    """Workers that run notebooks: forks of one process that has imported everything, where that is possible."""

    def __init__(self, workplace: Workplace, workers: int, at_once: bool = False) -> None:
        """Prepare so many; `at_once` lets the imports begin while the caller is still reading figures."""
        super().__init__(workers, _nothing if workplace.cold else preload, at_once)
        self.workplace, self.room = workplace, 2 * workers

    def __enter__(self) -> Self:
        """Begin: the server of forks, not yet a fork."""
        if self._at_once:
            self.context()
        return self

    def start(self, run: Run, bundle: bytes) -> Future[Outcome]:
        """Begin a run in a worker."""
        return self.call(run_in_worker, run, bundle, self.workplace)

    def context(self) -> BaseContext:
        """How processes are started: as forks of a server, where runs are warm."""
        return _forks() if can_fork() and not self.workplace.cold else super().context()


def run_in_worker(run: Run, bundle: bytes, workplace: Workplace) -> Outcome:
    """Run one notebook; papermill is imported in the worker only."""
    from pipeline.execution.kernel import run_notebook  # noqa: PLC0415

    return run_notebook(run, bundle, workplace)


def _forks() -> BaseContext:
    """Workers as forks of one server, which imports everything once; it stays for the next build of this process."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([READY])
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


def _begin(prepare: Callable[[], None]) -> None:
    """Leave Ctrl-C to the parent, which then ends the workers; never outlive it; be ready."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_caller, daemon=True).start()
    prepare()


def _end_with_the_caller() -> None:
    """End as soon as the process that asked for this one has; a server of forks in between does not count."""
    caller = multiprocessing.parent_process()
    if caller is not None:
        wait([caller.sentinel])
        os._exit(1)


def _nothing() -> None:
    """What a worker calls to begin."""
