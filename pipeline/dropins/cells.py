"""A file as plain cells: the one place that knows how a drop-in file is written.

What a spreadsheet does to a table (a workbook, another encoding, lines of title above the header, blank rows below) is
turned into these cells here and nowhere else. What stands inside a cell is read by habits.py, column by column.
"""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.dropins.tables import TABLES
from pipeline.dropins.workbook import WORKBOOKS, sheets_of
from pipeline.errors import PipelineError

KNOWN = {column.name for table in TABLES for column in table.columns}
FEW = 3  # columns of ours in one row: that row is the header
TITLES = 20  # rows above the header in which titles may stand
_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}
_BLANK = re.compile(r"[\s\u00a0\u200b]+")
# Bytes that Windows-1252 leaves open, and signs of other alphabets that turn up where it is the wrong guess.
_NOT_WINDOWS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x80-\x9f\u0192\u02c6\u02dc\u0152\u0153\u2020\u2021]")


@dataclass(frozen=True)
class Cells:
    """The header, and every row that is not blank by the line an editor, or the row a spreadsheet, shows.

    `notes`: what had to be done to read it, for the person who keeps it. `place` is "line" or "row".
    """

    header: list[str]
    rows: dict[int, list[str]]
    notes: tuple[str, ...] = ()
    place: str = "line"


def read_cells(path: Path) -> Cells:
    """Return the cells of a CSV file or of a workbook (xlsx, ods, xls), without the spaces around them.

    Raises PipelineError for what cannot be read for certain: text in an unknown encoding, text that is no CSV, a workbook
    with two tables or formulas never calculated, a file without a header.
    """
    if path.suffix.lower() in WORKBOOKS:
        lines, notes = _sheet(sheets_of(path))
        return _headed(lines, notes, "row")
    text, notes = _decoded(path.read_bytes())
    lines, more = _lines(text)
    return _headed(lines, [*notes, *more], "line")


def _headed(lines: Mapping[int, list[str]], notes: list[str], place: str) -> Cells:
    filled = {line: row for line, row in lines.items() if any(row)}
    if not filled:
        raise PipelineError("the file is empty, without even a header.")
    first = _header_line(filled)
    above = [line for line in filled if line < first]
    if above:
        notes.append(f"{len(above)} row{'s' if len(above) > 1 else ''} above the header left out")
    header = [_named(cell) for cell in filled[first]]
    while header and not header[-1]:  # a spreadsheet leaves commas behind the last column
        header.pop()
    rows = {line: _fitted(row, len(header)) for line, row in filled.items() if line > first}
    return Cells(header, rows, tuple(notes), place)


def _header_line(filled: Mapping[int, list[str]]) -> int:
    """The row that names columns of ours; the first one where none does, so that its names are told."""
    for line, row in list(filled.items())[:TITLES]:
        if len({_named(cell) for cell in row} & KNOWN) >= FEW:
            return line
    return next(iter(filled))


def _named(cell: str) -> str:
    """Return the name of a column of ours for "Area code" or "AREA-CODE"; any other cell as it stands."""
    name = _BLANK.sub("_", cell.strip().strip("*:").lower()).replace("-", "_")
    return name if name in KNOWN else cell


def _sheet(sheets: Mapping[str, dict[int, list[str]]]) -> tuple[dict[int, list[str]], list[str]]:
    """Return the one sheet that holds a table of ours."""
    ours = {
        name: rows
        for name, rows in sheets.items()
        if any(len({_named(cell) for cell in row} & KNOWN) >= FEW for row in list(rows.values())[:TITLES])
    }
    if len(ours) > 1:
        raise PipelineError(
            f"the sheets {', '.join(ours)} all hold a table: keep one, for nobody can tell which counts."
        )
    if not ours and len(sheets) != 1:
        raise PipelineError(f"none of the sheets {', '.join(sheets) or '(none)'} has a header with our columns.")
    [(name, rows)] = (ours or sheets).items()
    return rows, [f"read from the sheet {name}"]


def _decoded(content: bytes) -> tuple[str, list[str]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):  # Excel's "Unicode text"
        return content.decode("utf-16"), ["read as UTF-16"]
    try:
        return content.decode("utf-8-sig"), []  # Excel's "CSV UTF-8" starts with a byte order mark
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
    text = content.decode("cp1252", errors="replace")
    if "\ufffd" in text or _NOT_WINDOWS.search(text):
        raise PipelineError(f"line {line} is neither UTF-8 nor Windows text: save the file as CSV in UTF-8.")
    return text, [f"read as Windows text (line {line} is not UTF-8)"]


def _lines(content: str) -> tuple[dict[int, list[str]], list[str]]:
    """Return every row by its line; a row with a quoted line break stands at its last line."""
    separator = _separator(content)
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=_SEPARATORS[separator], strict=True)
    rows: dict[int, list[str]] = {}
    try:
        for row in reader:
            rows[reader.line_num] = [cell.strip() for cell in row]
    except csv.Error as error:
        first = max(rows, default=0) + 1
        raise PipelineError(f"the row at line {first} is not CSV ({error}): look for a stray quotation mark.") from None
    return rows, [] if separator == "comma" else [f"cells are separated by a {separator}"]


def _separator(content: str) -> str:
    """The sign between cells: the one by which a line among the first names most columns of ours."""

    def named(sign: str) -> int:
        lines = content.splitlines()[:TITLES]
        return max((len({_named(cell.strip('"')) for cell in line.split(sign)} & KNOWN) for line in lines), default=0)

    return max(_SEPARATORS, key=lambda name: named(_SEPARATORS[name]))


def _fitted(row: list[str], width: int) -> list[str]:
    """Empty cells beyond the header are no cells; a workbook's shorter row has empty ones."""
    while len(row) > width and not row[-1]:
        row = row[:-1]
    return row
