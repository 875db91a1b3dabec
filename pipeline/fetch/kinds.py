"""Whether a file is what it has to be, by what the publisher calls it and, above all, by its first bytes."""

import html
import json
import re
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.fetch.archives import refuse_archive
from pipeline.publishers import Kind

_PAGE = ("text/html", "application/xhtml")  # judged by what came, so that its title can be said
_PICTURE = ("image/", "video/", "audio/", "font/", "application/pdf")
_TEXT = ("text/", "application/json", "application/xml")
_PACKED = ("application/zip", "application/x-zip", "application/gzip")
# What a kind is certainly not: the names that publishers give to good files are too many to list.
_NEVER: dict[Kind, tuple[str, ...]] = {
    Kind.CSV: (*_PICTURE, *_PACKED, "application/json"),
    Kind.JSON: (*_PICTURE, *_PACKED),
    Kind.XLSX: (*_TEXT, *_PICTURE),
    Kind.XLS: (*_TEXT, *_PICTURE),
    Kind.ODS: (*_TEXT, *_PICTURE),
    Kind.ZIP: (*_TEXT, *_PICTURE),
    Kind.HTML: (*_PICTURE, *_PACKED, "application/json"),
}
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOT_CSV = (b"<", b"{", b"[{", b"PK", b"%PDF", b"\x1f\x8b", _OLD_EXCEL)
_INSIDE = {Kind.XLSX: "xl/workbook.xml", Kind.ODS: "content.xml"}
_HEAD = 1 << 16


def refuse_type(content_type: str, kind: Kind) -> None:
    """Pass unless the publisher itself says that the answer is of another kind."""
    told = content_type.split(";", maxsplit=1)[0].strip().lower()
    if told.startswith(_NEVER[kind]) and not told.startswith(_PAGE):
        raise PipelineError(f"the answer is {told[:60]} in place of {kind.upper()}.\n{_CURE}")


def refuse_content(path: Path, kind: Kind) -> None:
    """Pass if the file can be what it has to be; PipelineError that says what it is in place of it.

    Nothing is unpacked by a reader before an archive (XLSX, ODS and ZIP) has been looked through here.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip():
        raise PipelineError(f"the answer is empty in place of {kind.upper()}.\n{_CURE}")
    if kind is not Kind.HTML and _is_page(head):
        raise PipelineError(f"a web page{_title(head)} came in place of {kind.upper()}.\n{_CURE}")
    _JUDGES[kind](path, head, kind)


def kind_by_name(path: Path) -> Kind:
    """Return the kind that a file's name says; PipelineError for a name that says none."""
    suffix = path.suffix.lower().removeprefix(".")
    known = {"htm": Kind.HTML} | {kind.value: kind for kind in Kind}
    if suffix not in known:
        raise PipelineError(f"{path.name}: a file whose name ends in {', '.join(f'.{kind}' for kind in Kind)} is read.")
    return known[suffix]


_CURE = "Open the address in a browser: the publisher may have moved the file, or may not let programs in."


def _is_page(head: bytes) -> bool:
    start = _without_mark(head)[:512].lower()
    return start.startswith((b"<!doctype html", b"<html")) or (start.startswith(b"<") and b"<html" in head.lower())


def _title(head: bytes) -> str:
    found = re.search(rb"<title[^>]*>([^<]{1,200})", head, re.IGNORECASE)
    words = " ".join(html.unescape(found[1].decode("utf-8", "replace")).split()) if found else ""
    return f" ('{''.join(filter(str.isprintable, words))[:80]}')" if words else ""


def _without_mark(head: bytes) -> bytes:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()


def _refuse_csv(path: Path, head: bytes, kind: Kind) -> None:
    """A table has something between its cells, whatever its encoding; a header without rows is a publisher's "none"."""
    text = head.replace(b"\0", b"") if head.startswith((b"\xff\xfe", b"\xfe\xff")) else head
    has_cells = any(mark in text for mark in (b",", b"\t", b";"))
    if _without_mark(text).startswith(_NOT_CSV) or b"\0" in text or not has_cells:
        raise PipelineError(f"the file is no table in CSV: it begins {_beginning(head)}.\n{_CURE}")


def _refuse_json(path: Path, head: bytes, kind: Kind) -> None:
    try:
        json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise PipelineError(f"the answer is not JSON ({str(error)[:120]}): it begins {_beginning(head)}.") from None


def _refuse_old_excel(path: Path, head: bytes, kind: Kind) -> None:
    if not head.startswith(_OLD_EXCEL):
        raise PipelineError(f"the file is no workbook in XLS: it begins {_beginning(head)}.\n{_CURE}")


def _refuse_packed(path: Path, head: bytes, kind: Kind) -> None:
    if not head.startswith(_ZIP):
        raise PipelineError(f"the file is no {kind.upper()}: it begins {_beginning(head)}.\n{_CURE}")
    names = refuse_archive(path)
    if kind in _INSIDE and _INSIDE[kind] not in names:
        raise PipelineError(f"the file is no {kind.upper()}: it is packed like one and holds no {_INSIDE[kind]}.")


def _refuse_no_page(path: Path, head: bytes, kind: Kind) -> None:
    if not _is_page(head):
        raise PipelineError(f"the answer is no web page: it begins {_beginning(head)}.")


def _beginning(head: bytes) -> str:
    return repr(head[:40].decode("utf-8", "replace"))


_JUDGES = {
    Kind.CSV: _refuse_csv, Kind.JSON: _refuse_json, Kind.XLS: _refuse_old_excel, Kind.HTML: _refuse_no_page,
    Kind.XLSX: _refuse_packed, Kind.ODS: _refuse_packed, Kind.ZIP: _refuse_packed,
}  # fmt: skip
