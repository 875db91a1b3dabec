"""What `cdp check` found: the stock of an edition, each source's release against its contract, boroughs' own files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.contracts import CURE, Examined, all_faults, examine
from pipeline.editions import releases_of
from pipeline.errors import PipelineError
from pipeline.execution.own import OwnFiles
from pipeline.execution.stock import Stock
from pipeline.project import Project
from pipeline.release import Edition
from pipeline.sources import PUBLISHED


@dataclass(frozen=True)
class Checked:
    """All that was asked for; what was not asked for is empty. `faults` are why the exit code is 1, each in words."""

    stock: Stock | None = None
    contracts: tuple[Examined, ...] = ()
    own: tuple[OwnFiles, ...] = ()
    unusable: str = ""

    @property
    def faults(self) -> list[str]:
        """Everything that must be put right before a report is made."""
        refused = [message for one in self.own for message in one.refused]
        return [*filter(None, [self.unusable]), *all_faults(self.contracts), *refused]

    @property
    def cures(self) -> list[str]:
        """What to do about contracts that are broken; the other faults say it themselves."""
        return [CURE] if all_faults(self.contracts) else []

    def lines(self, detail: bool) -> list[str]:
        """Return what to print for people; with `detail` the figures behind each line of a source."""
        own = "\n\n".join("\n".join(one.lines) for one in self.own)
        stock = [*self.stock.lines, ""] if self.stock else []
        return [*filter(None, [own]), *stock, *contract_lines(self.contracts, detail)]

    def as_dict(self) -> dict[str, Any]:
        """Return all of it as plain values with stable keys."""
        edition = self.stock.edition if self.stock else None
        return {
            "ok": not self.faults,
            "edition": {"id": edition.id, "date": edition.date, "audience": str(edition.audience)} if edition else None,
            "stock": self.stock.as_dict() if self.stock else None,
            "contracts": [one.as_dict() for one in self.contracts],
            "own": [{"lines": list(one.lines), "refused": list(one.refused)} for one in self.own],
            "faults": self.faults,
        }


def examine_edition(project: Project, edition: Edition, names: Iterable[str] = ()) -> tuple[Examined, ...]:
    """Return each published source's release of an edition, examined beside the one before it; `names` chooses sources.

    Raises PipelineError for a source of which the edition has no release.
    """
    wanted = list(names) or [name for name in PUBLISHED if name in edition.releases]
    absent = [name for name in wanted if name not in edition.releases]
    if absent:
        raise PipelineError("\n".join(f"{name}: no release was fetched yet (cdp fetch {name})" for name in absent))
    return tuple(_examined(project, edition, name) for name in wanted)


def contract_lines(contracts: Sequence[Examined], detail: bool) -> list[str]:
    """Return a headline and a line for each source, or all that was found of each."""
    if not contracts:
        return []
    kept = sum(not one.faults for one in contracts)
    headline = f"Contracts: {kept} of {len(contracts)} sources keep theirs."
    if detail:
        return [headline, *(f"\n{line}" if line == one.line else line for one in contracts for line in one.lines)]
    return [headline, "", *(one.line for one in contracts), "\nThe figures behind a line: cdp check <source>"]


def _examined(project: Project, edition: Edition, name: str) -> Examined:
    release = edition.releases[name]
    earlier = [other for other in releases_of(project, name) if other < release.release]
    before = project.raw / name / earlier[-1] if earlier else None
    return examine(PUBLISHED[name], release.folder, before)
