"""National framing as dated data: names of strategy and unit, grants, timetable, headings of the yearly report."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

from pipeline.errors import PipelineError, did_you_mean
from pipeline.local.lines import Entry, refuse
from pipeline.national.framework import CURE, SURE, read_tables
from pipeline.periods import financial_year

FRAMING_FILE = Path(__file__).parent / "framing.toml"
# What may be said under a heading of the yearly report (pipeline/notebook/progress.py).
SHOWS = ("actions", "outcomes", "measures", "queries", "recommendations", "")


@dataclass(frozen=True)
class Named:
    """A name that holds for a time: the national strategy, or its outcomes framework."""

    name: str
    first: str
    last: str
    note: str
    checked: str
    years: str = ""


@dataclass(frozen=True)
class Unit:
    """The national unit that partnerships report to, by the name it had in those years."""

    name: str
    short: str
    first: str
    last: str
    note: str
    checked: str


@dataclass(frozen=True)
class Asked:
    """By what areas are asked to have a partnership and its documents."""

    by: str
    first: str
    last: str
    note: str
    checked: str


@dataclass(frozen=True)
class Grant:
    """A national grant, `first` to `last` financial year; `into` is the id of the grant that took its place."""

    id: str
    name: str
    short: str
    first: str
    last: str
    sum: str
    purpose: str
    into: str
    note: str
    checked: str


@dataclass(frozen=True)
class Step:
    """One step of the national timetable; `conflict` says where the papers print another date."""

    id: str
    what: str
    due: str
    every: str
    output: str
    conflict: str
    checked: str


@dataclass(frozen=True)
class Heading:
    """A heading of the yearly report to the national unit; `shows` is what this project can say under it."""

    id: str
    title: str
    first: str
    last: str
    shows: str
    checked: str


@dataclass(frozen=True)
class Framing:
    """Everything that is dated; ask for a day's state with `on`."""

    strategy: tuple[Named, ...]
    framework: tuple[Named, ...]
    unit: tuple[Unit, ...]
    asked: tuple[Asked, ...]
    grant: tuple[Grant, ...]
    step: tuple[Step, ...]
    heading: tuple[Heading, ...]

    def grant_of(self, name: str) -> Grant:
        """Return a grant by its id or short name; PipelineError with the nearest known."""
        known = {key.lower(): one for one in self.grant for key in (one.id, one.short) if key}
        if name.lower() not in known:
            raise PipelineError(f"There is no national grant '{name}'.{did_you_mean(name, known)}")
        return known[name.lower()]


class _Dated(Protocol):
    @property
    def first(self) -> str: ...
    @property
    def last(self) -> str: ...


D = TypeVar("D", bound=_Dated)
_KINDS: dict[str, Any] = {
    "strategy": Named, "framework": Named, "unit": Unit, "asked": Asked, "grant": Grant, "step": Step, "heading": Heading,
}  # fmt: skip


def on(entries: Sequence[D], day: str) -> list[D]:
    """Return the entries that hold on a day (ISO): not before their first nor after their last period."""
    return [one for one in entries if _start(one.first) <= day[:10] <= _end(one.last)]


@lru_cache(maxsize=4)
def read_framing(path: Path = FRAMING_FILE) -> Framing:
    """Return the framing of a file; PipelineError names every fault by its line."""
    found = read_tables(path)
    faults = [
        fault for name, entries in found.items() for entry in entries for fault in _faults(entry, _KINDS.get(name), name)
    ]  # fmt: skip
    faults += [(1, f"[[{name}]] is missing") for name in _KINDS if name not in found]
    refuse(path, faults, CURE)
    return Framing(**{name: tuple(kind(**entry.values) for entry in found[name]) for name, kind in _KINDS.items()})


def _faults(entry: Entry, kind: Any, name: str) -> list[tuple[int, str]]:
    if kind is None:
        return [(entry.line, f"{name} is no part of the framing.{did_you_mean(name, _KINDS)}")]
    known = {one.name for one in fields(kind)}
    needed = known - {"years"}
    faults = [(entry.line, f"{one} is missing") for one in sorted(needed - set(entry.values))]
    faults += [
        (entry.at(one), f"there is no field {one}.{did_you_mean(one, known)}")
        for one in sorted(set(entry.values) - known)
    ]
    for one in ("first", "last", "due"):
        text = str(entry.values.get(one, ""))
        if text and not _is_period(text):
            faults.append((entry.at(one), f"{one} {text} is not like 2025, 2025-04, 2025-04-30 or 2025/26"))
    if str(entry.values.get("checked")) not in SURE:
        faults.append((entry.at("checked"), f"checked {entry.values.get('checked')} is not one of {', '.join(SURE)}"))
    if entry.values.get("shows", "") not in SHOWS:
        faults.append(
            (entry.at("shows"), f"shows {entry.values['shows']} is not one of {', '.join(filter(None, SHOWS))}")
        )
    return faults


def _is_period(text: str) -> bool:
    try:
        _start(text)
    except (ValueError, PipelineError):
        return False
    return True


def _start(period: str) -> str:
    """The first day of a year, month, day or financial year; the beginning of time where none is given."""
    if "/" in period:
        return f"{financial_year(period).start:%Y-%m-%d}"
    return (
        date.fromisoformat({4: f"{period}-01-01", 7: f"{period}-01"}.get(len(period), period)).isoformat()
        if period
        else ""
    )


def _end(period: str) -> str:
    """The last day of the period as text that sorts after it; the end of time where none is given."""
    if "/" in period:
        return f"{financial_year(period).end:%Y-%m-%d}"
    return f"{period}~" if period else "~"
