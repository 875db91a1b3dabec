"""A funnel: every borough by its size and its value, within limits widened for how far boroughs differ beyond chance.

The page's own area and the boroughs outside the outer limits carry their names; the others are dots.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from pipeline.figures.choice import drawable, name_of, one_each, one_period, own_rows
from pipeline.figures.labels import apart
from pipeline.figures.over_time import Draw
from pipeline.figures.panel import EDGE, Note, Panel, is_narrow, text_size
from pipeline.figures.scale import digits_of, round_ticks
from pipeline.figures.style import CHARCOAL, INK, MUTED, NAVY, OTHERS, WHITE, text_width, wrapped
from pipeline.statistics import funnel
from pipeline.tables import format_value

LIMITS: tuple[tuple[str, float, Any], ...] = (("99.8%", 0.998, "solid"), ("95%", 0.95, (0, (4, 2))))
STEPS = 24  # points of a curve
Box = tuple[float, float, float, float]  # left, right, foot, top
Spot = tuple[float, float, str, Box]  # where words stand, which of their ends, and the room that they take
DOT = 3.5


@dataclass(frozen=True)
class Curve:
    """A limit on one side, or London's line: its value at each size, how it is drawn, and its name at its right end."""

    size: np.ndarray
    value: np.ndarray
    name: str
    look: dict[str, Any]


def funnel_plot(  # noqa: PLR0913
    rows: pd.DataFrame, own: str, unit: str, per: float, *, decimals: int = 1, size: str = "residents"
) -> Draw:
    """Return a funnel of one period's boroughs; `rows` carry `outside` and `widening` (findings.funnel_of).

    `per` is what a value is made for each of, `size` names what the denominator counts. PipelineError where no borough
    has a value, or for several periods.
    """
    areas = one_each(drawable(one_period(rows), "London's boroughs"), "area_code").reset_index(drop=True)
    mine = areas["area_code"].isin(own_rows(areas, own)["area_code"].unique()).to_numpy()
    curves = _curves(areas, unit, per, decimals)

    def draw(ax: Axes) -> None:
        room = max(text_width(curve.name, text_size(ax)) for curve in curves)
        top = float(areas["value"].max()) * 1.06 or 1.0
        ticks = round_ticks(top, 6)
        labels = [format_value(tick, digits_of(ticks)) for tick in ticks]
        left = max(text_width(label, text_size(ax)) for label in labels) + 6 + EDGE
        panel = Panel(ax, 220 if is_narrow(ax) else 250, left, room + 6 + EDGE, text_size(ax) * 3.3, title=unit)
        panel.frame((float(curves[0].size[0]), float(curves[0].size[-1])), (0, max(top, ticks[-1])))
        panel.rules(ticks[1:])
        ax.plot(ax.get_xlim(), (0, 0), color=CHARCOAL, linewidth=0.9, zorder=1, clip_on=False)
        for tick, label in zip(ticks, labels, strict=True):
            panel.write(panel.left - 6, panel.y_of(tick), label, color=MUTED, align="right")
        _lines(panel, curves)
        _points(panel, areas, mine)
        _sizes(panel, size)

    return draw


def _curves(areas: pd.DataFrame, unit: str, per: float, decimals: int) -> list[Curve]:
    """Return London's line and, on either side, the limits for sizes from the smallest borough's to the largest's."""
    counts, whole = areas["numerator"].to_numpy(), areas["denominator"].to_numpy()
    margin = 0.04 * (whole.max() - whole.min()) or 0.05 * whole.max()
    sizes = np.linspace(max(whole.min() - margin, 1), whole.max() + margin, STEPS)
    target, widening = float(counts.sum() / whole.sum()), float(areas["widening"].iloc[0])
    share = unit.startswith("%") and bool((counts <= whole).all())
    name = f"London {format_value(per * target, decimals, '%' if unit.startswith('%') else '')}"
    curves = [Curve(sizes, np.full(STEPS, per * target), name, {"linewidth": 1.1, "linestyle": (0, (1, 1.5))})]
    for word, confidence, dash in LIMITS:
        limits = (
            funnel.proportion_funnel(target, sizes, confidence, widening)
            if share
            else funnel.poisson_funnel(sizes * target, confidence, widening)
        )
        look = {"linewidth": 0.8, "linestyle": dash}
        curves += [Curve(sizes, per * side / (1 if share else sizes), word, look) for side in limits]
    return curves


