"""Where two pages first differ, in a reader's words: chapter, figure or table."""

from collections.abc import Iterator
from itertools import zip_longest

from lxml.html import HtmlElement, document_fromstring

from pipeline.report.content import content_of

_LONGEST = 60  # letters of a text that is quoted


def first_difference(one: str, other: str) -> str:
    """Return where the content of two pages first differs, and what stands there; "" where it does not."""
    pairs = zip_longest(_pieces(one), _pieces(other), fillvalue=None)
    for left, right in pairs:
        if left is None or right is None or left[1] != right[1]:
            place = next(piece[0] for piece in (left, right) if piece is not None)
            return f"{_where(place)}: {_said(left)} against {_said(right)}"
    return ""


def _pieces(html: str) -> Iterator[tuple[HtmlElement, str]]:
    """Every tag with its attributes, and every text, in the page's order."""
    for tag in document_fromstring(content_of(html)).iter():
        if not isinstance(tag.tag, str):
            continue
        yield tag, f"<{tag.tag}{''.join(f' {name}={value}' for name, value in tag.items())}>"
        if tag.text and tag.text.strip():
            yield tag, " ".join(tag.text.split())
        if tag.tail and tag.tail.strip():
            yield tag, " ".join(tag.tail.split())


def _said(piece: tuple[HtmlElement, str] | None) -> str:
    if piece is None:
        return "nothing"
    text = piece[1]
    if text.startswith("<"):
        return "another drawing" if _in_svg(piece[0]) else text[:_LONGEST]
    return f"“{text[:_LONGEST]}{'…' if len(text) > _LONGEST else ''}”"


def _in_svg(tag: HtmlElement) -> bool:
    return tag.tag == "svg" or any(True for _ in tag.iterancestors("svg"))


def _where(tag: HtmlElement) -> str:
    """The chapter that a tag stands in, and the figure, table or box in it that holds it."""
    around = [tag, *tag.iterancestors()]
    chapter = next((one for one in around if "chapter" in (one.get("class") or "").split()), None)
    labels = [_words(label) for one in around for label in one.xpath("(./*|./*/*)[@class='no']") if one.get("id")]
    names = [_words(one.find("h2")) for one in [chapter] if one is not None and one.find("h2") is not None]
    ids = [one.get("id") for one in around if one.get("id")]
    inside = labels[:1] or ids[:1]
    return ", ".join(filter(None, [*names, *(name for name in inside if name not in names)])) or "the head of the page"


def _words(tag: HtmlElement | None) -> str:
    return " ".join(tag.text_content().split()) if tag is not None else ""
