"""Read changes and comparisons: which number came before, which after, and which way the words say it went."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pipeline.linter.quantities import Quantity
from pipeline.linter.said import Said
from pipeline.linter.vocabulary import ABOUT, COMPARED, FALL, LESS, MORE, RISE

_ABOUT = rf"(?:(?:{ABOUT})\s+)?"
_MOVE = re.compile(rf"\b(?:(?P<up>{RISE})|(?P<down>{FALL}))\b", re.IGNORECASE)
_ANY = re.compile(
    rf"\b(?:(?P<up>{RISE}|higher|more|greater|improved)|(?P<down>{FALL}|lower|fewer|less|worsened))\b", re.IGNORECASE
)
_COMPARING = re.compile(rf"\b(?:(?P<up>{MORE})|(?P<down>{LESS}))\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|no|never|neither|nor|without|nothing)\b(?:\s+\S+){0,4}\s*$", re.IGNORECASE)
_STOP = r";|\.\s+(?!(?:That|This|These|Those|It|They)\b)[A-Z]"
_STEPS = (
    r"(?:\s+(?:in|the|of|by|an?|to|further|numbers?|share|rate|about|around|just|nearly|almost|some|only|total|"
    r"third|quarter|fifth|tenth|half|which|was|is|that))*\s*\(?"
)


@dataclass(frozen=True)
class Pair:
    """Two numbers set side by side: the later or nearer one first, and the way the words say it lies (+1, -1, 0)."""

    value: Quantity
    other: Quantity
    way: int
    word: str
    moved: bool  # a change over time, not a comparison


@dataclass(frozen=True)
class Delta:
    """A change stated as a number: "a reduction of 3", "rose by 2%"."""

    amount: Quantity
    way: int
    word: str


def way_of(match: re.Match[str]) -> int:
    """Return +1 for a word that says up or more, -1 for down or less."""
    return 1 if match["up"] else -1


@lru_cache(maxsize=64)
def deltas(said: Said) -> tuple[Delta, ...]:
    """Return the changes that the sentence states as numbers."""
    found = []
    for one in said.quantities:
        match = _last(
            _MOVE,
            said.masked[: one.start],
            rf"(?:\s+\w+ly)?(?:\s+in(?:\s+[a-z-]+){{1,4}}?(?=\s+(?:of|by)\b))?{_STEPS}$",
        )
        after = re.match(
            r"\s*(?:lower|higher|more|fewer|(?P<up>rise|increase)|(?P<down>fall|drop|reduction|decline|"
            r"decrease))\b(?! than \d)",
            said.masked[one.end :],
        )
        if match and not re.search(r"\bto\s+$", said.masked[: one.start]):
            found.append(Delta(one, way_of(match), match[0]))
        elif after and one.kind in {"percent", "points"} | (
            {"count"} if re.search("more|fewer|rise|fall|drop|increase|reduction", after[0]) else set()
        ):
            way = -1 if re.search("lower|fewer|fall|drop|reduction|decline|decrease", after[0]) else 1
            found.append(Delta(one, way, after[0].strip()))
    return tuple(found)


def _last(pattern: re.Pattern[str], text: str, rest: str) -> re.Match[str] | None:
    """The last match of the pattern after which only `rest` follows."""
    matches = [match for match in pattern.finditer(text) if re.match(rest, text[match.end() :], re.IGNORECASE)]
    return matches[-1] if matches else None


@lru_cache(maxsize=64)
def pairs(said: Said) -> tuple[Pair, ...]:
    """Return the pairs of numbers between which the sentence states a change or a difference."""
    stated = {one.amount for one in deltas(said)}
    text = _without(said.masked, stated)
    numbers = [one for one in said.quantities if one not in stated and one.kind not in {"times", "points", "money"}]
    found = [
        pair
        for first, second in pairwise(numbers)
        if first.near(second) or first.kind == "bare"
        for pair in _moved(text, first, second)
    ]
    seen = {(pair.value, pair.other) for pair in found} | {(pair.other, pair.value) for pair in found}
    compared = (pair for pair in _compared(said, numbers) if (pair.value, pair.other) not in seen)
    return (*found, *compared)


def _without(text: str, stated: set[Quantity]) -> str:
    """The sentence, of the same length, with its stated changes blotted out."""
    for one in stated:
        text = text[: one.start] + "_" * (one.end - one.start) + text[one.end :]
    return text


def _moved(text: str, first: Quantity, second: Quantity) -> Iterator[Pair]:
    """Changes: "rose from A to B", "A fell to B", "up to B, from A", "A against B"."""
    lead, middle = text[: first.start], text[first.end : second.start]
    if ";" in middle or len(middle) > 90 or re.search(r"\.\s+[A-Z]", middle):
        return
    clause = re.split(r";|\.\s", lead)[-1]
    word = _nearest(_MOVE, clause)
    if re.search(rf"\bfrom\s+(?:the\s+)?{_ABOUT}$", clause) and re.search(rf"\bto\s+(?:the\s+)?{_ABOUT}$", middle):
        yield Pair(second, first, *word, True)
    elif re.search(rf"\bfrom\s+(?:the\s+)?{_ABOUT}$", middle):
        inner = _last(_MOVE, middle, rf"(?:\s+_+)?\s+(?:\S+\s+){{0,2}}?from\s+(?:the\s+)?{_ABOUT}$")
        way, said_as = (way_of(inner), inner[0]) if inner else word
        if way:
            yield Pair(first, second, way, said_as, True)
    elif (step := _last(_MOVE, middle, rf"\s+(?:to|then to)\s+{_ABOUT}$")) is not None:
        yield Pair(second, first, way_of(step), step[0], True)
    elif re.search(rf"(?:^|\W)(?:{COMPARED})\s+(?:the\s+|with\s+)?{_ABOUT}$", middle) and not re.search(
        rf"\b(?:{MORE}|{LESS})\b", middle
    ):
        yield Pair(first, second, *_nearest(_ANY, clause), True)


def _nearest(pattern: re.Pattern[str], clause: str) -> tuple[int, str]:
    """The last direction word of a clause, unless it is denied or belongs to another number."""
    found = list(pattern.finditer(clause))
    if not found or _NOT.search(clause[: found[-1].start()]) or re.search(r"\d", clause[found[-1].end() :]):
        return 0, ""
    return way_of(found[-1]), found[-1][0]


def _compared(said: Said, numbers: list[Quantity]) -> Iterator[Pair]:
    """Comparisons: "A, higher than London (B)", "at A the borough lies below England, whose rate is B"."""
    for match in _COMPARING.finditer(said.masked):
        before = [one for one in numbers if one.end <= match.start()]
        after = [one for one in numbers if one.start >= match.end()]
        if not before or not after or _NOT.search(said.masked[: match.start()]):
            continue
        gap = said.masked[match.end() : after[0].start]
        if match[0].lower() in {"more", "fewer", "less"} and re.fullmatch(r"\s+(?:than\s+)?", gap):
            continue  # "more than 40" is a way to round, not a comparison
        if "than" not in gap and match[0].lower() not in {
            "above",
            "below",
            "over",
            "under",
            "exceeds",
            "exceed",
            "exceeded",
            "beneath",
        }:
            continue
        if _COMPARING.search(gap) or re.search(_STOP, said.masked[before[-1].end : after[0].start]):
            continue
        value = next((one for one in reversed(before) if one.near(after[0])), None)
        if value is not None:
            yield Pair(value, after[0], way_of(match), match[0], False)
