"""A kernel in waiting: a process that has imported what chapters import becomes the next kernel in a moment.

It is an ordinary kernel in a process of its own, begun early. Where there is none (Windows, macOS), or a module of this
program was saved since it was begun, an ordinary kernel is started instead.
"""

import json
import os
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path
from threading import Timer
from typing import Any

from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner

from pipeline.execution.key import PACKAGE

NAME = "cdp-spare"
PAUSE = 3.0  # seconds
_COMMAND = [sys.executable, "-m", "pipeline.workbench.kernel"]


class Waiting:
    """The kernel in waiting, at most one."""

    def __init__(self) -> None:
        """Nobody waits yet."""
        self._process: subprocess.Popen[bytes] | None = None
        self._timer: Timer | None = None
        self._program: frozenset[tuple[str, int]] = frozenset()

    def begin(self) -> None:
        """Let a kernel get ready."""
        if sys.platform != "linux":
            return
        self._program = _program()
        # It ends with this process, as a kernel does; and Ctrl-C in a terminal, or in a notebook, reaches its own only.
        environment = os.environ | {"JPY_PARENT_PID": str(os.getpid())}
        self._process = subprocess.Popen(_COMMAND, stdin=subprocess.PIPE, env=environment, start_new_session=True)

    def take(self, order: dict[str, Any]) -> "subprocess.Popen[bytes] | None":
        """Make the kernel in waiting the one that is ordered, and let the next get ready; None where none can be had."""
        process, self._process = self._process, None
        fits = process is not None and process.poll() is None and self._program == _program()
        if process is not None and process.stdin and fits:
            process.stdin.write(json.dumps(order).encode() + b"\n")
        if process is not None and process.stdin:
            process.stdin.close()  # one that is not wanted ends by this
        self._begin_later()
        return process if fits else None

    def _begin_later(self) -> None:
        """Let the next get ready once the first cells of this one may have run: both would take the same processor."""
        if self._timer:
            self._timer.cancel()
        self._timer = Timer(PAUSE, self.begin)
        self._timer.daemon = True
        self._timer.start()


WAITING = Waiting()


class SpareProvisioner(LocalProvisioner):
    """Starts kernels of this environment's Python from the one in waiting, all others as usual."""

    async def launch_kernel(self, cmd: list[str], **options: Any) -> Any:
        """Return how the kernel is reached, once it is started."""
        own = Path(cmd[0]).parent == Path(sys.executable).parent and "ipykernel_launcher" in cmd
        order = {
            "arguments": cmd[cmd.index("ipykernel_launcher") + 1 :] if own else [],
            "folder": str(options.get("cwd") or Path.cwd()),
            "environment": dict(options.get("env") or os.environ),
        }
        process = WAITING.take(order) if own else None
        if process is None:
            return await super().launch_kernel(cmd, **options)
        self.process: Any = process
        self.pid, self.pgid = process.pid, os.getpgid(process.pid)
        self.cwd = options.get("cwd") or Path.cwd()
        return self.connection_info


def register() -> None:
    """Make it known under its name to this process's kernel managers, and let the first kernel get ready."""
    entry = EntryPoint(NAME, f"{__name__}:{SpareProvisioner.__name__}", KernelProvisionerFactory.GROUP_NAME)
    KernelProvisionerFactory.provisioners[NAME] = entry
    WAITING.begin()


def _program() -> frozenset[tuple[str, int]]:
    """The files of the package as they are: what is waiting has imported them as they were."""
    files = (path for path in PACKAGE.rglob("*.*") if "__pycache__" not in path.parts)
    return frozenset((str(path), path.stat().st_mtime_ns) for path in files)
