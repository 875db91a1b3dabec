"""Keep an edition: what was published, committed beside the figures, so that the next one can be compared with it.

data/raw/editions/<id>/ holds manifest.json, rows.parquet (every protected public row) and findings/<borough>.json for
the boroughs whose documents were signed. It appears whole or not at all; a further borough adds its own file.
"""

import json
import os
import re
import shutil
from collections.abc import Sequence
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline import __version__
from pipeline.areas import Area
from pipeline.changes.judged import asked_of, said_of, whole_bundle
from pipeline.changes.method import definitions
from pipeline.editions import MANIFEST, for_area, load_edition, manifest_of
from pipeline.errors import PipelineError
from pipeline.files import write_whole
from pipeline.kept import ROWS, SAID, manifest_kept, other_sources, rows_kept
from pipeline.processed import ensure_tables, read_indicators
from pipeline.project import Audience, Project
from pipeline.release import FIGURES, KEY, LATEST, Edition
from pipeline.sources.supplied import RECORDS

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ANOTHER = "Keep this edition under another id: --edition-id, such as --edition-id 2026-autumn"


def keep(project: Project, edition: Edition, id: str, areas: Sequence[Area]) -> Path:
    """Return the folder that keeps this edition under `id`, with what it says and asks of these areas.

    Where the folder is there already, only the areas' own files are added. PipelineError for an id that is no name, and
    where the folder keeps other figures than this edition's.
    """
    if not _ID.fullmatch(id) or id == LATEST:
        raise PipelineError(f"'{id}' cannot name an edition: small letters, digits and hyphens, such as 2026-autumn.")
    public = edition if edition.audience == Audience.PUBLIC else load_edition(project, edition.id)
    ensure_tables(project, public, say=lambda _: None)
    rows, manifest = read_indicators(project), manifest_of(public) | {"id": id}
    said = {area.slug: _said(project, public, area) for area in areas}
    folder = project.raw / "editions" / id
    if folder.is_dir():
        _add(project, folder, manifest, rows, said)
    else:
        _write(folder, manifest, rows, said)
    return folder


def id_for(project: Project, edition: Edition) -> str:
    """Return the id of an edition that nobody named: its date, or the first of date-2, date-3 that keeps no other figures."""
    public = edition if edition.audience == Audience.PUBLIC else load_edition(project, edition.id)
    ensure_tables(project, public, say=lambda _: None)
    rows, manifest = read_indicators(project), manifest_of(public)
    names = (f"{edition.date}-{number}" if number > 1 else edition.date for number in count(1))
    folders = ((name, project.raw / "editions" / name) for name in names)
    return next(name for name, place in folders if not place.is_dir() or not _other(place, manifest, rows))


def _said(project: Project, edition: Edition, area: Area) -> bytes:
    """What the edition says and asks of one area, a record on each line."""
    bundle = whole_bundle(project, for_area(edition, area), area)
    lists = {"findings": said_of(bundle), "recommendations": asked_of(bundle)}
    parts = [
        f'"{name}": [\n' + ",\n".join(json.dumps(one, sort_keys=True, ensure_ascii=False) for one in records) + "\n]"
        for name, records in lists.items()
    ]
    return ("{\n" + f'"area_code": "{area.code}",\n' + ",\n".join(parts) + "\n}\n").encode()


def _write(folder: Path, manifest: dict[str, Any], rows: pd.DataFrame, said: dict[str, bytes]) -> None:
    """Write a new edition aside, and put it in its place with one rename."""
    content = _parquet(rows)
    known = {"package": __version__, "definitions": definitions(), "rows": sha256(content).hexdigest()}
    known |= {SAID: _hashes(said)}
    aside = folder.with_name(f".{folder.name}.{os.getpid()}")
    try:
        write_whole(aside / ROWS, content)
        for slug, text in said.items():
            write_whole(aside / SAID / f"{slug}.json", text)
        write_whole(aside / MANIFEST, _json(manifest | known))
        aside.rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _add(project: Project, folder: Path, manifest: dict[str, Any], rows: pd.DataFrame, said: dict[str, bytes]) -> None:
    """Add boroughs to an edition that is kept: their findings, and their own records as they are signed now."""
    place = folder.relative_to(project.root).as_posix()
    held = manifest_kept(folder)
    if not (folder / ROWS).is_file():
        raise PipelineError(f"{place} names an edition whose rows were not kept.\n{_ANOTHER}")
    other = _other(folder, manifest, rows)
    if other:
        raise PipelineError(f"{place} keeps other figures than these: {other}.\n{_ANOTHER}")
    own = held["releases"].get(RECORDS, {}).get("files", {})
    now = manifest["releases"].get(RECORDS, {}).get("files", {})
    theirs = tuple(f"{slug}/" for slug in said)
    files = {name: sha for name, sha in own.items() if not name.startswith(theirs)}
    files |= {name: sha for name, sha in now.items() if name.startswith(theirs)}
    for slug, text in said.items():
        write_whole(folder / SAID / f"{slug}.json", text)
    if RECORDS in held["releases"]:
        held["releases"][RECORDS]["files"] = files
    write_whole(folder / MANIFEST, _json(held | {SAID: held.get(SAID, {}) | _hashes(said)}))


def _hashes(said: dict[str, bytes]) -> dict[str, str]:
    return {slug: sha256(text).hexdigest() for slug, text in said.items()}


def _other(folder: Path, manifest: dict[str, Any], rows: pd.DataFrame) -> str:
    """Say what a kept edition has otherwise than these figures; "" where it keeps the same."""
    other = other_sources(manifest_kept(folder), manifest)
    if other:
        return f"other files of {', '.join(other)}"
    return "" if _same(rows_kept(folder), rows) else "other values from the same files"


def _same(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    held = [*KEY, *FIGURES, "state"]
    return one[held].equals(other[held])


def _parquet(rows: pd.DataFrame) -> bytes:
    """The rows as one Parquet file, as small as it gets; the same bytes for the same rows."""
    plain = rows.copy(deep=False)
    plain.attrs = {}
    return plain.to_parquet(index=False, compression="zstd", compression_level=19)


def _json(record: dict[str, Any]) -> bytes:
    return (json.dumps(record, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()
