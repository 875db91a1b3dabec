"""Invented tables in the layouts of the Metropolitan Police Service: every figure is made up."""

import csv
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pandas as pd

from pipeline.areas import BOROUGHS

MPS = [area.name for area in BOROUGHS if area.name != "City of London"]
MINORS = {
    "POSSESSION OF DRUGS": "DRUG OFFENCES",
    "TRAFFICKING OF DRUGS": "DRUG OFFENCES",
    "POSSESSION OF WEAPONS": "POSSESSION OF WEAPONS",
    "VIOLENCE WITH INJURY": "VIOLENCE AGAINST THE PERSON",
    "HOMICIDE": "VIOLENCE AGAINST THE PERSON",
    "ROBBERY OF PERSONAL PROPERTY": "ROBBERY",
    "RES BURGLARY OF A HOME": "BURGLARY",
    "THEFT FROM THE PERSON": "THEFT",
    "THEFT FROM A VEHICLE": "VEHICLE OFFENCES",
    "SHOPLIFTING": "THEFT",  # none of ours
}


def months(first: str, last: str) -> list[str]:
    """Name the months as the publisher's columns do: 202602."""
    return [f"{month:%Y%m}" for month in pd.period_range(first, last, freq="M").to_timestamp()]


def wide(
    named: list[str],
    keys: Iterable[tuple[str, ...]],
    labels: tuple[str, ...],
    count: Callable[[tuple[str, ...], str], object] = lambda key, month: 1,
) -> list[list[object]]:
    """Lay out a header of labels and months, and a row of counts for each key."""
    return [[*labels, *named], *([*key, *(count(key, month) for month in named)] for key in keys)]


def boroughs(
    named: list[str], count: Callable[..., object] = lambda key, month: 1, place: str = "BoroughName"
) -> list[list[object]]:
    """Lay out the borough table: each borough and offence, one count in each month unless said."""
    keys = [(major, minor, borough) for minor, major in MINORS.items() for borough in MPS]
    return wide(named, keys, ("MajorText", "MinorText", place), count)


def save(path: Path, rows: Iterable[Iterable[object]], encoding: str = "utf-8") -> Path:
    """Write rows as CSV."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def as_release(carried: object, folder: Path) -> Path:
    """Write what was carried as a fetched release is written, and return its folder."""
    release = folder / carried.release
    release.mkdir(parents=True)
    for name, table in carried.tables.items():
        table.to_csv(release / name, index=False)
    return release


def total(table: pd.DataFrame, **where: str) -> int:
    """Sum the counts of the rows that hold these values."""
    return int(table.loc[chosen(table, where), "count"].astype(int).sum())


def chosen(table: pd.DataFrame, where: Mapping[str, str]) -> pd.Series:
    """Say which rows hold these values."""
    return pd.concat([table[name] == value for name, value in where.items()], axis=1).all(axis=1)
