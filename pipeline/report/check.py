"""What every published page must hold to: one file, readable by everybody, about its own borough."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from lxml.etree import XPath
from lxml.html import HtmlElement, document_fromstring

from pipeline.areas import AREAS, Area, merged_areas_of
from pipeline.documents import DOCUMENTS
from pipeline.errors import PipelineError
from pipeline.report.content import mark_faults

MOST_BYTES = 1_500_000
_NETWORK = re.compile(r"^\s*(https?:)?//", re.IGNORECASE)
_STYLE_ADDRESS = re.compile(r"""(?:url\(|@import)\s*["']?\s*((?:https?:)?//[^"')\s]+)""", re.IGNORECASE)
_NO_NUMBER = re.compile(r"\b(nan|NaN|NaT)\b|<NA>|^None$")
_ERRORS = (
    "Traceback (most recent call last)",
    "An Exception was encountered at",
    "papermill-error-cell",
    "No description has been provided",
)
_MACHINE_PATH = re.compile(r"(?<![\w.])(/home/|/root/|/tmp/|/Users/)\S*|\b[A-Z]:\\\S*")
_DATA_ADDRESS = re.compile(r"data:[a-z/0-9+-]+;[^\"\s]*")
_LEFT_OVER = re.compile(r"data-slot=|\{(?:fig|figure|table):|\{\{|\{%")

# Where a link may lead: on the page, to a publisher, into the page itself (a CSV), or to a document beside it.
_DOCUMENT = rf"(?:[a-z-]+/)?(?:{'|'.join(document.id for document in DOCUMENTS)})\.html"
_LEADS = re.compile(rf"#|https?://|data:text/csv|{_DOCUMENT}(?:#[\w-]+)?$")

_TEXTS = XPath(".//text()")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LOADED = frozenset({"src", "srcset", "data", "poster", "xlink:href", "href"})


@dataclass(frozen=True)
class Parsed:
    """A page with all its tags in order, gone through once: it has some sixteen thousand."""

    tags: tuple[HtmlElement, ...]

    def named(self, *names: str) -> list[HtmlElement]:
        """The tags of these names, in the page's order."""
        return [tag for tag in self.tags if tag.tag in names]


Rule = Callable[[Parsed], Iterator[str]]


def check_page(html: str, area: Area | None) -> None:
    """Pass if the page may be published; PipelineError lists every fault at once. `area` is None for the index."""
    page = Parsed(tuple(tag for tag in document_fromstring(html).iter() if isinstance(tag.tag, str)))
    text = _DATA_ADDRESS.sub("", html)
    faults = [fault for rule in RULES for fault in rule(page)]
    faults += [*_text_faults(html, text), *(_area_faults(page, text, area) if area else [])]
    if faults:
        name = area.name if area else "index"
        lines = "\n".join(f"  {fault}" for fault in dict.fromkeys(faults))
        raise PipelineError(f"{name}: the page cannot be published; the last good one stays.\n{lines}")


def _words(tag: HtmlElement) -> str:
    """The text of a tag and all inside it, in single spaces."""
    return " ".join(filter(None, (part.strip() for part in _TEXTS(tag))))


def _ids(page: Parsed) -> Iterator[str]:
    counts = Counter(tag.get("id") for tag in page.tags if tag.get("id") is not None)
    yield from (f"The id '{name}' stands {count} times." for name, count in counts.items() if count > 1)
    for link in page.named("a"):
        address = link.get("href", "")
        if address.startswith("#") and address[1:] not in counts:
            yield f"The link '{_words(link)}' leads to {address}, which is not on the page."


def _links(page: Parsed) -> Iterator[str]:
    for link in page.named("a"):
        address = link.get("href")
        if address is not None and not _LEADS.match(address):
            yield f"The link '{_words(link)}' leads to {address}, which is no document of a report."


def _self_contained(page: Parsed) -> Iterator[str]:
    for tag in page.tags:
        if tag.tag in {"script", "iframe", "object", "embed", "base"}:
            yield f"A <{tag.tag}> is on the page; a page holds none."
        for name, text in tag.items():
            loads = name in _LOADED and (name != "href" or tag.tag != "a")
            if loads and any(_NETWORK.match(part) for part in text.split(",")):
                yield f"<{tag.tag} {name}> loads {text} from the network."
            if name.startswith("on") or text[:11].lower() == "javascript:":
                yield f"<{tag.tag} {name}> holds a script."
    css = [tag.text_content() for tag in page.named("style")]
    css += [tag.get("style") for tag in page.tags if tag.get("style")]
    addresses = [address for text in css for address in _STYLE_ADDRESS.findall(text)]
    yield from (f"A style loads {address} from the network." for address in addresses)


def _tables(page: Parsed) -> Iterator[str]:
    for table in page.named("table"):
        caption = table.find("caption")
        name = _words(caption) if caption is not None else ""
        if not name:
            yield f"A table has no caption: {_words(table)[:60]}"
        heads = list(table.iter("th"))
        yield from (f"Table '{name}': a heading has no scope." for head in heads if not head.get("scope"))
        yield from (f"Table '{name}': a heading is empty." for head in heads if not _words(head))
    for cell in page.named("td", "th", "text"):
        words = _words(cell)
        if _NO_NUMBER.search(words):
            yield f"'{words}' stands where a value or the reason for its absence belongs."


def _pictures(page: Parsed) -> Iterator[str]:
    for picture in page.named("svg"):
        title = picture.find("title")
        if picture.get("role") != "img" or title is None or not _words(title):
            yield "A chart has no role or no alternative text (its <title>)."
    yield from ("A picture has no alternative text." for image in page.named("img") if not image.get("alt"))


def _headings(page: Parsed) -> Iterator[str]:
    headings = page.named(*_HEADINGS)
    if [tag.tag for tag in headings].count("h1") != 1:
        yield "The page has not one h1."
    for before, after in pairwise(headings):
        if int(after.tag[1]) > int(before.tag[1]) + 1:
            yield f"The heading '{_words(after)}' ({after.tag}) skips a level after {before.tag}."


def _document(page: Parsed) -> Iterator[str]:
    if [tag.get("lang") for tag in page.named("html")] != ["en-GB"]:
        yield 'The page does not say lang="en-GB".'
    if "Content-Security-Policy" not in {tag.get("http-equiv") for tag in page.named("meta")}:
        yield "The page does not forbid loading from the network (Content-Security-Policy)."


RULES: tuple[Rule, ...] = (_ids, _links, _self_contained, _tables, _pictures, _headings, _document)


def _text_faults(html: str, text: str) -> Iterator[str]:
    size = len(html.encode())
    if size > MOST_BYTES:
        yield f"The page has {size:,} bytes; at most {MOST_BYTES:,} can be e-mailed."
    yield from mark_faults(html)
    yield from (f"'{error}' stands on the page." for error in _ERRORS if error in text)
    yield from (f"A path of this machine stands on the page: {found[0]}" for found in _MACHINE_PATH.finditer(text))
    yield from (f"'{found[0]}' was left on the page unfilled." for found in _LEFT_OVER.finditer(text))


def _area_faults(page: Parsed, text: str, area: Area) -> Iterator[str]:
    for name in ("title", "h1"):
        first = page.named(name)[:1]
        if not first or area.name not in first[0].text_content():
            yield f"The {name} does not name {area.name}."
    allowed = {area.code, *area.members, *(code for merged in merged_areas_of(area.code) for code in merged.members)}
    # A CSV of all boroughs, behind a chart that compares them, carries their codes; the page itself does not.
    for code in sorted(set(re.findall(r"E09\d{6}", text)) - allowed):
        yield f"The page holds {code}, the code of {AREAS[code].name if code in AREAS else 'another area'}."
