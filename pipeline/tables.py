"""Numbers as a page prints them, and tables of them: every mark is explained under the table that uses it.

Shorthand in square brackets follows the Government Analysis Function: a mark instead of a value, or after it.
"""

import csv
import io
import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from pipeline.areas import AREAS
from pipeline.display import Column, Csv, Grid
from pipeline.states import Flag, State, split_flags

Row = Mapping[Any, Any]
How = str | Callable[[Row], str]  # the name of a column, or a function that writes the cell from its row

MINUS = "\N{MINUS SIGN}"
FLAG_MARKS = {
    Flag.PROVISIONAL: ("[p]", "[p] provisional: the publisher may still change it"),
    Flag.MODELLED: ("[e]", "[e] estimate from a model"),
    Flag.LOW_RELIABILITY: ("[u]", "[u] low reliability: based on few cases"),
    Flag.QUERY: ("[q]", "[q] query: this figure stands out or was made differently, and is not explained"),
    Flag.BREAK_BEFORE: ("[b]", "[b] break in the series: not comparable with the periods before"),
}
ROUNDED_ZERO = ("[low]", "[low] rounded to 0 by the publisher: few, not necessarily none")
_NOTES = dict([*FLAG_MARKS.values(), ROUNDED_ZERO, *((state.mark, state.words) for state in reversed(State))])
_NUMBER = re.compile(rf"{MINUS}?[\d,]+(\.\d+)?%?( \(.+ to .+\))?( \[\w+\])*")
# What a spreadsheet may take for a formula at the start of a text, with the full-width forms that some also accept.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def format_value(value: float, decimals: int, unit: str = "") -> str:
    """Return a number as printed: "1,234.5", "−2", "8.1%", "3.5 per 1,000 residents"; ValueError for no number."""
    if not math.isfinite(value):
        raise ValueError(f"{value} is no number to print: a row without a value prints its state's mark (cell)")
    digits = f"{abs(value):,.{decimals}f}"
    negative = value < 0 and float(digits.replace(",", "")) > 0
    gap = "" if not unit or unit.startswith("%") else " "
    return f"{MINUS if negative else ''}{digits}{gap}{unit}"


def cell(row: Row, decimals: int, unit: str = "") -> str:
    """Return a row's value with the marks of its flags, or the mark that says why there is none.

    `unit` is for "%": other units belong in the heading of the column.
    """
    return _marked(row, format_value(row["value"], decimals, unit)) if _has_value(row) else State(row["state"]).mark


def with_limits(row: Row, decimals: int, unit: str = "") -> str:
    """Return the value with its 95% limits, "3.7 (3.5 to 3.9)"; the value alone where no limits are published."""
    if not _has_value(row) or pd.isna(row["lower"]) or pd.isna(row["upper"]):
        return cell(row, decimals, unit)
    value, lower, upper = (format_value(row[name], decimals, unit) for name in ("value", "lower", "upper"))
    return _marked(row, f"{value} ({lower} to {upper})")


def area_name(row: Row) -> str:
    """Return the name of a row's area; one that publishers merge says so."""
    area = AREAS[row["area_code"]]
    return f"{area.name} (merged)" if area.kind == "merged" else area.name


def grid(rows: pd.DataFrame, columns: Sequence[tuple[str, How]], caption: str, notes: Sequence[str] = ()) -> Grid:
    """Return the table for the page: one row for each row of the frame; notes explain every mark used in it."""
    records: list[Row] = [dict(record) for record in rows.to_dict("records")]
    cells = [[_written(record, how) for _, how in columns] for record in records]
    heads = [
        Column(label=label, numeric=place > 0 and _numeric([line[place] for line in cells]))
        for place, (label, _) in enumerate(columns)
    ]
    return Grid(caption=caption, columns=heads, rows=cells, notes=[*notes, *_explained(rows, cells)])


def csv_of(frame: pd.DataFrame, name: str) -> Csv:
    """Return the figures of a frame for a file: raw numbers, ISO dates, None where there is no value.

    A text that a spreadsheet would run as a formula gets an apostrophe in front; a negative number stays a number.
    """
    columns = [_raw(frame[column]) for column in frame.columns]
    named = name if name.endswith(".csv") else f"{name}.csv"
    labels = [str(_safe(str(label))) for label in frame.columns]
    return Csv(name=named, columns=labels, rows=[list(row) for row in zip(*columns, strict=True)])


def csv_text(table: Csv) -> str:
    """Return the file's text: quotes where needed, a line feed after each row, empty where there is no value."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table["columns"])
    writer.writerows(table["rows"])
    return text.getvalue()


def _has_value(row: Row) -> bool:
    return State(row["state"]) == State.OK


def _marked(row: Row, text: str) -> str:
    flags = split_flags(row["flags"])
    marks = [mark for flag, (mark, _) in FLAG_MARKS.items() if flag in flags]
    low = [ROUNDED_ZERO[0]] if Flag.ROUNDED in flags and row["value"] == 0 else []
    return " ".join([text, *low, *marks])


def _written(record: Row, how: How) -> str:
    if not isinstance(how, str):
        return how(record)
    value = record[how]
    if isinstance(value, str):
        return value
    if isinstance(value, pd.Timestamp):
        return f"{value.day} {value:%B %Y}"
    return format_value(value, 0 if float(value).is_integer() else 1)  # ValueError where a value is missing by accident


def _numeric(cells: list[str]) -> bool:
    values = [text for text in cells if not re.fullmatch(r"\[\w+\]", text)]
    return bool(values) and all(_NUMBER.fullmatch(text) for text in values)


def explained(text: str) -> list[str]:
    """Return a note for each mark that a text holds, in order of use."""
    used = dict.fromkeys(re.findall(r"\[\w+\]", text))
    return [_NOTES[mark] for mark in used if mark in _NOTES]


def _explained(rows: pd.DataFrame, cells: list[list[str]]) -> list[str]:
    """Return one note for each mark in the cells, in the words of the states that the rows hold."""
    used = dict.fromkeys(re.findall(r"\[\w+\]", " ".join(text for line in cells for text in line)))
    states = [State(state) for state in rows["state"].unique()] if "state" in rows else []
    notes = []
    for mark in used:
        held = [state.words for state in states if state.mark == mark]
        notes += held or ([_NOTES[mark]] if mark in _NOTES else [])
    return notes


def _raw(values: pd.Series) -> list[Any]:
    if pd.api.types.is_datetime64_any_dtype(values):
        return [None if pd.isna(day) else day.date().isoformat() for day in values]
    if pd.api.types.is_bool_dtype(values) or not pd.api.types.is_numeric_dtype(values):
        return [_safe(value) for value in values]
    whole = all(float(number).is_integer() for number in values.dropna())
    return [None if pd.isna(number) else int(number) if whole else float(f"{number:.10g}") for number in values]


def _safe(value: object) -> object:
    if isinstance(value, float) or value is None or value is pd.NA:
        return None if pd.isna(value) else value
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) and not _PLAIN_NUMBER.fullmatch(text) else text
