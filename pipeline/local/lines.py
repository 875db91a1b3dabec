"""TOML and CSV as entries, each with the line it starts on, so that every fault is named by the line an editor shows."""

import csv
import io
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.errors import PipelineError

_TOKENS = re.compile(r'#[^\n]*|"""(?:\\.|.)*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'', re.DOTALL)
_HEADING = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_-]+)\s*(?:\.\s*([A-Za-z0-9_-]+))?[^\]]*\]")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=")
_COMMENT = "#"


@dataclass(frozen=True)
class Entry:
    """One table of a TOML file or one row of a CSV file: its values, its line, and the line of each key.

    `heading` is the table's heading as written: "[strategy]" or "[[priority]]"; "" for a row.
    """

    values: Mapping[str, Any]
    line: int
    keys: Mapping[str, int] = field(default_factory=dict)
    heading: str = ""

    def at(self, key: str) -> int:
        """Return the line of a key, or of the entry's start where the key is missing or shares its line."""
        return self.keys.get(key, self.line)


@dataclass(frozen=True)
class Rows:
    """A CSV file: its columns, the line they stand on, its rows, and by line what does not fit."""

    columns: tuple[str, ...]
    line: int
    entries: tuple[Entry, ...]
    faults: tuple[tuple[int, str], ...] = ()


def read_entries(path: Path, table: str) -> list[Entry]:
    """Return the entries [[table]] of a TOML file in order; PipelineError for what is no TOML, or holds anything else."""
    try:
        found = toml_entries(decode(path.read_bytes()))
    except ValueError as error:
        raise PipelineError(f"{path.name} cannot be read: {error}.\nPut the line right and run again.") from None
    others = sorted(set(found) - {table})
    single = [entry for entry in found.get(table, []) if not entry.heading.startswith("[[")]
    if others or single:
        raise PipelineError(f"{path.name} holds {', '.join(others) or table}; it may hold [[{table}]] only.")
    return found.get(table, [])


def decode(content: bytes) -> str:
    """Return a file's text, without the mark that Windows programs set before it; ValueError names the line that is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ValueError(f"line {line} is not UTF-8 text: save the file in UTF-8") from None


def toml_entries(text: str) -> dict[str, list[Entry]]:
    """Return the tables of a TOML text by name, [one] or [[several]]; ValueError (with the line) for what is no TOML.

    A value that stands outside any table is an entry of its own under its name, without a heading.
    """
    parsed = tomllib.loads(text)
    places = _places(text)
    return {name: list(_entries(name, value, places)) for name, value in parsed.items()}


def _entries(name: str, value: Any, places: "_Places") -> Iterator[Entry]:
    tables = value if isinstance(value, list) else [value]
    if not all(isinstance(table, Mapping) for table in tables):
        yield Entry({name: value}, places.loose.get(name, 1))
        return
    lines = places.tables.get(name, [])
    heading = f"[[{name}]]" if isinstance(value, list) else f"[{name}]"
    for number, table in enumerate(tables):  # an array written in one line has no headings
        line, keys = lines[number] if len(lines) == len(tables) else (places.loose.get(name, 1), {})
        yield Entry(table, line, keys, heading)


@dataclass
class _Places:
    """The lines on which headings and keys stand: of tables by name, and of values outside any table."""

    tables: dict[str, list[tuple[int, dict[str, int]]]] = field(default_factory=dict)
    loose: dict[str, int] = field(default_factory=dict)


def _places(text: str) -> _Places:
    places = _Places()
    keys: dict[str, int] = {}
    here: dict[str, int] = places.loose
    for number, line in enumerate(_TOKENS.sub(_blank, text).split("\n"), start=1):
        heading, key = _HEADING.match(line), _KEY.match(line)
        if heading and not heading[3]:
            keys = {}
            here = keys
            places.tables.setdefault(heading[2], []).append((number, keys))
        elif heading:  # [[message.claims]] belongs to the message above it; its own keys are not the message's
            keys.setdefault(heading[3], number)
            here = {}
        elif key:
            here.setdefault(key[1], number)
    return places


def _blank(token: re.Match[str]) -> str:
    """Nothing inside a comment or a string over several lines is a heading or a key; lines keep their numbers."""
    return "\n" * token[0].count("\n") if token[0].startswith(("#", '"""', "'''")) else token[0]


def csv_rows(text: str) -> Rows:
    """Return the rows of a CSV text; ValueError (with the line) for a stray quotation mark.

    Blank rows, and rows whose first cell starts with #, are notes to the analyst: they hold nothing.
    """
    cells = {line: row for line, row in _cells(text) if any(row) and not row[0].startswith(_COMMENT)}
    if not cells:
        return Rows((), 1, ())
    first = next(iter(cells))
    columns = tuple(_without_empty_end(cells.pop(first)))
    rows = {line: _without_empty_end(row, len(columns)) for line, row in cells.items()}
    misfits = [
        (line, f"the row has {len(row)} cells and the header {len(columns)}: put text with a comma in quotation marks")
        for line, row in rows.items() if len(row) != len(columns)
    ]  # fmt: skip
    fitting = {line: row for line, row in rows.items() if len(row) == len(columns)}
    entries = tuple(Entry(dict(zip(columns, row, strict=True)), line) for line, row in fitting.items())
    return Rows(columns, first, entries, tuple(misfits))


def _cells(text: str) -> Iterator[tuple[int, list[str]]]:
    """Every row with its first line."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for row in reader:
            yield line, [cell.strip() for cell in row]
            line = reader.line_num + 1
    except csv.Error as error:
        raise ValueError(f"the row at line {line} is not CSV ({error}): look for a stray quotation mark") from None


def _without_empty_end(row: list[str], wanted: int = 0) -> list[str]:
    """Spreadsheets pad rows to the longest: empty cells past the last column are nothing."""
    while len(row) > wanted and not row[-1]:
        row = row[:-1]
    return row


def refuse(path: Path, faults: list[tuple[int, str]], cure: str) -> None:
    """Raise a PipelineError naming every fault by its line, if there is any."""
    if faults:
        listed = [f"  line {line}: {text}" for line, text in sorted(faults)]
        raise PipelineError("\n".join([f"{path.name} cannot be used.", "", *listed, "", cure]))
