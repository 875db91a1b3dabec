"""Runs side by side in worker processes: one that fails, or takes its worker down, never stops the others."""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from pipeline.errors import PipelineError
from pipeline.execution.failure import Trouble
from pipeline.execution.kernel import ONE_THREAD, Outcome, Workplace, run_notebook
from pipeline.execution.plan import Run
from pipeline.execution.warm import preload

BundleFor = Callable[[Run], bytes]


@dataclass(frozen=True)
class Finished:
    """A run that has ended, with the figures it was given and what came of it."""

    run: Run
    bundle: bytes
    outcome: Outcome


def execute(runs: Iterable[Run], bundle_for: BundleFor, workplace: Workplace, workers: int) -> Iterator[Finished]:
    """Yield each run as it ends. Bundles are made just before they are needed, so memory stays flat."""
    waiting = deque(runs)
    while waiting:
        broken = []
        for finished in _share(waiting, bundle_for, workplace, workers):
            if finished.outcome.trouble is LOST:
                broken.append(finished)
            else:
                yield finished
        for finished in broken:  # one of these took its worker down: alone, the guilty one shows itself
            yield from _share(deque([finished.run]), bundle_for, workplace, 1)


def default_workers() -> int:
    """Return how many runs are quickest here: one for each core that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


LOST = Trouble(
    "the worker process was ended by the machine.",
    "Most often memory ran out: close other programs, or use --workers 1.",
)


def _share(waiting: deque[Run], bundle_for: BundleFor, workplace: Workplace, workers: int) -> Iterator[Finished]:
    """Run what waits, at most twice as many at once as there are workers; stop when a worker is lost."""
    at_work: dict[Future[Outcome], tuple[Run, bytes]] = {}
    # Spawned, not forked: the parent has threads, and a kernel must not inherit what it holds.
    pool = ProcessPoolExecutor(
        min(workers, len(waiting)), multiprocessing.get_context("spawn"), _get_ready, (workplace.cold,)
    )
    healthy = True
    try:
        while at_work or (waiting and healthy):
            while healthy and waiting and len(at_work) < 2 * workers:
                run = waiting.popleft()
                try:
                    bundle = bundle_for(run)
                    at_work[pool.submit(run_notebook, run, bundle, workplace)] = (run, bundle)
                except PipelineError as error:
                    yield Finished(run, b"", Outcome(None, 0.0, Trouble(str(error), "No kernel was started.")))
                except BrokenProcessPool:
                    waiting.appendleft(run)
                    healthy = False
            for future in wait(at_work, return_when=FIRST_COMPLETED).done:
                outcome = _outcome(future)
                healthy = healthy and outcome.trouble is not LOST
                yield Finished(*at_work.pop(future), outcome)
        pool.shutdown()
    except BaseException:
        _stop(pool)
        raise


def _outcome(future: Future[Outcome]) -> Outcome:
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, BrokenProcessPool):
        return Outcome(None, 0.0, LOST)
    words = f"{type(error).__name__}: {error}"
    return Outcome(None, 0.0, Trouble(words, "This is a fault of the program: please report it with these words."))


def _stop(pool: ProcessPoolExecutor) -> None:
    """End the workers at once (Ctrl-C, or a caller that gave up); their kernels end with them."""
    pool.shutdown(wait=False, cancel_futures=True)
    for worker in multiprocessing.active_children():
        worker.terminate()


def _get_ready(cold: bool) -> None:
    """Leave Ctrl-C to the parent, which then ends the workers; for warm runs, import once what every notebook needs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if not cold:
        os.environ.update(ONE_THREAD)  # read by numpy's libraries when they are imported
        preload()
