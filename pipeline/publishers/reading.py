"""Publishers' tables as text: the real header found by its names, every cell with the row that a person sees.

Rows keep their number in the file (the first is 1), so that a bad cell can be named as an editor shows it. What a
marker means (suppressed, not collected) is for each reader to say: here cells are only text, stripped of blanks.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import python_calamine as calamine

from pipeline.errors import PipelineError

Headers = Sequence[str | tuple[str, ...]]  # what a header must hold; of a tuple, any one spelling
Rows = dict[int, list[str]]

_ENCODINGS = ("utf-8-sig", "cp1252")  # what publishers issue: UTF-8 with or without its mark, and Excel's own
_WHOLE = re.compile(r"\d{1,3}(,\d{3})+(\.0+)?|\d{1,15}(\.0+)?")
_SHOWN = 20


def csv_rows(path: Path, encodings: Sequence[str] = _ENCODINGS) -> Rows:
    """Return the cells of a CSV file by line; blank lines are left out. PipelineError where it is not text or empty."""
    rows: Rows = {}
    reader = csv.reader(io.StringIO(_decode(path, encodings), newline=""), strict=True)
    try:
        for row in reader:
            rows[reader.line_num] = [cell.strip() for cell in row]
    except csv.Error as error:
        raise PipelineError(f"{path.name}: the row after line {max(rows, default=0)} is not CSV ({error}).") from None
    return _filled(path, rows)


def _decode(path: Path, encodings: Sequence[str]) -> str:
    content = path.read_bytes()
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise PipelineError(
        f"{path.name}: is not text in {' or '.join(encodings)}: it may have been cut or be no CSV file."
    )


def sheet_names(path: Path) -> list[str]:
    """Return the names of a workbook's sheets (xlsx, xls, ods); PipelineError where it is none."""
    return list(_workbook(path).sheet_names)


def sheet_rows(path: Path, sheet: str) -> Rows:
    """Return the cells of one sheet (named whatever its case and spacing) as text, by row; blank rows are left out."""
    book = _workbook(path)
    found = [name for name in book.sheet_names if plain(name) == plain(sheet)]
    if not found:
        raise PipelineError(f"{path.name}: has no sheet '{sheet}'. Sheets found: {', '.join(book.sheet_names)}.")
    cells = book.get_sheet_by_name(found[0]).to_python(skip_empty_area=False)
    return _filled(path, {number: [_text(cell) for cell in row] for number, row in enumerate(cells, 1)})


def _workbook(path: Path) -> calamine.CalamineWorkbook:
    try:
        return calamine.load_workbook(path)
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise PipelineError(f"{path.name}: is not a workbook that can be read ({error}).") from None


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date | datetime):
        return cell.isoformat()[:10]
    return str(cell).strip()


def _filled(path: Path, rows: Rows) -> Rows:
    filled = {number: cells for number, cells in rows.items() if any(cells)}
    if not filled:
        raise PipelineError(f"{path.name}: is empty.")
    return filled


def read_csv_text(path: Path, headers: Headers, encodings: Sequence[str] = _ENCODINGS) -> pd.DataFrame:
    """Return a CSV file's table as text under its real header: the first row that holds every one of `headers`.

    Title rows above are passed over; the index is the line in the file. PipelineError names the headers found.
    """
    return table_under(path, csv_rows(path, encodings), headers)


def read_sheet(path: Path, sheet: str, headers: Headers) -> pd.DataFrame:
    """Return a sheet's table as text under its real header, as `read_csv_text` does; dates are 2025-02-01."""
    return table_under(path, sheet_rows(path, sheet), headers)


def read_any_sheet(path: Path, headers: Headers) -> pd.DataFrame:
    """Return the table of a CSV file, or of the first sheet of a workbook that bears the headers.

    For publishers who change a file's format or a sheet's name. PipelineError says what each sheet holds instead.
    """
    if path.suffix.lower() == ".csv":
        return read_csv_text(path, headers)
    errors = []
    for sheet in sheet_names(path):
        try:
            return read_sheet(path, sheet, headers)
        except PipelineError as error:
            errors.append(f"Sheet {sheet}: {error}")
    raise PipelineError("\n".join(errors))


