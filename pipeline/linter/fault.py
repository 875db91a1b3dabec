"""A fault found in a sentence, with its cure."""

from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    """What a sentence is held to; the value is the rule's name in reports and in the table of examples."""

    BASES = "bases"  # a percentage, its base and its count agree
    WHOLE = "whole"  # a part is not larger than its whole
    DIRECTION = "direction"  # "fell", "higher than" agree with the numbers
    CHANGE = "change"  # a stated change is what the two figures give
    POINTS = "points"  # a change between percentages is in percentage points
    PERIOD = "period"  # periods run forwards, are held and are complete
    RATE = "rate"  # a rate is not read as a percentage
    RANK = "rank"  # no rank without an interval
    SMALL_BASE = "small base"  # no percentage change on small numbers, none set beside a large area's
    CAUSE = "cause"  # no cause without a signed interpretation
    SAME = "same"  # similar is not "the same"
    SIGNIFICANT = "significant"  # never of recorded offences
    MULTIPLE = "multiple"  # "halved", "doubled", "5.2 times" agree with the numbers
    UNIT = "unit"  # compared numbers have a unit
    ZERO = "zero"  # a rounded zero is not "no one"
    STATUTE = "statute"  # guidance and grant conditions are not law
    GRANT = "grant"  # sums of past years are told in the past tense


@dataclass(frozen=True)
class Fault:
    """Something a sentence says that it cannot mean: which rule, where, what is wrong and how to put it right."""

    rule: Rule
    sentence: str
    what: str
    cure: str
