"""A chapter ready for the page: prose as HTML, display bundles in their places, and the code that made it."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat
from nbconvert import HTMLExporter
from nbformat import NotebookNode

from pipeline.areas import Area
from pipeline.report.admit import Bundle, Shown, cells_with_bundles, check_bundles
from pipeline.report.prose import Heading, Prose, read_fragment

TEMPLATES = Path(__file__).parent / "templates"
# Blocks of the front page are sections of their own, with a heading even where the notebook wrote none.
FRONT_HEADINGS = {
    "board": "What the board needs to know",
    "tiles": "Headline numbers",
    "messages": "Key messages by priority",
    "spine": "How {area} compares",
}
_HEADING, _ANY_HEADING = re.compile(r"<h([1-6])\b"), re.compile(r"(</?h)([1-6])\b")
# Written out: nbformat's own makers check each cell against its schema, half of the time that stitching took.
_EMPTY: dict[str, Any] = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}}
_CODE: dict[str, Any] = {"cell_type": "code", "metadata": {}, "source": "", "execution_count": None}
TOGETHER = frozenset({"messages", "spine", "tiles"})  # neighbours of one kind stand side by side


@dataclass(frozen=True)
class Part:
    """A stretch of a chapter: prose, or neighbouring bundles of one kind, with a heading on the front page.

    `level` is that of headings inside it: one below the heading it stands under.
    """

    kind: str
    prose: Prose | None = None
    bundles: tuple[Bundle, ...] = ()
    heading: Heading | None = None
    level: int = 3

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings it prints, in order."""
        return self.prose.headings if self.prose else tuple(filter(None, [self.heading]))


@dataclass(frozen=True)
class StitchedChapter:
    """One chapter of the page, or one of its runs (`key` "priority-1"); the front has no title of its own."""

    key: str
    title: str
    priority: int | None
    parts: tuple[Part, ...]
    code: str
    is_front: bool = False

    @property
    def headings(self) -> tuple[Heading, ...]:
        """All headings in page order."""
        return tuple(heading for part in self.parts for heading in part.headings)

    @property
    def bundles(self) -> list[Bundle]:
        """All bundles in page order."""
        return [bundle for part in self.parts for bundle in part.bundles]


def stitch(  # noqa: PLR0913, PLR0917  what a chapter must be for
    name: str, notebook: NotebookNode, area: Area, edition: str, audience: str, front: bool = True
) -> StitchedChapter:
    """Return one executed notebook as a chapter of the page for `area`; with `front`, the board's box opens the page.

    Raises PipelineError if any of its outputs was made for another area, edition or audience, or is not a bundle.
    """
    cells = cells_with_bundles(name, notebook)
    bundles = [bundle for _, found in cells for bundle in found]
    check_bundles(name, bundles, area, edition, audience)
    boxed = any(bundle["kind"] == "board" for bundle in bundles)
    top = 2 if boxed and front else 3  # the level of the chapter's own headings
    parts = _group(read_fragment(_fragment(cells), name, demote=top - 2), bundles)
    parts = _with_commentary(parts, bundles[0])
    if boxed:
        parts = _front_headings(parts, name, area, top)
    opening = bundles[0]
    return StitchedChapter(
        name, opening["title"], opening["priority"], tuple(_levelled(parts, top)), _code(cells), boxed and front
    )


@lru_cache(maxsize=1)
def exporter() -> HTMLExporter:
    """Return the one exporter that turns the prose of all chapters into HTML."""
    # Sanitising would print our own tables as text; the trust boundary is the project's notebooks (report.md 2).
    return HTMLExporter(
        template_name="cdp_fragment", extra_template_basedirs=[str(TEMPLATES)], exclude_anchor_links=True
    )


def _fragment(cells: list[Shown]) -> str:
    """Convert the prose by nbconvert, with a numbered slot where each bundle goes: bundles are never parsed."""
    made, number = [], 0
    for cell, bundles in cells:
        if cell.cell_type == "markdown":
            made.append({"cell_type": "markdown", "metadata": {}, "source": cell.source})
        slots = [f'<div data-slot="{number + place}"></div>' for place in range(len(bundles))]
        number += len(bundles)
        outputs = [{"output_type": "display_data", "data": {"text/html": slot}, "metadata": {}} for slot in slots]
        if outputs:
            made.append(_CODE | {"outputs": outputs})
    html, _ = exporter().from_notebook_node(nbformat.from_dict(_EMPTY | {"cells": made}))
    return html


def _group(pieces: list[Prose | int], bundles: list[Bundle]) -> list[Part]:
    """Put bundles into their slots; neighbours of one kind (three cards, three tables) become one part."""
    parts: list[Part] = []
    for piece in pieces:
        if isinstance(piece, Prose):
            parts.append(Part("prose", prose=piece))
            continue
        bundle = bundles[piece]
        if bundle["kind"] == "chapter":
            continue
        if parts and parts[-1].kind == bundle["kind"] and bundle["kind"] in TOGETHER:
            parts[-1] = replace(parts[-1], bundles=(*parts[-1].bundles, bundle))
        else:
            parts.append(Part(bundle["kind"], bundles=(bundle,)))
    return parts


def _with_commentary(parts: list[Part], opening: Bundle) -> list[Part]:
    """Put the partnership's own words after the chapter's answer, or its box; before the rest where it has neither."""
    said = opening.get("commentary")
    if not said:
        return parts
    answers = [place for place, part in enumerate(parts) if part.kind in {"answer", "board"}]
    place = answers[0] + 1 if answers else 0
    told = {"kind": "commentary", "area_code": opening["area_code"], **said}
    return [*parts[:place], Part("commentary", bundles=(told,)), *parts[place:]]


def _code(cells: list[Shown]) -> str:
    sources = [cell.source.strip() for cell, _ in cells if cell.cell_type == "code"]
    return "\n\n".join(source for source in sources if source)


def _front_headings(parts: list[Part], chapter: str, area: Area, level: int) -> list[Part]:
    """Give each block of the summary a heading: the notebook's own just before it, else the usual one."""
    result: list[Part] = []
    for part in parts:
        before = result[-1].prose if result else None
        if part.kind in FRONT_HEADINGS and before and before.last:
            result[-1] = replace(result[-1], prose=before.without_last())
            result.append(replace(part, heading=before.last))
        elif part.kind in FRONT_HEADINGS and not (before and before.headings):
            text = FRONT_HEADINGS[part.kind].format(area=area.name)
            result.append(replace(part, heading=Heading(level, f"{chapter}-{part.kind}-{len(result)}", text)))
        else:
            result.append(part)
    return [part for part in result if not part.prose or part.prose.html]


def _levelled(parts: list[Part], top: int) -> list[Part]:
    """Return the parts, each with the level that headings inside it have: one below the last heading."""
    levelled, level = [], top
    for part in parts:
        if part.headings:
            level = part.headings[-1].level + 1
        bundles = tuple(_commentary_at(bundle, level) for bundle in part.bundles)
        levelled.append(replace(part, bundles=bundles, level=min(level, 6)))
    return levelled


def _commentary_at(bundle: Bundle, level: int) -> Bundle:
    """A commentary with its headings below the last one before it; any other bundle as it is."""
    found = [int(number) for number in _HEADING.findall(bundle["html"])] if bundle["kind"] == "commentary" else []
    if not found:
        return bundle
    down = level - min(found)
    html = _ANY_HEADING.sub(lambda tag: f"{tag[1]}{min(6, int(tag[2]) + down)}", bundle["html"])
    return {**bundle, "html": html}
