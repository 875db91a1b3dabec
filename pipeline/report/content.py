"""A page's content: what is signed. Its sha256 leaves out how the page stands, how it looks, and what made it.

What is left out lies between marks that our templates write (comments, which a reader never sees), and in three places
of the head: the end of the title, the style sheet, the record. check.py holds each mark to one place, so that nothing
else of a page can hide between them.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup, escape

from pipeline import __version__
from pipeline.execution.key import digest, package_hash
from pipeline.report.request import Page

# Status in the banner, the masthead and on a paper's cover; the program and its command; links to other documents.
MARKS = ("banner", "status", "cover-status", "made", "others")
_BETWEEN = re.compile(rf"<!--({'|'.join(MARKS)})-->.*?<!--/\1-->", re.DOTALL)
_TITLE = re.compile(r"(<title>[^<]*?) \((?:draft|signed)[^<]*(</title>)", re.IGNORECASE)
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_RECORD = re.compile(r'<meta name="cdp\.made" content="([^"]*)">')


def content_of(html: str) -> str:
    """Return a page without what a signature, or another way of making the same page, may change."""
    html = _TITLE.sub(r"\1\2", html, count=1)
    for place in (_STYLE, _RECORD):
        html = place.sub("", html, count=1)
    return _BETWEEN.sub("", html)


def content_hash(html: str) -> str:
    """Return the sha256 of a page's content: the same before and after it is signed."""
    return digest(content_of(html))


def mark_faults(html: str) -> Iterator[str]:
    """Say which marks do not stand once, and in order: what lies between them is no part of what is signed."""
    for name in MARKS:
        opened, closed = html.count(f"<!--{name}-->"), html.count(f"<!--/{name}-->")
        if opened != closed or opened > 1 or html.find(f"<!--/{name}-->") < html.find(f"<!--{name}-->"):
            yield f"The mark <!--{name}--> belongs to the page's frame and must not stand in a chapter."


def embedded_record(page: Page) -> Markup:
    """Return what a page was made from, in few words, for its head: a page that is sent alone can still say it."""
    told = {
        "document": page.document.id, "area": page.area.name, "audience": page.audience.value,
        "edition": {"id": page.edition.id, "date": page.edition.date}, "command": page.made.command,
        "package": {"version": __version__, "sha256": package_hash()},
        "sources": {
            name: release.release
            for name, release in sorted(page.edition.releases.items()) if release.provenance["files"]
        },
        "notebooks": dict(page.made.notebooks),
    }  # fmt: skip
    return Markup('<meta name="cdp.made" content="{}">').format(escape(json.dumps(told, ensure_ascii=False)))


def read_embedded(html: str) -> dict[str, Any] | None:
    """Return the record in a page's head; None for a page that is not ours or was made before there was one."""
    found = _RECORD.search(html)
    try:
        told = json.loads(Markup(found[1]).unescape()) if found else None
    except ValueError:
        return None
    return told if isinstance(told, dict) else None
