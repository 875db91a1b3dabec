"""One series in time: where its values stand on the axis, and the stretches of it that may be joined by a line."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from pipeline.figures.choice import has_value, one_each
from pipeline.states import Flag, split_flags

_YEAR = 365.2425


@dataclass(frozen=True)
class Break:
    """A place in time (years) over which nothing may be joined, and what a chart says about it."""

    at: float
    words: str


@dataclass(frozen=True)
class Stretch:
    """Values that may be joined: their places in time (years), their limits (NaN where none), their kind of period."""

    at: np.ndarray
    value: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    kind: str


@dataclass(frozen=True)
class Series:
    """The values of one area or group over time; `ticks` names every period, also one without a value."""

    stretches: tuple[Stretch, ...]
    breaks: tuple[Break, ...]
    ticks: dict[str, float] = field(default_factory=dict)
    pooled: bool = False

    @property
    def last(self) -> tuple[float, float]:
        """The newest value: its place in time, and itself."""
        return float(self.stretches[-1].at[-1]), float(self.stretches[-1].value[-1])

    @property
    def top(self) -> float:
        """The largest value or limit."""
        return max(float(np.nanmax([stretch.value, stretch.upper])) for stretch in self.stretches)


def years(days: Any) -> Any:
    """Return dates as numbers of years, so that equal spaces are equal times."""
    return np.asarray(days, dtype="datetime64[D]").astype(float) / _YEAR


def series(rows: pd.DataFrame) -> Series:
    """Return the rows of one area or group as a series in time.

    Nothing is joined over a break, a missing value, an absent period or from one kind of period to another.
    """
    rows = one_each(rows, "period_label").sort_values("period_start")
    start, end = years(rows["period_start"]), years(rows["period_end"])
    at = (start + end) / 2
    flags = [split_flags(cell) for cell in rows["flags"]]
    kinds = rows["period_type"].tolist()
    step = np.median(np.diff(at)) if len(at) > 1 else 0.0
    stops = [
        place == 0 or Flag.BREAK_BEFORE in flags[place] or kinds[place] != kinds[place - 1]
        or at[place] - at[place - 1] > 1.5 * step
        for place in range(len(at))
    ]  # fmt: skip
    breaks = [
        Break(float(start[place]), _words(flags[place - 1], flags[place]))
        for place in range(1, len(at))
        if Flag.BREAK_BEFORE in flags[place] and kinds[place] == kinds[place - 1]
    ]
    ticks = {_tick(row): float(middle) for row, middle in zip(rows.itertuples(), at, strict=True)}
    return Series(tuple(_stretches(rows, at, kinds, stops)), tuple(breaks), ticks, "3y" in kinds)


def with_latest(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the main kind of period and, of other kinds, what comes after it.

    That is every period that starts later than the last of the main kind ends, or else the newest that ends later.
    """
    kinds = rows.drop_duplicates(["period_type", "period_label"])["period_type"].value_counts(sort=False)
    main = rows["period_type"] == kinds.idxmax()
    end = rows.loc[main, "period_end"].max()
    newest = (rows["period_end"] == rows["period_end"].max()) & (rows["period_end"] > end)
    return rows[main | (rows["period_start"] > end) | newest]


def _stretches(rows: pd.DataFrame, at: np.ndarray, kinds: list[str], stops: Iterable[bool]) -> list[Stretch]:
    held = has_value(rows).to_numpy()
    value, lower, upper = (rows[name].to_numpy(dtype=float) for name in ("value", "lower", "upper"))
    runs: list[list[int]] = []
    for place, stop in enumerate(stops):
        if stop or not runs or not held[place - 1]:
            runs.append([])
        if held[place]:
            runs[-1].append(place)
    return [Stretch(at[run], value[run], lower[run], upper[run], kinds[run[0]]) for run in runs if run]


def _words(before: frozenset[Flag], after: frozenset[Flag]) -> str:
    return "new basis" if Flag.FIXED_DENOMINATOR in after - before else "break"


def _tick(row: Any) -> str:
    return f"12 months to\n{row.period_end:%b %Y}" if row.period_type == "rolling12" else str(row.period_label)
