"""Editions that remember: what was published of each borough, read again without a raw release being parsed.

A folder of data/raw/editions that keeps its edition holds manifest.json, rows.parquet (the protected public rows) and
findings/<borough>.json. `pipeline.changes` writes them.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.areas import COMPARATORS, Area, stand_ins
from pipeline.editions import MANIFEST, manifest_of
from pipeline.errors import PipelineError
from pipeline.indicators import CATALOGUE
from pipeline.project import Project
from pipeline.release import FIGURES, KEY, LATEST, Edition, Kept, open_to_all
from pipeline.sources.local import LOCAL
from pipeline.sources.supplied import RECORDS

ROWS, SAID = "rows.parquet", "findings"


class DamagedEdition(PipelineError):
    """A kept edition is no longer what was kept."""


def editions_kept(project: Project, area: Area) -> list[Path]:
    """Return the folders of the editions that keep what was published of this area, the newest last."""
    found = (project.raw / "editions").glob(f"[!.]*/findings/{area.slug}.json")
    return sorted((path.parents[1] for path in found), key=lambda folder: (_date_of(folder), folder.name))


def kept_before(project: Project, edition: Edition, area: Area) -> Iterator[Kept]:
    """Return what was published of an area in editions before this one, the newest first."""
    mine = (edition.date, "~" if edition.id == LATEST else edition.id)
    for folder in reversed(editions_kept(project, area)):
        if (_date_of(folder), folder.name) < mine:
            yield read_kept(folder, area, edition)


def newest_before(project: Project, area: Area, edition: Edition, rows: pd.DataFrame) -> Kept | None:
    """Return what the newest edition with other figures of this area published of the indicators in these rows.

    Figures that are these very ones are this edition's own: signing it must not make it the one before. None where
    there is no such edition.
    """
    near = {area.code, *(place.code for place in (*stand_ins(area.code), *COMPARATORS))}
    now = open_to_all(rows[rows["area_code"].isin(near)], edition.audience)
    topics = {CATALOGUE[name].topic for name in now["indicator"].unique()}
    for kept in kept_before(project, edition, area):
        told = kept.rows["indicator"].map(lambda name: name not in CATALOGUE or CATALOGUE[name].topic in topics)
        then = open_to_all(kept.rows[kept.rows["area_code"].isin(near) & told], edition.audience).reset_index(drop=True)
        if not _alike(then, now):
            named = set(then["indicator"]) & kept.definitions.keys()
            return replace(kept, rows=then, definitions={name: kept.definitions[name] for name in sorted(named)})
    return None


def _alike(then: pd.DataFrame, now: pd.DataFrame) -> bool:
    """Whether two tables hold the very same figures, in whatever order."""
    held = [*KEY, *FIGURES, "state"]
    one, other = (rows[held].sort_values(KEY, ignore_index=True) for rows in (then, now))
    return one.equals(other)


def read_kept(folder: Path, area: Area, beside: Edition | None = None) -> Kept:
    """Return what a folder keeps of an edition and, with it, which sources are others in the edition `beside` it."""
    manifest = manifest_kept(folder)
    path = folder / SAID / f"{area.slug}.json"
    recorded = manifest.get(SAID, {}).get(area.slug)
    if path.is_file() and recorded and _sha256(path) != recorded:
        raise _damaged(path, "is not the file that was kept")
    lists = ("findings", "recommendations")
    said = _record(path, dict.fromkeys(lists, list)) if path.is_file() else dict.fromkeys(lists, ())
    return Kept(
        folder.name, manifest["date"], rows_kept(folder),
        manifest.get("definitions", {}), other_sources(manifest, manifest_of(beside), area) if beside else (),
        tuple(said["findings"]), tuple(said["recommendations"]),
    )  # fmt: skip


def manifest_kept(folder: Path) -> dict[str, Any]:
    """Return the manifest of a folder that keeps an edition."""
    return _record(folder / MANIFEST, {"date": str, "releases": dict})


def rows_kept(folder: Path) -> pd.DataFrame:
    """Return the rows that a folder keeps; PipelineError where they are not those that its manifest vouches for."""
    path = folder / ROWS
    modified = path.stat().st_mtime_ns if path.is_file() else 0
    return _rows(path, modified, manifest_kept(folder).get("rows"))


def other_sources(old: dict[str, Any], new: dict[str, Any], area: Area | None = None) -> tuple[str, ...]:
    """Return the sources whose files differ between two manifests; of the boroughs' own tables those of this area."""

    def files(manifest: dict[str, Any], source: str) -> dict[str, str]:
        named = manifest["releases"].get(source, {}).get("files", {})
        own = source in LOCAL and area is not None
        return {name: sha for name, sha in named.items() if not own or name.startswith(f"{area.slug}/")}  # type: ignore[union-attr]

    sources = sorted({*old["releases"], *new["releases"]} - {RECORDS})
    return tuple(source for source in sources if files(old, source) != files(new, source))


def hash_of_kept(project: Project, area: Area, edition: Edition) -> str:
    """Return the sha256 of everything that editions of other figures keep of an area: signing these changes nothing."""
    now = manifest_of(edition)
    files = [
        folder / name
        for folder in editions_kept(project, area)
        if other_sources(manifest_kept(folder), now, area)
        for name in (MANIFEST, ROWS, f"findings/{area.slug}.json")
    ]
    return sha256(json.dumps([[path.parent.name, _sha256(path)] for path in files]).encode()).hexdigest()


def _date_of(folder: Path) -> str:
    return str(manifest_kept(folder)["date"])


def _sha256(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else "missing"


@lru_cache(maxsize=3)
def _rows(path: Path, modified: int, recorded: str | None) -> pd.DataFrame:
    if not modified or (recorded and _sha256(path) != recorded):
        raise _damaged(path, "is not the file that was kept")
    try:
        return pd.read_parquet(path)
    except (OSError, ValueError) as error:
        raise _damaged(path, f"cannot be read: {error}") from None


def _record(path: Path, needed: dict[str, type]) -> dict[str, Any]:
    try:
        record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        missing = [name for name, kind in needed.items() if not isinstance(record[name], kind)]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(path, f"cannot be read: {error}") from None
    if missing:
        raise _damaged(path, f"holds no {' and no '.join(missing)}")
    return record


def _damaged(path: Path, what: str) -> DamagedEdition:
    shown = "/".join(path.parts[path.parts.index("editions") :]) if "editions" in path.parts else path.name
    return DamagedEdition(
        f"{shown} {what}.\nIt is the record of what was published: take the folder back as it was committed (git restore)."
    )
