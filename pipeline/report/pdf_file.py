"""A printed PDF put right: its properties, the words of its bookmarks, and no trace of when and where it was made."""

import re
from collections.abc import Iterable
from html import unescape
from io import BytesIO
from typing import Any

from pipeline.report.extras import extra

LANGUAGE = "en-GB"
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_META = re.compile(r'<meta name="([\w.]+)" content="([^"]*)">')
_HEADING = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
# Names of HTML that browsers write and PDF 1.x does not know: readers are told what they stand for.
_ROLES = {"/Strong": "/Span", "/Em": "/Span"}


def finished(pdf: bytes, html: str) -> bytes:
    """Return the PDF with the page's own title, author, subject, language and date; the same bytes for the same PDF.

    The page says them: <title>, and <meta> author, description and dcterms.created. It claims no standard: tags are
    there, whether every rule of PDF/UA holds is not checked.
    """
    pikepdf: Any = extra("pikepdf", "pikepdf", "PDF", "pdf")
    with pikepdf.open(BytesIO(pdf)) as made:
        _properties(pikepdf, made, html)
        _bookmarks(made, html)
        root = made.Root
        root.Lang = LANGUAGE
        root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        if "/StructTreeRoot" in root and "/RoleMap" not in root.StructTreeRoot:
            root.StructTreeRoot.RoleMap = pikepdf.Dictionary(
                {name: pikepdf.Name(role) for name, role in _ROLES.items()}
            )
        if "/ID" in made.trailer:
            del made.trailer.ID
        out = BytesIO()
        made.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _properties(pikepdf: Any, made: Any, html: str) -> None:
    told = {name: unescape(content) for name, content in _META.findall(html)}
    title, author, subject = _words(_first(_TITLE, html)), told.get("author", ""), told.get("description", "")
    day = told.get("dcterms.created", "")
    del made.docinfo
    info = {"/Title": title, "/Author": author, "/Subject": subject, "/Creator": "cdp build"}
    info |= {name: f"D:{day.replace('-', '')}000000Z" for name in ("/CreationDate", "/ModDate") if day}
    for name, words in info.items():
        if words:
            made.docinfo[name] = words
    if "/Metadata" in made.Root:
        del made.Root.Metadata
    with made.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title
        metadata["dc:language"] = {LANGUAGE}
        if author:
            metadata["dc:creator"] = [author]
        if subject:
            metadata["dc:description"] = subject


def _bookmarks(made: Any, html: str) -> None:
    """Give bookmarks the headings' own words: browsers leave out the space where a heading breaks into lines."""
    headings = {_squeezed(words): words for words in map(_words, _HEADING.findall(html))}
    with made.open_outline() as outline:
        _rename(outline.root, headings)


def _rename(items: Iterable[Any], headings: dict[str, str]) -> None:
    for item in items:
        item.title = headings.get(_squeezed(item.title), item.title)
        _rename(item.children, headings)


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""


def _words(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html)).split())


def _squeezed(words: str) -> str:
    return "".join(words.split())
