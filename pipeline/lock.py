"""One at a time: a file that a process holds while it works."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pipeline.errors import PipelineError


@contextmanager
def only_one(path: Path, what: str) -> Iterator[None]:
    """Hold a file while at work; PipelineError if another `what` ("build") holds it.

    The operating system gives the lock back when its process ends, however it ends: a dead one never blocks.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        try:
            _lock(file)
        except OSError:
            file.seek(0)
            raise PipelineError(
                f"Another {what} is at work in this project (process {file.read().strip() or 'unknown'}).\n"
                "Wait until it has finished, then give the command again."
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


if sys.platform == "win32":  # Windows locks bytes: one far beyond the text, so that the number stays readable
    import msvcrt

    def _lock(file: IO[str]) -> None:
        file.seek(1 << 20)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
