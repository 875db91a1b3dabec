"""The Metropolitan Police Service's wide tables, one column a month: checked, and laid out one row a month."""

import re
from pathlib import Path

import pandas as pd

from pipeline.errors import PipelineError
from pipeline.publishers.reading import number_faults, refuse, whole_numbers

_MONTH = re.compile(r"(\d{4})-?(0[1-9]|1[0-2])")


def month_columns(path: Path, frame: pd.DataFrame) -> dict[int, str]:
    """Return the places of the columns that are months (202602), as 2026-02, oldest first.

    Raises PipelineError where there are none, one comes twice, or one between the first and the last is absent.
    """
    found = {place: _MONTH.fullmatch(str(name).strip()) for place, name in enumerate(frame.columns)}
    months = {place: f"{match[1]}-{match[2]}" for place, match in found.items() if match}
    if not months:
        raise PipelineError(f"{path.name}: has no column of a month like 202602.")
    named = sorted(months.values())
    refuse(path, [f"month {name} stands in two columns" for name in named if named.count(name) > 1][::2])
    refuse_gaps(path.name, named)
    return dict(sorted(months.items(), key=lambda item: item[1]))


def refuse_gaps(name: str, months: list[str]) -> None:
    """Pass if every month from the first to the last is there; PipelineError names those that are not."""
    every = [str(period) for period in pd.period_range(min(months), max(months), freq="M")]
    absent = [month for month in every if month not in set(months)]
    if absent:
        raise PipelineError(f"{name}: months are missing between {every[0]} and {every[-1]}: {', '.join(absent)}.")


def long_counts(path: Path, frame: pd.DataFrame, keys: pd.DataFrame, last: int | None = None) -> pd.DataFrame:
    """Return the counts of a wide table summed by `keys` (a frame on the same rows) and `month`.

    `last` reads the newest so many months only. PipelineError names every cell that is no whole number of 0 or more.
    """
    months = list(month_columns(path, frame).items())
    months = months[-last:] if last else months
    cells = {month: frame.iloc[:, place] for place, month in months}
    refuse(path, [fault for column in cells.values() for fault in number_faults(path, column)])
    parts = [keys.assign(month=month, count=whole_numbers(path, column)) for month, column in cells.items()]
    together = pd.concat(parts, ignore_index=True)
    return together.groupby([*keys.columns, "month"])["count"].sum().reset_index()


def refuse_repeated(path: Path, labels: pd.DataFrame) -> None:
    """Pass if no two rows bear the same labels; PipelineError names each that repeats an earlier row."""
    plainly = labels.apply(lambda cells: cells.str.lower().str.strip())
    again = plainly.duplicated()
    first = {tuple(row[1:]): row[0] for row in plainly[~again].itertuples()}
    refuse(
        path,
        [
            f"row {row[0]} repeats row {first[tuple(row[1:])]} ({', '.join(row[1:])})"
            for row in plainly[again].itertuples()
        ],
        "Counted twice they would double a figure: ask the publisher which row holds.",
    )


def filled(counts: pd.DataFrame, **every: list[str]) -> pd.DataFrame:
    """Return every combination of the named values, with 0 where the table had no row: the publisher leaves zeros out."""
    grid = pd.MultiIndex.from_product(list(every.values()), names=list(every)).to_frame(index=False)
    joined = grid.merge(counts, how="left", on=list(every), validate="one_to_one")
    return joined.assign(count=joined["count"].fillna(0).astype("int64"))
