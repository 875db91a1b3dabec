"""The prose of a chapter: headings moved down a level, with ids of their own, cut where bundles have their slots."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True)
class Heading:
    """A heading as it stands on the page."""

    level: int
    id: str
    text: str


@dataclass(frozen=True)
class Prose:
    """A stretch of HTML between two slots. `last` is the heading that ends it, standing over the block that follows."""

    html: str
    headings: tuple[Heading, ...] = ()
    last: Heading | None = None

    def without_last(self) -> "Prose":
        """The same stretch without the heading that ends it: the block that follows carries it instead."""
        soup = BeautifulSoup(self.html, "html.parser")
        soup.find_all(_HEADINGS)[-1].decompose()
        return Prose(str(soup).strip(), self.headings[:-1])


def read_fragment(html: str, chapter: str, demote: int) -> list[Prose | int]:
    """Return a chapter's fragment as prose and slot numbers, in order.

    The first heading goes when it is the notebook's title: the page sets titles itself. Ids start with the chapter, so
    that "Methods" in three chapters gives three ids.
    """
    soup = BeautifulSoup(html, "html.parser")
    first = soup.find(_HEADINGS)
    if isinstance(first, Tag) and first.name == "h1":
        first.decompose()
    _settle(soup, chapter, demote)
    return list(_cut(soup))


def slug(text: str) -> str:
    """The text as it stands in an id: lower case, hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "section"


def _settle(soup: BeautifulSoup, chapter: str, demote: int) -> None:
    taken: dict[str, int] = {}
    for tag in soup.find_all(_HEADINGS):
        tag.name = f"h{min(6, int(tag.name[1]) + demote)}"
        name = f"{chapter}-{slug(tag.get_text())}"
        taken[name] = taken.get(name, 0) + 1
        tag["id"] = name if taken[name] == 1 else f"{name}-{taken[name]}"


def _cut(soup: BeautifulSoup) -> Iterator[Prose | int]:
    stretch: list[PageElement] = []
    for node in soup.contents:
        if isinstance(node, Tag) and node.has_attr("data-slot"):
            yield from _stretch(stretch)
            stretch = []
            yield int(str(node["data-slot"]))
        else:
            stretch.append(node)
    yield from _stretch(stretch)


def _stretch(nodes: list[PageElement]) -> Iterator[Prose]:
    html = "".join(str(node) for node in nodes).strip()
    if not html:
        return
    tags = [node for node in nodes if isinstance(node, Tag)]
    headings = tuple(_heading(tag) for tag in tags if tag.name in _HEADINGS)
    yield Prose(html, headings, headings[-1] if headings and tags[-1].name in _HEADINGS else None)


def _heading(tag: Tag) -> Heading:
    return Heading(int(tag.name[1]), str(tag["id"]), tag.get_text())
