"""What one value of a record may be: a rule in words, and the value as it is kept."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.errors import did_you_mean

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_AMOUNT = re.compile(r"£?\s?(\d{1,3}(?:,\d{3})+|\d+)(\.\d{2})?")
_TABLES = tuple(f"L{number}" for number in range(21))
_SPREADSHEET = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
_QUOTED = re.compile(r"[\"“](?:[^\"”]*\s){4,}[^\"”]*[\"”]")


@dataclass(frozen=True)
class Rule:
    """A rule: `words` finish the sentence "... is not"; `keep` returns the value as kept, None if it breaks the rule.

    `near` says what may have been meant.
    """

    words: str
    keep: Callable[[str], str | None]
    near: Callable[[str], str] = lambda _: ""

    def read(self, text: str) -> str:
        """Return the value as kept; ValueError says in words what it is not."""
        kept = self.keep(text)
        if kept is None:
            raise ValueError(f"{text} is not {self.words}.{self.near(text)}".removesuffix("."))
        return kept


def one_of(*allowed: str) -> Rule:
    """One of these words."""
    return Rule(
        f"one of {', '.join(allowed)}",
        lambda text: text if text in allowed else None,
        lambda text: did_you_mean(text, allowed),
    )


def _slugged(text: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    return f" Did you mean {slug}?" if slug else ""


def _day_or_month(text: str) -> str | None:
    try:
        date.fromisoformat(text if len(text) == 10 else f"{text}-01")
    except ValueError:
        return None
    return text if re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", text) else None


def _british(text: str) -> str:
    """The day that a spreadsheet's 30/09/2022 means."""
    try:
        found = _SPREADSHEET.fullmatch(text) and datetime.strptime(text, "%d/%m/%Y").date()
    except ValueError:
        found = None
    return f" Did you mean {found.isoformat()}?" if found else ""


def _amount(text: str) -> str | None:
    match = _AMOUNT.fullmatch(text)
    return match[1].replace(",", "") + (match[2] or "") if match else None


def _whole(numbers: Iterable[int], words: str) -> Rule:
    allowed = {str(number) for number in numbers}
    return Rule(words, lambda text: text if text in allowed else None)


TEXT = Rule("text", str)
SLUG = Rule(
    "a short name in lower case with hyphens", lambda text: text if _SLUG.fullmatch(text) else None, _slugged
)  # fmt: skip
DAY = Rule("a day like 2022-09-30", lambda text: _day_or_month(text) if len(text) == 10 else None, _british)
DAY_OR_MONTH = Rule("a day like 2022-09-30 or a month like 2022-09", _day_or_month, _british)
POUNDS = Rule("a sum in pounds like 2349399.34", _amount)
NATIONAL = _whole(range(1, 4), "1, 2 or 3")
NUMBER = _whole(range(1, 100), "a whole number from 1")
TABLE = Rule(
    "a code from L0 to L20",
    lambda text: text if text in _TABLES else None,
    lambda text: did_you_mean(text, _TABLES),
)
INDICATOR = Rule("an id like drug_possession_rate", lambda text: text if re.fullmatch(r"[a-z]\w*", text) else None)
THEME = Rule("a theme in your own words: it quotes somebody", lambda text: None if _QUOTED.search(text) else text)
