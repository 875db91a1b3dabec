"""What a page says is held to two rules before it is published: results come from findings, and words fit their numbers.

A sentence with a result (a number, or a comparing word with one) carries the id of the finding it was made from. Prose in
a notebook is true of any borough, so it holds no result: only the literals listed here.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pipeline.areas import AREAS, BOROUGHS, Area, stand_ins
from pipeline.errors import PipelineError
from pipeline.linter import Facts, Fault, lint, report
from pipeline.local.commentary import results
from pipeline.report.admit import Bundle
from pipeline.report.number import panels_of
from pipeline.report.stitch import StitchedChapter

# Numbers that are rules or names, not results: levels, units, ages, the length of a window, the first year drawn.
LITERALS = frozenset({"95%", "99.8%", "1,000", "100,000", "12", "10%", "2010", "75", "16", "18", "2021"})
# Lists that print a register kept as data (definitions, licences, rules): their numbers are not results.
REGISTERS = frozenset({"limits", "sources", "definitions", "glossary", "method"})
_NUMBER = re.compile(r"\d[\d,.]*\d%?|\d%?")
# Names with a number in them: the partnership's own tables (L4) and the metrics of the national framework (H9, SM12).
_CODES = re.compile(r"\b(?:L|H|SM)\d{1,2}\b")
# Names that hold a borough's, and are not the borough.
_FORCES = ("City of London Police",)
_COMPARING = re.compile(
    r"\b(higher|lower|more|fewer|less|better|worse|rose|risen|fell|fallen|increas\w+|decreas\w+|similar|above|below)\b",
    re.IGNORECASE,
)
_NEVER = re.compile(r"(?!)")
_MARKUP = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Text:
    """A text on the page: where it stands, the finding it was made from, if any, and whether somebody signs it."""

    where: str
    words: str
    finding: str = ""
    signed: bool = False


def check_language(
    chapters: Iterable[StitchedChapter], area: Area, edition_date: str, author: Iterable[str] = ()
) -> None:
    """Pass if every result comes from a finding and no sentence contradicts itself; PipelineError lists what does.

    `author` are texts that a person signs beside the chapters: their numbers are the person's, and must agree.
    """
    said = [text for chapter in chapters for text in texts(chapter)]
    strays = [f"  {text.where}: {text.words}" for text in said if strangers(text, area)]
    typed = [f"  {text.where}: {text.words}" for text in said if is_typed(text, area)]
    linted = [*said, *(Text("the author's blocks", words, signed=True) for words in author)]
    wrong = [(text.where, fault) for text in linted for fault in _faults(text.words, edition_date, text.signed)]
    messages = []
    if typed:
        cure = "Say it by a finding, such as headline(level(...)), so that it follows the figures."
        messages.append("\n".join(["These sentences hold results that no finding made.", *typed, cure]))
    if strays:
        cure = f"This page is for {area.name}: name no other borough outside a comparison that a finding makes."
        messages.append("\n".join(["These sentences name another borough.", *strays, cure]))
    if wrong:
        messages.append("\n".join(report([fault], where) for where, fault in dict.fromkeys(wrong)))
    if messages:
        raise PipelineError("\n\n".join(messages))


def is_typed(text: Text, area: Area | None = None) -> bool:
    """Whether a text without a finding holds a result: a number that is no literal, or a comparing word of this place."""
    if text.finding:
        return False
    if text.signed:
        return bool(results(text.words))
    if any(number not in LITERALS for number in _NUMBER.findall(_CODES.sub("", text.words))):
        return True
    here = re.compile(rf"\b(the borough|here|our|{re.escape(area.name)})\b", re.IGNORECASE) if area else _NEVER
    return any(
        here.search(sentence) and _COMPARING.search(sentence) for sentence in re.split(r"(?<=[.?!])\s+", text.words)
    )


def strangers(text: Text, area: Area) -> list[str]:
    """Return the other boroughs that a text names though no finding made it; ward names are not in such texts."""
    if text.finding:
        return []
    own = {area.name, area.spoken, *(other.name for other in stand_ins(area.code))}
    own |= {AREAS[code].name for code in area.members}
    words = text.words
    own |= set(_FORCES)
    for name in sorted(own, key=len, reverse=True):
        words = words.replace(name, "")
    return [other.name for other in BOROUGHS if other.code != area.code and re.search(rf"\b{other.name}\b", words)]


@lru_cache(maxsize=4096)  # caveats and rules are the same in every borough
def _faults(words: str, edition_date: str, signed: bool) -> tuple[Fault, ...]:
    return tuple(lint(words, Facts(today=date.fromisoformat(edition_date), signed=signed)))


def texts(chapter: StitchedChapter) -> Iterator[Text]:
    """Return every sentence that a chapter says outside its registers and tables."""
    for part in chapter.parts:
        if part.prose:
            yield Text(f"{chapter.key}, prose", _MARKUP.sub(" ", part.prose.html))
        for bundle in part.bundles:
            yield from _bundle_texts(chapter.key, bundle)


def _bundle_texts(chapter: str, bundle: Bundle) -> Iterator[Text]:
    where = f"{chapter}, {bundle['kind']} {bundle.get('id', '')}".rstrip()
    if bundle["kind"] == "figure":
        yield Text(where, bundle["headline"], bundle["finding"])
        yield Text(where, bundle["alt"], bundle["finding"])
    if bundle["kind"] == "commentary":
        yield Text(where, _MARKUP.sub(" ", bundle["html"]), signed=True)
    for card in bundle.get("cards", []):
        yield from _card_texts(f"{where} {card['id']}".rstrip(), card)
    for panel in panels_of(bundle):
        yield from (
            Text(f"{where}, evidence of {panel['title']}", fact["text"], panel["finding"]) for fact in panel["facts"]
        )
    said = [*bundle.get("sentences", []), *bundle.get("findings", []), *bundle.get("notes", [])]
    if bundle["kind"] == "list" and bundle["role"] not in REGISTERS:
        said += bundle["items"]
    for one in said:
        if isinstance(one, dict):
            yield Text(where, one["text"], one.get("finding", ""))
            yield Text(where, one.get("claim", ""), one.get("finding", ""))
    for key in ("cannot", "decisions"):
        lines = bundle.get(key, [])
        yield from (Text(where, line) for line in ([lines] if isinstance(lines, str) else lines))


def _card_texts(where: str, card: Bundle) -> Iterator[Text]:
    """What a card says: each of its facts, like the item of a list, may name the finding that it was made from."""
    for said in [*card["sentences"], *card["facts"], *card["notes"]]:
        words = {"text": said} if isinstance(said, str) else said
        yield Text(where, words["text"], words.get("finding", ""))
