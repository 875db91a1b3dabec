"""The columns that raw tables are made of, each with its rule in words: a value that breaks it is named with them.

Cells are checked as text, so that a letter, an empty cell or a negative count is shown as it stands in the file;
columns of numbers become numbers only afterwards (`to_numbers`).
"""

from collections.abc import Iterable

import pandas as pd
import pandera.pandas as pa

from pipeline.areas import AREAS, BOROUGH_CODES

_NUMBER = "number"
_WHOLE = r"\d{1,15}(\.0+)?"
_DECIMAL = r"\d{1,15}(\.\d+)?([eE]-\d{1,2})?"
_YEARS = range(1990, 2100)
_MONTHS = [f"{year}-{month:02}" for year in _YEARS for month in range(1, 13)]
_CALENDAR_YEARS = [str(year) for year in _YEARS]
_FINANCIAL_YEARS = [f"{year}/{(year + 1) % 100:02}" for year in _YEARS]
_THREE_YEARS = [f"{year}-{(year + 2) % 100:02}" for year in _YEARS]
_TWELVE_MONTHS = [f"{first} to {last}" for first, last in zip(_MONTHS, _MONTHS[11:], strict=False)]


def table(*checks: pa.Check, **columns: pa.Column) -> pa.DataFrameSchema:
    """Return the schema of a table that has these columns, in any order, and no others.

    None may be called `row`: a reader gives every row its line in the file under that name.
    """
    if "row" in columns:
        raise ValueError("no column of a raw table may be called row: that is the line of the file")
    return pa.DataFrameSchema(columns, checks=list(checks), strict=True)


def _one_of(allowed: Iterable[str], words: str) -> pa.Column:
    known = set(allowed)
    return pa.Column(str, pa.Check(lambda cells: cells.isin(known), error=words))


def _matching(pattern: str, words: str, **metadata: bool) -> pa.Column:
    check = pa.Check(lambda cells: cells.str.fullmatch(pattern), error=words)
    return pa.Column(str, check, metadata=metadata or None)


def area_code(*others: str) -> pa.Column:
    """Return a column of ONS codes of boroughs, and of the other areas that this table holds and no more.

    A row of London among boroughs would be counted twice by whoever sums them.
    """
    *first, last = ["a London borough", *(AREAS[code].name if code in AREAS else code for code in others)]
    words = f"{', '.join(first)} or {last}" if first else last
    return _one_of([*BOROUGH_CODES, *others], f"the ONS code of {words}")


def word(*words: str) -> pa.Column:
    """Return a column whose cells are each one of these words."""
    return _one_of(words, f"one of {', '.join(words)}")


def text() -> pa.Column:
    """Return a column of any text but an empty cell."""
    return _matching(r"(?s).*\S.*", "filled in")


def note() -> pa.Column:
    """Return a column of any text, empty or not."""
    return pa.Column(str)


def code(pattern: str, words: str) -> pa.Column:
    """Return a column of codes of one shape, named in words."""
    return _matching(pattern, words)


def count(empty: bool = False) -> pa.Column:
    """Return a column of whole numbers of 0 or more; `empty` lets a cell be empty, read as no value."""
    words = "a whole number of 0 or more"
    return _matching(f"({_WHOLE})?" if empty else _WHOLE, f"{words}, or empty" if empty else words, number=True)


def number(empty: bool = False) -> pa.Column:
    """Return a column of numbers of 0 or more; `empty` lets a cell be empty, read as no value."""
    words = "a number of 0 or more"
    return _matching(f"({_DECIMAL})?" if empty else _DECIMAL, f"{words}, or empty" if empty else words, number=True)


def month() -> pa.Column:
    """Return a column of months like 2026-02."""
    return _one_of(_MONTHS, "a month like 2026-02")


def calendar_year() -> pa.Column:
    """Return a column of calendar years like 2020."""
    return _one_of(_CALENDAR_YEARS, "a year like 2020")


def financial_year() -> pa.Column:
    """Return a column of financial years like 2024/25."""
    return _one_of(_FINANCIAL_YEARS, "a financial year like 2024/25")


def any_year() -> pa.Column:
    """Return a column of calendar and financial years."""
    return _one_of([*_CALENDAR_YEARS, *_FINANCIAL_YEARS], "a year like 2014 or 2015/16")


def three_years() -> pa.Column:
    """Return a column of three-year periods like 2016-18."""
    return _one_of(_THREE_YEARS, "a three-year period like 2016-18")


def twelve_months() -> pa.Column:
    """Return a column of twelve-month periods like 2025-03 to 2026-02."""
    return _one_of(_TWELVE_MONTHS, "twelve months like 2025-03 to 2026-02")


def any_year_or_three() -> pa.Column:
    """Return a column of calendar years, financial years and three-year periods."""
    allowed = [*_CALENDAR_YEARS, *_FINANCIAL_YEARS, *_THREE_YEARS]
    return _one_of(allowed, "a period like 2024, 2024/25 or 2022-24")


def optional(column: pa.Column) -> pa.Column:
    """Return the column as one that a table may leave out: its rule holds where the table has it."""
    column.required = False
    return column


def to_numbers(checked: pd.DataFrame, schema: pa.DataFrameSchema) -> pd.DataFrame:
    """Return a checked table with its columns of numbers as numbers; an empty cell becomes a missing value."""
    names = [
        name for name, column in schema.columns.items() if name in checked and (column.metadata or {}).get(_NUMBER)
    ]
    return checked.assign(**{name: pd.to_numeric(checked[name].where(checked[name] != "")) for name in names})
