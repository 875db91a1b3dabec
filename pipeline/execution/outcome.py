"""What a run is given to work in, and what comes of it; importing this imports neither papermill nor pandas."""

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.execution.failure import Trouble
from pipeline.execution.warm import can_fork

# Runs share the cores already; and sums added up in one order are the same sums.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@dataclass(frozen=True)
class Workplace:
    """Where runs work: the project's root, a folder of their own for temporary files, seconds that a cell may take.

    `bundle_variable` names, in a run's environment, the file that it reads. `cold`: an ordinary kernel for each run.
    """

    root: Path
    scratch: Path
    cell_timeout: int
    bundle_variable: str
    cold: bool = field(default_factory=lambda: not can_fork())


@dataclass(frozen=True)
class Outcome:
    """What came of a run: the executed notebook (none if no kernel ran), how long it took, and what went wrong."""

    notebook: bytes | None
    seconds: float
    trouble: Trouble | None
    is_kept: bool = False  # not run again: it was kept from an earlier run with the same key
