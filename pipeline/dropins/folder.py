"""Which tables boroughs have supplied: by file name, the restricted ones for the partnership only.

For the public nothing in restricted/ is opened or even listed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.areas import AREAS, Area
from pipeline.dropins.cells import read_cells
from pipeline.dropins.table import DropIn
from pipeline.dropins.tables import TABLES
from pipeline.errors import PipelineError, did_you_mean
from pipeline.project import Audience, Project

RESTRICTED = "restricted"
_LIKE_A_TABLE = re.compile(r"L\d{1,2}\b.*", re.IGNORECASE)
_BY_FILE = {table.file.lower(): table for table in TABLES}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
AREAS_WITH_FOLDERS = tuple(area for area in AREAS.values() if area.kind in {"borough", "merged"})


@dataclass(frozen=True)
class Held:
    """A table that one borough has supplied: at least one row stands in the file. `name` is its path in data/raw/local."""

    area: Area
    table: DropIn
    path: Path
    name: str


def held_tables(project: Project, audience: Audience = Audience.PUBLIC) -> tuple[Held, ...]:
    """Return every table supplied for this audience, in the order of boroughs and codes.

    A header without rows is an untouched template and is not supplied. Raises PipelineError naming the files that look
    like tables and are none.
    """
    found, wrong = [], []
    for area in AREAS_WITH_FOLDERS:
        folder = project.raw / "local" / area.slug
        if folder.is_dir():
            wrong += list(_misplaced(folder, audience))
            found += list(_of_borough(folder, area, audience))
    if wrong:
        raise PipelineError("\n".join(["data/raw/local holds files that are no table of the partnership:", "", *wrong]))
    return tuple(found)


def tables_at_hand(folder: Path, area: Area, audience: Audience = Audience.PUBLIC) -> tuple[str, ...]:
    """Return the codes of the tables that one borough has supplied for this audience: L1, L4 ..."""
    return tuple(dict.fromkeys(held.table.code for held in _of_borough(folder, area, audience)))


def extract_date(path: Path) -> str:
    """Return the newest extract_date of a table (a day like 2026-05-01), "" where none can be read."""
    try:
        cells = read_cells(path)
    except PipelineError:  # said where the table is read
        return ""
    if "extract_date" not in cells.header:
        return ""
    place = cells.header.index("extract_date")
    days = [row[place] for row in cells.rows.values() if len(row) > place and _DAY.fullmatch(row[place])]
    return max(days, default="")


def _of_borough(folder: Path, area: Area, audience: Audience) -> Iterator[Held]:
    files = _files(folder, audience)
    for table in TABLES:
        path = files.get(table.file.lower())
        if path is not None and not (table.restricted and path.parent.name != RESTRICTED) and _has_rows(path):
            yield Held(area, table, path, path.relative_to(folder.parent).as_posix())


def _files(folder: Path, audience: Audience) -> dict[str, Path]:
    """The files by lower-case name; for partners the fuller table in restricted/ stands for one of the same name outside."""
    places = [folder, *([folder / RESTRICTED] if audience == Audience.PARTNERS else [])]
    return {path.name.lower(): path for place in places if place.is_dir() for path in sorted(place.iterdir())}


def _has_rows(path: Path) -> bool:
    """A file that cannot be read at all counts as supplied: its reader says what is wrong."""
    try:
        return bool(read_cells(path).rows)
    except PipelineError:
        return True


def _misplaced(folder: Path, audience: Audience) -> Iterator[str]:
    for name, path in _files(folder, audience).items():
        if not _LIKE_A_TABLE.fullmatch(path.name):
            continue
        where = path.relative_to(folder.parent).as_posix()
        table = _BY_FILE.get(name)
        if table is None:
            other = path.stem.lower() in {known.removesuffix(".csv") for known in _BY_FILE}
            cure = (
                " Save its sheet as CSV in UTF-8." if other else did_you_mean(path.name, [each.file for each in TABLES])
            )
            yield f"  {where} is not a table's file.{cure}"
        elif table.restricted and path.parent.name != RESTRICTED:
            yield f"  {where} is for the partnership only: move it to {folder.name}/{table.place}"
