"""What a reader knows of one cell before adding anything up: shown, rounded, hidden for being small, or withheld."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.errors import PipelineError


@dataclass(frozen=True)
class Known:
    """The least and the most that a count can be for a reader (`high` None: no limit).

    `whole`: the range that must stay possible for a cell hidden because it is small; None for every other cell.
    `where`: the documents that say so, for the message when they give the cell away.
    """

    low: int
    high: int | None = None
    whole: tuple[int, int] | None = None
    where: tuple[str, ...] = ()


def shown(count: int) -> Known:
    """Return what a printed count says: itself."""
    return Known(count, count)


def rounded(count: int, base: int, threshold: int = 0) -> Known:
    """Return what a count printed to the nearest `base` says; below `threshold` it would have been hidden instead.

    A printed 0 is none only where small counts are hidden (`threshold` above 0); otherwise it may be one or two.
    """
    if threshold and count == 0:
        return shown(0)
    printed = nearest(count, base)
    return Known(max(printed - base // 2, threshold, 0), printed + base // 2)


def hidden(threshold: int, told: bool = True) -> Known:
    """Return what a reader knows of a cell hidden because it is from 1 to `threshold` - 1.

    `told`: the reader can tell such a cell from one hidden to protect another (the careful assumption: often the
    pattern tells them).
    """
    whole = (1, threshold - 1)
    return Known(*whole, whole=whole) if told else Known(0, None, whole)


def withheld() -> Known:
    """Return what a reader knows of a cell hidden to protect another: any count from none upwards."""
    return Known(0)


def nearest(count: int, base: int) -> int:
    """Return the count to the nearest `base` (an odd number, so that no count lies half way)."""
    return (count + base // 2) // base * base


def together(**documents: Mapping[str, Known]) -> dict[str, Known]:
    """Return what a reader of all documents knows, by cell id: keywords name the documents.

    The same id is the same count: PipelineError if two documents contradict each other.
    """
    merged: dict[str, Known] = {}
    for name, cells in documents.items():
        for cell, known in cells.items():
            here = replace(known, where=(*known.where, name))
            merged[cell] = _both(cell, merged[cell], here) if cell in merged else here
    return merged


def _both(cell: str, one: Known, other: Known) -> Known:
    low = max(one.low, other.low)
    high = min((limit for limit in (one.high, other.high) if limit is not None), default=None)
    if high is not None and low > high:
        raise PipelineError(
            f"{cell}: {' and '.join(one.where)} say {_said(one)}, but {' and '.join(other.where)} say {_said(other)}.\n"
            "If the figure was revised, give the earlier one another cell id (its release, for example)."
        )
    return Known(low, high, one.whole or other.whole, one.where + other.where)


def _said(known: Known) -> str:
    return (
        str(known.low) if known.low == known.high else f"{known.low} to {'any' if known.high is None else known.high}"
    )
