"""What went wrong in a run, in words for the person who will put it right."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath


@dataclass(frozen=True)
class Failure:
    """One failed chapter: `cell` counts the notebook's code cells from 1, as [n] does after Run All in JupyterLab."""

    area_code: str
    borough: str
    chapter: str
    error: str
    cure: str
    cell: int | None = None
    notebook: str = ""  # the executed notebook with the traceback, as written in the project

    @property
    def place(self) -> str:
        """Borough, chapter and cell, as a person would say them."""
        return f"{self.borough}, {self.where}"

    @property
    def where(self) -> str:
        """Chapter and cell."""
        return f"{self.chapter}, cell {self.cell}" if self.cell else self.chapter


def summary(failures: Iterable[Failure]) -> str:
    """Return all failures as they are printed: where, what, what to do, where to look; the same fault only once."""
    same: dict[tuple[str, str, str], list[Failure]] = {}
    for failure in failures:
        same.setdefault((failure.where, failure.error, failure.cure), []).append(failure)
    return "\n\n".join(_block(alike) for alike in same.values())


def _block(alike: list[Failure]) -> str:
    first = alike[0]
    boroughs = ", ".join(failure.borough for failure in alike)
    lines = [f"{boroughs}, {first.where}: {first.error}", f"  {first.cure}"]
    if first.notebook:
        others = f" (and {len(alike) - 1} more like it)" if len(alike) > 1 else ""
        lines.append(f"  The run is kept in {first.notebook}{others}")
    return "\n".join(lines)


@dataclass(frozen=True)
class Trouble:
    """What went wrong inside one notebook, before it is known for whom it ran."""

    error: str
    cure: str
    cell: int | None = None


def shown_path(path: PurePath, root: PurePath) -> str:
    """Return the path as written in messages and kept files: relative to the project, with forward slashes."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
