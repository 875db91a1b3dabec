"""What a person should know of a release that keeps its contract: revisions, what is gone or new, outliers, gaps, doubts."""

from dataclasses import dataclass, field

import pandas as pd

from pipeline.areas import AREAS

LARGE, MODERATE, SMALL = "large", "moderate", "small"
TIERS = (LARGE, MODERATE, SMALL)
FEW = 10  # of counts below this a large percentage says little: the counts are said


@dataclass(frozen=True)
class Cell:
    """One figure of a release: `group` says sex, age and category where they are not all together."""

    area_code: str
    measure: str
    group: str
    period: str

    @property
    def words(self) -> str:
        """The figure named for people."""
        area = AREAS[self.area_code].name if self.area_code in AREAS else self.area_code
        return ", ".join(filter(None, [area, self.measure, self.group, self.period]))


@dataclass(frozen=True)
class Revision:
    """A figure that is another than in the release before; `percent` is None where that was 0 or had no value (`old` None).

    `few`: both are counts under FEW. The tier is by the rule all the same.
    """

    cell: Cell
    old: float | None
    new: float
    percent: float | None
    tier: str
    few: bool

    @property
    def words(self) -> str:
        """The figure, what it was and what it is."""
        change = f"{self.percent:+,.3g}%" if self.percent is not None else "from none"
        old = f"{self.old:,.10g}" if self.old is not None else "no value"
        return f"{self.cell.words}: {old} to {self.new:,.10g} ({change})"


@dataclass(frozen=True)
class Outlier:
    """A figure far from what is usual around it in its own series; `known` says why where that is known."""

    cell: Cell
    value: float
    usual: float
    start: pd.Timestamp
    known: str

    @property
    def words(self) -> str:
        """The figure beside what is usual."""
        known = f" ({self.known})" if self.known else ""
        return f"{self.cell.words}: {self.value:,.10g}, usually {self.usual:,.10g}{known}"


@dataclass(frozen=True)
class Gap:
    """A figure without a value, in its state (not available, suppressed)."""

    cell: Cell
    state: str

    @property
    def words(self) -> str:
        """The figure and why it has no value."""
        return f"{self.cell.words}: {self.state}"


@dataclass(frozen=True)
class Notices:
    """Everything to know of one release. Each is listed with what needs a decision first.

    `gone` had a value in the release before and have none now; `added` is how many of its periods' figures it did not
    have. `new_periods` and `dropped_periods` are by measure.
    `queries` are sentences: what the figures leave in doubt.
    """

    revisions: tuple[Revision, ...] = ()
    gone: tuple[Cell, ...] = ()
    added: int = 0
    new_periods: dict[str, tuple[str, ...]] = field(default_factory=dict)
    dropped_periods: dict[str, tuple[str, ...]] = field(default_factory=dict)
    outliers: tuple[Outlier, ...] = ()
    gaps: tuple[Gap, ...] = ()
    queries: tuple[str, ...] = ()

    def revised(self, tier: str) -> tuple[Revision, ...]:
        """Return the revisions of one tier."""
        return tuple(revision for revision in self.revisions if revision.tier == tier)
