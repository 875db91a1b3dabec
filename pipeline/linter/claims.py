"""Claims that figures cannot carry: causes, sameness, significance of recorded offences, no one at all, and law."""

import re
from collections.abc import Iterator

from pipeline.linter.fault import Fault, Rule
from pipeline.linter.said import Said
from pipeline.linter.vocabulary import (
    CAUSES,
    CONDITIONS,
    COUNTRY,
    DECISIONS,
    FALL,
    LESS,
    METHODS,
    MORE,
    OBLIGED,
    OFFENCES,
    PARTNERSHIP,
    PEOPLE,
    REAL_DUTIES,
    REGION,
    RISE,
    SUBSTANCES,
)  # fmt: skip

SIGNED = re.compile(r"\b[Ii]nterpretation,? signed by (?:the |an? )?[^:]+?,? \d{1,2} \w+ (?:19|20)\d\d:")
_CAUSE = re.compile(rf"\b(?:{CAUSES})\b", re.IGNORECASE)
_MOVING = rf"{RISE}|{FALL}|{MORE}|{LESS}|improv\w+|worsen\w+|better|worse|change[ds]?|halved|doubled"
_DENIED = re.compile(
    r"\b(?:not|no|cannot|never|whether|unclear|unknown|n't|nor|nothing|without)\b(?:\s+\S+){0,7}\s*$", re.IGNORECASE
)
_DEFINED = re.compile(rf"\b(?:{CONDITIONS})\b(?:\W+(?!(?:{_MOVING})\b)\w+){{0,8}}\W+$", re.IGNORECASE)
_COMPARATORS = (
    rf"{COUNTRY}|{REGION}|the (?:borough|average|year before|previous year|rate|level|figure)|last year|other "
    rf"boroughs|elsewhere|ours|it was|in the|that (?:of|in|for)|those (?:of|in|for)"
)
_VALUES = "rates?|levels?|shares?|proportions?|number|percentages?|prevalence"
_SAME = re.compile(
    rf"\bthe same as (?:in |for |at |with )?(?:{_COMPARATORS}|[A-Z]\w+)|\bthe same (?:\w+ )?(?:{_VALUES})\b(?! "
    rf"(?:of months|of years|definition))"
    rf"|\b(?:are|is|was|were|stayed|remain\w*|stays) (?:about |much |exactly |just |broadly )*the "
    rf"same(?=\s*(?:[.,;:]|$|in\b|for\b|across\b|between\b|here\b))"
    rf"|\bidentical (?:to|in|with)\b|\b(?:exactly|precisely) equal\b|\bequals? (?:to )?(?:{COUNTRY}|{REGION})|"
    rf"\bno different (?:from|to|than)\b"
    rf"|\bthe same\b[^.;]{{0,40}}\bas (?:in |for )?(?:{COUNTRY}|{REGION})|\bon a par with\b|\bmatch(?:es|ed)? "
    rf"(?:exactly|{COUNTRY}|{REGION})",
    re.IGNORECASE,
)
_SIGNIFICANT = re.compile(
    r"\bsignificantly\b|\bsignificant(?:ly)?\s+(?:\w+\s+)?(?:rise|increase|fall|decrease|reduction|drop|"
    r"change|difference|growth|decline|"
    r"higher|lower|jump|upturn|downturn|trend)|\b(?:statistically significant|(?:is|are|was|were) (?:not "
    r")?significant)\b",
    re.IGNORECASE,
)
_ABOUT_THE_WORD = re.compile(r"\bword\b[^.;]{0,20}significan|never|not (?:used|said|called)", re.IGNORECASE)
_NO_ONE = re.compile(
    rf"\b(?:no[ -]one|nobody|none of (?:the|our|these|those) (?:\w+ ){{0,2}}?(?:{PEOPLE})|not a single (?:\w+ "
    rf")?(?:{PEOPLE})|"
    rf"(?:there (?:were|are|was|is) )?(?:no|zero|0) (?:[a-z-]+ ){{0,2}}?(?:{PEOPLE}))\b(?!')",
    re.IGNORECASE,
)
_OF_TABLES = re.compile(r"\b(?:tables?|files?|rows?|columns?|split|release)\b", re.IGNORECASE)
_COUNTING = re.compile(
    r"\b(?:leaves?|counts?|counted|asked|said|means?|reported|knows?|shown|published|compared|tested|figures?)\b",
    re.IGNORECASE,
)


