"""What the condition of a rule is given, and what it gives when it holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Self

from pipeline.bundle import Bundle
from pipeline.findings import Finding
from pipeline.local.data import BoroughData
from pipeline.recommendations.owners import seats_of
from pipeline.recommendations.rule import Rule

ALL = "all"  # about everything: no part of its own in the id of a measure


@dataclass(frozen=True)
class Local:
    """What the partnership has given: tables at hand (L0 to L20), what its own measures ask for, seats of its governance."""

    tables: frozenset[str] = frozenset()
    measures: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    @classmethod
    def of(cls, data: BoroughData) -> Self:
        """Return what a borough's own files give to the rules."""
        return cls(frozenset(data.tables), tuple(measure.text for measure in data.measures), seats_of(data))


@dataclass(frozen=True)
class Met:
    """A condition that holds: the findings it rests on, the telling one first, and what it is about ("" for all)."""

    findings: tuple[Finding, ...]
    subject: str = ""
    about: str = ""  # the part of the id that says what it is about, where it is not the subject
    number: float = float("nan")  # the count that its words print as {count}
    group: str = ""  # the group by itself that its measure is about


Trigger = Callable[[Bundle, Rule, Local], Iterator[Met]]
