"""The sheets of a workbook (xlsx, ods, xls) as text, as a spreadsheet shows them; nothing in them is carried out."""

import datetime
import re
import zipfile
from pathlib import Path

from pipeline.errors import PipelineError

WORKBOOKS = frozenset({".xlsx", ".ods", ".xls"})
MOST = 200_000_000  # bytes that a workbook may unpack to: a table of ours has a few hundred rows
# What a reader would take for an empty cell, so that a figure would be lost without a word.
_UNCALCULATED = re.compile(rb"<f[^>]*>[^<]*</f>(<v\s*/>|<v></v>)?</c>")
_ERROR = re.compile(rb'<c r="([A-Z]+\d+)"[^>]*\bt="e"|calcext:value-type="(error)"')


def sheets_of(path: Path) -> dict[str, dict[int, list[str]]]:
    """Return the rows of every visible sheet by name, each by the number a spreadsheet shows; cells are text.

    Dates are ISO days. Raises PipelineError for a file that is no workbook, for formulas that were never calculated, and
    for cells with an error (#REF!).
    """
    import python_calamine as calamine  # noqa: PLC0415  only where there is a workbook

    _refuse_lost_cells(path)
    try:
        with calamine.load_workbook(path) as book:
            names = [one.name for one in book.sheets_metadata if one.visible == calamine.SheetVisibleEnum.Visible]
            read = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names}
    except (calamine.CalamineError, OSError, ValueError) as error:
        what = "it is protected by a password" if isinstance(error, calamine.PasswordError) else str(error)
        raise PipelineError(f"the workbook cannot be read ({what}): save its sheet as CSV in UTF-8.") from None
    return {name: {row: list(map(_text, cells)) for row, cells in enumerate(rows, 1)} for name, rows in read.items()}


def _text(cell: object) -> str:
    """Return a cell as text: whole numbers without a point, days as ISO."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.12g}"
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    return str(cell).strip()


def _refuse_lost_cells(path: Path) -> None:
    """Pass if no formula lacks its result and none ended in an error."""
    if not zipfile.is_zipfile(path):  # xls
        return
    with zipfile.ZipFile(path) as parts:
        if sum(part.file_size for part in parts.infolist()) > MOST:
            raise PipelineError("the workbook unpacks to far more than a table: save its sheet as CSV in UTF-8.")
        names = (name for name in parts.namelist() if name.startswith("xl/worksheets/") or name == "content.xml")
        for content in map(parts.read, names):
            _refuse_formulas(content)


def _refuse_formulas(content: bytes) -> None:
    if _UNCALCULATED.search(content):
        cure = "open it in a spreadsheet program, save it, and put it back."
        raise PipelineError(f"the workbook holds formulas without results: {cure}")
    for found in _ERROR.finditer(content):
        where = f"cell {found[1].decode()}" if found[1] else "a cell"
        raise PipelineError(f"{where} of the workbook holds an error such as #REF!: put its formula right.")
