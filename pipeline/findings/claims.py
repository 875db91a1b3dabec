"""Hold what an earlier assessment said against today's findings: confirmed, changed, or why it cannot be checked.

A claim is judged by the same findings as everything else on the page. It is confirmed where today's word is the word
that was said, changed where another is; historical evidence, an open query, a break, few events and missing limits judge
nothing, though their figures may be shown.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from pipeline.bundle import Bundle
from pipeline.errors import PipelineError, did_you_mean
from pipeline.findings.concentration import concentration
from pipeline.findings.finding import Age, Finding
from pipeline.findings.gap import gap
from pipeline.findings.representation import representation
from pipeline.findings.seasonal import VERDICTS as SEASONAL
from pipeline.findings.seasonal import seasonal
from pipeline.findings.standing import newest_level
from pipeline.findings.trend import trend
from pipeline.findings.windows import LEVEL_WITHIN, SMALLEST_BASE, same_season, since
from pipeline.indicators import CATALOGUE
from pipeline.local.data import Claim
from pipeline.statistics.change import count_ratio
from pipeline.statistics.comparison import compare

COMPARED = ("higher", "similar", "lower")
MOVED = ("more", "level", "fewer")
# What each judgement can have said; a concentration names the ward that held most.
SAYABLE: dict[str, tuple[str, ...]] = {
    "level": COMPARED, "ratio": COMPARED, "representation": COMPARED, "since": MOVED,
    "season": (*MOVED, SEASONAL["seasonal"], SEASONAL["no season shown"]),
    "trend": ("increasing", "no significant change", "decreasing"), "concentration": (),
}  # fmt: skip


class Verdict(StrEnum):
    """What became of an earlier message."""

    CONFIRMED = "confirmed"
    CHANGED = "changed"
    UNCHECKED = "cannot be checked"


class Reason(StrEnum):
    """Why a claim cannot be checked, as it stands in a sentence."""

    NO_FIGURE = "no figure is at hand"
    HISTORICAL = "the newest figures at hand are historical"
    QUERY = "a query about the figures is open"
    BREAK = "a break in the records lies between"
    FEW = "the numbers are too few to compare"
    NOT_TESTED = "the table at hand has no limits, so nothing is tested"
    NO_CLAIM = "no figure at hand can check it"
    ASKED = "it is an ask, and whether it was done is for the partnership to say"


@dataclass(frozen=True)
class Checked:
    """One claim with today's finding and today's word for it; `reason` where it cannot be checked."""

    claim: Claim
    finding: Finding
    word: str
    verdict: Verdict
    reason: Reason | None = None


def check(bundle: Bundle, claim: Claim) -> Checked:
    """Return what today's figures say of one claim; PipelineError for a judgement or a word that there is none of."""
    if claim.judge not in SAYABLE:
        raise PipelineError(f"There is no judgement '{claim.judge}'.{did_you_mean(claim.judge, SAYABLE)}")
    if SAYABLE[claim.judge] and claim.said not in SAYABLE[claim.judge]:
        known = ", ".join(SAYABLE[claim.judge])
        raise PipelineError(f"'{claim.said}' is no word of the judgement '{claim.judge}', whose words are {known}.")
    if claim.indicator not in CATALOGUE:
        raise PipelineError(f"There is no indicator '{claim.indicator}'.{did_you_mean(claim.indicator, CATALOGUE)}")
    finding, word = JUDGES[claim.judge](bundle, claim)
    reason = unjudged(finding, word)
    if reason:
        return Checked(claim, finding, "", Verdict.UNCHECKED, reason)
    return Checked(claim, finding, word, Verdict.CONFIRMED if word == claim.said else Verdict.CHANGED)


