"""The papermill engine `cdp-warm`: each notebook runs in a fork of a process which has already imported everything.

A kernel spends most of a notebook's time on starting and importing. Here the worker imports once; each notebook gets a
fork of it: a fresh, isolated interpreter, and outputs, streams, errors and timeouts as a kernel gives them. papermill
itself loads this module, by its entry point in pyproject.toml.
"""

import multiprocessing
import os
import signal
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from ipykernel.ipkernel import IPythonKernel
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbclient.util import run_hook, run_sync
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager
from papermill.iorw import write_ipynb


class WarmEngine(Engine):
    """Execute a notebook in a fork of this process; `papermill.execute_notebook(..., engine_name="cdp-warm")`."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, kernel_name: str, **options: Any) -> None:
        """Run the cells in order, as `NBClientEngine` does.

        `execution_timeout`: seconds that a cell may take. `rescued`: where the notebook is written when its process
        dies or a cell takes too long (papermill itself then keeps nothing).
        """
        chosen = {name: options[name] for name in ("on_cell_start",) if options.get(name)}
        client = WarmClient(nb_man, timeout=options.get("execution_timeout"), kernel_name=kernel_name, **chosen)
        try:
            client.execute()
        except (CellTimeoutError, DeadKernelError):
            if options.get("rescued"):
                write_ipynb(nb_man.nb, options["rescued"])
            raise


class WarmClient(PapermillNotebookClient):
    """Papermill's client over a forked process instead of a kernel: messages are read from a pipe."""

    def execute(self, **_: Any) -> NotebookNode:
        """Run all cells; the notebook is changed in place."""
        self.reset_execution_trackers()
        self.process = Forked()
        try:
            self.papermill_execute_cells()
        finally:
            self.process.end()
        self.nb.metadata["language_info"] = dict(IPythonKernel.language_info)
        return self.nb

    async def async_execute_cell(
        self, cell: NotebookNode, cell_index: int, execution_count: int | None = None, store_history: bool = True
    ) -> NotebookNode:
        """Run one cell and take in what it says, as nbclient does from a kernel."""
        await run_hook(self.on_cell_start, cell=cell, cell_index=cell_index)
        if cell.cell_type != "code" or not cell.source.strip():
            return cell
        self.code_cells_executed += 1
        cell.outputs, self.clear_before_next_output = [], False
        reply = self._reply(cell, cell_index, self._get_timeout(cell))
        cell["execution_count"] = reply["execution_count"]
        await self._check_raise_for_error(cell, cell_index, {"content": reply})
        return cell

    execute_cell = run_sync(async_execute_cell)

    def _reply(self, cell: NotebookNode, cell_index: int, timeout: float | None) -> dict[str, Any]:
        """Return the reply to a cell; everything said before it goes into the cell's outputs."""
        latest = time.monotonic() + timeout if timeout else None
        self.process.ask(cell.source)
        while True:
            heard = self.process.hear(latest)
            if heard is None:
                raise CellTimeoutError.error_from_timeout_and_cell("Cell execution timed out", int(timeout or 0), cell)
            kind, said = heard
            if kind == "reply":
                return said
            self.process_message(said, cell, cell_index)


class Forked:
    """A forked interpreter at the other end of a pipe."""

    def __init__(self) -> None:  # noqa: D107 - the class says it
        self.pipe, theirs = multiprocessing.Pipe()
        self.pid = os.fork()
        if self.pid == 0:
            self.pipe.close()
            _be_the_child(theirs)
        theirs.close()

    def ask(self, source: str) -> None:
        """Hand over a cell; DeadKernelError where nobody is there."""
        try:
            self.pipe.send(source)
        except OSError:
            raise DeadKernelError("Kernel died") from None

    def hear(self, latest: float | None) -> tuple[str, dict[str, Any]] | None:
        """Return the next thing said, nothing when it is too late; DeadKernelError if the process has ended."""
        try:
            if not self.pipe.poll(None if latest is None else max(0.0, latest - time.monotonic())):
                return None
            return self.pipe.recv()
        except (EOFError, OSError):
            raise DeadKernelError("Kernel died") from None

    def end(self) -> None:
        """End the process and everything it started."""
        self.pipe.close()
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def _be_the_child(pipe: Connection) -> None:
    """Serve, and never come back: nothing of the parent may run twice."""
    code = 1
    try:
        from pipeline.execution.child import serve  # noqa: PLC0415

        serve(pipe)
        code = 0
    except (EOFError, BrokenPipeError):
        code = 0
    finally:
        os._exit(code)
