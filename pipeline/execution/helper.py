"""The process beside a Dask worker in which notebooks run: `python -m pipeline.execution.helper`.

A Dask worker has threads, and must not be forked. This process has none: it imports once what every notebook needs,
and runs one parcel after another, each in a fork of it (in a kernel where there is no fork). Questions and answers are
pickles over its own stdin and stdout; it ends when the worker does.
"""

import ctypes
import os
import pickle
import signal
import sys
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import PipelineError
from pipeline.execution.identity import code_here, differences
from pipeline.execution.parcel import Answer, run_parcel, unpack
from pipeline.execution.warm import can_fork, preload

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG, Linux; elsewhere the end of stdin is noticed after the notebook at work

Question = tuple[dict[str, str], bytes, str]  # the code of who asks, a parcel, the folder to run it in


def main() -> None:
    """Answer until nobody asks any more."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    questions, answers = _wires()
    while True:
        try:
            question = pickle.load(questions)
        except EOFError:
            return
        pickle.dump(_answer(*question), answers)
        answers.flush()


def _wires() -> tuple[BinaryIO, BinaryIO]:
    """Keep stdin and stdout for the worker alone: what a library prints goes to the worker's log."""
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    return questions, answers


def _answer(code: dict[str, str], parcel: bytes, folder: str) -> Answer:
    """Run a parcel made by the same code as this; one made by other code may not even be readable."""
    others = differences(code, code_here())
    if others:
        return PipelineError("; ".join(others))
    try:
        unpacked = unpack(parcel)
        _get_ready(unpacked.cold)
        return run_parcel(unpacked, Path(folder))
    except OSError as error:
        return error
    except Exception as error:  # noqa: BLE001  whatever it is, who asked must hear of it
        return RuntimeError(f"{type(error).__name__}: {error}")


@lru_cache(maxsize=2)
def _get_ready(cold: bool) -> None:
    """Import once what every notebook needs; for a kernel, only let matplotlib list the fonts of this machine."""
    if can_fork() and not cold:
        preload()
    else:
        import matplotlib.font_manager  # noqa: F401, PLC0415


if __name__ == "__main__":
    main()