def _lines(panel: Panel, curves: Sequence[Curve]) -> None:
    """Draw each line where it lies inside the plot, and name it at its right end if it ends there."""
    top = panel.ax.get_ylim()[1]
    for curve in curves:
        seen = (curve.value <= top) & (curve.value > 0)
        panel.ax.plot(curve.size[seen], curve.value[seen], color=CHARCOAL, zorder=1, clip_on=False, **curve.look)
    named = [curve for curve in curves if 0 < curve.value[-1] <= top]
    wanted = [panel.y_of(float(curve.value[-1])) for curve in named]
    high = panel.bottom + panel.plot_height + panel.line / 2
    for curve, middle in zip(named, apart(wanted, [panel.line] * len(named), panel.bottom - 2, high), strict=True):
        panel.write(panel.width - panel.right + 6, middle, curve.name, color=INK if curve is curves[0] else MUTED)


def _points(panel: Panel, areas: pd.DataFrame, mine: np.ndarray) -> None:
    at, value = areas["denominator"].to_numpy(), areas["value"].to_numpy()
    for mask, colour, size in ((~mine, OTHERS, 6.0), (mine, NAVY, 10.0)):
        panel.ax.plot(at[mask], value[mask], "o", color=colour, markersize=size, markeredgecolor=WHITE,
                      markeredgewidth=0.7, zorder=3, clip_on=False)  # fmt: skip
    places = [(panel.x_of(float(one)), panel.y_of(float(other))) for one, other in zip(at, value, strict=True)]
    taken: list[Box] = []
    named = np.flatnonzero(mine | areas["outside"].to_numpy(dtype=bool))
    for point in sorted(named, key=lambda one: (not mine[one], -value[one])):
        weight, colour = (600, NAVY) if mine[point] else (400, INK)
        lines = wrapped(name_of(areas["area_code"].iloc[point]), 110, panel.size, weight)
        dots = [(x - DOT, x + DOT, y - DOT, y + DOT) for x, y in places if (x, y) != places[point]]
        wide = max(text_width(line, panel.size, weight) for line in lines)
        spots = list(_spots(places[point], wide, len(lines) * panel.line))
        x, y, align, box = _free(panel, spots, taken, dots)
        taken.append(box)
        panel.write_lines(x, y, lines, color=colour, weight=weight, align=align, back=WHITE)


def _free(panel: Panel, spots: Sequence[Spot], names: Sequence[Box], dots: Sequence[Box]) -> Spot:
    """Return the first place where a name hides nothing, else no other name, else where it is inside the drawing."""
    right, top = panel.width - panel.right, panel.bottom + panel.plot_height + panel.line
    inside = [
        spot
        for spot in spots
        if spot[3][0] >= EDGE and spot[3][1] <= right and spot[3][2] >= panel.bottom and spot[3][3] <= top
    ]
    clear = [spot for spot in inside if not any(_touch(spot[3], one) for one in names)]
    free = [spot for spot in clear if not any(_touch(spot[3], one) for one in dots)]
    return next(iter([*free, *clear, *inside, *spots]))


def _spots(point: tuple[float, float], wide: float, tall: float) -> Iterator[Spot]:
    """Yield places right, left, above and below of a point, near ones first: text position and box."""
    x, y = point
    for gap in (9.0, 9.0 + tall, 9.0 + 2 * tall):
        for middle in (y, y + tall / 2, y - tall / 2):
            yield x + gap, middle, "left", (x + gap, x + gap + wide, middle - tall / 2, middle + tall / 2)
            yield x - gap, middle, "right", (x - gap - wide, x - gap, middle - tall / 2, middle + tall / 2)
        for middle in (y + gap + tall / 2, y - gap - tall / 2):
            yield x, middle, "center", (x - wide / 2, x + wide / 2, middle - tall / 2, middle + tall / 2)


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def _sizes(panel: Panel, size: str) -> None:
    low, high = panel.ax.get_xlim()
    ticks = [tick for tick in round_ticks(high, 8, whole=True) if low <= tick <= high]
    panel.spread([Note(tick, format_value(tick, 0), MUTED) for tick in ticks])
    panel.write(panel.left, panel.bottom - 2.1 * panel.line, f"{size[:1].upper()}{size[1:]}", color=MUTED)
