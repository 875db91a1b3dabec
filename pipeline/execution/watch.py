"""Who is told how a build goes: nobody, a log (plain lines), or a person at a terminal (a bar with the time left)."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from pipeline.areas import Area
from pipeline.execution.failure import Failure
from pipeline.execution.plan import Run


class Watch(Protocol):
    """What a build tells while it is at work."""

    def say(self, text: str) -> None:
        """A step has begun."""

    def begin(self, runs: Sequence[Run], seconds: Mapping[Path, float]) -> None:
        """These notebooks are wanted; `seconds` says by executed notebook how long each is expected to take."""

    def ran(self, run: Run, is_kept: bool) -> None:
        """One notebook has run, or had not changed."""

    def made(self, area: Area, report: Path) -> None:
        """A document is in place."""

    def failed(self, failure: Failure) -> None:
        """A chapter, or a page, could not be made."""


class Silence:
    """A watch that says nothing."""

    def say(self, text: str) -> None:
        """Say nothing."""

    def begin(self, runs: Sequence[Run], seconds: Mapping[Path, float]) -> None:
        """Say nothing."""

    def ran(self, run: Run, is_kept: bool) -> None:
        """Say nothing."""

    def made(self, area: Area, report: Path) -> None:
        """Say nothing."""

    def failed(self, failure: Failure) -> None:
        """Say nothing."""


class Lines(Silence):
    """Plain lines on stderr, one for each step, report and failure: for logs and screen readers."""

    def say(self, text: str) -> None:
        """Print the step."""
        print(text, file=sys.stderr, flush=True)

    def begin(self, runs: Sequence[Run], seconds: Mapping[Path, float]) -> None:
        """Print how many notebooks are wanted."""
        self.say(f"{len(runs)} notebooks")

    def made(self, area: Area, report: Path) -> None:
        """Print which document of whom is made."""
        self.say(f"{area.name}: {report.stem} made")

    def failed(self, failure: Failure) -> None:
        """Print what failed, at once."""
        self.say(f"{failure.place}: failed")


class Bar(Lines):
    """A bar with the time left, on a terminal; what is printed stands above it. Use it as a context manager.

    It moves by the seconds that a run took the last time, so that long chapters do not mislead.
    """

    def __init__(self) -> None:
        """Prepare the bar; it appears on entering."""
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[count]}"),
            TimeRemainingColumn(),
        )
        self.progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self.task = self.progress.add_task("Reading figures", total=None, count="")
        self.seconds: Mapping[Path, float] = {}
        self.done = 0

    def __enter__(self) -> "Bar":
        """Show the bar."""
        self.progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Take the bar away."""
        self.progress.stop()

    def say(self, text: str) -> None:
        """Print above the bar."""
        self.progress.console.print(text, highlight=False, markup=False)

    def begin(self, runs: Sequence[Run], seconds: Mapping[Path, float]) -> None:
        """Start the bar."""
        self.seconds = seconds
        self.progress.update(self.task, description="Running notebooks", total=sum(seconds.values()))

    def ran(self, run: Run, is_kept: bool) -> None:
        """Move the bar on; a run that was kept makes it shorter, for it says nothing about the others."""
        self.done += 1
        seconds, total = self.seconds.get(run.executed, 0.0), self.progress.tasks[0].total or 0.0
        self.progress.update(
            self.task,
            description=f"{run.area.name}, {run.name}",
            count=f"{self.done} of {len(self.seconds)}",
            total=max(0.0, total - seconds) if is_kept else total,
            advance=0.0 if is_kept else seconds,
        )
