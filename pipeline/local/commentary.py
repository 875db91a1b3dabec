"""The partnership's own words on a chapter: Markdown signed by a role, on a day, made safe for a page.

A result is never typed in it: a figure stands in figures.csv with its paper and is printed beside the words.
"""

import re
from collections.abc import Collection, Iterator
from datetime import date
from textwrap import shorten

from pipeline.errors import did_you_mean
from pipeline.local.data import Commentary
from pipeline.local.fault import Fault
from pipeline.local.rule import DAY, SLUG

HEADER = ("role", "date")
TAGS = {"p", "ul", "ol", "li", "em", "strong", "a", "h4", "h5", "blockquote", "br"}
RESULT = "put the figure in figures.csv, it is printed beside"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# Digits that are no results: markers of lists, addresses, codes, priorities, days and times, units of rates.
_NAMES = re.compile(
    r"^[ \t]*\d+[.)](?=\s)|\]\([^)\s]*\)|<https?://[^>\s]*>|https?://\S+"
    r"|\b[Pp]riorit(?:y|ies) \d(?:(?:,| and|, and| to|-|–) ?\d)*|\b\d+(?:st|nd|rd|th)\b"
    r"|\b[A-Za-z][\w-]*\d[\w-]*|\bNHS 111\b|\b24/7\b"
    rf"|\b\d{{1,2}} (?:{_MONTHS})\b|\b\d{{1,2}}(?:\.\d\d)? ?[ap]m\b|\bper [\d,]+\b",
    re.MULTILINE,
)
_NUMBER = re.compile(r"£?\d(?:[\d,.]*\d)?(?: ?%| per ?cent\b)?")
_LINK = re.compile(r"https?://|#(?!harmful-link)")  # mistune's word for a script
_UNSAFE = (
    (re.compile(r"<(?!https?://)/?[A-Za-z!][^>\n]*>?"), "HTML is not printed: write Markdown"),
    (re.compile(r"!\[[^\]]*\]"), "pictures are not printed: say in words what they show"),
    (re.compile(r"\]\((?!https?://|#)[^)\s]*\)?"), "a link goes to http://, https:// or # and a heading of the page"),
)


def read_commentary(file: str, text: str, known: Collection[str] = ()) -> tuple[Commentary | None, list[Fault]]:
    """Return one file's commentary, or None, with its faults. `known`: the chapters there are; any if it is empty."""
    chapter = file.rpartition("/")[2].removesuffix(".md")
    faults = list(_chapter(file, chapter, known))
    head, body = _split(text)
    given, wrong = _header(file, head)
    faults += wrong
    faults += _content(file, body, DAY.keep(given.get("date", "")) or "")
    if faults:
        return None, faults
    return Commentary(chapter, to_html(body), given["role"], given["date"]), []


def _chapter(file: str, chapter: str, known: Collection[str]) -> Iterator[Fault]:
    if SLUG.keep(chapter) is None:
        yield Fault(file, 0, f"{chapter} is not {SLUG.words}: name the file like its chapter")
    elif known and chapter not in known:
        yield Fault(file, 0, f"there is no chapter {chapter}.{did_you_mean(chapter, known)}".removesuffix("."))


def _split(text: str) -> tuple[str, str]:
    """The lines before the first blank line, and the text of the same number of lines without them."""
    lines = text.split("\n")
    blank = next((number for number, line in enumerate(lines) if not line.strip()), len(lines))
    return "\n".join(lines[:blank]), "\n".join([*[""] * blank, *lines[blank:]])


def _header(file: str, head: str) -> tuple[dict[str, str], list[Fault]]:
    given: dict[str, str] = {}
    faults: list[Fault] = []
    for number, line in enumerate(head.split("\n"), start=1):
        key, _, value = (part.strip() for part in line.partition(":"))
        if key in HEADER:
            given[key] = value
        else:
            hint = did_you_mean(key, HEADER) or " The text begins after a blank line"
            faults.append(Fault(file, number, f"'{shorten(key, 40)}' is not role or date.{hint}"))
        if key == "date" and value and DAY.keep(value) is None:
            faults.append(Fault(file, number, f"date {value} is not {DAY.words}.{DAY.near(value)}".removesuffix(".")))
    faults += [Fault(file, 1, f"{key} is missing") for key in HEADER if not given.get(key)]
    return given, faults


def _content(file: str, body: str, written: str) -> Iterator[Fault]:
    if not body.strip():
        yield Fault(file, 0, "there is no text below the header")
        return
    for pattern, cure in _UNSAFE:
        for match in pattern.finditer(body):
            yield Fault(file, _line(body, match.start()), f"{match[0]}: {cure}")
    for start, number in results(body):
        yield Fault(file, _line(body, start), f"{number} is a result typed in the text: {RESULT}")
    yield from _said(file, body, written)


def results(text: str) -> list[tuple[int, str]]:
    """Return the numbers of a text that are results, with their places: no date, age, duration, reference or code."""
    from pipeline.linter.dates import without_dates  # noqa: PLC0415
    from pipeline.linter.quantities import put_aside  # noqa: PLC0415

    named = _NAMES.sub(lambda match: "_" * len(match[0]), text)
    masked = put_aside(without_dates(named.replace("\n", " ")))
    return [(match.start(), match[0]) for match in _NUMBER.finditer(masked)]


def _said(file: str, body: str, written: str) -> Iterator[Fault]:
    """What the linter finds; a commentary is signed, so it may name causes."""
    from pipeline.linter import Facts, lint  # noqa: PLC0415

    today = date.fromisoformat(written) if written else None
    for fault in lint(body, Facts(today=today, signed=True)):
        words = r"[\W_]+".join(re.escape(word) for word in re.findall(r"\w+", fault.sentence)[:5])
        match = re.search(words, body)
        yield Fault(file, _line(body, match.start()) if match else 0, f"{fault.sentence} {fault.what}: {fault.cure}")


def _line(text: str, start: int) -> int:
    return text.count("\n", 0, start) + 1


def to_html(body: str) -> str:
    """Return Markdown as HTML that is safe on a page: headings below the chapter's own, links, no picture, no script."""
    import mistune  # noqa: PLC0415
    import nh3  # noqa: PLC0415

    html = str(mistune.create_markdown(escape=True)(body))
    lowered = re.sub(r"<(/?)h([1-6])\b[^>]*>", lambda match: f"<{match[1]}h{4 if match[2] < '3' else 5}>", html)
    safe = nh3.clean(
        lowered, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https"},
        attribute_filter=lambda _tag, _name, value: value if _LINK.match(value) else None, link_rel=None,
    )  # fmt: skip
    return safe.strip()
