"""Workbooks in ODS as publishers write them: a merged cell keeps its words in its first place, the rest is covered."""

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

OVER = "<"  # a place covered by the cell to its left
UNDER = "^"  # a place covered by the cell above


def write_ods(path, sheets):
    """Write sheets (name: rows of cells); numbers become numbers, text text."""
    book = OpenDocumentSpreadsheet()
    for name, rows in sheets.items():
        sheet = Table(name=name)
        for number, cells in enumerate(rows):
            row = TableRow()
            for at, cell in enumerate(cells):
                below = [line[at] for line in rows[number + 1 :] if at < len(line)]
                row.addElement(_cell(cell, _run(cells[at + 1 :], OVER), _run(below, UNDER)))
            sheet.addElement(row)
        book.spreadsheet.addElement(sheet)
    book.save(path)
    return path


def _run(following, mark):
    return next((count for count, cell in enumerate(following) if cell != mark), len(following))


def _cell(content, over, under):
    if content in (OVER, UNDER):
        return CoveredTableCell()
    spans = {"numbercolumnsspanned": over + 1} if over else {}
    spans |= {"numberrowsspanned": under + 1} if under else {}
    if isinstance(content, int | float):
        cell = TableCell(valuetype="float", value=content, **spans)
    elif content:
        cell = TableCell(valuetype="string", **spans)
    else:
        return TableCell()
    cell.addElement(P(text=f"{content:,}" if isinstance(content, int) else str(content)))
    return cell
