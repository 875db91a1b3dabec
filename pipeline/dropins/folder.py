"""Which tables boroughs have supplied: by file name, the restricted ones for the partnership only.

For the public nothing in restricted/ is opened or even listed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.areas import AREAS, Area
from pipeline.dropins.cells import read_cells
from pipeline.dropins.habits import iso_day
from pipeline.dropins.table import DropIn
from pipeline.dropins.tables import TABLES
from pipeline.dropins.workbook import WORKBOOKS
from pipeline.errors import PipelineError, did_you_mean
from pipeline.project import Audience, Project

RESTRICTED = "restricted"
_LIKE_A_TABLE = re.compile(r"L\d{1,2}\b.*", re.IGNORECASE)
_BY_NAME = {table.file.lower().removesuffix(".csv"): table for table in TABLES}
SUFFIXES = (".csv", *sorted(WORKBOOKS))
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


def held_by(folder: Path, area: Area, audience: Audience = Audience.PUBLIC) -> tuple[Held, ...]:
    """Return the tables that one borough has supplied for this audience, in the order of codes."""
    return tuple(_of_borough(folder, area, audience))


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
    return max((iso_day(row[place]) for row in cells.rows.values() if len(row) > place), default="")


def _of_borough(folder: Path, area: Area, audience: Audience) -> Iterator[Held]:
    places = [folder, *([folder / RESTRICTED] if audience == Audience.PARTNERS else [])]
    for table in TABLES:
        found = [path for place in places for path in _files_of(place, table)]
        for path in found[-1:]:  # for partners the fuller table in restricted/ stands for the one outside
            yield Held(area, table, path, path.relative_to(folder.parent).as_posix())


def _files_of(place: Path, table: DropIn) -> list[Path]:
    """The files of a folder that hold a table, as CSV or as a workbook: one, or it is refused as misplaced."""
    if table.restricted and place.name != RESTRICTED:
        return []
    stem = table.file.lower().removesuffix(".csv")
    return [path for path in _tables_in(place) if path.stem.lower() == stem and _has_rows(path)]


def _tables_in(place: Path) -> list[Path]:
    """The files of a folder that are named like a table, whatever their kind."""
    return sorted(path for path in place.iterdir() if _LIKE_A_TABLE.fullmatch(path.name)) if place.is_dir() else []


def _has_rows(path: Path) -> bool:
    """A file that cannot be read at all counts as supplied: its reader says what is wrong."""
    try:
        return path.suffix.lower() in SUFFIXES and bool(read_cells(path).rows)
    except PipelineError:
        return True


def _misplaced(folder: Path, audience: Audience) -> Iterator[str]:
    for place in (folder, *([folder / RESTRICTED] if audience == Audience.PARTNERS else [])):
        for path in _tables_in(place):
            yield from _wrong_place(folder, path)
        for table in TABLES:
            files = _files_of(place, table)
            if len(files) > 1:
                names = " and ".join(path.name for path in files)
                yield f"  {files[0].parent.relative_to(folder.parent).as_posix()}: {names} hold the same table: keep one"


def _wrong_place(folder: Path, path: Path) -> Iterator[str]:
    """What is wrong with the name or the place of a file that is named like a table."""
    where = path.relative_to(folder.parent).as_posix()
    table = _BY_NAME.get(path.stem.lower())
    if table is None or path.suffix.lower() not in SUFFIXES:
        kinds = f" Save its sheet as one of {', '.join(SUFFIXES)}." if table else ""
        yield f"  {where} is not a table's file.{kinds or did_you_mean(path.name, [each.file for each in TABLES])}"
    elif table.restricted and path.parent.name != RESTRICTED:
        place = f"{folder.name}/{RESTRICTED}/{path.name}"
        yield f"  {where} is for the partnership only: move it to {place}"
