"""What an examination of one release found: faults, which no release may have, and what a person should know."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from pipeline.contracts.notices import TIERS, Cell, Notices, Outlier, Revision
from pipeline.contracts.telling import details, summary


@dataclass(frozen=True)
class Examined:
    """The findings on one release of a source. `before` names the release it was compared with, "" where there is none."""

    source: str
    release: str
    before: str
    rows: int
    faults: list[str] = field(default_factory=list)
    notices: Notices = field(default_factory=Notices)

    @property
    def line(self) -> str:
        """One line: release, rows, whether the contract is kept, revisions by tier, outliers and doubts."""
        return f"{self.source:<24} {self.release:<11} {self.rows:>7,} rows  {summary(self.faults, self.before, self.notices)}"

    @property
    def lines(self) -> list[str]:
        """The line, then everything named: what needs a decision first."""
        return [self.line, *(f"  {line}" for line in details(self.faults, self.notices))]

    def as_dict(self) -> dict[str, Any]:
        """Return all of it as plain values with stable keys; no list is cut short."""
        notices = self.notices
        return {
            "source": self.source,
            "release": self.release,
            "before": self.before,
            "rows": self.rows,
            "kept": not self.faults,
            "faults": list(self.faults),
            "revisions": {tier: [_revision(one) for one in notices.revised(tier)] for tier in TIERS},
            "added": notices.added,
            "gone": [asdict(cell) for cell in notices.gone],
            "new_periods": {measure: list(periods) for measure, periods in notices.new_periods.items()},
            "dropped_periods": {measure: list(periods) for measure, periods in notices.dropped_periods.items()},
            "outliers": [_outlier(one) for one in notices.outliers],
            "gaps": [_named(gap.cell) | {"state": gap.state} for gap in notices.gaps],
            "queries": list(notices.queries),
        }


def _named(cell: Cell) -> dict[str, Any]:
    return asdict(cell)


def _revision(one: Revision) -> dict[str, Any]:
    return _named(one.cell) | {"old": one.old, "new": one.new, "percent": one.percent, "few": one.few}


def _outlier(one: Outlier) -> dict[str, Any]:
    return _named(one.cell) | {"value": one.value, "usual": one.usual, "known": one.known}


CURE = (
    "If the publisher changed what is counted, change the source's contract in pipeline/contracts and say why.\n"
    "If a file was saved wrongly, put the published file back."
)


def all_faults(examined: Iterable[Examined]) -> list[str]:
    """Return the faults of several releases, each with its source and release."""
    return [f"{one.source} {one.release}: {fault}" for one in examined for fault in one.faults]
