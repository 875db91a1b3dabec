"""Months of the year side by side: the latest twelve, and the twelve before them as far as the last break.

The six months that end both years stand on a band: they are the halves that may be compared.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from pipeline.figures.choice import drawable, name_of, one_each, own_rows
from pipeline.figures.labels import apart
from pipeline.figures.months import mark_odd
from pipeline.figures.over_time import GAP, Draw
from pipeline.figures.panel import EDGE, Note, Panel, is_narrow, text_size
from pipeline.figures.scale import digits_of, round_ticks
from pipeline.figures.style import (
    BAND,
    CHARCOAL,
    DASHES,
    MUTED,
    NAVY,
    ORANGE,
    TURQUOISE,
    WHITE,
    text_of,
    text_width,
    wrapped,
)
from pipeline.states import Flag, split_flags
from pipeline.statistics.one_off import stands_out
from pipeline.tables import format_value

MONTHS, HALF = 12, 6


@dataclass(frozen=True)
class Year:
    """One run of twelve months, or the part of it after the last break: places from 0 to 11 and counts."""

    name: str
    at: np.ndarray
    value: np.ndarray
    odd: np.ndarray
    hollow: np.ndarray
    colour: str
    look: dict[str, Any]


def month_profile(rows: pd.DataFrame, own: str, unit: str = "offences each month") -> Draw:
    """Return the latest twelve months on the months of the year, beside those of the year before after the last break.

    PipelineError where the area has no value, so that the page states a gap.
    """
    mine = own_rows(rows[rows["period_type"] == "month"], own)
    mine = one_each(drawable(mine, name_of(own)), "period_label").sort_values("period_start").reset_index(drop=True)
    years = _years(mine)
    months = [f"{month:%b}" for month in pd.date_range(end=mine["period_start"].iloc[-1], periods=MONTHS, freq="MS")]

    def draw(ax: Axes) -> None:
        size = text_size(ax)
        names = [wrapped(year.name, 78 if is_narrow(ax) else 110, size, 600) for year in years]
        room = max(text_width(line, size, 600) for lines in names for line in lines)
        top = max(float(year.value.max()) for year in years) * 1.08 or 1.0
        ticks = round_ticks(top, 6, whole=True)
        labels = [format_value(tick, digits_of(ticks)) for tick in ticks]
        left = max(text_width(label, size) for label in labels) + 6 + EDGE
        panel = Panel(
            ax, 180 if is_narrow(ax) else 195, left, room + GAP + EDGE, size * 1.8, _notes(years, months), unit
        )
        panel.frame((-0.5, MONTHS - 0.5), (0, max(top, ticks[-1])))
        if _halves(years):
            ax.fill_between((MONTHS - HALF - 0.5, MONTHS - 0.5), 0, ax.get_ylim()[1], color=BAND, linewidth=0, zorder=0)
        panel.rules(ticks[1:])
        ax.plot(ax.get_xlim(), (0, 0), color=CHARCOAL, linewidth=0.9, zorder=1, clip_on=False)
        for tick, label in zip(ticks, labels, strict=True):
            panel.write(panel.left - 6, panel.y_of(tick), label, color=MUTED, align="right")
        for year in years:
            _line(ax, year)
        _name_ends(panel, years, names)
        panel.spread([Note(place, month) for place, month in enumerate(months)])

    return draw


def _years(mine: pd.DataFrame) -> list[Year]:
    """Return the latest twelve months and, of the twelve before, those after the last break, if any."""
    odd = stands_out(mine["value"])
    hollow = mine["flags"].map(lambda cell: Flag.PROVISIONAL in split_flags(cell))
    broken = np.flatnonzero(mine["flags"].map(lambda cell: Flag.BREAK_BEFORE in split_flags(cell)))
    first = int(broken[-1]) if len(broken) else 0
    looks = ((NAVY, {"linewidth": 2.4}), (TURQUOISE, {"linewidth": 1.8, "linestyle": DASHES[TURQUOISE]}))
    years, end = [], len(mine)
    for colour, look in looks:
        start = max(first, end - MONTHS)
        part = slice(start, end)
        if start < end:
            at = np.arange(start, end) - (end - MONTHS)
            shown = mine.iloc[part]
            name = f"{shown['period_start'].iloc[0]:%b %Y} to {shown['period_start'].iloc[-1]:%b %Y}"
            marks = (odd.iloc[part].to_numpy(dtype=bool), hollow.iloc[part].to_numpy(dtype=bool))
            years.append(Year(name, at, shown["value"].to_numpy(dtype=float), *marks, colour, look))
        end -= MONTHS
    return years


def _halves(years: list[Year]) -> bool:
    """Whether the six months that end the year stand in both years: else there is nothing to compare."""
    return len(years) > 1 and len(years[1].at) >= HALF


def _notes(years: list[Year], months: list[str]) -> list[Note]:
    """What stands above the plot: the band, what is provisional, and what stands out and is not explained."""
    notes = [Note(MONTHS - (HALF + 1) / 2, "the six months compared")] if _halves(years) else []
    for year in years:
        for at, odd, hollow in zip(year.at, year.odd, year.hollow, strict=True):
            notes += [Note(at, f"{months[at]} query", text_of(ORANGE))] if odd else []
            notes += [Note(at, f"{months[at]} provisional")] if hollow else []
    return notes


def _line(ax: Axes, year: Year) -> None:
    alone: dict[str, Any] = {"marker": "o"} if len(year.at) == 1 else {}
    ax.plot(year.at, year.value, color=year.colour, zorder=3, clip_on=False, **year.look, **alone)
    if year.hollow.any():
        ax.plot(year.at[year.hollow], year.value[year.hollow], "o", mfc=WHITE, mec=year.colour, markersize=6, zorder=4,
                clip_on=False)  # fmt: skip
    if year.odd.any():
        mark_odd(ax, year.at[year.odd], year.value[year.odd])


def _name_ends(panel: Panel, years: list[Year], names: list[list[str]]) -> None:
    wanted = [panel.y_of(float(year.value[-1])) for year in years]
    high = panel.bottom + panel.plot_height + panel.line / 2
    middles = apart(wanted, [len(lines) * panel.line + 2 for lines in names], panel.bottom - 2, high)
    start = panel.width - panel.right + GAP
    for year, lines, at, middle in zip(years, names, wanted, middles, strict=True):
        panel.write_lines(start, middle, lines, color=text_of(year.colour), weight=600 if year is years[0] else 400)
        reach = panel.x_of(float(year.at[-1])) + 3
        panel.ax.plot((reach, start - 2), (at, middle), color=year.colour, linewidth=0.6, linestyle=(0, (1, 1.5)),
                      transform=panel.points, zorder=1, clip_on=False)  # fmt: skip
