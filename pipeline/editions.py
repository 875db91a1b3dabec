"""What an edition is: the state of the whole report, as one release of every source.

"latest" takes the newest release of each; a signed edition is a manifest under data/raw/editions that names releases
and the sha256 of every file, so that a report can be made again from the same figures.

What a borough supplies itself (its tables L0 to L20 and its own records) is part of the state too, each file with its
sha256. Its date is that of the published sources alone: a borough's newer table must not make another's evidence older.
"""

import json
import re
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.areas import Area
from pipeline.errors import PipelineError, did_you_mean
from pipeline.project import Audience, Project
from pipeline.release import LATEST, Edition, Release
from pipeline.sources import PUBLISHED, SOURCES
from pipeline.sources.local import LOCAL
from pipeline.sources.supplied import RECORDS, Files, provenance_of, signed_files, supplied_files

_ISO_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
SOURCE_IDS = (*PUBLISHED, "breaks")  # breaks.csv holds no observations but is part of the state
MANIFEST = "manifest.json"
_OPTIONAL = {source.id for source in PUBLISHED.values() if source.optional}


def load_edition(project: Project, id: str = LATEST, audience: Audience = Audience.PUBLIC) -> Edition:
    """Return the edition: the newest releases for "latest", else those of its manifest.

    Raises PipelineError for an unknown edition, a source without a release, a release without a provenance record, and,
    for a signed edition, a file that is not the one signed.
    """
    manifest = None if id == LATEST else _manifest(project, id)
    names = _signed(manifest, id) if manifest else _newest(project)
    releases = {source: _release(project, source, name) for source, name in names.items()}
    date = max(release.provenance["accessed"] for release in releases.values())
    edition = Edition(id, date, releases | _own(project, audience, manifest), audience)
    if manifest:
        _refuse_changes(project, edition, manifest)
    return edition


def manifest_of(edition: Edition) -> dict[str, Any]:
    """Return the record that signs an edition: each source's release and the sha256 of its files as they are now."""
    return {
        "id": edition.id,
        "date": edition.date,
        "releases": {
            source: {"release": release.release, "files": _hashes(release)}
            for source, release in edition.releases.items()
        },
    }


def hash_of(edition: Edition) -> str:
    """Return the sha256 of an edition's figures and records: another value means what was made from them is stale."""
    records = {source: release.provenance for source, release in edition.releases.items()}
    state = json.dumps([manifest_of(edition)["releases"], records], sort_keys=True)
    return sha256(state.encode()).hexdigest()


def figures_of(edition: Edition) -> Edition:
    """Return the edition without the boroughs' own records: what the tables of indicators are made from."""
    return replace(edition, releases={name: release for name, release in edition.releases.items() if name != RECORDS})


def for_area(edition: Edition, area: Area) -> Edition:
    """Return the edition as one borough's report sees it: of the boroughs' own files only its own."""
    own = {name: edition.releases[name].provenance["files"] for name in (*LOCAL, RECORDS) if name in edition.releases}
    narrowed = {
        name: {file: facts for file, facts in files.items() if file.startswith(f"{area.slug}/")}
        for name, files in own.items()
    }
    made = {name: _as_supplied(edition.releases[name].folder, name, files) for name, files in narrowed.items()}
    return replace(edition, releases=edition.releases | made)


def _own(project: Project, audience: Audience, manifest: dict[str, Any] | None) -> dict[str, Release]:
    """Return what the boroughs have supplied: now or, for a signed edition, then."""
    signed = {name: facts.get("files", {}) for name, facts in manifest["releases"].items()} if manifest else {}
    files = signed_files(project, signed) if manifest else supplied_files(project, audience)
    return {name: _as_supplied(project.raw / RECORDS, name, named) for name, named in files.items()}


def _as_supplied(folder: Path, name: str, files: Files) -> Release:
    record = provenance_of(name, files)
    return Release(str(record["release"]), folder, record)


def _hashes(release: Release) -> dict[str, str]:
    names = sorted(release.provenance["files"])
    return {name: _hash(release.folder / name) for name in names}


def _hash(path: Path) -> str:
    return _hash_once(path, path.stat().st_mtime_ns, path.stat().st_size) if path.is_file() else "missing"


@lru_cache(maxsize=2000)
def _hash_once(path: Path, modified: int, size: int) -> str:
    """The sha256 of a file that 33 boroughs' editions ask for; one that was written since is another."""
    return sha256(path.read_bytes()).hexdigest()


