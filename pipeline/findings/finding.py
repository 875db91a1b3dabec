"""What a finding is: one judgement with its evidence, its age and how sure it is, or the reason it cannot be made.

Ids are stable across editions: area, indicator, kind and, where one was asked for by itself, the group and period.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, NamedTuple

import pandas as pd

from pipeline.areas import Area, stand_ins
from pipeline.indicators import CATALOGUE, Indicator
from pipeline.indicators.flags import MONTHS_UNTIL_HISTORICAL

CURRENT_MONTHS, LATEST_MONTHS = 18, MONTHS_UNTIL_HISTORICAL  # interpretation.md 1: age at the edition's date
# Verdicts that judge nothing; a missing or hidden figure is a finding of kind "gap".
UNJUDGED = frozenset({"not comparable", "cannot be calculated", "cannot be tested", "too few to compare"})


class Age(StrEnum):
    """How old evidence is when the report is made: what a figure may be used for depends on it."""

    CURRENT = "current"
    LATEST = "latest at hand"
    HISTORICAL = "historical"


class Certainty(StrEnum):
    """How sure a judgement is: what a reader may lean on it."""

    LIMITS = "tested with limits"
    COUNT = "a firm count whose cause is not known"
    MODELLED = "estimated from a model"
    SMALL = "small numbers"
    NO_LIMITS = "no limits published"
    QUERY = "an open query"
    NOT_JUDGED = "not judged"
    RECORD = "a fact about the evidence itself"


class Evidence(NamedTuple):
    """One row that a finding rests on, by its key in the table of indicators."""

    indicator: str
    area_code: str
    period: str
    group: str = ""


@dataclass(frozen=True)
class Finding:
    """One judgement. `facts` hold the numbers that its sentence prints; `query` says why a value is not explained.

    `evidence` names the rows it rests on; `group` the one group judged by itself ("" for everybody);
    `period` the one that was asked for by name ("" for the latest).
    """

    kind: str
    indicator: str
    area: Area
    verdict: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    age: Age = Age.CURRENT
    months_old: int = 0
    query: str = ""
    group: str = ""
    period: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def id(self) -> str:
        """Stable from edition to edition."""
        names = [re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") for text in (self.group, self.period)]
        return ".".join(part for part in (self.area.slug, self.indicator, self.kind, *names) if part)

    @property
    def counted(self) -> Area:
        """The area whose rows these are: the area itself, or the one that stands in for it where it has none."""
        code = self.evidence[0].area_code if self.evidence else self.area.code
        return next((area for area in stand_ins(self.area.code) if area.code == code), self.area)

    @property
    def entry(self) -> Indicator:
        """The indicator judged."""
        return CATALOGUE[self.indicator]

    @property
    def usable(self) -> bool:
        """Whether it may be the only support of a recommendation: judged, not historical, and no open query."""
        return self.certainty not in {Certainty.NOT_JUDGED, Certainty.QUERY} and self.age != Age.HISTORICAL

    @property
    def certainty(self) -> Certainty:
        """How sure it is, the gravest doubt first."""
        doubts = {
            Certainty.NOT_JUDGED: self.kind == "gap" or self.verdict in UNJUDGED,
            Certainty.QUERY: bool(self.query),
            Certainty.RECORD: self.kind == "holding",
            Certainty.SMALL: bool(self.facts.get("small")),
            Certainty.MODELLED: bool(self.facts.get("modelled")),
            Certainty.COUNT: self.entry.rule == "recorded crime",
            Certainty.LIMITS: pd.notna(self.facts.get("lower")) and pd.notna(self.facts.get("upper")),
        }
        return next((doubt for doubt, holds in doubts.items() if holds), Certainty.NO_LIMITS)


def months_between(end: pd.Timestamp, edition_date: str) -> int:
    """Return the whole months from the end of a period to the edition's date."""
    date = pd.Timestamp(edition_date)
    months = (date.year - end.year) * 12 + date.month - end.month
    last_day = end.is_month_end  # from 31 December to 22 November is short of eleven months
    return months - 1 if last_day and not date.is_month_end else months - (date.day < end.day)


def age_of(end: pd.Timestamp, edition_date: str) -> Age:
    """Return how old evidence is whose period ended then."""
    date = pd.Timestamp(edition_date)
    if date <= end + pd.DateOffset(months=CURRENT_MONTHS):
        return Age.CURRENT
    return Age.LATEST if date <= end + pd.DateOffset(months=LATEST_MONTHS) else Age.HISTORICAL


def dated(finding: Finding, period_end: pd.Timestamp, edition_date: str) -> Finding:
    """Return the finding with the age of its evidence, counted from the end of the period."""
    return replace(finding, age=age_of(period_end, edition_date), months_old=months_between(period_end, edition_date))


def tone(finding: Finding) -> str:
    """Return better or worse where the indicator has a direction, else higher, lower, similar or untested."""
    better = {"higher is better": "higher", "lower is better": "lower"}.get(finding.entry.polarity or "")
    if finding.verdict in {"higher", "lower"} and better:
        return "better" if finding.verdict == better else "worse"
    return finding.verdict if finding.verdict in {"higher", "lower", "similar"} else "untested"
