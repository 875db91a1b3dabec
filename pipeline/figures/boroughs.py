"""One indicator across London: every borough in order, or all of them on one strip; the page's own area stands out."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from pipeline.areas import COMPARATORS
from pipeline.errors import PipelineError
from pipeline.figures.choice import drawable, name_of, one_each, one_period, own_rows
from pipeline.figures.over_time import Draw
from pipeline.figures.panel import EDGE, LINE, Note, Panel, is_narrow, text_size, width_of
from pipeline.figures.scale import digits_of, round_ticks
from pipeline.figures.style import BAND, CHARCOAL, INK, MUTED, NAVY, OTHERS, RULE, WHITE, text_width, wrapped
from pipeline.tables import format_value


@dataclass(frozen=True)
class Across:
    """One period of one indicator: the areas that have a value, highest first, and how numbers are printed."""

    areas: pd.DataFrame
    mine: np.ndarray
    comparator: Note | None
    unit: str
    decimals: int

    @property
    def own_places(self) -> list[int]:
        """Where the page's own area stands in the order."""
        return [int(place) for place in np.flatnonzero(self.mine)]

    def printed(self, value: float) -> str:
        """Return a value with its percent sign."""
        return format_value(value, self.decimals, "%" if self.unit.startswith("%") else "")


def ranked(rows: pd.DataFrame, own: str, comparator: str = "", unit: str = "", decimals: int = 1) -> Draw:
    """Return a chart of every area in order, a dot with its limits for each, beside the comparator's line.

    `comparator` is the code or name of London or England, empty where none is published. Areas without a value are
    not drawn (the table lists them). PipelineError for several periods, or no value at all.
    """
    across = _across(rows, own, comparator, unit, decimals)
    names = [name_of(code) for code in across.areas["area_code"]]
    weights = [600 if mine else 400 for mine in across.mine]

    def draw(ax: Axes) -> None:
        size = text_size(ax) - (1.0 if is_narrow(ax) else 0.0)
        room = max(text_width(name, size, weight) for name, weight in zip(names, weights, strict=True))
        values = [text_width(across.printed(value), size, 600) for value in across.areas.loc[across.mine, "value"]]
        top = _top(across)
        ticks = round_ticks(top, 4 if is_narrow(ax) else 8)
        head = [across.comparator] if across.comparator else []
        right = max(values, default=6.0) + EDGE + 8
        panel = Panel(ax, len(names) * size * 1.3, room + 10 + EDGE, right, size * 1.8, head, across.unit, size)
        panel.frame((0, max(top, ticks[-1])), (len(names) - 0.5, -0.5))
        for place in across.own_places:
            ax.fill_between(ax.get_xlim(), place - 0.5, place + 0.5, color=BAND, linewidth=0, zorder=0, clip_on=False)
        panel.rules(ticks, upright=True)
        _dots(ax, across)
        _line_of(panel, across.comparator)
        for place, (name, weight) in enumerate(zip(names, weights, strict=True)):
            colour = NAVY if across.mine[place] else INK
            panel.write(panel.left - 10, panel.y_of(place), name, color=colour, weight=weight, align="right")
        for place in across.own_places:
            value, upper = (float(across.areas[name].iloc[place]) for name in ("value", "upper"))
            reach = panel.x_of(float(np.nanmax([value, upper]))) + 7
            panel.write(reach, panel.y_of(place), across.printed(value), color=NAVY, weight=600, back=BAND)
        _tick_words(panel, ticks)

    return draw


def range_strip(rows: pd.DataFrame, own: str, comparator: str = "", unit: str = "", decimals: int = 1) -> Draw:
    """Return all areas as dots on one line: its own and the comparator named above, lowest and highest below."""
    across = _across(rows, own, comparator, unit, decimals)

    def draw(ax: Axes) -> None:
        values = across.areas["value"]
        low, high = _ends(across)
        mine = across.areas[across.mine]
        heads = [
            Note(float(value), f"{name} {across.printed(value)}", NAVY, 600)
            for name, value in zip(mine["name"], mine["value"], strict=True)
        ]
        heads += [across.comparator] if across.comparator else []
        below = _extremes(across, ax)
        foot = max((len(lines) for lines, _ in below), default=0)
        panel = Panel(ax, 26, 10, 10, foot * text_size(ax) * LINE + EDGE, heads, across.unit)
        panel.frame((low, high if high > low else low + 1), (-1, 1))
        ax.plot((low, high), (0, 0), color=RULE, linewidth=6, solid_capstyle="round", zorder=0, clip_on=False)
        ax.plot(values[~across.mine], np.zeros((~across.mine).sum()), "o", color=OTHERS, markeredgecolor=WHITE,
                markeredgewidth=0.6, markersize=7.5, zorder=2, clip_on=False)  # fmt: skip
        ax.plot(values[across.mine], np.zeros(across.mine.sum()), "o", color=NAVY, markeredgecolor=WHITE,
                markeredgewidth=0.8, markersize=12, zorder=3, clip_on=False)  # fmt: skip
        _line_of(panel, across.comparator)
        for lines, side in below:
            x = EDGE if side == "left" else panel.width - EDGE
            panel.write_lines(x, panel.bottom - len(lines) * panel.line / 2, lines, color=MUTED, align=side)

    return draw


