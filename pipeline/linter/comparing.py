"""Rates, ranks and the numbers of a comparison are named for what they are."""

import re
from collections.abc import Iterator

from pipeline.linter.fault import Fault, Rule
from pipeline.linter.moves import pairs
from pipeline.linter.said import Said
from pipeline.linter.vocabulary import COUNTRY, EVENTS, FALL, LESS, MORE, OFFENCES, PEOPLE, REGION, RISE

_LEVEL = re.compile(
    rf"(?<![\w-])(?:{EVENTS}|drug possession|trafficking|violence with injury)\b(?P<words>[^;.]{{0,70}}?)"
    r"\b(?:is|are|was|were|stands?|stood|at|of|be|being|rate|had|has)\b(?:\s+(?:at|about|around|just|now|only|"
    r"an?))*\s+$"
    rf"|(?<![\w-])(?:{EVENTS})\b[^;.:]{{0,70}}\b(?:{MORE}|{LESS})\b[^;.:\d]{{0,40}}:\s+$",
    re.IGNORECASE,
)
_SHARE = (
    rf"share|proportion|percentage|positive|outcome|detected|charged|solved|located|placed|re-?admission|"
    rf"{RISE}|{FALL}|change|fewer|more|less"
)
_PART = re.compile(
    r"\s*(?:of\b|to\b|were\b|came\b|had\b|more\b|fewer\b|higher\b|lower\b|less\b|reduction|increase|rise|fall|"
    r"drop|decrease|"
    r"above\b|below\b(?=\s+(?:the )?(?:level|number|year))|short\b|female|male\b|women|men\b|emergenc|alcohol|drug)"
)
_ORDINAL = (
    r"\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"thirteenth|fourteenth|"
    r"fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth"
)
_PLACES = rf"{COUNTRY}|{REGION}|(?:any|all|the \d+|other) (?:London )?boroughs?|boroughs|any (?:London )?borough"
_RANKS = re.compile(
    rf"\b(?:{_ORDINAL})[- ](?:lowest|highest|worst|best|largest|smallest|most|least)\b"
    rf"|\b(?:ranks?|ranked|ranking|came|comes|stands?|stood|placed|sits?|lies|is|was)\s+(?:(?:at|in|as|the|"
    rf"joint|only)\s+)*(?:{_ORDINAL})\b(?=[^.;]*\b(?:in|of|among|across|out of|for)\b[^.;]*\b(?:{_PLACES}|"
    rf"\d+)\b)"
    r"|\brank(?:s|ed)?\s+(?:at\s+)?(?:number\s+)?\d+\b"
    rf"|\b(?:the|London's|England's)\s+(?:very\s+)?(?:highest|lowest|worst|best)\b(?=[^.;]{{0,60}}\b(?:in|of|"
    rf"among|across)\s+(?:the\s+)?(?:whole of\s+)?(?:{_PLACES}))"
    rf"|\b(?:among|one of)\s+the\s+(?:highest|lowest|worst|best)\b"
    rf"|\b(?:higher|lower|worse|better) than (?:in )?(?:any|every) other (?:London )?borough\b",
    re.IGNORECASE,
)
_INTERVAL = re.compile(r"interval|\bCI\b|limits|\d+(?:st|nd|rd|th) (?:to|and) \d+|uncertain", re.IGNORECASE)
_COUNTED = (
    rf"{PEOPLE}|numbers?|numbered|counts?|counted|times as|{OFFENCES}|score of|index|deprivation|waiting list|"
    rf"boroughs|wards|areas|£"
)


def rate(said: Said) -> Iterator[Fault]:
    """A rate of events is not a percentage."""
    for one in said.quantities:
        match = _LEVEL.search(said.masked[: one.start])
        if one.kind != "percent" or match is None or _PART.match(said.masked[one.end :]):
            continue
        if not re.search(rf"\b(?:{_SHARE})\b", said.masked[max(0, match.start() - 40) : one.start], re.IGNORECASE):
            what = f"{one.text} is said of events, which are counted for a number of residents and are no share"
            yield Fault(
                Rule.RATE, said.text, what, "give the unit, such as per 100,000 residents; or say of what it is a share"
            )
            return


def rank(said: Said) -> Iterator[Fault]:
    """A rank needs an interval; areas often change places by chance."""
    match = _RANKS.search(said.text)
    spread = said.has("highest") and said.has("lowest")  # a range names both ends and ranks nobody
    if match and not spread and not _INTERVAL.search(said.text) and not said.has("deprivation|deprived|IMD|Indices"):
        cure = "give the value, its limits and the comparator, or the range of boroughs, and no place in a list"
        yield Fault(Rule.RANK, said.text, f"'{match[0]}' is a rank without an interval", cure)


def unit(said: Said) -> Iterator[Fault]:
    """Numbers that are compared have a unit somewhere in the sentence."""
    numbers = [one for one in said.quantities if one.kind not in {"times"}]
    if len(numbers) < 2 or any(one.kind not in {"bare", "count"} for one in numbers):
        return
    decimals = any(one.kind == "bare" for one in numbers)
    if not pairs(said) or said.has("score of|index|deprivation" if decimals else _COUNTED):
        return
    named = " and ".join(one.text for one in numbers[:2])
    yield Fault(
        Rule.UNIT,
        said.text,
        f"{named} are compared without a unit",
        "write what is counted, and per how many residents",
    )
