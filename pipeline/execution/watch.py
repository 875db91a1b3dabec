"""Who is told how a build goes: nobody, a log (plain lines), or a person at a terminal (a bar with the time left)."""

import sys
from pathlib import Path
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from pipeline.areas import Area
from pipeline.execution.failure import Failure


class Watch(Protocol):
    """What a build tells while it is at work."""

    def say(self, text: str) -> None:
        """A step has begun."""

    def begin(self, runs: int) -> None:
        """So many notebooks will run."""

    def ran(self, words: str) -> None:
        """One notebook has run."""

    def made(self, area: Area, report: Path) -> None:
        """A document is in place."""

    def failed(self, failure: Failure) -> None:
        """A chapter, or a page, could not be made."""


class Silence:
    """A watch that says nothing."""

    def say(self, text: str) -> None:
        """Say nothing."""

    def begin(self, runs: int) -> None:
        """Say nothing."""

    def ran(self, words: str) -> None:
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

    def begin(self, runs: int) -> None:
        """Print how many notebooks will run."""
        self.say(f"{runs} notebooks to run")

    def made(self, area: Area, report: Path) -> None:
        """Print which document of whom is made."""
        self.say(f"{area.name}: {report.stem} made")

    def failed(self, failure: Failure) -> None:
        """Print what failed, at once."""
        self.say(f"{failure.place}: failed")


class Bar(Lines):
    """A bar with the time left, on a terminal; what is printed stands above it. Use it as a context manager."""

    def __init__(self) -> None:
        """Prepare the bar; it appears on entering."""
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
        self.progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self.task = self.progress.add_task("Reading figures", total=None)

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

    def begin(self, runs: int) -> None:
        """Start the bar."""
        self.progress.update(self.task, description="Running notebooks", total=runs)

    def ran(self, words: str) -> None:
        """Move the bar on."""
        self.progress.update(self.task, description=words, advance=1)
