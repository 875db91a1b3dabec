"""Fifths of a borough's small areas by deprivation: each with all its small areas, and without the largest one."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from pipeline.errors import PipelineError
from pipeline.figures.choice import drawable, has_value, one_each, one_period
from pipeline.figures.over_time import Draw
from pipeline.figures.panel import EDGE, Panel, is_narrow, text_size
from pipeline.figures.style import INK, MUTED, NAVY, OTHERS, text_width, wrapped
from pipeline.tables import format_value

KEY = "upper bar: all small areas; lower bar: without the largest one"
COLOURS = (NAVY, OTHERS)


def fifth_bars(rows: pd.DataFrame, without: pd.DataFrame, unit: str, decimals: int = 1) -> Draw:
    """Return a chart of the fifths of one area and period, two bars each: with all small areas, and without the largest.

    PipelineError where a fifth has no value, so that the page states a gap, or where the two frames hold other fifths.
    """
    whole, less = (_fifths(frame) for frame in (rows, without))
    names = whole["group"].tolist()
    if names != less["group"].tolist():
        raise PipelineError(
            f"The fifths with ({', '.join(names)}) and without the largest small area "
            f"({', '.join(less['group'])}) differ.\nGive both frames of one area and one period."
        )
    values = [whole["value"].to_numpy(dtype=float), less["value"].to_numpy(dtype=float)]

    def draw(ax: Axes) -> None:
        size = text_size(ax)
        lines = [wrapped(_said(name), 72 if is_narrow(ax) else 120, size) for name in names]
        left = max(text_width(line, size) for label in lines for line in label) + 8 + EDGE
        told = [[format_value(value, decimals) for value in part] for part in values]
        room = max(text_width(words, size, 600) for part in told for words in part)
        step = size * 3.1
        panel = Panel(ax, len(names) * step, left, room + 8 + EDGE, EDGE, title=f"{unit}; {KEY}")
        panel.frame((0, max(float(np.max(values)), 1e-9)), (len(names) - 0.5, -0.5))
        _bars(panel, values, told)
        for place, label in enumerate(lines):
            panel.write_lines(left - 8, panel.y_of(place), label, color=INK, align="right")

    return draw


def _fifths(rows: pd.DataFrame) -> pd.DataFrame:
    found = one_each(one_period(rows[rows["group"] != ""]), "group").sort_values("group").reset_index(drop=True)
    held = has_value(found)
    return drawable(found if held.all() else found[:0], "deprivation fifths")


def _said(name: str) -> str:
    """Return a fifth in words: "1 most deprived" as "fifth 1, most deprived"."""
    number, _, which = name.partition(" ")
    return f"fifth {number}, {which}" if which else f"fifth {number}"


def _bars(panel: Panel, values: Sequence[np.ndarray], told: Sequence[Sequence[str]]) -> None:
    for part, (column, words, colour) in enumerate(zip(values, told, COLOURS, strict=True)):
        at = np.arange(len(column)) + (part - 0.5) * 0.4
        panel.ax.barh(at, column, 0.36, color=colour, linewidth=0, zorder=1, clip_on=False)
        for place, value, text in zip(at, column, words, strict=True):
            weight = 600 if part == 0 else 400
            panel.write(panel.x_of(float(value)) + 5, panel.y_of(float(place)), text, weight=weight,
                        color=NAVY if part == 0 else MUTED)  # fmt: skip
