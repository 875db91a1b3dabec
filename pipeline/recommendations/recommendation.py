"""What a recommendation is: what is asked of whom, by which measure, and the findings behind it; or why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pipeline import phrases
from pipeline.findings import Finding
from pipeline.recommendations.days import day

DRAFT_WORDS = "Draft for the partnership"
TO_BE_AGREED = "to be agreed"
NO_TARGET = "target not set by the partnership"
NO_DATE = "date not set by the partnership"


class Status(StrEnum):
    """What the partnership has decided: nothing yet, yes, or no."""

    DRAFT = "draft"
    AGREED = "agreed"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Measure:
    """How the partnership would see that it worked; `indicator` where the catalogue has it."""

    id: str
    text: str
    indicator: str = ""


@dataclass(frozen=True)
class Baseline:
    """Where the measure stands now; empty where no figure is at hand."""

    period: str = ""
    value: str = ""
    finding: str = ""  # the id of the finding that it was read from
    historical: bool = False

    @property
    def words(self) -> str:
        """The baseline as printed: its period first."""
        old = " (historical)" if self.historical else ""
        return f"{self.period}{old}: {self.value}" if self.value else "no figure at hand"


@dataclass(frozen=True)
class Recommendation:
    """One recommendation. Its id is stable from edition to edition: area, key of the rule, and what it is about.

    `first` is the step that comes before it where its figures are historical. Date and target stay empty until decided.
    `gap` says who could give the measure a figure, where there is none.
    """

    id: str
    rule: int
    priority: int
    outcome: int
    interpretation: str
    verb: str
    object: str
    group: str
    owner: str
    measure: Measure
    baseline: Baseline
    findings: tuple[Finding, ...]
    first: str = ""
    by_when: str = ""
    target: str = ""
    status: Status = Status.DRAFT
    note: str = ""
    kept_ids: tuple[str, ...] = ()  # of a decision whose evidence is not in this edition
    gap: Finding | None = None

    @property
    def finding_ids(self) -> tuple[str, ...]:
        """The findings it rests on; those it rested on when it was decided, where this edition has none of them."""
        return tuple(dict.fromkeys(finding.id for finding in self.findings)) or self.kept_ids

    @property
    def label(self) -> str:
        """What stands above it on the page; a draft always says that it is one."""
        return {Status.DRAFT: DRAFT_WORDS, Status.AGREED: "Agreed by the partnership"}.get(self.status, "Not taken up")

    @property
    def action(self) -> str:
        """What is asked, as one sentence; with the step that comes before it, two."""
        text = f"{self.verb} {self.object}, for {self.group}."
        return f"{self.first} Then {text[0].lower()}{text[1:]}" if self.first else text

    @property
    def ask(self) -> str:
        """What is asked, as a title: it never hides that current figures come first."""
        text = f"{self.verb} {self.object}, for {self.group}"
        return f"Once current figures are at hand: {text[0].lower()}{text[1:]}" if self.first else text

    @property
    def why(self) -> str:
        """What the findings mean, and the findings themselves."""
        said = dict.fromkeys(phrases.sentence(finding) for finding in self.findings)
        return " ".join([self.interpretation, *said])

    @property
    def terms(self) -> Mapping[str, str]:
        """Owner, date, measure, baseline and target as printed, blanks in words."""
        return {
            "Owner": self.owner or TO_BE_AGREED,
            "By when": day(self.by_when) or NO_DATE,
            "Measure": self.measure.text,
            "Baseline": self.baseline.words,
            "Target": self.target or NO_TARGET,
        }


@dataclass(frozen=True)
class NoRecommendation:
    """That a rule was met and yet nothing is asked, and why."""

    id: str
    rule: int
    why: str
    findings: tuple[Finding, ...]

    @property
    def finding_ids(self) -> tuple[str, ...]:
        """The findings that cannot carry a recommendation."""
        return tuple(dict.fromkeys(finding.id for finding in self.findings))

    @property
    def words(self) -> str:
        """Why nothing is asked, with the findings themselves."""
        return " ".join(
            ["No recommendation.", self.why, *dict.fromkeys(phrases.sentence(one) for one in self.findings)]
        )
