"""Make a document again in a temporary folder: from the releases that its record names, with the notebooks at hand."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.build import Choices, build
from pipeline.documents import DOCUMENTS, Board
from pipeline.execution.keep import PROVENANCE
from pipeline.execution.key import digest
from pipeline.execution.watch import Silence
from pipeline.project import Audience, Project
from pipeline.report.content import content_hash
from pipeline.report.fresh import CONTENT
from pipeline.verify.compare import first_difference
from pipeline.verify.hashes import NOTEBOOKS, folder_of_source
from pipeline.verify.report import Report
from pipeline.verify.verdict import Difference


class _Steps(Silence):
    """A watch that tells the steps alone."""

    def __init__(self, say: Callable[[str], object]) -> None:
        self._say = say

    def say(self, text: str) -> None:
        self._say(text)


def rebuilt(
    report: Report, record: Mapping[str, Any], project: Project, say: Callable[[str], object]
) -> list[Difference]:
    """Return what is another when the document is made again: its bundles, then its page, with the first place."""
    with TemporaryDirectory(prefix="cdp-verify-", ignore_cleanup_errors=True) as scratch:
        copy = _laid_out(Path(scratch), report, record, project)
        return list(_made_again(copy, report, record, say))


def _made_again(
    copy: Project, report: Report, record: Mapping[str, Any], say: Callable[[str], object]
) -> Iterator[Difference]:
    assert report.area and report.document
    audience, board = Audience(record["audience"]), Board(record["board"]) if record.get("board") else None
    choices = Choices(record["edition"]["id"], audience, documents=(report.document.id,), board=board)
    result = build(copy, [report.area], choices, _Steps(say))
    folder = copy.reports(audience) / report.area.slug
    for name, facts in record["chapters"].items():
        bundle = folder / NOTEBOOKS / f"{name}.bundle.parquet"
        if bundle.is_file() and digest(bundle.read_bytes()) != facts["bundle_sha256"]:
            yield Difference(f"bundle {name}", "holds other figures when it is made again")
    own = [one for one in result.failures if one.area_code == report.area.code]
    page = folder / report.document.file
    if own or not page.is_file():
        why = "; ".join(f"{one.chapter}: {one.error.splitlines()[0]}" for one in own)
        yield Difference("page", f"it cannot be made again: {why}")
    elif (
        content_hash(page.read_text(encoding="utf-8")) != record.get(CONTENT)
        or digest(report.content) != record["page_sha256"]
    ):
        place = first_difference(report.html, page.read_text(encoding="utf-8"))
        yield from [Difference("page", f"made again it is another. First at {place}")] if place else []


def _laid_out(root: Path, report: Report, record: Mapping[str, Any], project: Project) -> Project:
    """Return a project with the very releases, the notebooks at hand, and the documents that stood beside this one."""
    shutil.copytree(project.notebooks, root / "notebooks", ignore=shutil.ignore_patterns(".*", "__pycache__"))
    copy = Project(root)
    for source, facts in record["sources"].items():
        place = folder_of_source(project, source, facts["release"])
        names = [*facts["files"], *([PROVENANCE] if (place / PROVENANCE).is_file() else [])]
        for name in names:
            _copy(place / name, folder_of_source(copy, source, facts["release"]) / name)
    if (project.raw / "editions").is_dir():
        shutil.copytree(project.raw / "editions", copy.raw / "editions")
    _copy(project.root / "requirements.lock", root / "requirements.lock")
    _beside(copy, report, record)
    return copy


def _beside(copy: Project, report: Report, record: Mapping[str, Any]) -> None:
    """The documents that stood beside it: it leads to them, and takes the names of figures from their record."""
    assert report.area
    folder = copy.reports(Audience(record["audience"])) / report.area.slug
    _copy(report.folder / PROVENANCE, folder / PROVENANCE)
    for document in (one for one in DOCUMENTS if one.id in record.get("beside", ())):
        (folder / document.file).write_bytes(b"")


def _copy(source: Path, target: Path) -> None:
    if source.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
