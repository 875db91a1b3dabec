"""What became of one source in a fetch."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How it ended."""

    LANDED = "landed"
    NEWER = "newer"  # only looked for: it would have landed
    SAME = "nothing new"
    FAILED = "failed"


@dataclass(frozen=True)
class Outcome:
    """One source: the release that landed, would land or is at hand; what to know of it; and, failed, why."""

    source: str
    state: State
    release: str = ""
    lines: tuple[str, ...] = ()
    why: str = ""
