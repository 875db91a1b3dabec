"""What a person may choose of a build, and what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.documents import Board
from pipeline.execution.failure import Failure
from pipeline.execution.warm import can_fork
from pipeline.project import Audience
from pipeline.release import LATEST
from pipeline.report.formats import Format

CACHE = ".cache"  # inside the folder of an audience's reports: partners' outputs never lie among the public ones


@dataclass(frozen=True)
class Choices:
    """What a person may choose: no `documents` means all, `workers` 0 one for each core, `cell_timeout` is in seconds.

    `formats` are made beside each page; `cold` runs each notebook in a kernel of its own; `again` runs every notebook
    though nothing has changed; `scheduler` is the address of a Dask scheduler whose workers run the notebooks.
    """

    edition: str = LATEST
    audience: Audience = Audience.PUBLIC
    workers: int = 0
    cell_timeout: int = 300
    documents: tuple[str, ...] = ()
    board: Board | None = None
    formats: tuple[Format, ...] = ()
    cold: bool = field(default_factory=lambda: not can_fork())
    again: bool = False
    scheduler: str = ""


@dataclass(frozen=True)
class BuildResult:
    """What was made, by document, and what was not; `ok` only if everything asked for was made."""

    made: Mapping[str, tuple[Path, ...]]
    failures: tuple[Failure, ...]
    index: Path
    runs: int = 0  # notebooks that were run
    kept: int = 0  # notebooks that had not changed

    @property
    def paths(self) -> tuple[Path, ...]:
        """Every page that was made, and the index."""
        return (*(path for made in self.made.values() for path in made), self.index)

    @property
    def ok(self) -> bool:
        """Whether everything asked for was made."""
        return not self.failures
