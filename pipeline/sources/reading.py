"""Raw tables as text: every cell as it stands in the file, indexed by the line an editor shows."""

import csv
import io
from pathlib import Path

import pandas as pd

from pipeline.errors import PipelineError


def inside_project(path: Path) -> str:
    """Return the path from the project's root where it lies inside one, for messages that are the same everywhere."""
    for parent in path.resolve().parents:
        if (parent / "data" / "raw").is_dir():
            return path.resolve().relative_to(parent).as_posix()
    return path.as_posix()


def read_text(path: Path) -> pd.DataFrame:
    """Return the table's cells as text; the index is each row's line in the file (the header is line 1).

    Raises PipelineError for a missing or empty file, an encoding other than UTF-8, and rows that do not fit the header.
    """
    cells = {line: row for line, row in _rows(_decode(path)).items() if any(row)}  # a blank line holds nothing
    if len(cells) < 2:
        raise PipelineError("the file is empty." if not cells else "the file has a header and no rows.")
    header = cells.pop(next(iter(cells)))
    _refuse_misfits(header, cells)
    return pd.DataFrame(list(cells.values()), index=list(cells), columns=header, dtype="str")


def _decode(path: Path) -> str:
    if not path.is_file():
        raise PipelineError("the file is missing.")
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")  # Excel's "CSV UTF-8" starts with a byte order mark
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise PipelineError(f"line {line} is not UTF-8 text: save the file as CSV in UTF-8.") from None


def _rows(content: str) -> dict[int, list[str]]:
    """Return every row by its line; a row with a quoted line break stands at its last line."""
    rows: dict[int, list[str]] = {}
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    try:
        for row in reader:
            rows[reader.line_num] = row
    except csv.Error as error:
        first = max(rows, default=0) + 1
        raise PipelineError(f"the row at line {first} is not CSV ({error}): look for a stray quotation mark.") from None
    return rows


def _refuse_misfits(header: list[str], cells: dict[int, list[str]]) -> None:
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise PipelineError(f"the header names a column twice: {', '.join(twice)}.")
    misfits = {line: len(row) for line, row in cells.items() if len(row) != len(header)}
    if misfits:
        shown = [f"  line {line}: has {found} cells, the header has {len(header)}" for line, found in misfits.items()]
        raise PipelineError("\n".join([f"{len(misfits)} of {len(cells)} rows do not fit the header.", "", *shown]))
