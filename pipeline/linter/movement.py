"""Words of movement and multiples must agree with their numbers, in the right unit, on numbers large enough."""

import re
from collections.abc import Iterator

from pipeline.linter.fault import Fault, Rule
from pipeline.linter.moves import Delta, Pair, deltas, pairs
from pipeline.linter.said import Said
from pipeline.linter.vocabulary import COUNTRY, REGION

SMALL = 10  # below this base no percentage change is printed
_MODEST = 100  # a change under SMALL on a base under this is not set beside a large area's percentage
_MULTIPLES = {
    "halved": (0.45, 0.55), "halving": (0.45, 0.55), "doubled": (1.8, 2.2), "doubling": (1.8, 2.2), "trebled": (2.7, 3.3),
    "tripled": (2.7, 3.3), "quadrupled": (3.6, 4.4),
}  # fmt: skip
_MULTIPLE = re.compile(
    rf"\b(?P<how>more than|over|nearly|almost|roughly|about|close to)?\s*(?P<word>{'|'.join(_MULTIPLES)})\b(?! "
    rf"(?:up|room|bed|count))",
    re.IGNORECASE,
)
_NEED = r"(?:un)?met need"


def direction(said: Said) -> Iterator[Fault]:
    """Words such as "fell" and "higher than" agree with the sign of the difference."""
    cure = "write the sentence from the numbers again, or look the numbers up"
    for pair in pairs(said):
        difference = pair.value.value - pair.other.value
        if pair.way and difference * pair.way < 0:
            what = f"'{pair.word}' is said of {pair.value.text} beside {pair.other.text}"
            yield Fault(Rule.DIRECTION, said.text, what, cure)
    for one in deltas(said):
        if one.amount.value < 0:
            what = f"'{one.word}' of {one.amount.text} is a change the other way"
            yield Fault(Rule.DIRECTION, said.text, what, "drop the minus sign, or turn the word round")


def change(said: Said) -> Iterator[Fault]:
    """A stated change is what the two figures give, and between percentages it is in percentage points."""
    moved = [pair for pair in pairs(said) if pair.moved] or _apart(said)
    stated = [one for one in deltas(said) if one.amount.kind in {"percent", "points"}]
    if len(moved) != 1:
        return
    for one in stated:
        yield from _change(said, moved[0], one)


def _apart(said: Said) -> list[Pair]:
    """Two percentages beside a stated change: "34% of new presentations, up 4% from 30%" without a pair in words."""
    amounts = {one.amount for one in deltas(said)}
    rest = [one for one in said.quantities if one.kind == "percent" and one not in amounts]
    return [Pair(rest[-1], rest[0], 0, "", True)] if len(rest) == 2 else []


def _change(said: Said, pair: Pair, one: Delta) -> Iterator[Fault]:
    before, after = pair.other, pair.value
    points, slack = abs(after.value - before.value), after.half + before.half + one.amount.half
    relative = 100 * points / before.value if before.value else float("nan")
    loose = 100 * (after.half + before.half) / before.value + one.amount.half if before.value else 0.0
    fits_relative = abs(relative - one.amount.value) <= loose + 1e-9
    if before.kind == "percent" and one.amount.kind == "percent" and not fits_relative:
        what = (
            f"{before.text} to {after.text} is {points:.3g} percentage points ({relative:.0f}%), not {one.amount.text}"
        )
        yield Fault(Rule.POINTS, said.text, what, "say percentage points")
    elif before.kind == "percent" and one.amount.kind == "points" and abs(points - one.amount.value) > slack + 1e-9:
        what = f"{before.text} to {after.text} is {points:.3g} percentage points, not {one.amount.text}"
        yield Fault(Rule.CHANGE, said.text, what, "work the change out again")
    elif before.kind != "percent" and one.amount.kind == "percent" and not fits_relative and _own(said, one, pair):
        what = f"{before.text} to {after.text} is {relative:.1f}%, not {one.amount.text}"
        yield Fault(Rule.CHANGE, said.text, what, "work the change out again")


def _own(said: Said, one: Delta, pair: Pair) -> bool:
    """Whether a stated change belongs to the pair: nothing but a comma's breath between them, and no other area."""
    first, last = sorted((pair.value, pair.other), key=lambda each: each.start)
    gap = (
        said.masked[one.amount.end : first.start]
        if one.amount.start < first.start
        else said.masked[last.end : one.amount.start]
    )
    return not re.search(rf"[;.]\s|\b(?:{COUNTRY}|{REGION}|while|whereas|and)\b", gap)


