"""One notebook by papermill, in a worker process: bytes in, bytes out; in a warm fork, or in a kernel (cold)."""

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

from pipeline.errors import PipelineError
from pipeline.execution.failure import Trouble
from pipeline.execution.form import as_bytes, kept_form, without_machine_paths, working_copy
from pipeline.execution.outcome import ONE_THREAD, Outcome, Workplace
from pipeline.execution.outputs import unpublishable
from pipeline.execution.plan import KERNEL, Run
from pipeline.execution.warm import ENGINE
from pipeline.project import PROJECT_VARIABLE

LONGEST_SOCKET = 90  # a socket's path may have about 104 bytes (macOS; Linux 108)


def run_notebook(run: Run, bundle: bytes, workplace: Workplace) -> Outcome:
    """Execute one run and judge what it printed; what goes wrong inside the notebook is in the outcome, not raised."""
    started = time.monotonic()
    # Short names: the kernel's sockets lie here, and their paths may not be long.
    scratch = Path(tempfile.mkdtemp(dir=workplace.scratch))
    (scratch / "bundle.parquet").write_bytes(bundle)
    (scratch / "in.ipynb").write_bytes(as_bytes(working_copy(run.chapter.path)))
    bundle_file = str(scratch / "bundle.parquet")
    variables = {workplace.bundle_variable: bundle_file, PROJECT_VARIABLE: str(workplace.root), **ONE_THREAD}
    with _environment(variables), _quiet(scratch / "log.txt"):
        trouble = _execute(run, scratch, workplace)
    return _outcome(run, scratch, workplace, trouble, time.monotonic() - started)


def _execute(run: Run, scratch: Path, workplace: Workplace) -> Trouble | None:
    """Run it. A kernel that does not answer has run nothing yet: on a busy machine that happens, so once more is asked."""
    for is_last in (False, True):
        at: dict[str, Any] = {}
        try:
            _attempt(run, scratch, workplace, at)
        except (PapermillExecutionError, CellTimeoutError, RuntimeError) as error:
            if type(error) is RuntimeError and not at and not is_last:
                continue
            return _explain(error, run, (scratch / "log.txt").read_text(errors="replace"), workplace, _number(at))
        return None
    return None


def _attempt(run: Run, scratch: Path, workplace: Workplace, at: dict[str, Any]) -> None:
    """Let papermill execute it; `at` becomes the cell that is at work."""

    def note_cell(cell: dict[str, Any], **_: object) -> None:
        at.update(cell)

    papermill.execute_notebook(
        _literal(scratch / "in.ipynb"), _literal(scratch / "out.ipynb"), run.parameters,
        kernel_name=KERNEL, cwd=str(workplace.root / "notebooks"), progress_bar=False,
        execution_timeout=workplace.cell_timeout, on_cell_start=note_cell,
        **(_transport(scratch) if workplace.cold else _warm(scratch)),
    )  # fmt: skip


def _explain(error: Exception, run: Run, log: str, workplace: Workplace, cell: int | None) -> Trouble:
    """Say what ended a run; papermill calls a notebook that timed out or died completed."""
    if isinstance(error, PapermillExecutionError):
        words = str(error.evalue) if error.ename == PipelineError.__name__ else f"{error.ename}: {error.evalue}"
        cure = f"Correct {run.chapter.place}; the traceback is in the notebook that was kept."
        return Trouble(words, cure, cell)
    if isinstance(error, CellTimeoutError):
        cure = "Make the cell quicker, or allow it more time with --cell-timeout SECONDS."
        return Trouble(f"the cell took longer than {workplace.cell_timeout} seconds.", cure, cell)
    if isinstance(error, DeadKernelError):
        last = log.strip()[-300:]
        words = "the kernel died in this cell." + (f" Its last words: {last}" if last else "")
        return Trouble(words, "Most often memory ran out: close other programs, or use --workers 1.", cell)
    # nbclient raises a plain RuntimeError when a kernel does not answer.
    return Trouble(f"the kernel did not start: {error}", "Try again with --workers 1.")


def _outcome(run: Run, scratch: Path, workplace: Workplace, trouble: Trouble | None, seconds: float) -> Outcome:
    out = scratch / "out.ipynb"
    if not out.is_file():
        return Outcome(None, seconds, trouble)
    notebook = json.loads(out.read_text(encoding="utf-8"))
    private = (str(workplace.root), str(workplace.scratch))
    trouble = trouble or _together(unpublishable(notebook, private))
    content = kept_form(notebook, run, workplace.root)
    return Outcome(without_machine_paths(content, workplace.root) if trouble else content, seconds, trouble)


def _together(troubles: list[Trouble]) -> Trouble | None:
    """Return all that is unpublishable as one: the first cell's, with the others named."""
    if len(troubles) <= 1:
        return troubles[0] if troubles else None
    others = [f"cell {each.cell}: {each.error} {each.cure}" for each in troubles[1:]]
    return Trouble(troubles[0].error, "\n  ".join([troubles[0].cure, "Also:", *others]), troubles[0].cell)


def _number(cell: dict[str, Any]) -> int | None:
    """Return the number of the cell that was running; none for the parameters that papermill itself put in."""
    return cell.get("metadata", {}).get("cdp", {}).get("cell")


def _literal(path: Path) -> str:
    """Return the path with its braces doubled: papermill reads paths as templates."""
    return str(path).replace("{", "{{").replace("}", "}}")


def _warm(scratch: Path) -> dict[str, Any]:
    """A fork of this worker; papermill's own saving after each cell is left out, being slower than most cells."""
    return {
        "engine_name": ENGINE, "rescued": str(scratch / "out.ipynb"), "request_save_on_cell_execute": False,
        "autosave_cell_every": 0,
    }  # fmt: skip


def _transport(scratch: Path) -> dict[str, Any]:
    """Sockets of this kernel's own, which need no port; ports where there are no such sockets (Windows)."""
    socket = str(scratch / "k")
    if sys.platform == "win32" or len(socket.encode()) > LONGEST_SOCKET:
        return {}
    return {"config": Config({"KernelManager": {"transport": "ipc", "ip": socket}})}


@contextmanager
def _environment(variables: dict[str, str]) -> Iterator[None]:
    """Give the kernel its variables; a worker runs one notebook at a time."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


@contextmanager
def _quiet(log: Path) -> Iterator[None]:
    """Send what papermill and the kernel's process say to a log: the terminal belongs to the person."""
    saved = os.dup(2)
    with log.open("wb") as file:
        os.dup2(file.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)
