"""Counts far from what is usual around them in their own series: named for a person to look at, never taken out.

Usual is the median of the 13 months, or 7 years, of which the figure is the middle one; at the ends of a series the
stretch is cut short, and a series of fewer than 7 has no usual level. Months: over twice or under half of that (the
rule of reports, interpretation.md 1, and its mirror). Years vary less: over one and a half times or under two thirds.
Both: by 50 or more, for small counts move by chance.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from pipeline.contracts.contract import Known
from pipeline.contracts.notices import Outlier
from pipeline.contracts.series import SERIES, cell_of
from pipeline.states import Flag

ABOVE = 50
FEWEST = 7  # periods with a value


@dataclass(frozen=True)
class _Stretch:
    """How many periods are around a figure, and how many times what is usual is far."""

    window: int
    times: float


_STRETCHES = {"month": _Stretch(13, 2), "CY": _Stretch(7, 1.5), "FY": _Stretch(7, 1.5)}


def outliers_in(observations: pd.DataFrame, known: tuple[Known, ...] = ()) -> tuple[Outlier, ...]:
    """Return the outliers: those not explained first, then the newest, then the farthest.

    Estimates, pooled years and parts of a year are no series of counts, and have none.
    """
    found = [outlier for kind, stretch in _STRETCHES.items() for outlier in _far(observations, kind, stretch, known)]
    return tuple(sorted(found, key=lambda one: (bool(one.known), -one.start.value, -abs(one.value - one.usual))))


def _far(frame: pd.DataFrame, kind: str, stretch: _Stretch, known: tuple[Known, ...]) -> Iterator[Outlier]:
    counts = frame[(frame["period_type"] == kind) & frame["numerator"].notna() & ~_parts(frame)]
    if counts["period_start"].nunique() < FEWEST:
        return
    counts = counts.assign(series=counts.groupby(SERIES, sort=False).ngroup())
    wide = counts.pivot_table(index="period_start", columns="series", values="numerator", aggfunc="first")
    wide = wide.loc[:, wide.notna().sum() >= FEWEST]
    usual = wide.rolling(stretch.window, center=True, min_periods=stretch.window // 2 + 1).median()
    outside = (wide > stretch.times * usual) | (wide * stretch.times < usual)
    far = outside & ((wide - usual).abs() >= ABOVE)
    levels = usual.where(far).reset_index().melt("period_start", var_name="series", value_name="usual").dropna()
    for row in counts.merge(levels, on=["period_start", "series"]).to_dict("records"):
        why = [one.why for one in known if one.explains(row["area_code"], row["measure"], row["period_start"])]
        yield Outlier(cell_of(row), row["numerator"], row["usual"], row["period_start"], "; ".join(why))


def _parts(frame: pd.DataFrame) -> pd.Series:
    return (
        frame["flags"].map({cell: Flag.PARTIAL_PERIOD.value in cell for cell in frame["flags"].unique()}).astype(bool)
    )
