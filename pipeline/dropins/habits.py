"""What people and spreadsheets write in a cell, and what it says for certain; whatever could mean two things is refused.

Each function returns the value and what is wrong ("" for nothing): one of them is empty.
"""

import re
from datetime import date
from typing import Any

import pandas as pd

HIDDEN_CURE = "if it is hidden, leave it empty and write suppressed in sdc_state"
PERCENT = "%"
_WHOLE = re.compile(r"\d{1,12}(\.0+)?")
_NUMBER = re.compile(r"\d{1,12}(\.\d+)?")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(\.\d+)?|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(\.\d+)?")
_HIDDEN = re.compile(
    r"\[?[*c]\]?|\[?[<≤] ?=? ?\d{1,2}\]?|(less|fewer) than \w+|suppressed|hidden|\d ?(-|–|to) ?\d", re.I
)
_NOTHING = re.compile(
    r"[-–—.]{1,3}|n/?a|nil|none|null|not (known|available|recorded|applicable)|x|\[x\]|z|\[z\]|:|\?", re.I
)
_ISO = re.compile(r"((?:19|20)\d{2})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_UK = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-]((?:19|20)?\d{2})")
_WORDS = re.compile(r"(\d{1,2})[ \-]([A-Za-z]{3,9})[ \-,]{1,2}((?:19|20)?\d{2})")
_SERIAL = re.compile(r"[34]\d{4}(\.0+)?")  # days since 1900: 1982 to 2036
_MONTHS = {date(2000, month, 1).strftime("%b").lower(): month for month in range(1, 13)}


def is_hidden(cell: str) -> bool:
    """Whether a cell says that a small count is hidden: * or c or <5."""
    return bool(_HIDDEN.fullmatch(cell))


def number(name: str, cell: str, unit: str, whole: bool) -> tuple[float | None, str]:
    """Read "1,234", and "45%" where the column holds percentages; `whole`: a count."""
    text, is_share = (cell[:-1].strip(), True) if cell.endswith(PERCENT) else (cell, False)
    what = "a whole number of 0 or more" if whole else "a number of 0 or more"
    if is_share and unit != PERCENT:
        return None, f"{name} {cell} is a percentage, and this column holds {'counts' if whole else 'another number'}"
    text = re.sub(r"[, \u00a0\u202f]", "", text) if _THOUSANDS.fullmatch(text) else text
    if (_WHOLE if whole else _NUMBER).fullmatch(text):
        return float(text), ""
    if _NOTHING.fullmatch(cell):
        return (
            None,
            f"{name} {cell} says no number: write 0 where there was none, and leave it empty where it is not known",
        )
    return None, f"{name} {cell} is not {what}; {HIDDEN_CURE}"


def day(name: str, cell: str) -> tuple[Any, str]:
    """Read 2026-03-31, 31/03/2026, 31.3.26 and 31 March 2026: the day stands before the month, as in this country."""
    if _SERIAL.fullmatch(cell):
        return (
            None,
            f"{name} {cell} is a spreadsheet's number for a day: show the column as dates (2026-03-31) and save again",
        )
    parts = _parts(cell)
    if parts is None:
        return None, f"{name} {cell} is not a date like 2026-03-31 or 31/03/2026"
    try:
        return pd.Timestamp(*parts), ""
    except ValueError:
        return None, f"{name} {cell} is not a date: there is no such day (the day stands before the month, 31/03/2026)"


def iso_day(cell: str) -> str:
    """Return a day as 2026-03-31, "" for a cell that holds none."""
    found, _ = day("", cell)
    return f"{found:%Y-%m-%d}" if found is not None else ""


def _parts(cell: str) -> tuple[int, int, int] | None:
    """Year, month and day of a cell."""
    if found := _ISO.fullmatch(cell):
        year, month, of_month = found.groups()
        return int(year), int(month), int(of_month)
    if found := _UK.fullmatch(cell):
        of_month, month, year = found.groups()
        return _year(year), int(month), int(of_month)
    if found := _WORDS.fullmatch(cell):
        of_month, word, year = found.groups()
        number = _MONTHS.get(word[:3].lower())
        return (_year(year), number, int(of_month)) if number else None
    return None


def _year(text: str) -> int:
    """Two figures are a year of this century: these tables hold nothing older."""
    return int(text) if len(text) == 4 else 2000 + int(text)
