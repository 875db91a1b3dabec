"""Find which figures differ between two tables of rows, and why: new period, revision, method, state, came, went."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import Any, cast

import pandas as pd

from pipeline.changes.change import Change, Figure, Why
from pipeline.changes.consequence import with_consequences
from pipeline.changes.rows import SERIES, Row, beside, figure_of, new_periods
from pipeline.indicators import CATALOGUE
from pipeline.states import State

NOTHING = Figure("", state=State.NOT_AVAILABLE.value)
SLIDING = "rolling12"  # two windows are held of each series: both move on with a new month


def found(
    old: pd.DataFrame,
    new: pd.DataFrame,
    other_sources: Collection[str],
    others: Callable[[Collection[str]], Collection[str]],
) -> tuple[list[Change], pd.DataFrame]:
    """Return the figures that differ, each that follows from a revision bound to it; and the rows beside each other.

    `other_sources` have other files in the newer edition; `others` says which of some indicators are calculated in
    another way.
    """
    both = beside(old, new)
    moved = both[both["moved"]]
    other_methods = others(frozenset(moved["indicator"]))
    whys = [_why(row, other_sources, other_methods) for row in moved[["indicator", "state_old", "state_new"]].values]
    changes = [_change(row, why) for (_, row), why in zip(moved.iterrows(), whys, strict=True)]
    spans = list(zip(moved["period_start_new"], moved["period_end_new"], strict=True))
    further = list(_further(old, new))
    return [*further, *with_consequences(changes, spans), *_came_and_went(both, old, new)], both


def _why(row: Any, other_sources: Collection[str], other_methods: Collection[str]) -> Why:
    indicator, then, now = row
    if then != now:
        return Why.STATE
    entry = CATALOGUE.get(indicator)
    data = entry is None or any(source in other_sources for source in entry.sources)
    if data and indicator in other_methods:
        return Why.EITHER
    return Why.REVISION if data else Why.METHOD


def _change(row: pd.Series, why: Why) -> Change:
    source = row["source_new"] if isinstance(row["source_new"], str) else row["source_old"]
    old, new = figure_of(row, "old"), figure_of(row, "new")
    return Change(why, row["indicator"], row["area_code"], row["group"], old, new, source)


def _further(old: pd.DataFrame, new: pd.DataFrame) -> Iterator[Change]:
    """One change for each series of an area that reaches further, all its groups together."""
    met: dict[tuple[str, str, str], Change] = {}
    for (indicator, area, kind, _, group), then, now in new_periods(old, new):
        if then["state"] != State.OK and now["state"] != State.OK:
            continue
        key = (indicator, area, kind)
        if key in met:
            met[key] = replace(met[key], rows=met[key].rows + 1)
        else:
            met[key] = Change(
                Why.NEW_PERIOD, indicator, area, group, _plain(then), _plain(now), now["source"], period_type=kind
            )
    yield from met.values()


def _plain(row: Row) -> Figure:
    value, lower, upper, count = (float(row[name]) for name in ("value", "lower", "upper", "numerator"))
    return Figure(row["period_label"], value, lower, upper, count, row["state"], f"{row['period_end']:%Y-%m-%d}")


def _came_and_went(both: pd.DataFrame, old: pd.DataFrame, new: pd.DataFrame) -> Iterator[Change]:
    """Rows of one edition alone that no newer period accounts for, those of an indicator and area together."""
    last_old, last_new = (rows.groupby(SERIES)["period_end"].max() for rows in (old, new))
    keys = pd.MultiIndex.from_frame(both[SERIES])
    then, now = (last.reindex(keys).to_numpy() for last in (last_old, last_new))
    further = now > then
    slides = (both["period_type"] == SLIDING).to_numpy() & further
    later = both["period_end_new"].to_numpy() > then
    came = both["came"].to_numpy() & (both["state_new"] == State.OK).to_numpy(dtype=bool) & ~later & ~slides
    went = both["went"].to_numpy() & (both["state_old"] == State.OK).to_numpy(dtype=bool) & ~further
    for flag, side, why in ((came, "new", Why.APPEARED), (went, "old", Why.DISAPPEARED)):
        for key, rows in both[flag].groupby(["indicator", "area_code"], sort=False):
            indicator, area = cast("tuple[str, str]", key)
            newest = rows.sort_values(f"period_end_{side}", kind="stable").iloc[-1]
            figure, source = figure_of(newest, side), newest[f"source_{side}"]
            pair = (NOTHING, figure) if side == "new" else (figure, NOTHING)
            yield Change(why, indicator, area, newest["group"], *pair, source, rows=len(rows))
