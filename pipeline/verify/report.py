"""A report as it lies in some folder: its page, its record in provenance.json beside it, or what the page itself says."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.areas import AREAS, Area
from pipeline.documents import DOCUMENTS, Document
from pipeline.errors import PipelineError
from pipeline.execution.keep import PROVENANCE
from pipeline.execution.key import digest
from pipeline.report.content import read_embedded
from pipeline.report.fresh import PAGE
from pipeline.report.provenance import read_status

_NEEDED = {
    "audience": str, "edition": dict, "command": str, "sources": dict, "chapters": dict, "package": dict, PAGE: str,
}  # fmt: skip


@dataclass(frozen=True)
class Report:
    """One page: its text as bytes; `record` is its own part of provenance.json, none for a page that is alone.

    `records` are those of all documents in the folder, `embedded` is what the page says of itself.
    """

    path: Path
    content: bytes
    record: Mapping[str, Any] | None
    records: Mapping[str, Any] = field(default_factory=dict)
    embedded: Mapping[str, Any] | None = None
    area: Area | None = None
    document: Document | None = None

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self.path.parent

    @property
    def html(self) -> str:
        """Its page as text; what is no text is replaced, as a browser would."""
        return self.content.decode("utf-8", errors="replace")


def read_report(path: Path) -> Report:
    """Return a page with its record; PipelineError where there is no page, or nothing says what it was made from."""
    if not path.is_file() or path.suffix.lower() not in {".html", ".htm"}:
        raise PipelineError(
            f"{path} is no page of a report.\nName the page: cdp verify reports/barnet/needs-assessment.html"
        )
    content = path.read_bytes()
    embedded = read_embedded(content.decode("utf-8", errors="replace"))
    told = _provenance(path.parent / PROVENANCE)
    records = told.get("documents", {})
    name = _document(path, content, records, embedded)
    if name is None and embedded is None:
        raise PipelineError(
            f"{path.name} does not say what it was made from, and no {PROVENANCE} beside it does.\n"
            f"Verify a page where cdp made it, or a copy of its whole folder."
        )
    area = AREAS.get(str(told.get("area", {}).get("code")))
    document = next((one for one in DOCUMENTS if one.id == name), None)
    return Report(path, content, records[name] if name else None, records, embedded, area, document)


def _provenance(path: Path) -> dict[str, Any]:
    """The record beside a page; nothing where there is none, PipelineError for one that is no record."""
    if not path.is_file():
        return {}
    try:
        told = json.loads(path.read_bytes())
        whole = all(
            isinstance(record.get(name), kind)
            for record in told["documents"].values()
            for name, kind in _NEEDED.items()
        )
        if not whole or not isinstance(told["area"], dict):
            raise ValueError("a part of it is missing")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PipelineError(f"{path.name} cannot be read as the record of a report: {error}.") from None
    return dict(told)


def _document(path: Path, content: bytes, records: Mapping[str, Any], embedded: Mapping[str, Any] | None) -> str | None:
    """Which record is the page's: that of these very bytes, else of its file's name, else of what it says it is."""
    sha = digest(content)
    same = [name for name, record in records.items() if record[PAGE] == sha]
    named = [name for name in (path.stem, str((embedded or {}).get("document"))) if name in records]
    return next(iter([*same, *named]), None)


def made_from(report: Report) -> tuple[str, ...]:
    """Return in lines what a report was made from, and how it stands."""
    told = report.record or report.embedded or {}
    package, edition = told.get("package", {}), told.get("edition", {})
    sources = [
        f"{name} {facts['release']}" if isinstance(facts, dict) else f"{name} {facts}"
        for name, facts in told.get("sources", {}).items()
    ]
    status = read_status(report.record) if report.record else None
    commit = (report.record or {}).get("commit")
    lines = [
        f"Edition {edition.get('id')}, figures at hand on {edition.get('date')}; made by: {told.get('command')}",
        f"cdp {package.get('version')}, package {str(package.get('sha256'))[:12]}{f', commit {commit[:12]}' if commit else ''}",
        f"Sources: {', '.join(sources)}",
    ]
    return (*lines, *([f"Status: {status.words}. {status.note}"] if status else []))
