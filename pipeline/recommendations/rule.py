"""The rules as data: what is looked for, what is asked of whom, and by which measure; read from rules.toml and checked."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.indicators import CATALOGUE
from pipeline.local.lines import Entry, read_entries, refuse

RULES_FILE = Path(__file__).parent / "rules.toml"
EVIDENCE, ACTION, NOTHING = "evidence", "action", "nothing"
MEASURES = "measures"  # a rule may need measures of the partnership's own
TEXTS = ("verb", "object", "group", "owner", "measure_id", "measure")
REQUIRED = ("number", "key", "looks_for", "trigger", "indicators", "priority", "outcome", "asks", "interpretation")
OPTIONAL = ("also", "beside", "measure_indicators", "needs")
POLICE = ("mps_recorded_crime", "mps_knife_crime")
# A measure of success that counts offences, in words. "Charges for each 100 offences" counts charges.
COUNTS_OFFENCES = re.compile(
    r"^(the )?((fewer|less|lower|number of|rate of|count of|reduction in|fall in|share of) )*"
    r"(police )?(recorded |drug |trafficking |possession |weapon |violent )*(offences|crimes?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Rule:
    """One rule: its condition (`trigger` with `thresholds`), the evidence it reads, and the words of what it asks.

    `needs` is the partnership's own table, or "measures", without which it cannot look; `measure_indicators` show its
    measure, best first.
    """

    number: int
    key: str
    looks_for: str
    trigger: str
    indicators: tuple[str, ...]
    priority: int
    outcome: int
    asks: str
    interpretation: str
    words: Mapping[str, str]
    thresholds: Mapping[str, Any]
    also: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    measure_indicators: tuple[str, ...] = ()
    needs: str = ""


@lru_cache(maxsize=4)
def read_rules(path: Path = RULES_FILE, triggers: frozenset[str] = frozenset()) -> tuple[Rule, ...]:
    """Return the rules of a file in order; PipelineError names every fault by its line.

    `triggers`: the conditions that there are, to refuse any other (not checked when empty).
    """
    entries = read_entries(path, "rule")
    faults = [fault for entry in entries for fault in _faults(entry, triggers)]
    for key in {entry.values.get("key") for entry in entries}:
        doubled = [entry for entry in entries if entry.values.get("key") == key]
        faults += [(entry.at("key"), f"key {key} is there more than once") for entry in doubled[1:]]
    refuse(path, faults, f"Put each line right in {path.name}.")
    return tuple(_rule(entry.values) for entry in entries)


def _rule(values: Mapping[str, Any]) -> Rule:
    known = {*REQUIRED, *OPTIONAL, *TEXTS}
    return Rule(
        **{name: values[name] for name in REQUIRED if name != "indicators"},
        indicators=tuple(values["indicators"]),
        words={name: values[name] for name in TEXTS if name in values},
        thresholds={name: value for name, value in values.items() if name not in known},
        also=tuple(values.get("also", ())),
        beside=tuple(values.get("beside", ())),
        measure_indicators=tuple(values.get("measure_indicators", ())),
        needs=values.get("needs", ""),
    )


def _faults(entry: Entry, triggers: frozenset[str]) -> list[tuple[int, str]]:
    values = entry.values
    needed = [*REQUIRED, *(TEXTS if values.get("asks") != NOTHING else ())]
    faults = [(entry.line, f"{name} is missing") for name in needed if not values.get(name)]
    if values.get("asks") not in {EVIDENCE, ACTION, NOTHING}:
        faults.append((entry.at("asks"), f"asks {values.get('asks')} is not one of evidence, action, nothing"))
    if triggers and values.get("trigger") not in triggers:
        known = ", ".join(sorted(triggers))
        faults.append((entry.at("trigger"), f"trigger {values.get('trigger')} is not one of {known}"))
    wrong = counts_offences(str(values.get("measure", "")), values.get("measure_indicators", ()))
    return [*faults, *([(entry.at("measure"), wrong)] if wrong else [])]


def counts_offences(measure: str, indicators: Iterable[str] = ()) -> str:
    """Return why a measure is refused, "" if it may stand: recorded offences are never a measure of success."""
    shown_by = {source for name in indicators if name in CATALOGUE for source in CATALOGUE[name].sources}
    if COUNTS_OFFENCES.match(measure) or shown_by & set(POLICE):
        return f"measure '{measure}' counts recorded offences, which follow police activity: never a measure of success"
    return ""
