"""The process that builds for a watched page: it stays, its workers with it, so that only what changed costs time.

python -m pipeline.workbench.builder ROOT BOROUGH DOCUMENT...: each line on stdin asks for a build; what happens is told
on stdout, one JSON object a line. It ends with its stdin. A module of the package that changed needs a new process.
"""

import json
import os
import re
import signal
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.areas import Area, find_area
from pipeline.build import Choices
from pipeline.errors import PipelineError
from pipeline.execution.crew import LocalCrew
from pipeline.execution.failure import Failure
from pipeline.execution.lock import only_one_build
from pipeline.execution.outcome import Workplace
from pipeline.execution.run import default_workers
from pipeline.execution.watch import Silence
from pipeline.project import BUNDLE_VARIABLE, Project
from pipeline.report.press import press

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Teller(Silence):
    """A watch that tells each document and each failure as soon as it is known, as a line of JSON."""

    def __init__(self, project: Project) -> None:
        """Take over stdout: whatever else is printed goes to stderr."""
        self.project = project
        self.out = os.fdopen(os.dup(1), "w", encoding="utf-8")
        os.dup2(2, 1)

    def tell(self, **told: Any) -> None:
        """Write one line."""
        print(json.dumps(told), file=self.out, flush=True)

    def say(self, text: str) -> None:
        """Tell that a step has begun."""
        self.tell(say=text)

    def made(self, area: Area, report: Path) -> None:
        """Tell that a document is in place."""
        self.tell(made=report.stem)

    def failed(self, failure: Failure) -> None:
        """Tell what could not be made, with the traceback that the executed notebook holds."""
        trace = traceback_in(self.project.root / failure.notebook) if failure.notebook else ""
        self.tell(failed={"place": failure.place, "error": failure.error, "cure": failure.cure, "traceback": trace})


def traceback_in(notebook: Path) -> str:
    """Return the first traceback among a notebook's outputs, without colours; nothing where there is none."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", []) if output["output_type"] == "error"]
    return _COLOURS.sub("", "\n".join(outputs[0]["traceback"])) if outputs else ""


def main(root: str, slug: str, *documents: str) -> None:
    """Build whenever asked, until stdin ends."""
    project, area, asked = Project(Path(root)), find_area(slug), _requests()
    teller, workers = Teller(project), default_workers()
    choices = Choices(documents=documents)
    with ExitStack() as stack:
        scratch = stack.enter_context(TemporaryDirectory(prefix="cdp-", ignore_cleanup_errors=True))
        workplace = Workplace(project.root, Path(scratch), choices.cell_timeout, BUNDLE_VARIABLE, choices.cold)
        publishers = stack.enter_context(press(workers, choices.formats))
        crew = stack.enter_context(LocalCrew(workplace, workers, at_once=True))
        from pipeline.build.whole import Hands  # noqa: PLC0415  pandas: imported while the workers get ready

        while asked.get():
            _build(project, [area], choices, teller, Hands(publishers, crew))


def _build(project: Project, areas: Sequence[Area], choices: Choices, teller: Teller, hands: Any) -> None:
    from pipeline.build.whole import make  # noqa: PLC0415

    started, runs = time.monotonic(), 0
    try:
        with only_one_build(project):
            runs = make(project, areas, choices, teller, hands).runs
    except PipelineError as error:
        teller.tell(failed={"place": areas[0].name, "error": str(error), "cure": "", "traceback": ""})
    teller.tell(done=round(time.monotonic() - started, 1), runs=runs)


def _requests() -> "SimpleQueue[str]":
    """What is asked for, as it comes; when stdin ends, so does this process, tidily even in the middle of a build."""
    asked: SimpleQueue[str] = SimpleQueue()

    def listen() -> None:
        for line in sys.stdin:
            asked.put(line)
        os.kill(os.getpid(), signal.SIGTERM)

    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that serves, which then ends this one
    threading.Thread(target=listen, daemon=True).start()
    return asked


def _leave(*_: object) -> None:
    raise SystemExit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