def _across(rows: pd.DataFrame, own: str, comparator: str, unit: str, decimals: int) -> Across:
    codes = [area.code for area in COMPARATORS]
    areas = drawable(one_period(rows[~rows["area_code"].isin(codes)]), "London's boroughs")
    areas = (
        one_each(areas, "area_code")
        .assign(name=areas["area_code"].map(name_of))
        .sort_values(["value", "name"], ascending=[False, True])
    )
    mine = areas["area_code"].isin(own_rows(areas, own)["area_code"].unique()).to_numpy()
    across = Across(areas, mine, None, unit, decimals)
    found = _comparator(rows, comparator)
    if found is None:
        return across
    name, value = found
    return Across(areas, mine, Note(value, f"{name} {across.printed(value)}", CHARCOAL), unit, decimals)


def _comparator(rows: pd.DataFrame, wanted: str) -> tuple[str, float] | None:
    """Return the comparator's name and value, from its own row or from the column that every row carries."""
    if not wanted:
        return None
    known = {key: area for area in COMPARATORS for key in (area.code, area.name)}
    if wanted not in known:
        raise PipelineError(f"{wanted!r} is no comparator: choose London or England, or none.")
    area = known[wanted]
    own = rows.loc[rows["area_code"] == area.code, "value"].dropna()
    carried = rows[area.name.lower()].dropna()
    values = [*own, *carried]
    return (area.name, float(values[0])) if values else None


def _top(across: Across) -> float:
    highest = float(np.nanmax(across.areas[["value", "upper"]].to_numpy()))
    return max(highest, across.comparator.at if across.comparator else 0.0) or 1.0


def _ends(across: Across) -> tuple[float, float]:
    places = [*across.areas["value"], *([across.comparator.at] if across.comparator else [])]
    return min(places), max(places)


def _dots(ax: Axes, across: Across) -> None:
    """Draw the limits as one path for each colour, and the dots on them."""
    for mask, colour, size in ((~across.mine, OTHERS, 5.5), (across.mine, NAVY, 8.0)):
        chosen = across.areas[mask]
        places = np.flatnonzero(mask).astype(float)
        empty = np.full(len(chosen), np.nan)
        whiskers = np.column_stack([chosen["lower"], chosen["upper"], empty]).ravel()
        ax.plot(whiskers, np.repeat(places, 3), color=colour, linewidth=size / 4, zorder=2, clip_on=False)
        ax.plot(chosen["value"], places, "o", color=colour, markersize=size, markeredgewidth=0, zorder=3, clip_on=False)


def _line_of(panel: Panel, comparator: Note | None) -> None:
    if comparator:
        panel.ax.plot((comparator.at, comparator.at), panel.ax.get_ylim(), color=CHARCOAL, linewidth=1.1,
                      linestyle=(0, (4, 2)), zorder=1, clip_on=False)  # fmt: skip


def _tick_words(panel: Panel, ticks: list[float]) -> None:
    notes = [Note(tick, format_value(tick, digits_of(ticks)), MUTED) for tick in ticks]
    panel.spread(notes, back=False)


def _extremes(across: Across, ax: Axes) -> list[tuple[list[str], str]]:
    """Return the words for the highest and the lowest area and their side; the page's own is named above."""
    found: list[tuple[list[str], str]] = []
    if across.areas["value"].nunique() == 1:
        return found
    last = len(across.areas) - 1
    for place, word, side in ((0, "Highest", "right"), (last, "Lowest", "left")):
        name, value = across.areas["name"].iloc[place], across.areas["value"].iloc[place]
        if not across.mine[place]:
            lines = wrapped(f"{word}: {name} {across.printed(value)}", width_of(ax) / 2 - 12, text_size(ax))
            found.append((lines, side))
    return found
