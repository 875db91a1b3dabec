"""What a Dask worker does: take a parcel, let the helper process beside it run the notebook, give back what came of it."""

import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import Future
from contextlib import suppress
from queue import Empty, LifoQueue, SimpleQueue

from pipeline.errors import PipelineError
from pipeline.execution.failure import Trouble
from pipeline.execution.outcome import ONE_THREAD, Outcome
from pipeline.execution.parcel import Answer

DIED = Trouble(
    "the process that ran the notebook on a worker was ended by the machine.",
    "Most often memory ran out there: start that worker with fewer processes (--nworkers) or on a larger machine.",
)
ROOM = "Make room on its disk, or start it with another --local-directory."
SAME_CODE = "Bring that machine to the version of this one (the same commit, then make environment) and start it again."


def work(key: str, code: dict[str, str], parcel: bytes) -> Outcome:
    """Run one parcel; PipelineError where this worker has other code than who made it."""
    from distributed import get_worker  # noqa: PLC0415  the scheduler reads this module as well

    worker, began = get_worker(), time.monotonic()
    try:
        answer = _run(key, code, parcel, worker.local_directory)
    except OSError as error:
        words = f"the worker {worker.address} could not keep what it made: {error.strerror or error}."
        return Outcome(None, time.monotonic() - began, Trouble(words, ROOM))
    if isinstance(answer, PipelineError):
        raise PipelineError(f"The worker {worker.address} has {answer}.\n{SAME_CODE}")
    return answer or Outcome(None, time.monotonic() - began, DIED)


def _run(key: str, code: dict[str, str], parcel: bytes, place: str) -> Outcome | PipelineError | None:
    """Return what the helper says; it works in a folder which goes when it has."""
    folder = tempfile.mkdtemp(prefix="cdp-", dir=place)
    try:
        answer = _helpers.ask(key, (code, parcel, folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if isinstance(answer, Exception) and not isinstance(answer, PipelineError):
        raise answer
    return answer


def stop(keys: list[str]) -> None:
    """End the notebooks of these tasks, which nobody waits for any more."""
    _helpers.stop(keys)


class Helper:
    """A helper process, and the thread that starts it, writes to it and reads from it.

    The thread lives as long as the process: Linux ends a child when the thread that started it ends.
    """

    def __init__(self) -> None:  # noqa: D107 - the class says it
        self._questions: SimpleQueue[object] = SimpleQueue()
        self._answers: SimpleQueue[Answer] = SimpleQueue()
        self._begun: Future[subprocess.Popen[bytes]] = Future()
        threading.Thread(target=self._serve, daemon=True).start()
        self._process = self._begun.result()

    def ask(self, question: object) -> Answer | None:
        """Return the answer; nothing if the process has ended, though what it started may still hold its pipes."""
        self._questions.put(question)
        while True:
            has_ended = not self.is_alive
            try:
                return self._answers.get(timeout=0.5)
            except Empty:
                if has_ended:
                    return None

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked again."""
        return self._process.poll() is None

    def end(self) -> None:
        """End it, and the notebook in it."""
        self._process.kill()

    def _serve(self) -> None:
        try:
            process = _start_helper()
        except OSError as error:
            self._begun.set_exception(error)
            return
        self._begun.set_result(process)
        assert process.stdin and process.stdout
        with suppress(OSError, EOFError, pickle.UnpicklingError), process:
            while True:
                pickle.dump(self._questions.get(), process.stdin)
                process.stdin.flush()
                self._answers.put(pickle.load(process.stdout))


def _start_helper() -> subprocess.Popen[bytes]:
    # -P: a file of the folder in which the worker was started must not hide a module. A session of its own: Ctrl-C at
    # the worker's terminal is for the worker.
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "pipeline.execution.helper"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ | ONE_THREAD, start_new_session=True,
    )  # fmt: skip


class _Helpers:
    """The helpers of this worker: one for each of its threads that is at work; they are kept."""

    def __init__(self) -> None:
        self.idle: LifoQueue[Helper] = LifoQueue()
        self.at_work: dict[str, Helper] = {}

    def ask(self, key: str, question: object) -> Answer | None:
        helper = self._take()
        self.at_work[key] = helper
        try:
            return helper.ask(question)
        finally:
            del self.at_work[key]
            if helper.is_alive:
                self.idle.put(helper)

    def stop(self, keys: list[str]) -> None:
        for key in keys:
            helper = self.at_work.get(key)
            if helper:
                helper.end()

    def _take(self) -> Helper:
        with suppress(Empty):
            while True:
                helper = self.idle.get_nowait()
                if helper.is_alive:
                    return helper
        return Helper()


_helpers = _Helpers()
