"""London's boroughs as squares of one size, each with its letters and its value: colour only helps the eye.

A square for each borough gives all of them equal weight; a true map would show Bromley fifty times the City's size.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from pipeline.areas import BOROUGHS
from pipeline.figures.choice import drawable, has_value, one_each, one_period
from pipeline.figures.over_time import Draw
from pipeline.figures.panel import EDGE, Panel, is_narrow, text_size, width_of
from pipeline.figures.style import CHARCOAL, INK, MUTED, WHITE
from pipeline.states import State
from pipeline.tables import format_value

SHADES = (("#6BACE6", INK), ("#2073BC", WHITE), ("#12436D", WHITE))  # Analysis Function, sequential; words on each
THIRDS = ("lowest third", "middle third", "highest third")
ROWS, COLUMNS = 7, 8
GAP = 0.04


@dataclass(frozen=True)
class Tile:
    """One borough: its place in the grid, letters, words below them, and its third (None without a value)."""

    row: int
    column: int
    letters: str
    words: str
    third: int | None


def tile_map(rows: pd.DataFrame, unit: str, decimals: int = 1) -> Draw:
    """Return a map of squares of one indicator and period; a borough without a value carries the mark of its state.

    PipelineError where no borough has a value, or for several periods.
    """
    codes = [area.code for area in BOROUGHS]
    areas = one_each(one_period(rows[rows["area_code"].isin(codes)]), "area_code").set_index("area_code")
    known = drawable(areas.reset_index(), "London's boroughs")["value"]
    values = known.to_numpy(dtype=float).round(decimals)  # squares that print one value carry one shade
    cuts = [float(cut) for cut in np.quantile(values, [1 / 3, 2 / 3])]
    tiles = [_tile(area.code, areas, cuts, unit, decimals) for area in BOROUGHS]

    def draw(ax: Axes) -> None:
        size = text_size(ax) - (1.0 if is_narrow(ax) else 0.0)
        high = min((width_of(ax) - 2 * EDGE) / COLUMNS, 50)
        panel = Panel(ax, ROWS * high, EDGE, EDGE, size * (3.4 if is_narrow(ax) else 2.4), title=unit, size=size)
        panel.frame((0.5, COLUMNS + 0.5), (ROWS + 0.5, 0.5))
        for tile in tiles:
            _square(panel, tile)
        _key(panel, values, cuts, decimals)

    return draw


def _tile(code: str, areas: pd.DataFrame, cuts: list[float], unit: str, decimals: int) -> Tile:
    area = next(one for one in BOROUGHS if one.code == code)
    row, column = area.tile or (0, 0)
    own = areas[areas.index == code]
    if not has_value(own).any():
        state = State(str(own["state"].iloc[0])) if len(own) else State.NOT_AVAILABLE
        return Tile(row, column, area.short, state.mark, None)
    value = round(float(own["value"].iloc[0]), decimals)
    words = format_value(value, decimals, "%" if unit.startswith("%") else "")
    return Tile(row, column, area.short, words, int(np.searchsorted(cuts, value, side="left")))


def _square(panel: Panel, tile: Tile) -> None:
    shade, ink = SHADES[tile.third] if tile.third is not None else (WHITE, MUTED)
    edge: dict[str, Any] = {
        "edgecolor": CHARCOAL,
        "linewidth": 0.8,
        "linestyle": "solid" if tile.third is not None else (0, (3, 2)),
    }
    side = 1 - 2 * GAP
    square = Rectangle(
        (tile.column - side / 2, tile.row - side / 2), side, side, facecolor=shade, clip_on=False, **edge
    )
    panel.ax.add_patch(square)
    x, y = panel.x_of(tile.column), panel.y_of(tile.row)
    panel.write(x, y + 0.62 * panel.size, tile.letters, align="center", color=ink, weight=600)
    panel.write(x, y - 0.62 * panel.size, tile.words, align="center", color=ink)


def _key(panel: Panel, values: np.ndarray, cuts: list[float], decimals: int) -> None:
    """Write below the map what the three shades are, each in words with its range."""
    third = np.searchsorted(cuts, values, side="left")
    width, y = panel.width / len(SHADES), panel.bottom / 2 - 0.2 * panel.size
    for place, (shade, _) in enumerate(SHADES):
        held = values[third == place]
        if not len(held):
            continue
        x = EDGE + place * width
        span = f"{format_value(held.min(), decimals)} to {format_value(held.max(), decimals)}"
        box = Rectangle((x, y - 0.5 * panel.size), panel.size, panel.size, facecolor=shade, edgecolor=CHARCOAL,
                        linewidth=0.8, transform=panel.points, clip_on=False)  # fmt: skip
        panel.ax.add_patch(box)
        words = [THIRDS[place], span] if is_narrow(panel.ax) else [f"{THIRDS[place]}: {span}"]
        panel.write_lines(x + 1.4 * panel.size, y, words, color=MUTED)
