"""The program of a kernel in waiting (spare.py): import everything, read one order from stdin, be that kernel."""

import json
import os
import sys

from ipykernel.kernelapp import IPKernelApp

from pipeline.execution import GRAMMAR
from pipeline.execution.warm import preload


def main() -> None:
    """Wait for an order, then be a kernel until it is ended; end without one where nobody orders any more."""
    preload()
    line = sys.stdin.readline()
    if not line:
        return
    order = json.loads(line)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    if sys.modules.get(GRAMMAR, GRAMMAR) is None:
        del sys.modules[GRAMMAR]  # a kernel finds every package that is installed
    if sys.path and sys.path[0] in {"", order["folder"]}:
        del sys.path[0]  # put there by -m; the kernel itself adds its folder
    # pyplot was imported before there was a shell: without this, charts of plain pyplot would be lost silently.
    # Warnings (that it is reached by TCP, on this machine alone) would stand in the person's terminal.
    IPKernelApp.launch_instance(argv=[*order["arguments"], "--matplotlib=inline", "--log-level=ERROR"])


if __name__ == "__main__":
    main()