def releases_of(project: Project, source: str) -> list[str]:
    """Return the names of the releases of a source that are at hand, the newest last."""
    return sorted(path.parent.name for path in (project.raw / source).glob("[!.]*/provenance.json"))


def _newest(project: Project) -> dict[str, str]:
    """Return the newest release of each source; an optional source is left out where none was fetched."""
    at_hand = {source: releases_of(project, source) for source in SOURCE_IDS}
    for source in (name for name, releases in at_hand.items() if not releases and name not in _OPTIONAL):
        raise PipelineError(
            f"{source}: data/raw/{source} holds no release with a provenance.json.\nPut the published folder back."
        )
    return {source: releases[-1] for source, releases in at_hand.items() if releases}


def _release(project: Project, source: str, name: str) -> Release:
    folder = project.raw / source / name
    record = _read_json(project, folder / "provenance.json")
    if not _ISO_DAY.fullmatch(str(record.get("accessed"))) or not isinstance(record.get("files"), dict):
        raise PipelineError(
            f'data/raw/{source}/{name}/provenance.json needs "accessed" (a day like 2026-09-24) and "files" '
            "(each file's name with its sha256).\nPut the published folder back whole."
        )
    return Release(name, folder, record)


def _manifest(project: Project, id: str) -> dict[str, Any]:
    signed = {path.parent.name: path for path in sorted((project.raw / "editions").glob(f"[!.]*/{MANIFEST}"))}
    if id not in signed:
        known = [LATEST, *signed]
        hint = did_you_mean(id, known)
        raise PipelineError(f"'{id}' is not an edition.{hint}\nEditions at hand: {', '.join(known)}.")
    return _read_json(project, signed[id])


def _signed(manifest: dict[str, Any], id: str) -> dict[str, str]:
    """Return the releases that a manifest names; a source that came into use since is named in a PipelineError."""
    named = {source: facts.get("release") for source, facts in manifest.get("releases", {}).items()}
    for source in (name for name in SOURCE_IDS if not named.get(name) and name not in _OPTIONAL):
        raise PipelineError(
            f"Edition {id} does not name a release of {source}: it was signed before that source was used.\n"
            "Build the edition at hand: --edition latest"
        )
    return {source: str(named[source]) for source in SOURCE_IDS if named.get(source)}


def _read_json(project: Project, path: Path) -> dict[str, Any]:
    shown = path.relative_to(project.root).as_posix()
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(record, dict):
            raise ValueError("a record in braces is expected")
        return record
    except FileNotFoundError:
        raise PipelineError(f"{shown} is missing.\nPut the published folder back whole.") from None
    except ValueError as error:
        raise PipelineError(f"{shown} is not readable: {error}.\nPut the published file back.") from None


def refuse_unrecorded(project: Project, edition: Edition) -> None:
    """Pass if every table is the file that its provenance record vouches for; PipelineError names those that are not."""
    faults = []
    for source, release in edition.releases.items():
        place = release.folder.relative_to(project.root).as_posix()
        recorded = {name: facts.get("sha256") for name, facts in release.provenance["files"].items()}
        tables = [table.file for table in SOURCES[source].tables] if source in SOURCES else list(recorded)
        faults += [f"  {place}/{name} is not in its provenance.json" for name in tables if name not in recorded]
        found = _hashes(release)
        faults += [
            f"  {place}/{name} is not the file recorded (sha256 {found[name][:12]})"
            for name, sha in recorded.items()
            if sha != found[name]
        ]
    if faults:
        cure = "Put the published files back; for newer figures, add a new release folder with its own provenance.json."
        raise PipelineError("\n".join(["Figures and their record do not agree:", "", *faults, "", cure]))


def _refuse_changes(project: Project, edition: Edition, manifest: dict[str, Any]) -> None:
    changed = [
        f"  {(edition.releases[source].folder / name).relative_to(project.root).as_posix()}"
        for source, record in manifest_of(edition)["releases"].items()
        for name, found in record["files"].items()
        if manifest["releases"][source]["files"].get(name) != found
    ]
    if changed:
        raise PipelineError(
            "\n".join(
                [
                    f"Edition {edition.id} was signed with other figures than these:",
                    "",
                    *changed,
                    "",
                    "Put the signed files back, or build the edition at hand: --edition latest",
                ]
            )
        )
