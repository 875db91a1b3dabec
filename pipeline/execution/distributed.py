"""Runs on the workers of a Dask scheduler, on this machine or others: `cdp build --all --scheduler tcp://host:port`.

    dask scheduler --port 8786                           on one machine
    dask worker tcp://host:8786 --nworkers 4 --nthreads 1    on each that helps

No folder is shared: a run goes out as bytes (parcel.py) and comes back as bytes. Each worker keeps a helper process that
forks a fresh interpreter for each notebook (remote.py, helper.py). Only this process writes beside the reports.

A worker that is lost costs only what it had: the scheduler gives that to others. A run that was there when two workers
were lost is run again alone (run.py); if that worker is lost too, the run is reported. docs/distributed.md says the rest.
"""

import itertools
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import Any, Self

from pipeline.errors import PipelineError
from pipeline.execution import remote
from pipeline.execution.failure import Trouble
from pipeline.execution.identity import code_here
from pipeline.execution.outcome import Outcome, Workplace
from pipeline.execution.parcel import pack
from pipeline.execution.plan import Run
from pipeline.execution.reach import library, reach, refuse_other_code, refuse_way, start_workers
from pipeline.project import Audience

PATIENCE = 30.0  # seconds that a scheduler or a first worker may take to appear
FETCH = 60.0  # seconds that a result may take from its worker
LOOK = 2.0  # seconds between two looks at who is there
LOST = "The scheduler at {address} was lost while notebooks were running."


class DaskCrew:
    """The workers of a scheduler. They must run the same code as this process; those that join later are asked too."""

    room = 2

    def __init__(
        self,
        address: str,
        workplace: Workplace,
        audience: Audience = Audience.PUBLIC,
        say: Callable[[str], None] = lambda _: None,
        patience: float = PATIENCE,
    ) -> None:
        """Prepare; PipelineError where the extra is missing, or the way there is not fit for what would travel."""
        self._dask = library()
        refuse_way(address, audience)
        self.address, self.workplace, self.say, self.patience = address, workplace, say, patience
        self._ours = f"cdp-{uuid.uuid4().hex[:12]}"
        self._numbers = itertools.count(1)
        self._waited_for: dict[Future[Outcome], Any] = {}  # what the caller holds, and dask's future for it
        self._lost_before: set[tuple[str, str]] = set()
        self._gone: PipelineError | None = None
        self._closing, self._asking = threading.Event(), threading.Lock()

    def __enter__(self) -> Self:
        """Reach the scheduler, wait for a first worker, and look at what code they run."""
        self.say(f"Looking for the scheduler at {self.address}")
        self._client = reach(self.address, self.patience)
        try:
            self._wait_for_workers()
            refuse_other_code(self._client, self.address)
            from pipeline.execution.suspects import Suspects  # noqa: PLC0415

            self._client.register_plugin(Suspects(self._ours))
        except BaseException:
            self._client.close(timeout=2)
            raise
        threading.Thread(target=self._watch, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End what is still at work or waits there, and leave; a scheduler that is gone is left as it is."""
        self._closing.set()
        with suppress(OSError, ValueError, CancelledError, RuntimeError):
            if not self._gone:
                left = list(self._waited_for.values())
                self._client.cancel(left)
                if left:
                    self._client.run(remote.stop, [future.key for future in left], on_error="ignore")
                self._client.unregister_scheduler_plugin(self._ours)
        with self._asking:
            self._client.close(timeout=2)

    def start(self, run: Run, bundle: bytes) -> Future[Outcome]:
        """Send a run to a worker; BrokenProcessPool in the future means that two were lost with it."""
        if self._client.status != "running":
            self._lose_scheduler(LOST.format(address=self.address))
        if self._gone:
            raise self._gone
        ours: Future[Outcome] = Future()
        ours.set_running_or_notify_cancel()
        losses = 1 if _name(run) in self._lost_before else 2
        key = f"{self._ours}-{losses}-{run.area.slug}-{run.name}-{next(self._numbers)}"
        parcel = pack(run, bundle, self.workplace)
        theirs = self._client.submit(remote.work, key, code_here(), parcel, key=key, pure=False)
        self._waited_for[ours] = theirs
        theirs.add_done_callback(partial(self._take, run, ours))
        return ours

    def _take(self, run: Run, ours: Future[Outcome], theirs: Any) -> None:
        """Hand over what came of a run; called in a thread of dask's, which would wait for ever for a client that left."""
        with self._asking:
            if self._closing.is_set():
                return
            try:
                came = self._what_came(theirs)
            except (CancelledError, OSError):  # nobody cancels while we wait; OSError: could not be fetched
                self._lose_scheduler(LOST.format(address=self.address))
                return
            except Exception as error:  # noqa: BLE001  whatever it is, the caller must hear of it
                came = error
        if isinstance(came, self._dask.KilledWorker):
            self._lose_worker(run, ours, came)
        else:
            self._settle(ours, came)

    @staticmethod
    def _what_came(theirs: Any) -> Any:
        if theirs.status == "error":
            return theirs.exception(timeout=FETCH)
        if theirs.status == "finished":
            return theirs.result(timeout=FETCH)
        raise CancelledError

    def _lose_worker(self, run: Run, ours: Future[Outcome], error: Any) -> None:
        """Let the caller run it once more, alone; or say that it was this run."""
        if _name(run) not in self._lost_before:
            self._lost_before.add(_name(run))
            self._settle(ours, BrokenProcessPool(str(error)))
            return
        words = f"three workers were lost while they ran this notebook, the last of them alone ({error.last_worker.address})."
        cure = "Most often memory ran out there: look at the last lines of that worker, and run this borough here."
        self._settle(ours, Outcome(None, 0.0, Trouble(words, cure)))

    def _lose_scheduler(self, words: str) -> None:
        """Let every run that is waited for end with the same message: nothing more can come."""
        if self._closing.is_set():
            return
        cure = "What was finished is kept. Start the scheduler and its workers again, then give the command again."
        self._gone = self._gone or PipelineError(f"{words}\n{cure}")
        for ours in list(self._waited_for):
            self._settle(ours, self._gone)

    def _settle(self, ours: Future[Outcome], what: Outcome | Exception) -> None:
        if self._waited_for.pop(ours, None) is None:
            return
        if isinstance(what, Exception):
            ours.set_exception(what)
        else:
            ours.set_result(what)

    def _wait_for_workers(self) -> None:
        """Pass as soon as there is one; say that we wait."""
        latest = time.monotonic() + self.patience
        if not self._count():
            self.say(f"Waiting for workers at {self.address} (at most {self.patience:.0f} seconds)")
        while not self._count():
            if time.monotonic() > latest:
                raise PipelineError(f"The scheduler at {self.address} has no workers.\n{start_workers(self.address)}")
            time.sleep(0.2)

    def _count(self) -> int:
        """Return how many runs the workers can have at once, and note how many it is worth giving them."""
        threads = sum(self._client.nthreads().values())
        self.room = max(2, 2 * threads)
        return threads

    def _watch(self) -> None:
        """Give up when there has been nobody to run anything for a while; the scheduler itself would wait for ever."""
        seen = time.monotonic()
        while not self._closing.wait(LOOK):
            with suppress(OSError, ValueError, CancelledError, RuntimeError):
                if self._client.status != "running":
                    self._lose_scheduler(LOST.format(address=self.address))
                    return
                seen = time.monotonic() if self._count() else seen
                if time.monotonic() - seen > self.patience:
                    self._lose_scheduler(f"The scheduler at {self.address} has no workers any more.")
                    return


def _name(run: Run) -> tuple[str, str]:
    return run.area.slug, run.name
