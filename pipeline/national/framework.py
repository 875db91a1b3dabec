"""The national outcomes framework as data: six outcomes, their metrics, and what stands for each in the tables at hand."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.errors import PipelineError, did_you_mean
from pipeline.local.lines import Entry, decode, refuse, toml_entries

OUTCOMES_FILE = Path(__file__).parent / "outcomes.toml"
LEVELS = ("borough", "police force", "national")
KINDS = ("strategic", "intermediate")
BETTER = ("higher is better", "lower is better", "")
CURE = "Put each line right; the head of the file says what every field means."
# How sure a wording is, as a reader is told.
SURE = {
    "V": "read at the source",
    "V2": "read in another party's dated summary",
    "M": "from memory: to be checked before it is quoted",
}
_ID = re.compile(r"(H|SM)[1-9]\d?")
_TEXTS = (
    "id", "name", "numerator", "denominator", "source", "frequency", "level", "standing", "missing", "holder", "checked", "terms",
)  # fmt: skip
_FIELDS = {*_TEXTS, "outcome", "better", "tables", "evidence"}
_EVIDENCE = {"standing", "indicators", "note", "group"}


class Standing(StrEnum):
    """What stands for a metric: its own figure, one that comes near, one of a wider area only, or nothing."""

    SHOWN = "shown"
    PROXY = "proxy"
    NATIONAL = "national"
    GAP = "gap"

    @property
    def words(self) -> str:
        """The standing as a table prints it."""
        return _WORDS[self]


_WORDS = {
    Standing.SHOWN: "Shown",
    Standing.PROXY: "Comes near (proxy)",
    Standing.NATIONAL: "England or police force only",
    Standing.GAP: "Stated gap",
}


@dataclass(frozen=True)
class Stand:
    """Indicators that stand for a metric, and how: `note` says what to know, or why they only come near."""

    standing: Standing
    indicators: tuple[str, ...]
    note: str
    group: str = ""  # the one group of the indicators that is meant; "" for everybody


@dataclass(frozen=True)
class Metric:
    """One metric of the framework; `evidence` in the order of preference, `missing` where none of it has a value."""

    id: str
    outcome: int
    name: str
    numerator: str
    denominator: str
    source: str
    frequency: str
    level: str
    standing: Standing
    better: str
    missing: str
    holder: str
    tables: tuple[str, ...]
    checked: str
    terms: str
    evidence: tuple[Stand, ...] = ()

    @property
    def is_headline(self) -> bool:
        """Whether it is a headline metric; the others support."""
        return self.id.startswith("H")

    @property
    def without_evidence(self) -> Standing:
        """What it is where nothing at hand stands for it: a gap only where it is made for boroughs at all."""
        return Standing.GAP if self.level == "borough" else Standing.NATIONAL


@dataclass(frozen=True)
class Outcome:
    """One of the six national outcomes; `kind` is strategic (ends) or intermediate (means)."""

    number: int
    name: str
    kind: str
    metrics: tuple[Metric, ...]


def read_tables(path: Path) -> dict[str, list[Entry]]:
    """Return the tables of a TOML file by name, each with its lines; PipelineError for what is no TOML."""
    try:
        return toml_entries(decode(path.read_bytes()))
    except ValueError as error:
        raise PipelineError(f"{path.name} cannot be read: {error}.\n{CURE}") from None


@lru_cache(maxsize=4)
def read_outcomes(path: Path = OUTCOMES_FILE) -> tuple[Outcome, ...]:
    """Return the outcomes of a file with their metrics in order; PipelineError names every fault by its line."""
    found = read_tables(path)
    outcomes, metrics = found.pop("outcome", []), found.pop("metric", [])
    numbers = [entry.values.get("number") for entry in outcomes]
    faults = [(entry.line, f"{name} is no part of the framework") for name, held in found.items() for entry in held]
    faults += [fault for entry in outcomes for fault in _outcome_faults(entry)]
    faults += [fault for entry in metrics for fault in _metric_faults(entry, numbers)]
    ids = [entry.values.get("id") for entry in metrics]
    faults += [
        (one.at("id"), f"id {one.values.get('id')} stands twice")
        for place, one in enumerate(metrics)
        if one.values.get("id") in ids[:place]
    ]
    refuse(path, faults, CURE)
    made = [_metric(entry.values) for entry in metrics]
    return tuple(_outcome(entry.values, made) for entry in outcomes)


def _outcome(values: Mapping[str, Any], metrics: list[Metric]) -> Outcome:
    own = tuple(one for one in metrics if one.outcome == values["number"])
    return Outcome(values["number"], values["name"], values["kind"], own)


def _metric(values: Mapping[str, Any]) -> Metric:
    evidence = tuple(
        Stand(Standing(one["standing"]), tuple(one["indicators"]), one.get("note", ""), one.get("group", ""))
        for one in values.get("evidence", ())
    )
    texts = {name: values[name] for name in _TEXTS if name != "standing"}
    return Metric(
        **texts, outcome=values["outcome"], standing=Standing(values["standing"]), better=values["better"],
        tables=tuple(values["tables"]), evidence=evidence,
    )  # fmt: skip


def _outcome_faults(entry: Entry) -> list[tuple[int, str]]:
    values = entry.values
    faults = [(entry.at(name), f"{name} is missing") for name in ("number", "name", "kind") if not values.get(name)]
    if values.get("kind") and values["kind"] not in KINDS:
        faults.append((entry.at("kind"), f"kind {values['kind']} is not one of {', '.join(KINDS)}"))
    return faults


def _metric_faults(entry: Entry, outcomes: list[Any]) -> list[tuple[int, str]]:
    values = entry.values
    faults = [(entry.at(name), f"{name} is missing") for name in (*_TEXTS, "outcome") if not values.get(name)]
    faults += [(entry.at(name), f"{name} is missing") for name in ("better", "tables") if name not in values]
    faults += [
        (entry.at(name), f"there is no field {name}.{did_you_mean(name, _FIELDS)}") for name in values if name not in _FIELDS
    ]  # fmt: skip
    allowed = {
        "level": LEVELS, "standing": tuple(Standing), "better": BETTER, "checked": tuple(SURE), "terms": tuple(SURE),
        "outcome": outcomes,
    }  # fmt: skip
    faults += [
        (entry.at(name), f"{name} {values[name]} is not one of {', '.join(map(str, known))}")
        for name, known in allowed.items() if name in values and values[name] not in known
    ]  # fmt: skip
    if not _ID.fullmatch(str(values.get("id", ""))):
        faults.append((entry.at("id"), f"id {values.get('id')} is not like H4 or SM12"))
    return [*faults, *_evidence_faults(entry)]


def _evidence_faults(entry: Entry) -> list[tuple[int, str]]:
    faults = []
    for one in entry.values.get("evidence", ()):
        unknown = sorted(set(one) - _EVIDENCE)
        faults += [(entry.at("evidence"), f"evidence has no field {name}") for name in unknown]
        if one.get("standing") not in set(Standing) - {Standing.GAP}:
            faults.append((entry.at("evidence"), f"evidence stands as {one.get('standing')}: shown, proxy or national"))
        if not one.get("indicators"):
            faults.append((entry.at("evidence"), "evidence names no indicators"))
        if one.get("standing") == Standing.PROXY and not one.get("note"):
            faults.append((entry.at("evidence"), "a proxy says in its note why it only comes near"))
    return faults
