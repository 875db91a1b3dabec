"""The interpreter that a warm run gets: an IPython shell in a forked process, which tells its parent what a kernel would.

Everything is already imported, and nothing has been run: each notebook starts from the same state, in a process of its own.
"""

import ctypes
import io
import os
import random
import signal
import sys
import tempfile
import threading
import time
from multiprocessing.connection import Connection
from typing import Any

from ipykernel.compiler import XCachingCompiler
from ipykernel.iostream import OutStream
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import StdinNotImplementedError
from jupyter_client.session import Session
from traitlets.config import Config

from pipeline.execution import GRAMMAR

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG, Linux


class Wire(Session):
    """A session that hands every message to the parent instead of to a socket."""

    def __init__(self, connection: Connection) -> None:  # noqa: D107 - the class says it
        super().__init__()
        self.connection = connection
        self.one_at_a_time = threading.Lock()

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, *_: Any, **__: Any) -> Any:
        """Pass on a message made by `msg`, or the type and content of one."""
        kind = msg_or_type["msg_type"] if isinstance(msg_or_type, dict) else msg_or_type
        said = msg_or_type["content"] if isinstance(msg_or_type, dict) else content
        message = {"header": {"msg_type": kind}, "parent_header": {"msg_id": ""}, "msg_type": kind, "content": said}
        with self.one_at_a_time:
            self.connection.send(("message", message | {"metadata": {}}))


class Stream(io.TextIOBase):
    """What a notebook sees as stdout or stderr: text is sent before a display, when the cell ends, and now and then."""

    encoding = "UTF-8"

    def __init__(self, wire: Wire, name: str, number: int) -> None:  # noqa: D107 - the class says it
        super().__init__()
        self.wire, self.name, self.number = wire, name, number
        self.waiting: list[str] = []

    def write(self, text: str) -> int:
        """Keep text until the next flush, as a kernel does."""
        self.waiting.append(text)
        return len(text)

    def flush(self) -> None:
        """Send what was written."""
        text, self.waiting = "".join(self.waiting), []
        if text:
            self.wire.send(None, "stream", {"name": self.name, "text": text})

    def fileno(self) -> int:
        """The descriptor that programs started by a cell write to."""
        return self.number

    def writable(self) -> bool:
        """Always."""
        return True


class Overheard:
    """Catches what programs and libraries write to descriptors 1 and 2 past Python; it is sent when a cell ends."""

    def __init__(self, wire: Wire) -> None:  # noqa: D107 - the class says it
        self.wire = wire
        self.files = {name: tempfile.TemporaryFile() for name in ("stdout", "stderr")}  # noqa: SIM115 - for life
        for number, name in ((1, "stdout"), (2, "stderr")):
            os.dup2(self.files[name].fileno(), number)

    def send(self) -> None:
        """Send what was written since the last time."""
        for name, file in self.files.items():
            file.seek(0)
            text = file.read().decode(errors="replace")
            file.seek(0)
            file.truncate()
            if text:
                self.wire.send(None, "stream", {"name": name, "text": text})


class WarmShell(ZMQInteractiveShell):
    """A kernel's own shell without its sockets: same display hooks, same tracebacks, same reprs."""

    def ask_exit(self) -> None:
        """Refuse exit() and quit(): a kernel would end at some moment after the cell, and the rest might not run."""
        raise SystemExit("exit() was called")


def serve(connection: Connection) -> None:
    """Run the cells that come down the connection, in order, until it is closed (EOFError)."""
    _settle()
    wire = Wire(connection)
    overheard = Overheard(wire)
    shell = _shell(wire)
    sys.stdout, sys.stderr = Stream(wire, "stdout", 1), Stream(wire, "stderr", 2)
    threading.Thread(target=_flush_now_and_then, args=[(sys.stdout, sys.stderr)], daemon=True).start()
    while True:
        source = connection.recv()
        reply = _run(shell, source)
        sys.stdout.flush()
        sys.stderr.flush()
        overheard.send()
        connection.send(("reply", reply))


def _flush_now_and_then(streams: tuple[Stream, ...]) -> None:
    """Let a cell that never ends be heard, as often as a kernel lets it."""
    while True:
        time.sleep(OutStream.flush_interval)
        for stream in streams:
            stream.flush()


def _settle() -> None:
    """Be a process of its own: it ends with its parent, answers Ctrl-C, and shares no random numbers with others."""
    os.setsid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    random.seed()
    sys.modules["numpy"].random.seed()
    sys.path.insert(0, "")  # a kernel finds modules beside the notebook
    if sys.modules.get(GRAMMAR, GRAMMAR) is None:
        del sys.modules[GRAMMAR]  # a kernel finds every package that is installed
    devnull = os.open(os.devnull, os.O_RDONLY)
    os.dup2(devnull, 0)


def _shell(wire: Wire) -> WarmShell:
    config = Config({"HistoryManager": {"enabled": False}})
    shell = WarmShell.instance(config=config, compiler_class=XCachingCompiler)
    for publisher in (shell.display_pub, shell.displayhook):
        publisher.session, publisher.pub_socket = wire, wire
        publisher.topic = b"display_data" if publisher is shell.display_pub else b"execute_result"
    shell.user_ns["input"] = shell.user_ns["getpass"] = _no_input
    shell.builtin_trap.add_builtin("input", _no_input)
    inline = sys.modules.get("matplotlib_inline.backend_inline")
    if inline:  # imported before there was a shell: without this, charts of plain pyplot would be lost silently
        inline._enable_matplotlib_integration()
    return shell


def _no_input(prompt: str = "") -> str:
    raise StdinNotImplementedError("raw_input was called, but this frontend does not support input requests.")


def _run(shell: WarmShell, source: str) -> dict[str, Any]:
    """Run one cell; return what a kernel would reply."""
    result = shell.run_cell(source, store_history=True)
    reply: dict[str, Any] = {"status": "ok", "execution_count": shell.execution_count - 1}
    error = result.error_before_exec or result.error_in_exec
    if error is not None or getattr(shell, "_last_traceback_during_displayhook", False):
        told = {"ename": type(error).__name__, "evalue": str(error), "traceback": shell._last_traceback or []}
        reply |= {"status": "error", **told}
    return reply
