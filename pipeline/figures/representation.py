"""Groups of people beside a comparator's: a dot with its limits for the area, a hollow diamond for the comparator.

One line for each group; both values are printed in columns headed by their marks, so there is no legend.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from pipeline.errors import PipelineError
from pipeline.figures.choice import drawable
from pipeline.figures.over_time import Draw
from pipeline.figures.panel import EDGE, Note, Panel, is_narrow, text_size
from pipeline.figures.scale import digits_of, round_ticks
from pipeline.figures.style import CHARCOAL, INK, MUTED, NAVY, WHITE, text_width, wrapped
from pipeline.tables import format_value

_HEAD = -1.0  # the row of the columns' headings, above the first group
_MARK = 16.0  # points for a mark before its heading


@dataclass(frozen=True)
class Beside:
    """What is compared: the area's name ("" where it has no figures), the comparator's, and how values are printed.

    `line`: where groups are as expected, with the words for it.
    """

    own: str
    comparator: str
    unit: str
    decimals: int = 1
    line: tuple[float, str] | None = None

    def printed(self, value: float) -> str:
        """Return a value as printed; "[x]" for none."""
        return "[x]" if pd.isna(value) else format_value(value, self.decimals, "%" if self.unit.startswith("%") else "")


def beside(rows: pd.DataFrame, names: Sequence[str], shown: Beside) -> Draw:
    """Return a chart of one row for each name, in the order given: the area's value beside the comparator's.

    The comparator's values stand in the column of its name ("england"). PipelineError where no row has a value or
    the names do not fit the rows.
    """
    if len(names) != len(rows):
        raise PipelineError(f"{len(names)} names for {len(rows)} rows: give each row its name.")
    drawable(rows, shown.own or shown.comparator)
    theirs = rows[shown.comparator.lower()].to_numpy(dtype=float)
    heads = [(word, look) for word, look in ((shown.own, NAVY), (shown.comparator, CHARCOAL)) if word]
    columns = [[shown.printed(value) for value in rows["value"]]] if shown.own else []
    columns.append([shown.printed(value) for value in theirs])

    def draw(ax: Axes) -> None:
        size = text_size(ax) - (1.0 if is_narrow(ax) else 0.0)
        lines = [wrapped(name, 84 if is_narrow(ax) else 190, size) for name in names]
        widths = [_column_width(word, cells, size) for (word, _), cells in zip(heads, columns, strict=True)]
        left = max(text_width(line, size) for label in lines for line in label) + 10 + EDGE
        tall = max(len(label) for label in lines)
        step = size * (0.9 + 1.2 * tall)
        note = [Note(shown.line[0], shown.line[1])] if shown.line else []
        panel = Panel(ax, (len(names) + 1) * step, left, sum(widths) + EDGE, size * 1.8, note, shown.unit, size)
        top = _top(rows, theirs, shown)
        ticks = round_ticks(top, 3 if is_narrow(ax) else 6)
        panel.frame((0, max(top, ticks[-1])), (len(names) - 0.5, _HEAD - 0.5))
        _grid(panel, ticks, len(names), shown)
        _marks(ax, rows, theirs, bool(shown.own))
        for place, label in enumerate(lines):
            panel.write_lines(left - 10, panel.y_of(place), label, color=INK, align="right")
        _columns(panel, heads, columns, widths)
        panel.spread([Note(tick, format_value(tick, digits_of(ticks))) for tick in ticks], back=False)

    return draw


def _column_width(head: str, cells: Sequence[str], size: float) -> float:
    return max(text_width(head, size, 600) + _MARK, *(text_width(cell, size, 600) for cell in cells)) + 12


def _top(rows: pd.DataFrame, theirs: np.ndarray, shown: Beside) -> float:
    held = [*rows[["value", "upper"]].to_numpy(dtype=float).ravel(), *theirs, shown.line[0] if shown.line else 0.0]
    return float(np.nanmax(held)) * 1.03 or 1.0


def _grid(panel: Panel, ticks: Sequence[float], number: int, shown: Beside) -> None:
    panel.rules(ticks, upright=True)
    if shown.line:
        panel.ax.plot((shown.line[0],) * 2, panel.ax.get_ylim(), color=CHARCOAL, linewidth=1.1, linestyle=(0, (4, 2)),
                      zorder=1, clip_on=False)  # fmt: skip


def _marks(ax: Axes, rows: pd.DataFrame, theirs: np.ndarray, own: bool) -> None:
    places = np.arange(len(rows), dtype=float)
    if own:
        limits = np.column_stack([rows["lower"], rows["upper"], np.full(len(rows), np.nan)]).ravel()
        ax.plot(limits, np.repeat(places, 3), color=NAVY, linewidth=2.0, zorder=2, clip_on=False)
        ax.plot(rows["value"], places, "o", color=NAVY, markersize=8, markeredgewidth=0, zorder=3, clip_on=False)
    ax.plot(theirs, places, **_diamond(), zorder=4)


def _diamond() -> dict[str, Any]:
    return {"linestyle": "none", "marker": "D", "markersize": 6.5, "markerfacecolor": WHITE, "markeredgecolor": CHARCOAL,
            "markeredgewidth": 1.4, "clip_on": False}  # fmt: skip


def _columns(
    panel: Panel, heads: Sequence[tuple[str, str]], columns: Sequence[Sequence[str]], widths: Sequence[float]
) -> None:
    """Write the values at the right, each column under its name and the mark that stands for it."""
    end = panel.width - panel.right
    for (word, colour), cells, width in zip(heads, columns, widths, strict=True):
        end += width
        start, y = end - text_width(word, panel.size, 600), panel.y_of(_HEAD)
        panel.write(end, y, word, color=colour, weight=600, align="right")
        look = (
            _diamond() if colour == CHARCOAL else {"marker": "o", "color": NAVY, "markersize": 8, "markeredgewidth": 0}
        )
        panel.ax.plot([start - _MARK / 2], [y], **{**look, "clip_on": False}, transform=panel.points)
        for place, cell in enumerate(cells):
            look = {"color": colour, "weight": 600} if colour == NAVY else {"color": MUTED}
            panel.write(end, panel.y_of(place), cell, align="right", **look)
