"""The release at hand with some of its cells changed by hand: what a contract must find."""

import csv
import shutil
from pathlib import Path

from pipeline.sources import PUBLISHED

RAW = Path(__file__).parents[2] / "data" / "raw"


def newest(source):
    """The folder of the newest release in the tree."""
    return sorted(path.parent for path in (RAW / source).glob("[!.]*/provenance.json"))[-1]


def copied(source, place):
    """A copy of the newest release of a source, under its own name."""
    folder = newest(source)
    return Path(shutil.copytree(folder, place / folder.name))


def changed(folder, file, where, change):
    """Change the rows of a file that have these cells: `change` returns a row, or None to leave it out. Some must be there."""
    path = folder / file
    with path.open(encoding="utf-8", newline="") as opened:
        reader = csv.DictReader(opened)
        rows, header = list(reader), reader.fieldnames
    meant = [all(row[name] == cell for name, cell in where.items()) for row in rows]
    assert any(meant), f"no row of {file} has {where}"
    made = [change(dict(row)) if found else row for row, found in zip(rows, meant, strict=True)]
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, header)
        writer.writeheader()
        writer.writerows(row for row in made if row)


def set_to(**cells):
    """A change that writes these cells."""
    return lambda row: row | {name: str(cell) for name, cell in cells.items()}


def more(column, by):
    """A change that adds to a number."""
    return lambda row: row | {column: str(int(float(row[column])) + by)}


def without(row):
    """A change that leaves the row out."""
    return None


def source_of(name):
    """The source of a name."""
    return PUBLISHED[name]
