"""Months of one area: a line over many years, bars over few; the provisional is hollow, the unexplained a diamond."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from pipeline.figures.choice import drawable, name_of, own_rows
from pipeline.figures.over_time import Draw, time_panel
from pipeline.figures.panel import EDGE, Note
from pipeline.figures.series import Series, series
from pipeline.figures.style import NAVY, ORANGE, WHITE, text_of
from pipeline.states import Flag, split_flags
from pipeline.statistics.one_off import stands_out

FEW = 30  # months that can stand as bars


def monthly_bars_or_line(rows: pd.DataFrame, own: str, unit: str = "offences each month") -> Draw:
    """Return a chart of the area's monthly counts with its breaks; a provisional month is hollow and named.

    A month that stands far out of the others carries a diamond and the word "query".
    """
    mine = own_rows(rows[rows["period_type"] == "month"], own).sort_values("period_start")
    drawable(mine, name_of(own))
    months = series(mine)
    hollow = series(mine[[Flag.PROVISIONAL in split_flags(flags) for flags in mine["flags"]]])
    odd = series(mine[stands_out(mine["value"])])
    dates = _dates(months)

    def draw(ax: Axes) -> None:
        notes = [Note(at, f"{label[:3]} {label[-4:]} provisional") for label, at in hollow.ticks.items()]
        notes += [Note(at, f"{label[:3]} {label[-4:]} query", text_of(ORANGE)) for label, at in odd.ticks.items()]
        panel = time_panel(ax, [months], unit, 0, right=EDGE + 8, notes=notes)
        (_bars if len(mine) <= FEW else _line)(ax, months, hollow)
        if odd.stretches:
            mark_odd(ax, *_values(odd))
        panel.spread(dates)

    return draw


def mark_odd(ax: Axes, at: np.ndarray, value: np.ndarray) -> None:
    """Mark months that stand far out by a shape of their own: colour alone would not tell them."""
    look: dict[str, Any] = {"color": ORANGE, "markeredgecolor": WHITE, "markeredgewidth": 0.8}
    ax.plot(at, value, "D", markersize=7, zorder=4, clip_on=False, **look)


def _bars(ax: Axes, months: Series, hollow: Series) -> None:
    at, value = _values(months)
    faces = [WHITE if place in set(hollow.ticks.values()) else NAVY for place in at]
    ax.bar(at, value, 0.06, color=faces, edgecolor=NAVY, linewidth=1.0, zorder=2, clip_on=False)


def _line(ax: Axes, months: Series, hollow: Series) -> None:
    for piece in months.stretches:
        look: dict[str, Any] = {"marker": "o", "markersize": 3} if len(piece.at) == 1 else {"linewidth": 1.3}
        ax.plot(piece.at, piece.value, color=NAVY, zorder=2, clip_on=False, **look)
    if hollow.stretches:
        at, value = _values(hollow)
        ax.plot(at, value, "o", mfc=WHITE, mec=NAVY, markersize=5, zorder=3, clip_on=False)


def _values(drawn: Series) -> tuple[np.ndarray, np.ndarray]:
    pieces = drawn.stretches
    return np.concatenate([piece.at for piece in pieces]), np.concatenate([piece.value for piece in pieces])


def _dates(months: Series) -> list[Note]:
    """Return the years below a long axis, each under its January; below a short one the months."""
    if len(months.ticks) <= FEW:
        return [Note(at, f"{label[:3]} {label[-4:]}") for label, at in months.ticks.items()]
    return [Note(at, label[-4:]) for label, at in months.ticks.items() if label.startswith("January")]
