"""Groups of one area as bars from zero, each with its value, its limits where there are any, and its number."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from pipeline.figures.choice import drawable, one_each, one_period
from pipeline.figures.over_time import Draw
from pipeline.figures.panel import EDGE, Panel, is_narrow, text_size
from pipeline.figures.style import INK, MUTED, NAVY, OTHERS, WHITE, text_width, wrapped
from pipeline.tables import format_value

MOST = 12


def group_bars(rows: pd.DataFrame, unit: str, decimals: int = 1, pale: tuple[str, ...] = ()) -> Draw:
    """Return a chart of one bar for each group, in the order of the rows; groups named in `pale` are told apart.

    `rows` are of one area and one period, at most 12 groups; PipelineError where no group has a value.
    """
    groups = one_each(drawable(one_period(rows[rows["group"] != ""]), "these groups"), "group").head(MOST)
    shares = unit.startswith("%")
    values = [format_value(value, decimals, "%" if shares else "") for value in groups["value"]]
    counted = shares and groups["numerator"].notna().all()
    counts = [f"({format_value(number, 0)})" if counted else "" for number in groups["numerator"].fillna(0)]
    title = f"{unit} (and their number)" if counted else unit
    colours = [OTHERS if name in pale else NAVY for name in groups["group"]]

    def draw(ax: Axes) -> None:
        size = text_size(ax)
        lines = [wrapped(_named(name), 104 if is_narrow(ax) else 200, size) for name in groups["group"]]
        left = max(text_width(line, size) for label in lines for line in label) + 8 + EDGE
        widths = [text_width(value, size, 600) + (size / 4 if counted else 0) for value in values]
        room = max(wide + text_width(count, size) for wide, count in zip(widths, counts, strict=True))
        step = size * (0.8 + 1.2 * max(len(label) for label in lines))
        panel = Panel(ax, len(groups) * step, left, room + 8 + EDGE, EDGE, title=title)
        top = float(np.nanmax(groups[["value", "upper"]].to_numpy(dtype=float)))
        panel.frame((0, top if top > 0 else 1), (len(groups) - 0.5, -0.5))
        places = np.arange(len(groups))
        look: dict[str, Any] = {"color": colours, "linewidth": 0, "zorder": 1, "clip_on": False}
        ax.barh(places, groups["value"], min(0.62, 1.4 * size / step), **look)
        whiskers(ax, groups, places)
        for place, label in enumerate(lines):
            panel.write_lines(left - 8, panel.y_of(place), label, color=INK, align="right")
            reach = panel.x_of(np.nanmax(groups[["value", "upper"]].iloc[place].to_numpy(dtype=float))) + 6
            panel.write(reach, panel.y_of(place), values[place], weight=600)
            panel.write(reach + widths[place], panel.y_of(place), counts[place], color=MUTED)

    return draw


def whiskers(ax: Axes, groups: pd.DataFrame, places: np.ndarray) -> None:
    """Draw the limits dark on a white edge, so that they show on the bar and beside it; nothing where there are none."""
    along = np.column_stack([groups["lower"], groups["upper"], np.full(len(groups), np.nan)]).ravel()
    at = np.repeat(places.astype(float), 3)
    for colour, width in ((WHITE, 3.4), (INK, 1.4)):
        ax.plot(along, at, color=colour, linewidth=width, zorder=2, clip_on=False)


def _named(group: str) -> str:
    return f"{group[:1].upper()}{group[1:]}"
