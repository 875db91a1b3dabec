"""Read the numbers of a sentence: their value, their kind, how finely they are rounded and what they count.

Dates, ages, durations, references and limits are put aside first, so that what is left are results.
"""

import re
from dataclasses import dataclass

from pipeline.linter.vocabulary import ABOUT, DURATIONS, PEOPLE, REFERENCES

NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_PERCENT = r"%|per ?cent\b|percent\b"
_READ = re.compile(
    rf"(?<![\w.,/£-])(?P<money>£)?(?P<sign>-)?(?P<digits>{NUMBER})(?![\d/]|[A-Za-z]{{2}}|[,.]\d)"
    rf"(?:\s?(?P<points>percentage[- ]points?\b|pp\b)|\s?(?P<percent>{_PERCENT})(?P<late>[- ]points?\b)?"
    r"|\s?(?P<scale>million|billion|thousand|bn|m|k)\b|\s(?P<times>times)\b)?"
)
_PER = re.compile(rf"\s*\(?(?:per|for each|for every|in every)\s+(?:{NUMBER}\s*)?[a-z]+")
_ASIDE = re.compile(
    "|".join(
        (
            r"\b9[05](?:\.\d)?%\s+(?:confidence\b|CI\b|intervals?\b|limits?\b|level\b)(?:\s+(?:interval|limits?|"
            r"level)\b)?",
            r"\b99(?:\.\d)?%\s+(?:confidence\b|CI\b|intervals?\b|limits?\b|level\b)(?:\s+(?:interval|limits?|"
            r"level)\b)?",
            rf"\((?:[^()\d]*|95% CI:? ?){NUMBER}%?\s*(?:to|and|-|–)\s*{NUMBER}%?\)",
            rf"\bfrom {NUMBER}%? \([A-Z][^)]*\) to {NUMBER}%? \([A-Z][^)]*\)",
            rf"\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied)|run|runs|ran) (?:from|between) {NUMBER}%?(?: \([^)]*\))? "
            rf"(?:to|and) {NUMBER}%?",
            rf"\b(?:limits|interval|CI)\b:? (?:of |from |between )?{NUMBER}%? (?:to|and) {NUMBER}%?",
            r"\b(?:aged?|ages)(?: of| from| under| over| between)? \d+(?:(?: to | and |-|–)\d+)?(?: (?:and|or) "
            r"(?:over|under|above))?",
            r"\b(?:under|over|above|below|before)(?: the age of)?[ -]\d+(?=s\b| years\b|-year)(?: years)?",
            r"\bunder[- ](?:18|25|75)s?\b|\b\d+[- ]year[- ]olds?\b|\b\d+(?: to |-|–)\d+(?: years\b|[- ]year[- "
            r"]olds?\b)",
            r"\b\d+ (?:and|or) (?:over|under|above)\b",
            rf"\b(?:{REFERENCES})\s+[A-Z]?\d[\w.]*",
            rf"\b(?:{NUMBER}|[a-z]+)[- ](?:{DURATIONS})s?\b(?: old\b| ago\b)?",
        )
    )
)
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS = {word: value for value, word in enumerate(_UNITS.split())} | {
    word: 10 * value for value, word in enumerate(_TENS.split(), start=2)
}
_SPELT = re.compile(
    rf"\b(?:(?P<tens>{'|'.join(_TENS.split())})(?:-(?P<ones>{'|'.join(_UNITS.split()[1:10])}))?"
    rf"|(?P<small>{'|'.join(_UNITS.split()[2:])}))\b(?![- ](?:off|thirds?|fifths?|tenths?))",
    re.IGNORECASE,
)
_SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}


@dataclass(frozen=True)
class Quantity:
    """A number as printed: its value, kind (percent, points, rate, money, times, count, bare), rounding and place."""

    value: float
    kind: str
    half: float  # half of the last printed place: the value may be this much more or less
    start: int
    end: int
    text: str

    def near(self, other: "Quantity") -> bool:
        """Whether the two may be compared: the same kind, or one printed without its unit."""
        loose = {"bare", "count", "rate"}
        return self.kind == other.kind or (
            self.kind in loose and other.kind in loose and "rate" in {self.kind, other.kind}
        )


def put_aside(text: str) -> str:
    """Return the sentence, of the same length, with ages, durations, references and limits blotted out."""
    return _ASIDE.sub(lambda match: "_" * len(match[0]), text)


def quantities(masked: str) -> list[Quantity]:
    """Return the numbers of a sentence from which dates and the like have been put aside, in order."""
    found, skip = [], 0
    for match in _READ.finditer(masked):
        if match.start() < skip:
            continue
        per = _PER.match(masked, match.end())
        skip = per.end() if per else match.end()
        found.append(_quantity(match, masked, skip, bool(per)))
    found += [_spelt(match) for match in _SPELT.finditer(masked)]
    return sorted(found, key=lambda one: one.start)


def _quantity(match: re.Match[str], masked: str, end: int, is_rate: bool) -> Quantity:
    digits, scale = match["digits"].replace(",", ""), _SCALES.get(match["scale"] or "", 1.0)
    places = len(digits.partition(".")[2])
    half = 0.5 * 10.0**-places * scale
    if not places and scale == 1 and re.search(rf"\b(?:{ABOUT})\s*$", masked[: match.start()], re.IGNORECASE):
        half = 0.5 * 10.0 ** (len(digits) - len(digits.rstrip("0")))  # "about 640" is 635 to 645
    value = float(digits) * scale * (-1 if match["sign"] else 1)
    return Quantity(value, _kind(match, masked, is_rate, places), half, match.start(), end, masked[match.start() : end])


def _kind(match: re.Match[str], masked: str, is_rate: bool, places: int) -> str:
    if match["money"]:
        return "money"
    if match["points"] or match["late"]:
        return "points"
    if match["percent"]:
        return "percent"
    if match["times"]:
        return "times"
    if is_rate:
        return "rate"
    return "bare" if places and not match["scale"] else "count"


def _spelt(match: re.Match[str]) -> Quantity:
    if match["small"]:
        value = _WORDS[match["small"].lower()]
    else:
        value = _WORDS[match["tens"].lower()] + _WORDS.get((match["ones"] or "zero").lower(), 0)
    return Quantity(float(value), "count", 0.5, match.start(), match.end(), match[0])


def noun_after(masked: str, end: int) -> str:
    """Return what a number counts, from the words after it: "people" after "62 young"; nothing if none is known."""
    match = re.match(
        rf"\s+(?:of\s+)?(?:the\s+|these\s+|those\s+|all\s+|its\s+|our\s+)?(?:[a-z-]+\s+){{0,2}}?({PEOPLE})\b",
        masked[end:],
    )
    return match[1] if match else ""