def multiple(said: Said) -> Iterator[Fault]:
    """ "Halved", "doubled" and "5.2 times as many" agree with the numbers; met need is never said to have halved."""
    for match in _MULTIPLE.finditer(said.text):
        word = match["word"].lower()
        if word in {"halved", "halving"} and said.has(_NEED):
            what = "met need rests on a modelled estimate, so a jump is a query and no finding"
            yield Fault(Rule.MULTIPLE, said.text, what, "give both values with their ranges, and say query")
            continue
        found = [pair for pair in pairs(said) if pair.other.value > 0] or _listed(said, match.end())
        wrong = [
            pair for pair in found if not _fits(pair.value.value / pair.other.value, word, (match["how"] or "").lower())
        ]
        if found and len(wrong) == len(found):
            pair = wrong[0]
            ratio = pair.value.value / pair.other.value
            what = f"'{match[0].strip()}' is said of {pair.other.text} to {pair.value.text} ({ratio:.2f} times)"
            yield Fault(Rule.MULTIPLE, said.text, what, "give both numbers and leave the word out")
    yield from _times(said)


def _listed(said: Said, end: int) -> list[Pair]:
    """Two numbers after the word, the earlier first: "doubled: 120 people, then 180"."""
    rest = [one for one in said.quantities if one.start >= end and one.kind in {"count", "rate", "bare", "percent"}]
    return [Pair(rest[1], rest[0], 0, "", True)] if len(rest) == 2 and rest[0].near(rest[1]) else []


def _fits(ratio: float, word: str, how: str) -> bool:
    low, high = _MULTIPLES[word]
    if how in {"more than", "over"}:
        return ratio <= (low + high) / 2 if high < 1 else (low + high) / 2 <= ratio <= high * 1.5
    return low <= ratio <= high


def _times(said: Said) -> Iterator[Fault]:
    """ "165 in 2019/20 and 858 in 2024/25 (5.2 times as many)"."""
    numbers = said.quantities
    for place, one in enumerate(numbers):
        counts = [each for each in numbers[:place][-2:] if each.kind == "count"]
        if one.kind != "times" or len(counts) != 2 or said.masked[one.start - 1] != "(" or not counts[0].value:
            continue
        ratio = counts[1].value / counts[0].value
        if abs(ratio - one.value) > one.half + 1e-9:
            what = f"{counts[0].text} to {counts[1].text} is {ratio:.1f} times as many, not {one.value:g}"
            yield Fault(Rule.MULTIPLE, said.text, what, "work the multiple out again")


def small_base(said: Said) -> Iterator[Fault]:
    """No percentage change on a base under ten, and no small change set beside a large area's percentage."""
    changes = deltas(said)
    percents = [one for one in changes if one.amount.kind == "percent"]
    moved = [pair for pair in pairs(said) if pair.moved and pair.value.kind == "count"]
    counts = [one for one in said.quantities if one.kind == "count" and one not in {each.amount for each in changes}]
    tiny = [pair.other for pair in moved if pair.other.value < SMALL] or (counts if _all_small(said, counts) else [])
    shares = [one for one in said.quantities if one.kind == "percent"]
    if tiny and (percents or (changes and shares)):
        number = (percents[0].amount if percents else shares[0]).text
        yield Fault(Rule.SMALL_BASE, said.text, f"{number} is a change on a base of {tiny[0].text}", _COUNTS_ONLY)
    elif (mixed := _mixed(said, changes, moved)) is not None:
        yield Fault(Rule.SMALL_BASE, said.text, mixed, _COUNTS_ONLY)


_COUNTS_ONLY = "give both counts and say that numbers this small vary by chance; leave percentages out"


def _all_small(said: Said, counts: list) -> bool:
    return bool(counts) and all(one.value < SMALL for one in counts) and len(counts) == 2


def _mixed(said: Said, changes: tuple[Delta, ...], moved: list[Pair]) -> str | None:
    """A change of a few beside another area's percentage change."""
    percents = [one for one in changes if one.amount.kind == "percent"]
    if not percents or not said.has(f"{COUNTRY}|{REGION}|elsewhere|other boroughs|neighbours"):
        return None
    few = [one.amount for one in changes if one.amount.kind == "count" and abs(one.amount.value) < SMALL]
    bases = [
        one.value for one in said.quantities if one.kind == "count" and one not in {each.amount for each in changes}
    ]
    if few and max(bases, default=0) < _MODEST:
        return f"a change of {few[0].text} is set beside one of {percents[-1].amount.text}"
    small = [pair for pair in moved if abs(pair.value.value - pair.other.value) < SMALL and pair.other.value < _MODEST]
    if small:
        return f"{small[0].other.text} to {small[0].value.text} is set beside a change of {percents[-1].amount.text}"
    return None
