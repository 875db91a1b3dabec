"""What came of a verification: what the report was made from, what was checked, and every part that differs."""

from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple


class Difference(NamedTuple):
    """One part that is not as recorded: its name ("page", "bundle supply", "source imd 2019 lsoa.csv"), and how."""

    part: str
    what: str


@dataclass
class Verdict:
    """What is known of a report; `holds` only if nothing differs and everything asked for could be checked."""

    report: str
    made_from: tuple[str, ...]  # in lines, from the record
    checked: list[str] = field(default_factory=list)
    not_checked: list[str] = field(default_factory=list)  # each with the reason
    differences: list[Difference] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether nothing differs."""
        return not self.differences

    def lines(self) -> list[str]:
        """Return the verdict as it is printed."""
        found = [f"  {one.part}: {one.what}" for one in self.differences]
        number = f"{len(found)} part{'s' if len(found) != 1 else ''} differ{'s' if len(found) == 1 else ''}"
        return [
            self.report, *(f"  {line}" for line in self.made_from), "",
            *(f"Checked: {one}." for one in self.checked), *(f"Not checked: {one}." for one in self.not_checked),
            *([f"{number} from the record:", "", *found] if found else [self._good()]),
        ]  # fmt: skip

    def _good(self) -> str:
        return "All that was checked is as recorded." if self.checked else "Only what the page says of itself is known."

    def to_json(self) -> dict[str, Any]:
        """Return the verdict for machines."""
        return asdict(self) | {"differences": [one._asdict() for one in self.differences], "holds": self.holds}
