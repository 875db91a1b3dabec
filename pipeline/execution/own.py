"""A borough's own files, told to the person who keeps them: what is used, what is missing, what is refused and why."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from pipeline.areas import Area
from pipeline.dropins import TABLES, held_by, read_table
from pipeline.errors import PipelineError
from pipeline.indicators import CATALOGUE
from pipeline.local import BoroughData, check_references, read_borough
from pipeline.local.files import COMMENTARY, DECISIONS, PAPER, RECORDS, borough_folder
from pipeline.project import Audience, Project
from pipeline.recommendations.decisions import decisions_in

USED, MISSING = "used", "missing"
Read = TypeVar("Read")


@dataclass(frozen=True)
class OwnFiles:
    """What one borough's folder holds: a line for each file to print, and the messages of what is refused."""

    lines: tuple[str, ...]
    refused: tuple[str, ...]


def check_own_files(project: Project, area: Area, audience: Audience = Audience.PUBLIC) -> OwnFiles:
    """Read everything that a borough supplies, and say of each file whether it is used; every fault at once."""
    folder = borough_folder(project, area)
    refused: list[str] = []
    data = _tried(lambda: read_borough(project, area, audience), refused)
    if data:
        _tried(lambda: check_references(data, CATALOGUE), refused)
        _tried(lambda: decisions_in(data.decisions, area), refused)
    tables = list(_tables(folder, area, audience, refused))
    heading = f"{area.name}: data/raw/local/{area.slug}"
    if not folder.is_dir():
        return OwnFiles((heading, f"  no files yet: cdp local init {area.slug} writes templates"), tuple(refused))
    records = list(_records(data)) if data else []
    return OwnFiles((heading, *records, *tables), tuple(refused))


def _tried(read: Callable[[], Read], refused: list[str]) -> Read | None:
    """What was read; nothing, and the message kept, where it is refused."""
    try:
        return read()
    except PipelineError as error:
        refused.append(str(error))
        return None


def _records(data: BoroughData) -> Iterator[str]:
    for file, kinds in RECORDS.items():
        held = [_counted(kind.goes_to, getattr(data, kind.goes_to)) for kind in kinds]
        yield _line(file, ", ".join(filter(None, held)), kinds[0].about)
    yield _line(PAPER, ", ".join(data.paper), "The author's blocks of the board paper.")
    yield _line(DECISIONS, "decisions" if data.decisions else "", "What the partnership decided about each draft.")
    said = ", ".join(one.chapter for one in data.commentary)
    yield _line(f"{COMMENTARY}/", said, "The partnership's own words on a chapter.")


def _counted(name: str, held: object) -> str:
    """How much of one kind of record there is ("boards 2"); nothing for none."""
    if isinstance(held, tuple):
        return f"{name} {len(held)}" if held else ""
    return name if held != type(held)() else ""


def _tables(folder: Path, area: Area, audience: Audience, refused: list[str]) -> Iterator[str]:
    """A line for each of the partnership's own tables; for the public the restricted ones are not even looked for."""
    supplied = {held.table.code: held for held in held_by(folder, area, audience)} if folder.is_dir() else {}
    for table in TABLES:
        if table.restricted and audience == Audience.PUBLIC:
            continue
        held = supplied.get(table.code)
        if held is None:
            yield _line(table.file, "", f"Held by {table.holder}.")
            continue
        shown = held.path.relative_to(folder).as_posix()
        frame = _tried(partial(read_table, held.path, table, area, shown), refused)
        if frame is not None:
            notes = [f"{len(frame)} row{'s' if len(frame) != 1 else ''}", *frame.attrs["notes"]]
            yield _line(shown, "; ".join(notes), "")


def _line(file: str, held: str, about: str) -> str:
    return f"  {USED if held else MISSING:<8} {file:<28} {held or about}"
