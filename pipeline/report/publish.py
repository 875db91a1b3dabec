"""One borough's report published: made, checked, then put in the place of the last good one, with its provenance."""

import json
import platform
import subprocess
from collections.abc import Mapping
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from pipeline import __version__
from pipeline.areas import Area
from pipeline.editions import Edition
from pipeline.errors import PipelineError
from pipeline.execution.keep import write_whole
from pipeline.project import Audience, Project
from pipeline.report.check import check_page
from pipeline.report.page import Made, page_html

PAGE = "needs-assessment.html"
PROVENANCE = "provenance.json"
_PACKAGES = ("papermill", "nbconvert", "pandas", "numpy", "scipy", "matplotlib", "seaborn", "pandera")


def publish_needs_assessment(
    project: Project, area: Area, executed: Mapping[str, Path], edition: Edition, audience: Audience = Audience.PUBLIC
) -> Path:
    """Make, check and publish one area's page and provenance.json; return the page's path.

    `executed` holds each chapter's executed notebook, with `<chapter>.bundle.parquet` beside it. Raises PipelineError
    if the page is refused: then the last good one stays as it is.
    """
    folder = project.reports(audience) / area.slug
    notebooks = {chapter: _read(path) for chapter, path in executed.items()}
    made = Made(command_for(area, edition, audience), source_hashes(project, executed))
    html = page_html(area, notebooks, edition, audience, made=made)
    check_page(html, area)
    record = provenance(project, area, executed, edition, audience) | {"page_sha256": _hash(html.encode())}
    write_whole(folder / PROVENANCE, (json.dumps(record, indent=1, ensure_ascii=False) + "\n").encode())
    write_whole(folder / PAGE, html.encode())
    return folder / PAGE


def command_for(area: Area, edition: Edition, audience: Audience) -> str:
    """Return the command that makes this report again."""
    words = ["cdp", "build", area.slug]
    words += ["--edition", edition.id] if edition.id != "latest" else []
    words += ["--audience", audience.value] if audience != Audience.PUBLIC else []
    return " ".join(words)


def source_hashes(project: Project, chapters: Mapping[str, Path]) -> dict[str, str]:
    """Return the sha256 of each chapter's notebook as its author wrote it."""
    places = {chapter: project.notebooks / f"{chapter}.ipynb" for chapter in chapters}
    return {chapter: _hash(place.read_bytes()) for chapter, place in places.items() if place.is_file()}


def provenance(
    project: Project, area: Area, executed: Mapping[str, Path], edition: Edition, audience: Audience
) -> dict[str, Any]:
    """Return what a report was made from: enough to make it again and compare. No clock, no machine, relative paths."""
    sources = source_hashes(project, executed)
    lock = project.root / "requirements.lock"
    return {
        "report": PAGE,
        "area": {"code": area.code, "name": area.name},
        "audience": audience.value,
        "edition": {"id": edition.id, "date": edition.date},
        "command": command_for(area, edition, audience),
        "sources": {name: _source(edition, name) for name in sorted(edition.releases)},
        "chapters": {
            chapter: _chapter(chapter, path, sources.get(chapter)) for chapter, path in sorted(executed.items())
        },
        "package": {"version": __version__, "sha256": package_hash()},
        "commit": _commit(project.root),
        "lock_sha256": _hash(lock.read_bytes()) if lock.is_file() else None,
        "versions": {"python": platform.python_version(), **{name: version(name) for name in _PACKAGES}},
    }


def _source(edition: Edition, name: str) -> dict[str, Any]:
    release = edition.releases[name]
    told = release.provenance
    return {
        "release": release.release,
        "accessed": told["accessed"],
        "publisher": told["publisher"],
        "licence": told["licence"],
        "files": {file: facts["sha256"] for file, facts in sorted(told["files"].items())},
    }


def _chapter(chapter: str, path: Path, source: str | None) -> dict[str, Any]:
    bundle = path.with_name(f"{chapter}.bundle.parquet")
    return {
        "notebook_sha256": source,
        "executed_sha256": _hash(path.read_bytes()),
        "bundle_sha256": _hash(bundle.read_bytes()) if bundle.is_file() else None,
        "parameters": _read(path).metadata.get("papermill", {}).get("parameters", {}),
    }


def package_hash() -> str:
    """Return one sha256 of the package's own files: code, templates and style."""
    root = Path(__file__).parents[1]
    files = [path for path in root.rglob("*") if path.suffix in {".py", ".j2", ".css", ".json"}]
    lines = [f"{path.relative_to(root).as_posix()} {_hash(path.read_bytes())}" for path in sorted(files)]
    return _hash("\n".join(lines).encode())


def _commit(root: Path) -> str | None:
    """Return the commit that the project stands at; None where there is no repository, no commit or no git."""
    if not (root / ".git").exists():
        return None
    try:
        run = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return run.stdout.strip()


def _read(path: Path) -> NotebookNode:
    try:
        return nbformat.read(path, as_version=4)
    except (ValueError, OSError) as error:
        what = f"{path.name} cannot be read as an executed notebook: {error}."
        raise PipelineError(f"{what}\nRun the chapter again.") from None


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()
