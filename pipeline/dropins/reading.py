"""Read a drop-in table: every row that cannot be used is named at once, or the table passes whole."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from pipeline.areas import Area
from pipeline.dropins.cells import Cells, read_cells
from pipeline.dropins.checks import table_faults
from pipeline.dropins.personal import asks_for_a_person, looks_like_a_person
from pipeline.dropins.row import Fault, Row, read_row
from pipeline.dropins.table import DropIn
from pipeline.errors import PipelineError, did_you_mean

SHOWN = 100  # lines named in one message; the number of the others is said


def read_table(path: Path, table: DropIn, area: Area, shown_as: str = "") -> pd.DataFrame | None:
    """Return a borough's table, typed, with `row` as the line an editor shows; nothing for a header without rows.

    attrs["notes"] says what had to be done to read it, such as leaving titles above the header out.
    Raises PipelineError naming every fault at once, by line, column and value. `shown_as`: the file's name in messages.
    """
    try:
        cells = read_cells(path)
    except PipelineError as error:
        raise PipelineError(_message(table, shown_as or path.name, area, str(error), [])) from None
    if not cells.rows:
        return None
    rows, faults = _read(table, area, cells)
    if faults:
        wrong = len({fault.line for fault in faults if fault.line})
        lead = f"{wrong} of {len(cells.rows)} rows cannot be used." if wrong else "the table cannot be used."
        raise PipelineError(_message(table, shown_as or path.name, area, lead, _listed(faults, cells.place)))
    names = [column.name for column in table.columns]
    frame = pd.DataFrame([[row[name] for name in names] for row in rows], columns=names)
    read = frame.assign(row=[row.line for row in rows])
    read.attrs["notes"] = cells.notes
    return read


def _read(table: DropIn, area: Area, cells: Cells) -> tuple[list[Row], list[Fault]]:
    headed = list(_header_faults(table, cells.header))
    faults, rows = list(headed), []
    for line, found in cells.rows.items():
        if len(found) != len(cells.header):
            faults.append(Fault(line, f"has {len(found)} cells, the header has {len(cells.header)}"))
            continue
        if found[0].lower().startswith("total"):
            faults.append(Fault(line, "looks like a row of totals below the table: take it out, sums are made here"))
            continue
        row, wrong = read_row(table, line, dict(zip(cells.header, found, strict=True)), cells.place == "row")
        rows.append(Row(line, row.values, row.sound and not wrong))
        faults += [*wrong, *_strangers(table, line, cells.header, found)]
    between = (
        [] if headed else table_faults(table, area, rows)
    )  # without all columns nothing can be set beside anything
    return rows, list(dict.fromkeys([*faults, *between]))


def _header_faults(table: DropIn, header: list[str]) -> Iterator[Fault]:
    known = [column.name for column in table.columns]
    for name in known:
        if name not in header:
            yield Fault(0, f"column {name} is missing")
    for name in dict.fromkeys(header):
        if header.count(name) > 1:
            yield Fault(0, f"column {name} stands twice")
        if name in known:
            continue
        if asks_for_a_person(name):
            yield Fault(
                0, f"column {name} asks for something about one person: take it out before the file is saved here"
            )
        else:
            hint = did_you_mean(name, known) or " Take it out, or put what it says into note."
            yield Fault(0, f"column {name or '(empty)'} is not a column of {table.code}.{hint}")


def _strangers(table: DropIn, line: int, header: list[str], cells: list[str]) -> Iterator[Fault]:
    """Cells of columns that are not known are looked at for persons too."""
    known = {column.name for column in table.columns}
    for name, cell in zip(header, cells, strict=True):
        what = "" if name in known else looks_like_a_person(cell)
        if what:
            yield Fault(line, f"{name} holds what looks like {what}")


def _message(table: DropIn, file: str, area: Area, lead: str, listed: list[str]) -> str:
    cure = [
        f"File: {file}",
        f"Put each line right and run again. `cdp local init {area.slug}` writes an empty table and DATA-DICTIONARY.md, which "
        "says what each column holds; it overwrites nothing.",
    ]
    return "\n".join([f"{table.code} {table.title}: {lead}", *listed, "", *cure])


def _listed(faults: list[Fault], place: str) -> list[str]:
    """The faults of the whole table first, then line by line; `place` is what the person's program calls a line."""
    lines: dict[int, list[str]] = {}
    for fault in faults:
        lines.setdefault(fault.line, []).append(fault.what)
    whole = [f"  {what}" for what in lines.pop(0, [])]
    shown = [f"  {place} {line}: {'; '.join(texts)}" for line, texts in sorted(lines.items())[:SHOWN]]
    rest = [f"  and {len(lines) - SHOWN} {place}s more"] if len(lines) > SHOWN else []
    return ["", *whole, *shown, *rest]
