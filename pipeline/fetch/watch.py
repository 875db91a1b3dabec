"""Who is told how a fetch goes: nobody, a log (plain lines), or a person at a terminal (a bar)."""

import sys
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn


class Watch(Protocol):
    """What a fetch tells while it is at work."""

    def say(self, text: str) -> None:
        """A step has begun, or a publisher is asked again."""

    def file(self, name: str, total: int | None) -> None:
        """A file has begun to come; `total` is its size in bytes where the publisher says it."""

    def got(self, size: int) -> None:
        """So many bytes of the file are here."""


class Silence:
    """A watch that says nothing."""

    def say(self, text: str) -> None:
        """Say nothing."""

    def file(self, name: str, total: int | None) -> None:
        """Say nothing."""

    def got(self, size: int) -> None:
        """Say nothing."""


class Lines(Silence):
    """Plain lines on stderr: for logs and screen readers."""

    def say(self, text: str) -> None:
        """Print the step."""
        print(text, file=sys.stderr, flush=True)


class Bar(Silence):
    """A bar on a terminal, for the file that is coming; what is said stands above it. Use it as a context manager."""

    def __init__(self) -> None:
        """Prepare the bar; it appears on entering."""
        columns = (TextColumn("{task.description}", markup=False), BarColumn(), DownloadColumn(), TransferSpeedColumn())
        self.progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self.task = self.progress.add_task("Asking", total=None)

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

    def file(self, name: str, total: int | None) -> None:
        """Start the bar again for this file."""
        self.progress.remove_task(self.task)  # resetting it would keep the size of the file before
        self.task = self.progress.add_task(name, total=total)

    def got(self, size: int) -> None:
        """Move the bar on."""
        self.progress.update(self.task, completed=size)
