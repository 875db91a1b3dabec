"""Templates of the drop-in tables and one data dictionary, written from the definitions: nothing in them is typed twice."""

import csv
import io
from pathlib import Path

from pipeline.areas import Area
from pipeline.dropins.table import COMMON, Column, DropIn
from pipeline.dropins.tables import TABLES
from pipeline.project import Project

DICTIONARY = "DATA-DICTIONARY.md"
_TYPES = {"count": "whole number", "number": "number", "day": "date, 2026-03-31", "word": "word", "text": "text"}
_OPENING = """\
# The partnership's own tables

Fill in the tables you hold and leave the others as they are: a file with a header and no rows is not supplied, and a
report then names who holds it. Fill them in as CSV, or in a workbook of the same name (`L1-referrals.xlsx`, `.ods` or `.xls`).

- One row for each period and group. Columns may stand in any order; none may be added.
- Where a column has groups, `all` or an empty cell is everybody. Without a row for everybody the rows are added up, so
  leave out only groups and months in which there was nobody, or write 0.
- Periods: `month`, `quarter`, `FY` (April to March), `CY`, `rolling12` (any twelve months), `3y`. Twelve months or four quarters
  make a year by themselves; fewer never do. People in treatment and the like do not add up over time: give the year itself.
- Exact counts (`raw`) are best: from the public, counts of 1 to 4 are hidden, and with them what gives them away.
- Nothing about one person: no name, date of birth, postcode, e-mail or telephone number, in no column and no note.
- Dates as 2026-03-31 or 31/03/2026 (the day first), thousands with or without commas, titles above the header and blank
  rows are read. A hidden count (`<5`, `*` or an empty cell) needs `suppressed` in its row's `sdc_state`. What could mean two
  things is refused and named, never guessed.
- `cdp check` reads every table and names every line that is wrong.
"""


def init_tables(project: Project, area: Area) -> list[Path]:
    """Write the templates and the data dictionary that a borough does not have yet, and return them; none is overwritten."""
    folder = project.raw / "local" / area.slug
    wanted = {table.place: template(table) for table in TABLES} | {DICTIONARY: dictionary(area)}
    missing = {folder / name: text for name, text in wanted.items() if not (folder / name).exists()}
    for path, text in missing.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return list(missing)


def template(table: DropIn) -> str:
    """Return the file of a table that says nothing yet: its header."""
    return _line([column.name for column in table.columns])


def example(table: DropIn, area: Area) -> str:
    """Return a table of one row, of the examples in its definition: invented figures."""
    own = {"area_code": area.code, "area_name": area.name}
    if table.periods:  # a calendar year
        own |= {"period_type": table.periods[0], "period_start": "2024-01-01", "period_end": "2024-12-31"}
    cells = [own.get(column.name, column.example) for column in table.columns]
    return template(table) + _line(cells)


def dictionary(area: Area) -> str:
    """Return the data dictionary as Markdown: the common columns once, then every table with an example."""
    common = ["## Columns of every table", "", *_table(COMMON)]
    parts = [line for table in TABLES for line in _described(table, area)]
    return "\n".join([_OPENING, *common, "", *parts])


def _described(table: DropIn, area: Area) -> list[str]:
    closed = " **For the partnership only: never in a public report, and never in git.**" if table.restricted else ""
    parts = [f"`{part}` is a part of `{whole}`" for part, whole in table.parts if part in _names(table)]
    return [
        f"## {table.code} {table.title}", "", f"`{table.place}`, held by {table.holder}. {table.about}{closed}", "",
        *_table(table.own), *(["", f"Checked: {'; '.join(parts)}."] if parts else []), "",
        "For example (invented figures):", "", "```", example(table, area).rstrip("\n"), "```", "",
    ]  # fmt: skip


def _names(table: DropIn) -> set[str]:
    return {column.name for column in table.columns}


def _table(columns: tuple[Column, ...]) -> list[str]:
    rows = [f"| `{column.name}` | {_kind(column)} | {column.means} |" for column in columns]
    return ["| Column | Type | What it holds |", "|---|---|---|", *rows]


def _kind(column: Column) -> str:
    words = f": {', '.join(f'`{each}`' for each in column.words)}" if column.words else ""
    unit = f" ({column.unit})" if column.unit else ""
    return f"{_TYPES[column.type]}{unit}{words}{', needed' if column.needed else ''}"


def _line(cells: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()
