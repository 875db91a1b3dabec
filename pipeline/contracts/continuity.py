"""A release beside the one before it: which figures were revised and by how much, what is gone and what is new.

Tiers of a revision are by its share of the figure before: large from 15 per cent, moderate from 1, small below. A
figure that was 0 has no share: any other value is large. Counts of a few people move by large shares (2 to 3 is 50 per
cent): the tier stays, so that nobody need guess which rule was used, but such revisions are counted and listed apart.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import pandas as pd

from pipeline.areas import AREAS
from pipeline.contracts.contract import SHOWN
from pipeline.contracts.notices import FEW, LARGE, MODERATE, SMALL, TIERS, Cell, Revision
from pipeline.contracts.series import FIGURE, cell_of, figures
from pipeline.states import Flag

LARGE_FROM, MODERATE_FROM = 15, 1  # per cent
_SAME = 1e-9  # two ways of writing one decimal number differ by less
_NAMED = ["area_code", "measure", "period_label"]


@dataclass(frozen=True)
class Compared:
    """What two releases say of the same figures; `lost` says of which measures and areas nothing is left."""

    revisions: tuple[Revision, ...]
    gone: tuple[Cell, ...]
    added: int
    new_periods: dict[str, tuple[str, ...]]
    dropped_periods: dict[str, tuple[str, ...]]
    lost: tuple[str, ...]


def compare(old: pd.DataFrame, new: pd.DataFrame, ended: Collection[str] = ()) -> Compared:
    """Return what changed between the observations of two releases of one source.

    That a measure is gone which has `ended` is not lost. A part of a year is left out: it is no figure that a longer part
    of the same year could revise.
    """
    before, now = _whole(figures(old)), _whole(figures(new))
    both = before.merge(now, on=[*FIGURE, "again"], how="left", suffixes=("_old", ""), validate="one_to_one")
    revised = both[both["value"].notna() & ~_alike(both["value_old"], both["value"])]
    still = now.drop_duplicates(["measure", "period_label"])[["measure", "period_label"]].assign(held=True)
    absent = both[both["value"].isna() & both["value_old"].notna()].merge(
        still, how="left", on=["measure", "period_label"]
    )
    return Compared(
        tuple(sorted((_revision(row) for row in revised.to_dict("records")), key=_first)),
        tuple(cell_of(row) for row in absent[absent["held"].notna()].to_dict("records")),
        _added(before, now),
        _periods(now, before),
        _periods(before, now),
        tuple(_lost(before[~before["measure"].isin(list(ended))], now)),
    )


def tier_of(old: float, new: float) -> str:
    """Return the tier of a revision from one value to another."""
    moved = abs(new - old) * 100 * (1 + _SAME)
    if moved >= LARGE_FROM * abs(old):
        return LARGE
    return MODERATE if moved >= MODERATE_FROM * abs(old) else SMALL


def _whole(frame: pd.DataFrame) -> pd.DataFrame:
    parts = frame["flags"].map({cell: Flag.PARTIAL_PERIOD.value in cell for cell in frame["flags"].unique()})
    kept = frame[~parts.astype(bool)]
    return kept[[*FIGURE, "again", "value", "numerator", "period_start"]]


def _alike(old: pd.Series, new: pd.Series) -> pd.Series:
    return (old == new) | ((old - new).abs() <= _SAME * old.abs())


def _revision(row: dict) -> Revision:
    old, new = (None if pd.isna(row["value_old"]) else row["value_old"]), row["value"]
    percent = (new - old) / abs(old) * 100 if old else None
    few = pd.notna(row["numerator"]) and (old or 0) < FEW and new < FEW
    return Revision(cell_of(row), old, new, percent, tier_of(old or 0, new), bool(few))


def _first(revision: Revision) -> tuple:
    """Large tiers first; within one, those of few last, then those that move by most."""
    return TIERS.index(revision.tier), revision.few, -abs(revision.new - (revision.old or 0))


def _added(before: pd.DataFrame, now: pd.DataFrame) -> int:
    """Return how many figures have a value now and had no row before, in periods that were there."""
    keys = ["measure", "period_label"]
    valued = now[now["value"].notna()].merge(before[keys].drop_duplicates(), on=keys)
    known = pd.MultiIndex.from_frame(before[[*FIGURE, "again"]])
    return int((~pd.MultiIndex.from_frame(valued[[*FIGURE, "again"]]).isin(known)).sum())


def _periods(these: pd.DataFrame, those: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Return, by measure, the periods of these that those do not have, oldest first."""
    keys = ["measure", "period_label"]
    known = pd.MultiIndex.from_frame(those[keys].drop_duplicates())
    own = these[[*keys, "period_start"]].drop_duplicates(keys)
    fresh = own[~pd.MultiIndex.from_frame(own[keys]).isin(known)].sort_values("period_start")
    return {str(measure): tuple(rows["period_label"]) for measure, rows in fresh.groupby("measure", sort=False)}


def _lost(before: pd.DataFrame, now: pd.DataFrame) -> Iterator[str]:
    """Say which measures are gone, and which areas are gone from a measure and period that are still there."""
    gone = sorted(set(before["measure"]) - set(now["measure"]))
    for measure in gone:
        yield f"{measure} was in the release before and is not in this one"
    held = pd.MultiIndex.from_frame(now[_NAMED].drop_duplicates())
    places = before[_NAMED].drop_duplicates()
    periods = now[["measure", "period_label"]].drop_duplicates()
    absent = places[~pd.MultiIndex.from_frame(places).isin(held)].merge(periods, on=["measure", "period_label"])
    for row in absent.head(SHOWN).to_dict("records"):
        area = AREAS[row["area_code"]].name if row["area_code"] in AREAS else row["area_code"]
        yield f"{area} has no {row['measure']} in {row['period_label']} and had in the release before"
    if len(absent) > SHOWN:
        yield f"{len(absent) - SHOWN} more areas and periods were in the release before and are not in this one"
