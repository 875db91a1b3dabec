"""A percentage, its base and its count must agree, and a part is never larger than its whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.areas import BOROUGHS
from pipeline.linter.fault import Fault, Rule
from pipeline.linter.quantities import Quantity, noun_after
from pipeline.linter.said import Said
from pipeline.linter.vocabulary import ABOUT, COUNTRY, HERE, PEOPLE, REGION

_JOINED = re.compile(
    rf"(?:\s+(?:of|in)\s+(?:(?:the|all|our|its)\s+)?(?:[a-z-]+\s*){{1,4}}(?:\s+in\s+[A-Z]\w+)?)?\s*[,(]?\s*"
    r"(?:[^.;]{0,160}?\b(?=(?:equat|equivalent|equal to|amounts? to|correspond|represent)))?"
    rf"(?:(?:or|amount(?:s|ing)? to|corresponds? to|representing|represents|equal to|which|that is|equates? to|"
    rf"equating to|equivalent to|which is|making|meaning|i\.e\.|{ABOUT})[\s,]*)*"
)
_WHOLE = re.compile(
    r"\b(?:of|among|amongst|out of|from)\s+(?:the\s+|all\s+|its\s+|our\s+|some\s+|about\s+|around\s+)*$", re.IGNORECASE
)
_BEFORE = (
    "level|number|rate|average|figure|target|value|total|budget|previous|last|that|plan|national|England|London|year"
)
_PARTS = re.compile(
    r"\s+of\s+(?:the\s+|those\s+|these\s+|all\s+|our\s+|its\s+)*"
    rf"(?:(?!(?:{_BEFORE})\b)[a-z'-]+\s+){{0,3}}?(?:those|these|them|{PEOPLE})\b"
)
_APART = 1.1  # two wholes of the same kind, from two tables, may differ by a tenth


@dataclass(frozen=True)
class Share:
    """A percentage beside the count it stands for, the whole it names and a stated base where there is one."""

    percent: Quantity
    count: Quantity
    whole: str
    base: Quantity | None

    def bases(self) -> tuple[float, float]:
        """The least and the greatest base that percentage and count allow as they are rounded."""
        share, part = self.percent, self.count
        return (
            100 * (part.value - part.half) / (share.value + share.half),
            100 * (part.value + part.half) / max(share.value - share.half, 1e-9),
        )


def bases(said: Said) -> Iterator[Fault]:
    """Percent times base is the count; two shares of the same whole imply the same base."""
    found = _shares(said)
    for one in found:
        if one.base is not None and not _agrees(one, one.base):
            right = one.percent.value / 100 * one.base.value
            what = f"{one.percent.text} of {one.base.text} is about {right:,.0f}, not {one.count.text}"
            yield Fault(Rule.BASES, said.text, what, "take percentage, base and count from one row of the data")
    free = [one for one in found if one.base is None]
    if len(_places(said)) < 2:
        yield from (fault for first, second in pairwise(free) if (fault := _clash(said, first, second)))


def _agrees(one: Share, base: Quantity) -> bool:
    low, high = one.bases()
    slack = 2.5 if one.count.value % 5 == 0 and base.value % 5 == 0 else 0.0  # both rounded to the nearest 5
    widened = 100 * slack / one.percent.value
    return low - base.half - widened <= base.value <= high + base.half + widened


def _clash(said: Said, first: Share, second: Share) -> Fault | None:
    named = {share.whole for share in (first, second)} - {"", "people", "persons"}
    if len(named) > 1:
        return None
    small, large = sorted((first.bases(), second.bases()))
    if large[0] <= small[1] * _APART:
        return None
    one, other = (f"{share.count.text} for {share.percent.text}" for share in (first, second))
    middle = [share.count.value / share.percent.value * 100 for share in (first, second)]
    what = f"{one} means a whole of {middle[0]:,.0f}; {other} means {middle[1]:,.0f}"
    return Fault(Rule.BASES, said.text, what, "look both figures up again: a digit may be lost")


def _places(said: Said) -> set[str]:
    boroughs = "|".join(area.name for area in BOROUGHS)
    named = {"country": COUNTRY, "region": REGION, "here": f"{HERE}|{boroughs}"}
    return {place for place, words in named.items() if said.has(words)}


def _shares(said: Said) -> list[Share]:
    numbers = said.quantities
    found = []
    for place, (first, second) in enumerate(pairwise(numbers)):
        if not _JOINED.fullmatch(said.between(first, second)):
            continue
        if first.kind == "percent" and second.kind == "count" and first.value > 0:
            stated = _stated(said, numbers, place, first)
            direct = _direct_base(said, first, second)
            if direct is not None:
                count = next((one for one in numbers[place + 2 : place + 3] if _in_all(said, second, one)), None)
                if count is not None:
                    found.append(Share(first, count, "", direct))
            else:
                found.append(Share(first, second, _whole(said, first, second), stated))
        elif (
            first.kind == "count"
            and second.kind == "percent"
            and second.value > 0
            and "(" in said.between(first, second)
        ):
            found.append(Share(second, first, noun_after(said.masked, first.end), _stated(said, numbers, place, first)))
    return found


def _direct_base(said: Said, percent: Quantity, number: Quantity) -> Quantity | None:
    """The base of "30% of the 240 people"."""
    words = said.between(percent, number)
    return number if re.fullmatch(r"\s+(?:of|out of)\s+(?:the|our|its|all|these|those|\s)*", words) else None


def _in_all(said: Said, base: Quantity, count: Quantity) -> bool:
    words, after = said.between(base, count), said.masked[count.end :]
    closing = re.match(r"\s*(?:in all|in total|\)|people|adults|of them)", after)
    return (
        count.kind == "count"
        and len(words) < 60
        and re.search(r"[,(]\s*(?:or |that is |some |about )?$", words) is not None
        and closing is not None
    )


def _stated(said: Said, numbers: list[Quantity], place: int, part: Quantity) -> Quantity | None:
    """The base of "Of 1,200 adults, 45% (540)": the nearest number before that is said to be a whole."""
    for one in reversed(numbers[:place]):
        same_sentence = not re.search(r"[.;]\s", said.masked[one.end : part.start])
        if (
            one.kind == "count"
            and same_sentence
            and _WHOLE.search(said.masked[: one.start])
            and noun_after(said.masked, one.end)
        ):
            return one
    return None


def _whole(said: Said, percent: Quantity, count: Quantity) -> str:
    match = re.match(
        rf"\s+of\s+(?:(?:the|all|our|its)\s+)?(?:[a-z-]+\s+){{0,2}}?({PEOPLE})\b", said.masked[percent.end :]
    )
    return match[1] if match else noun_after(said.masked, count.end)


def whole(said: Said) -> Iterator[Fault]:
    """A part is not larger than its whole."""
    cure = "look both numbers up again, or say what the larger one counts"
    for one in said.quantities:
        if one.kind == "percent" and one.value > 100 and _PARTS.match(said.masked, one.end):
            yield Fault(Rule.WHOLE, said.text, f"{one.text} of a whole is more than all of it", cure)
    counts = [one for one in said.quantities if one.kind == "count"]
    for first, second in pairwise(counts):
        part, base = _part_of(said, first, second)
        if part is not None and base is not None and part.value > base.value:
            yield Fault(Rule.WHOLE, said.text, f"a part of {part.text} is larger than its whole of {base.text}", cure)


def _part_of(said: Said, first: Quantity, second: Quantity) -> tuple[Quantity | None, Quantity | None]:
    """Which of two neighbouring counts is a part of the other, if the words say so."""
    words, after = said.between(first, second), said.masked[second.end :]
    if re.fullmatch(rf"(?:\s+{PEOPLE})?\s+(?:out )?of\s+(?:the|our|its|all|these|\s)*", words):
        return first, second
    if re.match(r"(?:\s+[a-z-]+){0,2}?\s+of (?:whom|them|which|those|these)\b", after):
        return second, first
    opens = re.search(
        r"(?:^|[.;:]\s+)(?:Out of|Of|Among|out of|of|among)\s+(?:the\s+|all\s+|our\s+|its\s+)*$",
        said.masked[: first.start],
    )
    verb = re.match(r"\s+(?:were|was|are|is|had|have|[a-z]+ed|began|left|came|went|got|saw|said|took|of|\()", after)
    if opens and "," in words and ";" not in words and verb:
        return second, first
    return None, None
