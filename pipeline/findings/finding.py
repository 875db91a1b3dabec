"""What a finding is: one judgement with its evidence and age, or the reason it cannot be made.

Ids are stable across editions: area, indicator, kind.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

import pandas as pd

from pipeline.areas import Area
from pipeline.indicators import CATALOGUE, Indicator

CURRENT_MONTHS, LATEST_MONTHS = 18, 36  # interpretation.md 1: age of evidence at the edition's date


class Age(StrEnum):
    """How old evidence is when the report is made: what a figure may be used for depends on it."""

    CURRENT = "current"
    LATEST = "latest at hand"
    HISTORICAL = "historical"


@dataclass(frozen=True)
class Finding:
    """One judgement. `facts` hold the numbers that its sentence prints; `query` says why a value is not explained."""

    kind: str
    indicator: str
    area: Area
    verdict: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    age: Age = Age.CURRENT
    months_old: int = 0
    query: str = ""

    @property
    def id(self) -> str:
        """Stable from edition to edition."""
        return f"{self.area.slug}.{self.indicator}.{self.kind}"

    @property
    def entry(self) -> Indicator:
        """The indicator judged."""
        return CATALOGUE[self.indicator]


def months_between(end: pd.Timestamp, edition_date: str) -> int:
    """Return the whole months from the end of a period to the edition's date."""
    date = pd.Timestamp(edition_date)
    return (date.year - end.year) * 12 + date.month - end.month


def age_of(end: pd.Timestamp, edition_date: str) -> Age:
    """Return how old evidence is whose period ended then."""
    months = months_between(end, edition_date)
    if months <= CURRENT_MONTHS:
        return Age.CURRENT
    return Age.LATEST if months <= LATEST_MONTHS else Age.HISTORICAL


def dated(finding: Finding, period_end: pd.Timestamp, edition_date: str) -> Finding:
    """Return the finding with the age of its evidence, counted from the end of the period."""
    return replace(finding, age=age_of(period_end, edition_date), months_old=months_between(period_end, edition_date))


def tone(finding: Finding) -> str:
    """Return better or worse where the indicator has a direction, else higher, lower, similar or untested."""
    better = {"higher is better": "higher", "lower is better": "lower"}.get(finding.entry.polarity or "")
    if finding.verdict in {"higher", "lower"} and better:
        return "better" if finding.verdict == better else "worse"
    return finding.verdict if finding.verdict in {"higher", "lower", "similar"} else "untested"
