"""What charts over time share: the frame with its years, breaks as gaps, the months of COVID-19, names at line ends."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from pipeline.figures.labels import apart
from pipeline.figures.panel import EDGE, Note, Panel, is_narrow, text_size
from pipeline.figures.scale import digits_of, round_ticks
from pipeline.figures.series import Break, Series, Stretch, years
from pipeline.figures.style import BAND, CHARCOAL, MUTED, text_of, text_width, wrapped
from pipeline.tables import format_value

Draw = Callable[[Axes], None]
COVID = (float(years("2020-03-01")), float(years("2021-08-01")))
GAP = 8.0  # points between the end of a line and its name


@dataclass(frozen=True)
class Line:
    """One series and how it looks: its name stands at its end; `own` is the area of the page, with its limits."""

    name: str
    series: Series
    colour: str
    width: float = 1.6
    dash: Any = "solid"
    own: bool = False

    @property
    def weight(self) -> int:
        """The weight of its name."""
        return 600 if self.own else 400


def over_time(lines: Sequence[Line], unit: str, decimals: int) -> Draw:
    """Return a chart of these lines, each named at its end; nothing is joined over a break."""

    def draw(ax: Axes) -> None:
        newest = max(line.series.last[0] for line in lines)
        labels = [_label(ax, line, unit, decimals, newest) for line in lines]
        room = max(
            text_width(words, text_size(ax), line.weight)
            for line, label in zip(lines, labels, strict=True)
            for words in label
        )
        panel = time_panel(ax, [line.series for line in lines], unit, decimals, right=room + GAP + EDGE)
        ticks = {words: at for line in lines for words, at in line.series.ticks.items()}
        for line in lines:
            _draw_line(ax, line)
        _name_ends(panel, lines, labels)
        panel.spread([Note(at, words) for words, at in ticks.items()])

    return draw


def time_panel(  # noqa: PLR0913
    ax: Axes, drawn: Sequence[Series], unit: str, decimals: int, *, right: float, notes: Sequence[Note] = ()
) -> Panel:
    """Return the framed panel of a chart over time: from 0, with its breaks and the months of COVID-19 marked."""
    top = max(series.top for series in drawn) * 1.04 or 1.0
    ticks = round_ticks(top, 6, whole=decimals == 0)
    words = [format_value(tick, digits_of(ticks)) for tick in ticks]
    size = text_size(ax)
    left = max(text_width(word, size) for word in words) + 6 + EDGE
    span = _span(drawn)
    breaks = {round(one.at, 3): one for series in drawn for one in series.breaks if span[0] < one.at < span[1]}
    covid = _covid(drawn, span)
    head = [Note(one.at, one.words) for one in breaks.values()]
    head += [Note((covid[0] + covid[1]) / 2, "COVID-19")] if covid else []
    two_lines = any("\n" in words for series in drawn for words in series.ticks)
    foot = size * (3.0 if two_lines else 1.8)
    panel = Panel(ax, 190 if is_narrow(ax) else 205, left, right, foot, [*head, *notes], unit)
    panel.frame(span, (0, max(top, ticks[-1])))
    _background(panel, ticks, covid, list(breaks.values()))
    for tick, word in zip(ticks, words, strict=True):
        panel.write(panel.left - 6, panel.y_of(tick), word, color=MUTED, align="right")
    return panel


def _background(panel: Panel, ticks: Sequence[float], covid: Sequence[float], breaks: Sequence[Break]) -> None:
    ax, top = panel.ax, panel.ax.get_ylim()[1]
    if covid:
        ax.fill_between(covid, 0, top, color=BAND, linewidth=0, zorder=0, clip_on=False)
    panel.rules(ticks[1:])
    ax.plot(ax.get_xlim(), (0, 0), color=CHARCOAL, linewidth=0.9, zorder=1, clip_on=False)
    if breaks:
        at, up = np.repeat([one.at for one in breaks], 3), np.tile([0, top, np.nan], len(breaks))
        ax.plot(at, up, color=MUTED, linewidth=0.9, linestyle=(0, (1, 2)), zorder=1, clip_on=False)


def _span(drawn: Sequence[Series]) -> tuple[float, float]:
    places = np.unique([at for series in drawn for at in series.ticks.values()])
    half = float(np.median(np.diff(places))) / 2 if len(places) > 1 else 0.5
    return float(places[0]) - half, float(places[-1]) + half


def _covid(drawn: Sequence[Series], span: tuple[float, float]) -> tuple[float, ...]:
    """Return the months of COVID-19 that the chart shows; none where periods pool several years or too few are left."""
    start, end = max(COVID[0], span[0]), min(COVID[1], span[1])
    return () if any(series.pooled for series in drawn) or end - start < 0.5 else (start, end)


def _draw_line(ax: Axes, line: Line) -> None:
    main = line.series.stretches[0].kind
    for piece in line.series.stretches:
        if line.own:
            _draw_limits(ax, piece, line.colour)
        look: dict[str, Any] = {"linewidth": line.width, "linestyle": line.dash}
        if len(piece.at) == 1:
            size = line.width + 3
            look = {"marker": "o" if piece.kind == main else "D", "markersize": size, "markeredgewidth": 0}
        ax.plot(piece.at, piece.value, color=line.colour, zorder=4 if line.own else 3, clip_on=False, **look)


def _draw_limits(ax: Axes, piece: Stretch, colour: str) -> None:
    held = ~np.isnan(piece.lower) & ~np.isnan(piece.upper)
    at, lower, upper = piece.at[held], piece.lower[held], piece.upper[held]
    if len(at) > 1:
        ax.fill_between(at, lower, upper, color=colour, alpha=0.15, linewidth=0, zorder=2, clip_on=False)
    elif len(at) == 1:
        ax.plot((at[0], at[0]), (lower[0], upper[0]), color=colour, linewidth=1.2, zorder=2, clip_on=False)


def _label(ax: Axes, line: Line, unit: str, decimals: int, newest: float) -> list[str]:
    """Return the lines of a series' name and newest value, with its period where another series goes on longer."""
    at, value = line.series.last
    period = next(words for words, place in line.series.ticks.items() if place == at)
    words = f"{line.name} {format_value(value, decimals, '%' if unit.startswith('%') else '')}"
    words = words if at == newest else f"{words} ({period})"
    return wrapped(words, 84 if is_narrow(ax) else 140, text_size(ax), line.weight)


def _name_ends(panel: Panel, lines: Sequence[Line], labels: Sequence[list[str]]) -> None:
    newest = max(line.series.last[0] for line in lines)
    wanted = [panel.y_of(line.series.last[1]) for line in lines]
    high = panel.bottom + panel.plot_height + panel.line / 2
    middles = apart(wanted, [len(words) * panel.line for words in labels], panel.bottom - 2, high)
    start = panel.width - panel.right + GAP
    for line, words, at, middle in zip(lines, labels, wanted, middles, strict=True):
        panel.write_lines(start, middle, words, color=text_of(line.colour), weight=line.weight)
        reach = panel.x_of(line.series.last[0]) + 3
        if (
            abs(middle - at) > panel.line / 2 or line.series.last[0] < newest
        ):  # lead the eye to a name that stands elsewhere
            panel.ax.plot((reach, start - 2), (at, middle), color=line.colour, linewidth=0.6, linestyle=(0, (1, 1.5)),
                          transform=panel.points, zorder=1, clip_on=False)  # fmt: skip