def cause(said: Said) -> Iterator[Fault]:
    """No cause is named, unless an analyst has signed the interpretation."""
    if said.facts.signed or SIGNED.search(said.text):
        return
    for match in _CAUSE.finditer(said.text):
        before, after = said.text[: match.start()], said.text[match.end() :]
        if not _DENIED.search(before) and not _defines(before, after) and not _explains_method(before, after, match[0]):
            cure = "leave the cause out, or write an interpretation signed by role and date"
            yield Fault(Rule.CAUSE, said.text, f"'{match[0]}' names a cause that the figures do not show", cure)
            return


def _defines(before: str, after: str) -> bool:
    """ "Admissions wholly caused by alcohol": what the measure is, not why it moved."""
    opening = re.match(rf"\s+(?:the |any |an? )?(?:\w+ )?(?:{SUBSTANCES})\b", after, re.IGNORECASE)
    start = re.split(r"[;:]", before)[-1]
    named = _DEFINED.search(start)
    return bool(opening and named) and not re.search(rf"\b(?:{_MOVING})\b", start, re.IGNORECASE)


def _explains_method(before: str, after: str, word: str) -> bool:
    """ "Three years are pooled because one year has too few": why a figure is shown, or a thing decided, as it is."""
    if word.lower() in {"led to", "leads to", "leading to", "resulted in", "results in"}:
        return False
    effect = before if before.strip() else after.partition(",")[2]
    clause = re.split(r"[;:]", effect)[-1]
    return bool(re.search(rf"\b(?:{METHODS}|{DECISIONS})\b", clause, re.IGNORECASE)) and not re.search(
        rf"\b(?:{_MOVING})\b", clause, re.IGNORECASE
    )


def same(said: Said) -> Iterator[Fault]:
    """Two estimates that do not differ clearly are similar, never the same."""
    match = _SAME.search(said.text)
    if match and not re.search(r"\b(?:not|never)\b\s*(?:\w+\s+)?$", said.text[: match.start()]):
        yield Fault(
            Rule.SAME,
            said.text,
            f"'{match[0]}' claims that two estimates are equal",
            "write: not clearly different from",
        )


def significant(said: Said) -> Iterator[Fault]:
    """Recorded offences are never called significantly higher or lower."""
    match = _SIGNIFICANT.search(said.text)
    if match and said.has(OFFENCES) and not _ABOUT_THE_WORD.search(said.text):
        what = f"'{match[0]}' is said of recorded offences, which vary far more than chance alone"
        yield Fault(
            Rule.SIGNIFICANT, said.text, what, "write higher or lower, and only for a difference of a tenth or more"
        )


def zero(said: Said) -> Iterator[Fault]:
    """A rounded zero may be one or two people; police tables are not rounded."""
    match = _NO_ONE.search(said.text)
    if (
        said.facts.rounded
        and match
        and not said.has(OFFENCES)
        and not _OF_TABLES.search(said.text)
        and not _COUNTING.search(said.text)
    ):
        what = f"'{match[0]}' is claimed where counts are rounded: a printed 0 may be 1 or 2"
        yield Fault(Rule.ZERO, said.text, what, "write: the rounded count is 0")


def statute(said: Said) -> Iterator[Fault]:
    """Partnerships, needs assessments and plans are asked for by guidance and grant conditions, not by law."""
    match = re.search(rf"\b(?:{OBLIGED})\b", said.text, re.IGNORECASE)
    if not match or re.search(r"\b(?:not|no|nor)\b(?:\s+\w+){0,2}\s*$", said.text[: match.start()]):
        return
    if said.has(PARTNERSHIP) and not said.has(REAL_DUTIES):
        what = f"'{match[0]}': areas are asked to do this by guidance and grant conditions"
        yield Fault(Rule.STATUTE, said.text, what, "write: national guidance asks, or grant conditions require")
