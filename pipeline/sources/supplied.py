"""Which files boroughs have supplied, each with its sha256: their tables by source, and their own records.

For the public nothing in a restricted folder is opened or even listed.
"""

import os
from hashlib import sha256
from pathlib import Path

from pipeline.dropins import extract_date, held_tables
from pipeline.dropins.folder import RESTRICTED
from pipeline.project import REVIEW, SIGNED, Audience, Project
from pipeline.sources.local import LICENCE, LOCAL, record, release_name

RECORDS = "local"  # the boroughs' own records: no figures of indicators, but part of the state of a report
Files = dict[str, dict[str, str]]
_NEVER = (".", "~$")  # an editor's or a spreadsheet's own


def supplied_files(project: Project, audience: Audience) -> dict[str, Files]:
    """Return by source the files at hand for this audience, by their paths in data/raw/local."""
    folder = project.raw / "local"
    files: dict[str, Files] = {name: {} for name in LOCAL}
    for held in held_tables(project, audience):
        files[held.table.source][held.name] = _facts(held.path)
    tables = {name for named in files.values() for name in named}
    records = {path.relative_to(folder).as_posix(): path for path in _every_file(folder, audience)}
    return files | {RECORDS: {name: {"sha256": _hash(path)} for name, path in records.items() if name not in tables}}


def signed_files(project: Project, signed: dict[str, Files]) -> dict[str, Files]:
    """Return by source the files that a signed edition names, as they are now; a source that it does not name has none."""
    folder = project.raw / "local"
    return {name: {file: _facts(folder / file) for file in signed.get(name, {})} for name in (*LOCAL, RECORDS)}


def provenance_of(name: str, files: Files) -> dict[str, object]:
    """Return the record of what was supplied of one source."""
    if name in LOCAL:
        return record(LOCAL[name], files)
    title = {"source": name, "title": "The boroughs' own records", "publisher": "The partnership", "licence": LICENCE}
    return {**title, "release": release_name({}), "accessed": "", "attribution": "", "caveats": [], "files": files}


def _facts(path: Path) -> dict[str, str]:
    return {"sha256": _hash(path), "extract": extract_date(path) if path.is_file() else ""}


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else "missing"


def _every_file(folder: Path, audience: Audience) -> list[Path]:
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        closed = {RESTRICTED} if audience == Audience.PUBLIC else set()
        folders[:] = sorted(name for name in folders if name not in closed and not name.startswith(_NEVER))
        here = sorted(name for name in names if not name.startswith(_NEVER) and name not in {SIGNED, REVIEW})
        found += [
            Path(place) / name for name in here if Path(place) != folder
        ]  # a file beside the folders is no borough's
    return found