def unjudged(finding: Finding, word: str) -> Reason | None:
    """Return why a finding judges nothing, the gravest reason first; nothing where it does."""
    reasons = {
        Reason.NO_FIGURE: finding.kind == "gap",
        Reason.HISTORICAL: finding.age == Age.HISTORICAL,
        Reason.QUERY: bool(finding.query),
        Reason.BREAK: finding.verdict == "not comparable" or "break" in str(finding.facts.get("reason", "")),
        Reason.FEW: finding.verdict == "too few to compare" or bool(finding.facts.get("small")),
        Reason.NOT_TESTED: not word,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def together(checked: Sequence[Checked]) -> Verdict:
    """Return the verdict on a message: changed if any claim is, confirmed only if all are, else it cannot be checked."""
    verdicts = {one.verdict for one in checked}
    if Verdict.CHANGED in verdicts:
        return Verdict.CHANGED
    return Verdict.CONFIRMED if verdicts == {Verdict.CONFIRMED} else Verdict.UNCHECKED


def _level(bundle: Bundle, claim: Claim) -> tuple[Finding, str]:
    finding = newest_level(bundle, claim.indicator) or _gap(bundle, claim)
    return finding, finding.verdict if finding.verdict in COMPARED else ""


def _ratio(bundle: Bundle, claim: Claim) -> tuple[Finding, str]:
    """A ratio of two counts beside evenness: lower means that the first is rarer than the second."""
    entry = CATALOGUE[claim.indicator]
    if entry.kind != "ratio":
        raise PipelineError(f"{claim.indicator} is no ratio of two counts: it cannot be judged as one.")
    finding = newest_level(bundle, claim.indicator) or _gap(bundle, claim)
    if finding.kind == "gap":
        return finding, ""
    value, lower, upper = (finding.facts[name] for name in ("value", "lower", "upper"))
    word = str(compare(value, lower, upper, entry.per, LEVEL_WITHIN))
    return finding, word if word in COMPARED else ""


def _representation(bundle: Bundle, claim: Claim) -> tuple[Finding, str]:
    finding = representation(bundle, claim.indicator, claim.group)
    return finding, finding.verdict if finding.verdict in COMPARED else ""


def _since(bundle: Bundle, claim: Claim) -> tuple[Finding, str]:
    """Counts of the newest financial year beside those of five years before, where no break lies between."""
    finding = since(bundle, claim.indicator)
    if finding.kind == "gap" or finding.verdict == "not comparable":
        return finding, ""
    return finding, _moved(finding.facts["after"], finding.facts["before"])


def _moved(after: float, before: float) -> str:
    if before < SMALLEST_BASE:
        return ""
    ratio, lower, upper = count_ratio(after, before)
    if pd.isna(ratio):
        return ""
    if abs(ratio - 1) < LEVEL_WITHIN or lower <= 1 <= upper:
        return "level"
    return "more" if ratio > 1 else "fewer"


def _season(bundle: Bundle, claim: Claim) -> tuple[Finding, str]:
    """The latest six months beside the year before; or whether the months of the year differ, where that was said."""
    if claim.said in SEASONAL.values():
        finding = seasonal(bundle, claim.indicator)
        return finding, finding.verdict if finding.verdict in SAYABLE["season"] else ""
    finding = same_season(bundle, claim.indicator)
    return finding, finding.verdict if finding.verdict in MOVED else ""


def _trend(bundle: Bundle, claim: Claim) -> tuple[Finding, str]:
    finding = trend(bundle, claim.indicator, claim.group)
    return finding, finding.verdict if finding.verdict in SAYABLE["trend"] else ""


def _concentration(bundle: Bundle, claim: Claim) -> tuple[Finding, str]:
    """The ward that holds most of what could be located."""
    finding = concentration(bundle, claim.indicator)
    return finding, str(finding.facts.get("ward", ""))


def _gap(bundle: Bundle, claim: Claim) -> Finding:
    return gap(bundle, claim.indicator, group=claim.group)


JUDGES: dict[str, Callable[[Bundle, Claim], tuple[Finding, str]]] = {
    "level": _level, "ratio": _ratio, "representation": _representation, "since": _since, "season": _season,
    "trend": _trend, "concentration": _concentration,
}  # fmt: skip
