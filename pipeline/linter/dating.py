"""Periods run forwards, are held and complete; sums of past years are told in the past tense."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from pipeline.linter.dates import Mention
from pipeline.linter.fault import Fault, Rule
from pipeline.linter.said import Said
from pipeline.periods import Period

_JOIN = re.compile(r"\s*(?:to|and|until|-|–|through to)\s*(?:the (?:financial )?year )?")
_BACK = re.compile(r"\b(?:compar\w+|against|back|versus|respectively)\b", re.IGNORECASE)
_AHEAD = (
    r"will|targets?|plans?|planned|by|until|strategy|runs?|not yet|next|forecast|projected|due|aims?|expects?|"
    r"expected|grant|budget|published elsewhere|not held|newer|later"
)
_PARTIAL = (
    r"part(?:ial|ly)?|so far|to date|provisional|incomplete|unfinished|not complete|not yet complete|first "
    r"(?:\w+) months|"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|\d+) months|never shown|year to"
)
_MONEY = r"grants?|funding|funds?|allocations?|budgets?|awards?|award"
_PRESENT = re.compile(
    r"\b(?:receives?|is|are|provides?|gets?|(?:has|have)(?! \w+ed\b| been\b)|amounts? to|totals?|stands? at|"
    r"gives?|pays?|offers?|comes? to|funds|will receive)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:received|was|were|provided|got|had|amounted|totalled|stood|gave|paid|came|spent|awarded|allocated|"
    r"funded|ran|(?:has|have) \w+ed)\b",
    re.IGNORECASE,
)


def period(said: Said) -> Iterator[Fault]:
    """Years run forwards; figures are of periods that are held and complete."""
    for one in said.periods:
        if one.period is None:
            yield Fault(
                Rule.PERIOD, said.text, f"'{one.label}' is not a period", "write the period as the publisher does"
            )
    for first, second in pairwise(said.periods):
        if _backwards(said.text, first, second):
            what = f"{first.label} to {second.label} runs backwards"
            yield Fault(Rule.PERIOD, said.text, what, "name the earlier period first")
    if any(one.kind != "money" for one in said.quantities):
        yield from (fault for one in said.periods if one.period and (fault := _against_data(said, one)))


def _backwards(text: str, first: Mention, second: Mention) -> bool:
    if first.period is None or second.period is None or not _JOIN.fullmatch(text[first.end : second.start]):
        return False
    before = text[: first.start]
    joined_by_and = "and" in text[first.end : second.start]
    between = re.search(r"\bbetween\s+(?:the (?:financial )?years? )?$", before, re.IGNORECASE) is not None
    if joined_by_and and not between:  # "in 2023/24 and 2021/22" is a list
        return False
    return second.period.end < first.period.end and not _BACK.search(text)


def _against_data(said: Said, one: Mention) -> Fault | None:
    named = one.period
    if (
        named is None or not said.facts.periods or re.match(r"\d{1,2} |\d{4}-\d\d-\d\d", one.label)
    ):  # a day is no period
        return None
    if any(_same(named, part) for part in said.facts.partial):
        if said.has(_PARTIAL):
            return None
        what = f"{one.label} is not complete in the data, so it is no year"
        return Fault(Rule.PERIOD, said.text, what, "name the months that are held, or the latest 12 months")
    if _held(named, said.facts.periods) or said.has(_AHEAD) or said.has(_PARTIAL):
        return None
    return Fault(
        Rule.PERIOD, said.text, f"no figures are held for {one.label}", "name a period of the data, or give the source"
    )


def _same(one: Period, other: Period) -> bool:
    return one.start == other.start and one.end == other.end


def _held(named: Period, held: tuple[Period, ...]) -> bool:
    """A financial year must be held as such; of other periods some part must lie in what is held."""
    if named.type == "FY":
        return any(_same(named, one) for one in held)
    return any(one.start <= named.end and named.start <= one.end for one in held)


def grant(said: Said) -> Iterator[Fault]:
    """A grant of past years is told in the past tense."""
    today = said.facts.today
    money = [one for one in said.quantities if one.kind == "money"]
    ends = [one.period.end for one in said.periods if one.period]
    if today is None or not money or not ends or not said.has(_MONEY) or max(ends) >= pd.Timestamp(today):
        return
    present = _PRESENT.search(said.text)
    if present and not _PAST.search(said.text):
        what = f"'{present[0]}' tells a sum of {said.periods[-1].label} as if it were today's"
        yield Fault(Rule.GRANT, said.text, what, "use the past tense, and give this year's sum if it is known")
