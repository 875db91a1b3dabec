"""One table of the page as a sheet of a workbook: numbers that can be calculated with, and no cell without a meaning."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.display import Csv, Grid
from pipeline.indicators import CATALOGUE
from pipeline.report.admit import Bundle
from pipeline.states import Flag, State, split_flags
from pipeline.tables import FLAG_MARKS, MINUS, explained

Cell = str | int | float
# The columns of the figures behind a chart, in words; what is not here keeps its own name.
COLUMNS = {
    "indicator": "Indicator", "area_code": "Area code", "area": "Area", "period_label": "Period",
    "period_start": "First day", "period_end": "Last day", "group": "Group", "numerator": "Number",
    "denominator": "Out of", "value": "Value", "lower": "Lower limit", "upper": "Upper limit", "unit": "Unit",
    "state": "State", "flags": "What to know", "london": "London", "vs_london": "Beside London", "england": "England",
    "vs_england": "Beside England", "source": "Source", "release": "Release",
}  # fmt: skip
_MEASURED = ("value", "lower", "upper", "london", "england")  # in the unit of the row
_DROPPED_WITH = {"vs_london": "london", "vs_england": "england"}
_NOT_AVAILABLE, _NOT_APPLICABLE = State.NOT_AVAILABLE.mark, State.NOT_APPLICABLE.mark
_WHOLE_GROUP = "All"
_NUMBER = re.compile(rf"{MINUS}?\d[\d,]*(\.\d+)?")
_SAYS_SOMETHING = re.compile(r"[a-zA-Z0-9]")


@dataclass(frozen=True)
class Sheet:
    """A table of a sheet: headings that differ from each other, their units, and rows without an empty cell."""

    columns: list[str]
    rows: list[list[Cell]]
    units: dict[str, str]

    @property
    def marks(self) -> list[str]:
        """An explanation of each mark that stands in it."""
        return explained(" ".join(cell for row in self.rows for cell in row if isinstance(cell, str)))


def sheet(bundle: Bundle) -> Sheet:
    """Return the figures behind a chart or table; the table as printed where it says more than its figures do."""
    figures, printed = bundle["csv"], bundle.get("table")
    if printed and len(figures["rows"]) < len(printed["rows"]):
        return _printed(printed)
    return _of_figures(figures) if {"value", "unit", "state"} <= set(figures["columns"]) else _plain(figures)


def _printed(grid: Grid) -> Sheet:
    """The words of the page, numbers among them as numbers; the first column heads each row and stays words."""
    rows = [[_text(row[0]), *(_number_or_text(cell) for cell in row[1:])] for row in grid["rows"]]
    return Sheet(_distinct([column["label"] for column in grid["columns"]]), rows, {})


def _plain(figures: Csv) -> Sheet:
    rows = [[_NOT_AVAILABLE if cell is None else _cell(_named(cell)) for cell in row] for row in figures["rows"]]
    return Sheet(_distinct([_spoken(name) for name in figures["columns"]]), rows, {})


def _of_figures(figures: Csv) -> Sheet:
    """Rows of indicators: columns in which nothing is said are left out, and one unit stands in the headings."""
    records = [dict(zip(figures["columns"], row, strict=True)) for row in figures["rows"]]
    units = {record["unit"] for record in records}
    names = [name for name in figures["columns"] if _speaks(name, records) and not (name == "unit" and len(units) == 1)]
    heads = dict(zip(names, _distinct([_spoken(name) for name in names]), strict=True))
    rows = [[_figure(name, record) for name in names] for record in records]
    in_heading = {heads[name]: str(*units) for name in _MEASURED if name in heads} if len(units) == 1 else {}
    return Sheet(list(heads.values()), rows, in_heading)


def _speaks(name: str, records: Sequence[dict[str, Any]]) -> bool:
    of = _DROPPED_WITH.get(name, name)
    return name == "value" or any(record.get(of) not in {None, ""} for record in records)


def _figure(name: str, record: dict[str, Any]) -> Cell:
    """One cell of an indicator's row, with the mark that says why where there is no value."""
    value = record[name]
    if name == "flags":
        return _flags(str(value or ""))
    if value not in {None, ""}:
        return _cell(_named(value))
    if name == "group":
        return _WHOLE_GROUP
    return _why(name, record)


def _why(name: str, record: dict[str, Any]) -> str:
    """The mark of a figure that is not there: the row's own, that of its comparison, else not available."""
    if f"vs_{name}" in record:
        applies = record[f"vs_{name}"] != State.NOT_APPLICABLE.value
        return _NOT_AVAILABLE if applies else _NOT_APPLICABLE
    return State(record["state"]).mark or _NOT_AVAILABLE


def _flags(joined: str) -> str:
    """What to know in words, each with its mark where it has one: "[p] provisional; rounded"."""
    held = split_flags(joined)
    marked = [
        f"{FLAG_MARKS[flag][0]} {flag.value}" if flag in FLAG_MARKS else flag.value for flag in Flag if flag in held
    ]
    return "; ".join(marked) or _NOT_APPLICABLE


def _named(value: object) -> object:
    """An indicator's name for its id; anything else as it is."""
    return CATALOGUE[value].name if isinstance(value, str) and value in CATALOGUE else value


def _number_or_text(cell: str) -> Cell:
    if not _NUMBER.fullmatch(cell):
        return _text(cell)
    plain = cell.replace(",", "").replace(MINUS, "-")
    return float(plain) if "." in plain else int(plain)


def _cell(value: object) -> Cell:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else _text(str(value))


def _text(words: str) -> str:
    """Words as they stand; a mark for a cell without any, and nothing that gptables takes for a link or a note."""
    if not _SAYS_SOMETHING.search(words):
        return _NOT_APPLICABLE
    return words.replace("](", "] (").replace("$$", "$ $")


def _spoken(name: str) -> str:
    if name in COLUMNS:
        return COLUMNS[name]
    return name[:1].upper() + name[1:].replace("_", " ")


def _distinct(names: Sequence[str]) -> list[str]:
    """The headings of a table, each with a number where a spreadsheet would take it for one before it."""
    plain = [_text(name) for name in names]
    folded = [name.casefold() for name in plain]
    before = [folded[:place].count(name) for place, name in enumerate(folded)]
    return [f"{name} ({count + 1})" if count else name for name, count in zip(plain, before, strict=True)]