def table_under(path: Path, rows: Rows, headers: Headers) -> pd.DataFrame:
    """Return the rows below the header as a frame of text, with the file's name in `attrs["file"]`.

    Rows shorter than the header (footnotes) are filled up with empty cells; longer ones are refused.
    """
    at = next((number for number, cells in rows.items() if _holds(cells, headers)), None)
    if at is None:
        wanted = ", ".join(name if isinstance(name, str) else " or ".join(name) for name in headers)
        likeliest = max(rows.values(), key=lambda cells: sum(_holds(cells, [name]) for name in headers))
        raise PipelineError(
            f"{path.name}: no row holds the headers {wanted}.\nThe nearest row holds: {_listed(likeliest)}."
        )
    width = max(column for column, name in enumerate(rows[at], 1) if name)
    below = {number: cells for number, cells in rows.items() if number > at}
    refuse(path, [f"row {row}: holds more cells than the header" for row, cells in below.items() if any(cells[width:])])
    cells = [(row + [""] * width)[:width] for row in below.values()]
    frame = pd.DataFrame(cells, index=list(below), columns=rows[at][:width], dtype="str")
    frame.attrs["file"] = path.name
    return frame


def plain(text: object) -> str:
    """Return a header or name for comparing: lower case, letters and figures only."""
    return re.sub(r"[\W_]+", "", str(text)).lower()


def _holds(cells: Iterable[str], headers: Headers) -> bool:
    held = {plain(cell) for cell in cells}
    return all(held & {plain(word) for word in ([name] if isinstance(name, str) else name)} for name in headers)


def column(frame: pd.DataFrame, *spellings: str) -> pd.Series:
    """Return the column of the first of these headers that is there, whatever its case, spacing and underscores.

    Raises PipelineError naming the file, the header looked for and the headers found; also where two columns bear it.
    """
    for spelling in spellings:
        found = [place for place, name in enumerate(frame.columns) if plain(name) == plain(spelling)]
        if len(found) == 1:
            return frame.iloc[:, found[0]]
        if found:
            raise PipelineError(f"{_file(frame)}: {len(found)} columns are called '{spelling}'.")
    raise PipelineError(
        f"{_file(frame)}: has no column '{' or '.join(spellings)}'.\nColumns found: {_listed(frame.columns)}.\n"
        "If the publisher renamed it, add the new spelling to the reader in pipeline/publishers."
    )


def counts(frame: pd.DataFrame, *spellings: str) -> pd.Series:
    """Return a column of whole numbers of 0 or more, thousands commas allowed.

    Raises PipelineError naming every cell that is none: markers are for the caller to take out before.
    """
    cells = column(frame, *spellings)
    return whole_numbers(Path(_file(frame)), cells)


def whole_numbers(path: Path, cells: pd.Series) -> pd.Series:
    """Return cells of text as whole numbers, as `counts` does; the index is the row, the name the column."""
    refuse(path, number_faults(path, cells))
    return cells.str.replace(",", "").str.replace(r"\.0+$", "", regex=True).astype("int64")


def number_faults(path: Path, cells: pd.Series) -> list[str]:
    """Return each cell that is no whole number of 0 or more, in words; thousands commas are allowed."""
    bad = cells[[not _WHOLE.fullmatch(cell) for cell in cells]]
    rule = "is not a whole number of 0 or more"
    return [row_fault(path, row, str(cells.name), cell, rule) for row, cell in bad.items()]


def row_fault(path: Path, row: object, column: str, value: object, rule: str) -> str:
    """Return one bad cell in words: file, row, column, value and the rule it breaks."""
    return f"{path.name} row {row}: {column} '{value}' {rule}"


def refuse(path: Path, faults: Sequence[str], cure: str = "") -> None:
    """Pass if there are no faults; PipelineError lists them, the first 20 in full."""
    if not faults:
        return
    rest = [f"  and {len(faults) - _SHOWN} more"] if len(faults) > _SHOWN else []
    shown = [f"  {fault}" for fault in faults[:_SHOWN]]
    raise PipelineError(
        "\n".join([f"{path.name} cannot be read:", "", *shown, *rest, *([f"\n{cure}"] if cure else [])])
    )


def read_each_row(path: Path, cells: pd.Series, read: Callable[[str], str], rule: str) -> pd.Series:
    """Return what `read` makes of each cell; PipelineError names every cell for which it raises ValueError."""
    made, faults = {}, []
    for value in cells.unique():
        try:
            made[value] = read(value)
        except ValueError:
            row = cells.index[cells == value][0]
            faults.append(row_fault(path, row, str(cells.name), value, rule))
    refuse(path, faults)
    return cells.map(made)


def _file(frame: pd.DataFrame) -> str:
    return str(frame.attrs.get("file", "the table"))


def _listed(names: Iterable[object]) -> str:
    named = [str(name) for name in names if str(name)]
    return ", ".join([*named[:40], *([f"and {len(named) - 40} more"] if len(named) > 40 else [])]) or "nothing"


def read_record(path: Path, what: str) -> dict[str, Any]:
    """Return a JSON answer in braces; PipelineError where it is none, `what` naming what was expected."""
    try:
        answer = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise PipelineError(f"{path.name}: is not JSON ({error}).") from None
    if not isinstance(answer, dict):
        raise PipelineError(f"{path.name}: is not {what}.")
    return answer
