"""Hold each sentence to every rule, and neighbouring sentences to the rules that look across a full stop."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from pipeline.linter import arithmetic, claims, comparing, dating, movement
from pipeline.linter.fault import Fault
from pipeline.linter.said import Facts, Said
from pipeline.linter.sentences import paragraphs

Check = Callable[[Said], Iterator[Fault]]
CHECKS: tuple[Check, ...] = (
    arithmetic.bases, arithmetic.whole, movement.direction, movement.change, movement.multiple, movement.small_base,
    comparing.rate, comparing.rank, comparing.unit, claims.cause, claims.same, claims.significant, claims.zero, claims.statute,
    dating.period, dating.grant,
)  # fmt: skip
ACROSS: tuple[Check, ...] = (arithmetic.bases, movement.direction, movement.small_base)


def lint(text: str, facts: Facts | None = None) -> list[Fault]:
    """Return the faults of a text (plain or Markdown), in the order of its sentences; none if it may be printed."""
    known = facts or Facts()
    return [fault for sentences in paragraphs(text) for fault in _paragraph(sentences, known)]


def _paragraph(sentences: list[str], facts: Facts) -> Iterator[Fault]:
    signed = Facts(**{**vars(facts), "signed": True}) if sentences and claims.SIGNED.match(sentences[0]) else facts
    found = {sentence: _faults(Said(sentence, signed), CHECKS) for sentence in sentences}
    for faults in found.values():
        yield from faults
    for first, second in pairwise(sentences):
        known_rules = {fault.rule for fault in (*found[first], *found[second])}
        both = Said(f"{first.rstrip('.')}. {second}", signed)
        yield from (fault for fault in _faults(both, ACROSS) if fault.rule not in known_rules)


def _faults(said: Said, checks: tuple[Check, ...]) -> list[Fault]:
    return [fault for check in checks for fault in check(said)]
