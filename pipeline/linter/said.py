"""A sentence as the rules see it, and the facts it may be held against."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pipeline.linter.dates import Mention, mentions, without_dates
from pipeline.linter.quantities import Quantity, put_aside, quantities
from pipeline.periods import Period


@dataclass(frozen=True)
class Facts:
    """What is known beside the words; whatever is left empty is not held against a sentence."""

    periods: tuple[Period, ...] = ()  # held
    partial: tuple[Period, ...] = ()  # begun, and not complete in the data
    today: date | None = None  # the edition's date
    rounded: bool = False  # counts are rounded, so a printed 0 may be 1 or 2
    signed: bool = False  # an interpretation that an analyst has signed: it may name causes


@dataclass(frozen=True)
class Said:
    """One sentence, or two neighbours, with the facts."""

    text: str
    facts: Facts

    @cached_property
    def masked(self) -> str:
        """The sentence, of the same length, with dates, ages, durations, references and limits blotted out."""
        return put_aside(without_dates(self.text))

    @cached_property
    def quantities(self) -> list[Quantity]:
        """Its results: numbers that are not dates and the like."""
        return quantities(self.masked)

    @cached_property
    def periods(self) -> list[Mention]:
        """The periods it names."""
        return mentions(self.text)

    def has(self, words: str) -> bool:
        """Whether any of the words (a pattern) stands in it, in any case of letters."""
        return re.search(rf"\b(?:{words})\b", self.text, re.IGNORECASE) is not None

    def between(self, first: Quantity, second: Quantity) -> str:
        """The words between two of its numbers."""
        return self.masked[first.end : second.start]
