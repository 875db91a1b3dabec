"""What a change between two editions is: one figure, finding or recommendation that is another, and why."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any

import pandas as pd

from pipeline.areas import AREAS, Area, stand_ins
from pipeline.indicators import CATALOGUE
from pipeline.states import State
from pipeline.tables import format_value

LARGE, MODERATE = 0.15, 0.01  # of the value before: the tiers in which revisions are listed


class Why(StrEnum):
    """Why a figure is another one; a figure that only follows from another's change has `follows` set."""

    NEW_PERIOD = "new period"
    REVISION = "revision"
    METHOD = "method"
    EITHER = "revision or method"
    STATE = "state"
    APPEARED = "appeared"
    DISAPPEARED = "disappeared"


@dataclass(frozen=True)
class Figure:
    """A value as it stood in one edition."""

    period: str
    value: float = float("nan")
    lower: float = float("nan")
    upper: float = float("nan")
    count: float = float("nan")
    state: str = State.OK.value
    end: str = ""  # the last day of its period

    @property
    def known(self) -> bool:
        """Whether there is a value."""
        return self.state == State.OK and pd.notna(self.value)

    def words(self, indicator: str) -> str:
        """The value with its limits as printed, or the state that it is in."""
        if not self.known:
            return self.state if self.state != State.OK else "no figure"
        digits = CATALOGUE[indicator].decimals if indicator in CATALOGUE else 1
        suffix = "%" if indicator in CATALOGUE and CATALOGUE[indicator].unit.startswith("%") else ""
        shown = format_value(self.value, digits, suffix)
        if (indicator in CATALOGUE and CATALOGUE[indicator].rule == "recorded crime") or pd.isna(self.lower):
            return shown
        limits = (format_value(one, digits, suffix) for one in (self.lower, self.upper))
        return f"{shown} ({' to '.join(limits)})"


@dataclass(frozen=True)
class Change:
    """One figure that is another in the newer edition.

    `follows` names the revisions that it rests on: then it is a consequence, and no revision of its own. `rows` counts
    what is told together: the groups of a series that reaches further, the figures of an indicator that came or went.
    """

    why: Why
    indicator: str
    area_code: str
    group: str
    old: Figure
    new: Figure
    source: str
    follows: tuple[str, ...] = ()
    rows: int = 1
    period_type: str = ""

    @property
    def id(self) -> str:
        """Stable while it is the same figure of the same place and period."""
        period = "" if self.why == Why.NEW_PERIOD else self.new.period or self.old.period
        parts = [AREAS[self.area_code].slug, self.indicator, *(part_of(text) for text in (self.group, period))]
        further = f"period-{self.period_type.lower()}" if self.why == Why.NEW_PERIOD else ""
        return ".".join(part for part in (*parts, further) if part)

    @property
    def tier(self) -> str:
        """How large a revision is: large from 15%, moderate from 1%, else small; "" where there is none to size."""
        if self.why in {Why.NEW_PERIOD, Why.APPEARED, Why.DISAPPEARED, Why.STATE} or not (
            self.old.known and self.new.known
        ):
            return ""
        size = self.size
        return "large" if size >= LARGE else "moderate" if size >= MODERATE else "small"

    @property
    def size(self) -> float:
        """By how much of the value before it moved; from 0 to anything is the largest there is."""
        moved = abs(self.new.value - self.old.value)
        return moved / abs(self.old.value) if self.old.value else float("inf") if moved else 0.0

    @property
    def fingerprint(self) -> str:
        """A sha256 of the two values: another one means that the number has moved again."""
        return fingerprint(self.old.state, self.old.value, self.new.state, self.new.value, self.new.period)

    def words(self) -> str:
        """The values then and now, each with its period where these differ; the counts too where values print alike."""
        then, now = self.old.words(self.indicator), self.new.words(self.indicator)
        if self.why == Why.NEW_PERIOD:
            return f"{then} ({self.old.period}) → {now} ({self.new.period})"
        if then != now or not self.old.known:
            return f"{then} → {now}"
        if self.old.count != self.new.count and pd.notna(self.old.count) and pd.notna(self.new.count):
            return f"{then} as before, from {format_value(self.old.count, 0)} → {format_value(self.new.count, 0)}"
        return f"{then} as before, by less than is printed"


@dataclass(frozen=True)
class Moved:
    """A finding whose word is another one: its records then and now, why, and how it may be read."""

    id: str
    indicator: str
    area_code: str
    group: str
    old: dict[str, Any]
    new: dict[str, Any]
    why: str
    reading: str = ""

    @property
    def fingerprint(self) -> str:
        """A sha256 of words and values."""
        parts = [(one.get("word"), one.get("value"), one.get("period")) for one in (self.old, self.new)]
        return fingerprint(*(part for both in parts for part in both))

    def words(self) -> str:
        """The words then and now."""
        return f"“{self.old.get('word', 'no finding')}” → “{self.new.get('word', 'no finding')}”"


@dataclass(frozen=True)
class Asked:
    """A recommendation that appears, falls, or stands otherwise than before."""

    id: str
    area_code: str
    how: str  # appears, falls, decided
    ask: str
    why: str = ""

    @property
    def fingerprint(self) -> str:
        """A sha256 of what is asked and how it stands."""
        return fingerprint(self.how, self.ask)

    def words(self) -> str:
        """How it stands now."""
        return self.how


@dataclass(frozen=True)
class Changes:
    """What differs between two editions."""

    old: str
    new: str
    figures: tuple[Change, ...] = ()
    findings: tuple[Moved, ...] = ()
    recommendations: tuple[Asked, ...] = ()
    benchmarks: tuple[tuple[str, str, int], ...] = ()  # indicator, period, how many areas' comparator moved
    unchanged: int = 0
    notes: tuple[str, ...] = field(default=())

    @property
    def own(self) -> tuple[Change, ...]:
        """The changes that follow from no other."""
        return tuple(one for one in self.figures if not one.follows)

    def follow(self, id: str) -> tuple[Change, ...]:
        """What follows from the change of this id."""
        return tuple(one for one in self.figures if id in one.follows)


def own_codes(area: Area) -> frozenset[str]:
    """Return the codes under which an area's figures are published: its own, and that of the area it is counted with."""
    return frozenset({area.code, *(place.code for place in stand_ins(area.code))})


def rests_on(indicator: str, other: str) -> bool:
    """Whether an indicator is made of what another counts: of the same source, and no measure but its own."""
    one, beneath = CATALOGUE.get(indicator), CATALOGUE.get(other)
    if one is None or beneath is None:
        return indicator == other
    counted = set(beneath.measures)
    return one is beneath or (one.sources[0] == beneath.sources[0] and bool(counted) and counted <= set(one.measures))


def part_of(text: str) -> str:
    """Return a text as part of an id."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def fingerprint(*values: object) -> str:
    """Return a short sha256 of values, numbers to twelve digits."""
    said = [f"{one:.12g}" if isinstance(one, float) else str(one) for one in values]
    return sha256("|".join(said).encode()).hexdigest()[:16]
