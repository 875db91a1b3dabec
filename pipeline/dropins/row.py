"""One row of a drop-in table, cell by cell: each read by its column's rule, or named with what is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from pipeline.dropins import habits
from pipeline.dropins.personal import looks_like_a_person
from pipeline.dropins.table import ROUNDED, SUPPRESSED, TOTAL, Column, DropIn
from pipeline.errors import did_you_mean

SEPARATOR = "|"  # joins kinds of groups in the observations


class Fault(NamedTuple):
    """What is wrong: the line an editor shows (0 for the whole table), in words."""

    line: int
    what: str


@dataclass(frozen=True)
class Row:
    """A row as read: by column, text, a number, a day, or None for an empty cell. `sound`: no cell of it is wrong."""

    line: int
    values: dict[str, Any]
    sound: bool

    def __getitem__(self, name: str) -> Any:
        """The value of a column; None where the file has no such column."""
        return self.values.get(name)


def read_row(table: DropIn, line: int, cells: dict[str, str], in_workbook: bool = False) -> tuple[Row, list[Fault]]:
    """Return the row and every fault of its cells."""
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    hidden = cells.get("sdc_state", "").lower() == SUPPRESSED
    for column in (column for column in table.columns if column.name in cells):
        cell = cells[column.name]
        is_figure = column.type in {"count", "number"}
        value, wrong = _read(column, "" if hidden and is_figure and habits.is_hidden(cell) else cell)
        wrong = wrong or (_ambiguous(column, value) if in_workbook and not cell.endswith(habits.PERCENT) else "")
        values[column.name] = value
        faults += [Fault(line, wrong)] if wrong else []
    row = Row(line, values, not faults)
    return row, faults or [Fault(line, what) for what in _whole_row(table, row)]


def _read(column: Column, cell: str) -> tuple[Any, str]:
    """Return a cell's value, and what is wrong with it ("" for nothing)."""
    if not cell:
        wrong = f"{column.name} (empty) must be filled in" if column.needed else ""
        return (TOTAL if column.group else "" if column.type in {"word", "text"} else None), wrong
    if column.type in {"count", "number"}:
        return habits.number(column.name, cell, column.unit, column.type == "count")
    return habits.day(column.name, cell) if column.type == "day" else _WORDS[column.type](column, cell)


def _ambiguous(column: Column, value: Any) -> str:
    """A workbook keeps 25% as 0.25 and shows no sign of it: in a column of percentages that may be either."""
    if column.unit != habits.PERCENT or not isinstance(value, float) or not 0 < value <= 1:
        return ""
    return f"{column.name} {value:g} may be {value:g}% or {100 * value:g}%: show the column as plain numbers, or write the sign"


def _word(column: Column, cell: str) -> tuple[Any, str]:
    by_lower = {allowed.lower(): allowed for allowed in column.words}
    if cell.lower() in by_lower:
        return by_lower[cell.lower()], ""
    spaced = cell.lower().replace(" ", "_").replace("-", "_")
    if spaced in by_lower:
        return by_lower[spaced], ""
    hint = did_you_mean(cell, column.words)
    return None, f"{column.name} {cell} is not one of {', '.join(column.words)}.{hint}"


def _text(column: Column, cell: str) -> tuple[Any, str]:
    person = looks_like_a_person(cell)
    if person:
        return (
            None,
            f"{column.name} holds what looks like {person}: take it out; nothing about one person may stand here",
        )
    if SEPARATOR in cell or "\n" in cell:
        return None, f"{column.name} {cell!r} holds a line break or the sign {SEPARATOR}: write it without"
    return (TOTAL if column.group and cell.lower() == TOTAL else " ".join(cell.split())), ""


def _whole_row(table: DropIn, row: Row) -> Iterator[str]:
    """What is wrong between the cells of one row."""
    for part, whole in table.parts:
        if row[part] is not None and row[whole] is not None and row[part] > row[whole]:
            yield f"{part} {row[part]:g} is more than {whole} {row[whole]:g}, of which it is a part"
    for kind, group in table.kinds:
        if bool(row[kind]) != bool(row[group]):
            yield f"{kind} and {group} stand together: one of them is empty"
    filled = [column.name for column in table.figures if row[column.name] is not None]
    if table.figures and not filled and row["sdc_state"] != SUPPRESSED:
        yield f"holds no figure: fill in one of {', '.join(column.name for column in table.figures)}, or take the row out"
    if row["sdc_state"] == ROUNDED:
        counts = [column.name for column in table.figures if column.type == "count"]
        odd = [f"{name} {row[name]:g}" for name in counts if row[name] is not None and row[name] % 5]
        yield from (f"{one} is not rounded to the nearest 5, as sdc_state says" for one in odd)


_WORDS = {"word": _word, "text": _text}
