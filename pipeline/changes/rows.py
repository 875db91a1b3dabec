"""Rows of two editions beside each other: which figures are others, which came, which went."""

from collections.abc import Hashable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from pipeline.changes.change import Figure
from pipeline.release import FIGURES, KEY
from pipeline.states import State

SERIES = ["indicator", "area_code", "period_type", "group_type", "group"]
COMPARED = ["london", "england", "vs_london", "vs_england"]
_HELD = [*KEY, *FIGURES, *COMPARED, "state", "source", "period_start", "period_end"]
Row = dict[Hashable, Any]
TOLERANCE = 1e-9  # of a value: less is the arithmetic of another machine


def beside(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of both, one line for each key: columns with _old and _new, `came`, `went` and `moved`.

    `moved`: the figures themselves differ, or their state; `compared`: only what stands beside them does.
    """
    both = old[_HELD].merge(new[_HELD], on=KEY, how="outer", suffixes=("_old", "_new"), indicator="side", sort=False)
    came, went = (both["side"] == "right_only").to_numpy(), (both["side"] == "left_only").to_numpy()
    stays = ~came & ~went
    states = (both["state_old"] != both["state_new"]).to_numpy(dtype=bool)
    moved = stays & (states | differ(both, FIGURES))
    verdicts = (both["vs_london_old"] != both["vs_london_new"]) | (both["vs_england_old"] != both["vs_england_new"])
    compared = stays & ~moved & (verdicts.to_numpy(dtype=bool) | differ(both, ["london", "england"]))
    return both.assign(came=came, went=went, moved=moved, compared=compared)


def differ(both: pd.DataFrame, names: list[str]) -> np.ndarray:
    """Return whether any of these numbers is another one; two missing ones are alike."""
    found = np.zeros(len(both), dtype=bool)
    for name in names:
        then, now = both[f"{name}_old"].to_numpy(dtype=float), both[f"{name}_new"].to_numpy(dtype=float)
        found |= ~np.isclose(then, now, rtol=TOLERANCE, atol=1e-12, equal_nan=True)
    return found


def figure_of(row: pd.Series, side: str) -> Figure:
    """Return one side of a line as a figure; an empty one where the row is not in that edition."""
    state = row[f"state_{side}"]
    if not isinstance(state, str):
        return Figure("", state=State.NOT_AVAILABLE.value)
    end = row[f"period_end_{side}"]
    value, lower, upper, count = (float(row[f"{name}_{side}"]) for name in ("value", "lower", "upper", "numerator"))
    return Figure(row["period_label"], value, lower, upper, count, state, "" if pd.isna(end) else f"{end:%Y-%m-%d}")


def newest_of(rows: pd.DataFrame) -> pd.DataFrame:
    """Return for each series its newest row with a period; the index says which series."""
    dated = rows[rows["period_end"].notna()]
    return dated.loc[dated.groupby(SERIES, sort=False)["period_end"].idxmax()].set_index(SERIES)


def new_periods(old: pd.DataFrame, new: pd.DataFrame) -> Iterator[tuple[tuple[str, ...], Row, Row]]:
    """Yield each series of which both have rows and the newer reaches further, with its newest rows then and now."""
    then, now = newest_of(old), newest_of(new)
    shared = now.index.intersection(then.index)
    later = shared[(now.loc[shared, "period_end"].to_numpy() > then.loc[shared, "period_end"].to_numpy())]
    pairs = (side.loc[later].to_dict("records") for side in (then, now))
    yield from zip(later, *pairs, strict=True)
