"""Whether there is a value and, if not, why; and what a reader must know about one that is there.

One vocabulary from the publisher's cell to the page: a value is never missing by accident.
"""

from collections.abc import Iterable
from enum import StrEnum


class State(StrEnum):
    """Whether a row has a value and, if not, why not."""

    OK = "ok"
    SUPPRESSED = "suppressed"
    NOT_AVAILABLE = "not available"
    NOT_APPLICABLE = "not applicable"
    CANNOT_CALCULATE = "cannot be calculated"

    @property
    def mark(self) -> str:
        """The shorthand printed in a table cell (Government Analysis Function); empty for a value."""
        return _MARKS.get(self, "")

    @property
    def words(self) -> str:
        """What the shorthand means, for the notes under a table."""
        return _WORDS.get(self, "")


_MARKS = {
    State.SUPPRESSED: "[c]",
    State.NOT_AVAILABLE: "[x]",
    State.NOT_APPLICABLE: "[z]",
    State.CANNOT_CALCULATE: "[x]",
}
_WORDS = {
    State.SUPPRESSED: "[c] not shown, to protect people",
    State.NOT_AVAILABLE: "[x] not available",
    State.NOT_APPLICABLE: "[z] not applicable",
    State.CANNOT_CALCULATE: "[x] cannot be calculated",
}


class Flag(StrEnum):
    """What to know about a value."""

    ZERO = "zero"
    ROUNDED = "rounded"
    PROVISIONAL = "provisional"
    PARTIAL_PERIOD = "partial period"
    LOW_RELIABILITY = "low reliability"
    MERGED_AREA = "merged area"
    MODELLED = "modelled"
    HISTORICAL = "historical"
    BREAK_BEFORE = "break before"
    FIXED_DENOMINATOR = "fixed denominator"
    QUERY = "query"
    CONTROLLED = "controlled"  # its owner has hidden small counts already


def join_flags(flags: Iterable[Flag | str]) -> str:
    """Write a set of flags as one cell: sorted, joined with ';', each a known flag (ValueError otherwise)."""
    return ";".join(sorted({Flag(flag).value for flag in flags}))


def split_flags(cell: str) -> frozenset[Flag]:
    """Read a cell written by `join_flags`."""
    return frozenset(Flag(flag) for flag in cell.split(";") if flag)


def add_flag(cell: str, flag: Flag) -> str:
    """Return the cell with one flag more."""
    return join_flags([*split_flags(cell), flag])
