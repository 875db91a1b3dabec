"""What a document was made from: enough to make it again and compare. No clock, no machine, relative paths.

One provenance.json for each borough, with a record for each of its documents: they may be made on different days.
"""

import json
import platform
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from pipeline import __version__
from pipeline.areas import Area
from pipeline.documents import Section
from pipeline.errors import PipelineError
from pipeline.execution.key import digest, package_hash
from pipeline.project import Project
from pipeline.release import Edition
from pipeline.report.fresh import STATUS
from pipeline.report.request import Page
from pipeline.signing import Signature, Standing, Status

_PACKAGES = ("papermill", "nbconvert", "pandas", "numpy", "scipy", "matplotlib", "seaborn", "pandera")


def provenance(project: Project, page: Page, executed: Mapping[str, Path]) -> dict[str, Any]:
    """Return the record of one document; `executed` holds each executed notebook, its bundle beside it."""
    lock = project.root / "requirements.lock"
    edition = page.edition
    return {
        "report": page.document.file,
        "audience": page.audience.value,
        "board": page.board.value if page.board else None,
        "beside": [other.id for other in page.others],
        "edition": {"id": edition.id, "date": edition.date},
        "command": page.made.command,
        "sources": {
            name: _source(edition, name) for name, held in sorted(edition.releases.items()) if held.provenance["files"]
        },
        "chapters": {
            name: _chapter(name, path, page.made.notebooks.get(name)) for name, path in sorted(executed.items())
        },
        "package": {"version": __version__, "sha256": package_hash()},
        "commit": _commit(project.root),
        "lock_sha256": digest(lock.read_bytes()) if lock.is_file() else None,
        "versions": installed(),
    }


def installed() -> dict[str, str]:
    """Return the versions of Python and of the libraries that a page depends on."""
    return {"python": platform.python_version(), **{name: version(name) for name in _PACKAGES}}


def told_status(status: Status) -> dict[str, str]:
    """Return how a document stands as its record says it."""
    return {"is": status.standing.value, **(asdict(status.signature) if status.signature else {})}


def read_status(record: Mapping[str, Any]) -> Status:
    """Return how a document stands of its record; a draft where that says nothing."""
    told = dict(record.get(STATUS, {}))
    standing = Standing(told.pop("is", Standing.DRAFT))
    return Status(standing, Signature(**told) if told else None)


def as_file(area: Area, records: Mapping[str, Any]) -> bytes:
    """Return provenance.json: the area, and the record of each of its documents."""
    told = {"area": {"code": area.code, "name": area.name}, "documents": dict(sorted(records.items()))}
    return (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode()


def source_hashes(sections: Iterable[Section]) -> dict[str, str]:
    """Return the sha256 of each section's notebook as its author wrote it."""
    return {section.name: digest(section.chapter.path.read_bytes()) for section in sections}


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


def _chapter(name: str, path: Path, source: str | None) -> dict[str, Any]:
    bundle = path.with_name(f"{name}.bundle.parquet")
    return {
        "notebook_sha256": source,
        "executed_sha256": digest(path.read_bytes()),
        "bundle_sha256": digest(bundle.read_bytes()) if bundle.is_file() else None,
        "parameters": json.loads(path.read_bytes())["metadata"].get("papermill", {}).get("parameters", {}),
    }


def _commit(root: Path) -> str | None:
    """Return the commit that the project stands at; None where there is no repository, no commit or no git."""
    if not (root / ".git").exists():
        return None
    try:
        run = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return run.stdout.strip()


def read_executed(path: Path) -> NotebookNode:
    """Return an executed notebook; PipelineError for a file that is none."""
    try:
        return nbformat.read(path, as_version=4)
    except (ValueError, OSError) as error:
        what = f"{path.name} cannot be read as an executed notebook: {error}."
        raise PipelineError(f"{what}\nRun the chapter again.") from None
