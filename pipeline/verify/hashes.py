"""The quick part: every file of a report, and everything that it was made from, against the hashes of its record."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.execution.keep import PROVENANCE
from pipeline.execution.key import digest, package_hash
from pipeline.project import Project
from pipeline.report.content import content_hash
from pipeline.report.fresh import CONTENT, FILES, PAGE
from pipeline.report.provenance import installed
from pipeline.report.review_page import FILE as REVIEW_PAGE
from pipeline.sources.local import LOCAL
from pipeline.sources.supplied import RECORDS
from pipeline.verify.report import Report
from pipeline.verify.verdict import Difference

NOTEBOOKS, CHARTS = "notebooks", "charts"
_OURS = frozenset({".html", ".pdf", ".docx", ".xlsx"})


def files(report: Report, record: Mapping[str, Any]) -> Iterator[Difference]:
    """Yield what of the report itself is not the file recorded: page, other formats, executed notebooks, bundles."""
    if digest(report.content) != record[PAGE]:
        same = content_hash(report.html) == record.get(CONTENT)
        yield Difference("page", "its banner or frame was changed, its content was not" if same else "it was changed")
    for name, sha in record.get(FILES, {}).items():
        yield from _one(name, report.folder / name, sha)
    for name, facts in record["chapters"].items():
        kept = report.folder / NOTEBOOKS
        yield from _one(f"notebook {name}", kept / f"{name}.ipynb", facts["executed_sha256"])
        yield from _one(f"bundle {name}", kept / f"{name}.bundle.parquet", facts["bundle_sha256"])
    yield from (Difference(f"extra file {name}", "no record names it") for name in _extra(report))


def _one(part: str, path: Path, sha: str | None) -> Iterator[Difference]:
    if sha is not None and not path.is_file():
        yield Difference(part, "is not there")
    elif sha is not None and digest(path.read_bytes()) != sha:
        yield Difference(part, "was changed")


def _extra(report: Report) -> list[str]:
    """What looks like a part of the report and belongs to none of its documents."""
    known = {PROVENANCE, report.path.name, REVIEW_PAGE}  # the page that `cdp review` writes is of no document
    for name, record in report.records.items():
        known |= {record.get("report", f"{name}.html"), *record.get(FILES, {})}
        known |= {f"{NOTEBOOKS}/{run}{end}" for run in record["chapters"] for end in (".ipynb", ".bundle.parquet")}
    found = [path for path in report.folder.glob("*") if path.suffix in _OURS]
    found += [path for name in (NOTEBOOKS, CHARTS) for path in (report.folder / name).glob("[!.]*")]
    names = sorted(path.relative_to(report.folder).as_posix() for path in found if path.is_file())
    return [name for name in names if name not in known]


def sources(record: Mapping[str, Any], project: Project) -> Iterator[Difference]:
    """Yield each file of figures that is not at hand any more, or is another than the one recorded."""
    for source, facts in record["sources"].items():
        folder = folder_of_source(project, source, facts["release"])
        if source not in {*LOCAL, RECORDS} and not (folder / PROVENANCE).is_file():
            yield Difference(f"source {source} {facts['release']} {PROVENANCE}", "is not at hand in data/raw")
        for name, sha in facts["files"].items():
            part = f"source {source} {facts['release']} {name}".replace("  ", " ")
            if not (folder / name).is_file():
                yield Difference(part, "is not at hand in data/raw")
            elif digest((folder / name).read_bytes()) != sha:
                yield Difference(part, "is another file than the one recorded")


def folder_of_source(project: Project, source: str, release: str) -> Path:
    """Return where the files of a source lie: a release's own folder, or that of the boroughs' own files."""
    return project.raw / RECORDS if source in {*LOCAL, RECORDS} else project.raw / source / release


def program(record: Mapping[str, Any], project: Project) -> Iterator[Difference]:
    """Yield what of the program is another now: package, lock, versions of libraries, chapters as written."""
    was = record["package"]
    if was["sha256"] != package_hash():
        commit = f"; it was commit {record['commit'][:12]}" if record.get("commit") else ""
        yield Difference("package", f"made with cdp {was['version']}, here is {__version__} ({_short(was)}{commit})")
    lock = project.root / "requirements.lock"
    if record.get("lock_sha256") != (digest(lock.read_bytes()) if lock.is_file() else None):
        yield Difference("lock", "requirements.lock is another than the one recorded")
    here = installed()
    for name, version in record.get("versions", {}).items():
        if here.get(name) != version:
            yield Difference(f"version of {name}", f"made with {version}, here is {here.get(name, 'none')}")
    for name, facts in record["chapters"].items():
        yield from _chapter(project, name, facts)


def _short(package: Mapping[str, str]) -> str:
    return f"{package['sha256'][:12]}, here {package_hash()[:12]}"


def _chapter(project: Project, name: str, facts: Mapping[str, Any]) -> Iterator[Difference]:
    """A chapter as its author wrote it: shipped, or a borough's own; a priority's runs are one chapter's."""
    chapter = "priority" if name.startswith("priority-") else name
    own = project.notebooks / "local" / str(facts["parameters"].get("borough", ""))
    places = [own / f"{chapter}.ipynb", project.notebooks / f"{chapter}.ipynb"]
    wanted = facts["notebook_sha256"]
    if wanted and not any(path.is_file() and digest(path.read_bytes()) == wanted for path in places):
        yield Difference(f"chapter notebooks/{chapter}.ipynb", "is another than the one that was run")
