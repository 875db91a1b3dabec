"""One run as bytes: all that a machine needs which shares no folder with this one."""

import json
import pickle
import zlib
from dataclasses import dataclass, replace
from pathlib import Path, PurePath, PurePosixPath
from typing import cast

from pipeline.errors import PipelineError
from pipeline.execution.failure import Trouble
from pipeline.execution.form import without_machine_paths
from pipeline.execution.key import PACKAGE
from pipeline.execution.outcome import Outcome, Workplace
from pipeline.execution.outputs import unpublishable
from pipeline.execution.plan import Run
from pipeline.execution.warm import can_fork

# What comes back: the outcome; PipelineError in words that follow "the worker has"; a full disk; a fault of ours.
Answer = Outcome | PipelineError | OSError | RuntimeError


@dataclass(frozen=True)
class Parcel:
    """A run whose paths begin at the project, its figures and its notebook: nothing else of a project is read."""

    run: Run
    bundle: bytes
    notebook: bytes
    cell_timeout: int
    bundle_variable: str
    cold: bool


def pack(run: Run, bundle: bytes, workplace: Workplace) -> bytes:
    """Return a run as bytes in which no folder of this machine is named."""
    root = workplace.root
    moved = _with_paths(run, _from_root(run.chapter.path, root), _from_root(run.folder, root))
    parcel = Parcel(
        moved, bundle, run.chapter.path.read_bytes(),
        workplace.cell_timeout, workplace.bundle_variable, workplace.cold,
    )  # fmt: skip
    return zlib.compress(pickle.dumps(parcel), level=1)


def unpack(content: bytes) -> Parcel:
    """Return the parcel that `pack` made."""
    return pickle.loads(zlib.decompress(content))


def run_parcel(parcel: Parcel, root: Path) -> Outcome:
    """Run a parcel's notebook in an empty folder, which stands for the project."""
    from pipeline.execution.kernel import run_notebook  # noqa: PLC0415  papermill: in the process that runs it only

    for folder in ("data/raw", "s"):  # an empty project is one; and short names, for the sockets of kernels
        (root / folder).mkdir(parents=True)
    run = _with_paths(parcel.run, root / parcel.run.chapter.path, root / parcel.run.folder)
    run.chapter.path.parent.mkdir(parents=True)
    run.chapter.path.write_bytes(parcel.notebook)
    cold = parcel.cold or not can_fork()
    workplace = Workplace(root, root / "s", parcel.cell_timeout, parcel.bundle_variable, cold)
    return _without_package_path(run_notebook(run, parcel.bundle, workplace))


def _with_paths(run: Run, notebook: PurePath, folder: PurePath) -> Run:
    chapter = replace(run.chapter, path=cast(Path, notebook))
    return replace(run, chapter=chapter, folder=cast(Path, folder))


def _from_root(path: Path, root: Path) -> PurePosixPath:
    """A pure path, which can be unpickled on any system."""
    return PurePosixPath(path.relative_to(root).as_posix())


def _without_package_path(outcome: Outcome) -> Outcome:
    """Judge and clean what names the folder of the package: at home it lies in the project, here it does not."""
    if outcome.notebook is None:
        return outcome
    here = PACKAGE.parent
    found: list[Trouble] = []
    if not outcome.trouble:
        found = unpublishable(json.loads(outcome.notebook), (str(here),))
    trouble = outcome.trouble or (found[0] if found else None)
    notebook = without_machine_paths(outcome.notebook, here) if trouble else outcome.notebook
    return replace(outcome, notebook=notebook, trouble=trouble)
