"""Whether findings can carry a recommendation: what is not comparable, missing, hidden, a query or historical cannot alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline import findings
from pipeline.bundle import Bundle
from pipeline.findings import Age, Certainty, Finding
from pipeline.indicators import CATALOGUE
from pipeline.recommendations.rule import EVIDENCE, Rule

OBTAIN = "First obtain current figures from {owner} (table {table}): those at hand are historical."
WEAK = "What was found is {words}: that cannot carry a recommendation by itself."
OLD = "What was found is historical, and nobody is known to hold newer figures."
_UNJUDGED = frozenset({Certainty.NOT_JUDGED, Certainty.QUERY, Certainty.RECORD})


@dataclass(frozen=True)
class Support:
    """What a recommendation may rest on, with the step that must come first; or, in `refused`, why it may not be made."""

    findings: tuple[Finding, ...] = ()
    first: str = ""
    refused: str = ""


def support(bundle: Bundle, rule: Rule, found: Sequence[Finding]) -> Support:
    """Return what carries the recommendation of a rule whose condition is met by these findings.

    Asking for evidence may rest on a query, or on the fact that partners hold what is old or missing here. Asking for
    action needs one finding that is judged, current or the latest at hand, and no open query; where all are
    historical, the current figures come first, if anybody is known to hold them.
    """
    carrying = (*found, *_levels(bundle, rule.also))
    everything = (*carrying, *_levels(bundle, rule.beside))
    if any(one.usable and one.certainty not in _UNJUDGED for one in carrying):
        return Support(everything)
    held = [one for one in (findings.holding(bundle, name) for name in rule.indicators) if one]
    if rule.asks == EVIDENCE and (held or any(_fresh_query(one) for one in carrying)):
        known = {one.id for one in everything}
        return Support((*everything, *(one for one in held if one.id not in known)))
    if all(one.certainty in _UNJUDGED for one in carrying):
        return Support(refused=WEAK.format(words=_weakness(carrying)))
    if not held:
        return Support(refused=OLD)
    facts = held[0].facts
    return Support((*everything, held[0]), OBTAIN.format(owner=facts["owner"], table=facts["table"]))


def _levels(bundle: Bundle, names: Sequence[str]) -> list[Finding]:
    """The levels that a rule names beside its own findings, where they have a value that is not historical."""
    judged = [
        findings.level(bundle, name) for name in names if name in CATALOGUE and findings.has_headline(bundle, name)
    ]
    return [one for one in judged if one.kind == "level" and one.age != Age.HISTORICAL]


def _fresh_query(finding: Finding) -> bool:
    return finding.certainty == Certainty.QUERY and finding.age != Age.HISTORICAL


def _weakness(carrying: Sequence[Finding]) -> str:
    words = {one.verdict if one.certainty == Certainty.NOT_JUDGED else "an open query" for one in carrying}
    return " and ".join(sorted(words))
