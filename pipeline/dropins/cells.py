"""A file as plain cells: the one place that knows how a drop-in file is written.

What a spreadsheet does to a table (a workbook, another encoding, dates as 31/03/2026, "<5" or "*" for a hidden count) is
turned into these cells here and nowhere else: every check behind it sees text, ISO dates and whole numbers.
"""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import PipelineError


@dataclass(frozen=True)
class Cells:
    """The header, and every row that is not blank by the line an editor shows (the header is line 1)."""

    header: list[str]
    rows: dict[int, list[str]]


def read_cells(path: Path) -> Cells:
    """Return the file's cells without the spaces around them.

    Raises PipelineError for an encoding other than UTF-8, for text that is no CSV, and for a file without a header.
    """
    lines = _lines(_decoded(path.read_bytes()))
    filled = {line: row for line, row in lines.items() if any(row)}
    if not filled:
        raise PipelineError("the file is empty, without even a header.")
    header = filled.pop(next(iter(filled)))
    while header and not header[-1]:  # a spreadsheet leaves commas behind the last column
        header.pop()
    return Cells(header, {line: _fitted(row, len(header)) for line, row in filled.items()})


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")  # Excel's "CSV UTF-8" starts with a byte order mark
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise PipelineError(f"line {line} is not UTF-8 text: save the file as CSV in UTF-8.") from None


def _lines(content: str) -> dict[int, list[str]]:
    """Return every row by its line; a row with a quoted line break stands at its last line."""
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    rows: dict[int, list[str]] = {}
    try:
        for row in reader:
            rows[reader.line_num] = [cell.strip() for cell in row]
    except csv.Error as error:
        first = max(rows, default=0) + 1
        raise PipelineError(f"the row at line {first} is not CSV ({error}): look for a stray quotation mark.") from None
    return rows


def _fitted(row: list[str], width: int) -> list[str]:
    """Empty cells beyond the header are no cells."""
    while len(row) > width and not row[-1]:
        row = row[:-1]
    return row
