"""Where things stand in a drawing, in points: margins from the widths of labels, labels that never touch.

Words are placed by the same widths that lay out the page, so nothing has to be drawn to find out whether it fits.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.transforms import Affine2D, Transform

from pipeline.figures.style import (
    INK,
    MUTED,
    NARROW,
    RULE,
    TEXT_NARROW,
    TEXT_WIDE,
    WIDE,
    set_style,
    text_width,
    wrapped,
)
from pipeline.figures.words import Words

POINTS = 72  # in an inch
LINE = 1.22  # height of a line of text, in text sizes
EDGE = 2.0  # points kept free along the drawing's border


def is_narrow(ax: Axes) -> bool:
    """Whether this is the drawing for a phone."""
    return width_of(ax) < POINTS * (WIDE + NARROW) / 2


def text_size(ax: Axes) -> float:
    """Return the size of text, in points, that can be read at this drawing's width."""
    return TEXT_NARROW if is_narrow(ax) else TEXT_WIDE


def width_of(ax: Axes) -> float:
    """Return the drawing's width in points."""
    return float(ax.get_figure(root=True).get_figwidth() * POINTS)  # type: ignore[union-attr]


@dataclass(frozen=True)
class Note:
    """A few words above the plot, about the place `at` (data) on its horizontal axis."""

    at: float
    words: str
    colour: str = MUTED
    weight: int = 400


@dataclass
class Panel:
    """A plot area with fixed margins (points) and linear scales: words are written in points from the lower left."""

    ax: Axes
    plot_height: float
    left: float
    right: float
    bottom: float
    head: Sequence[Note] = ()
    title: str = ""
    size: float = 0.0
    width: float = field(init=False)
    height: float = field(init=False)
    points: Transform = field(init=False)

    def __post_init__(self) -> None:
        """Set the style and the drawing's width; the plot is placed by `frame`, once its scales are known."""
        set_style()
        self.size = self.size or text_size(self.ax)
        self.width = width_of(self.ax)

    @property
    def line(self) -> float:
        """The height of a line of text."""
        return self.size * LINE

    @property
    def plot_width(self) -> float:
        """The width of the plot area."""
        return self.width - self.left - self.right

    def frame(self, x: tuple[float, float], y: tuple[float, float]) -> None:
        """Fix the scales, make room above for the title and the notes, and write them."""
        self._x, self._y = x, y
        self.head = self._merged()
        levels = self._levels()
        titles = wrapped(self.title[:1].upper() + self.title[1:], self.width - 2 * EDGE, self.size)
        self._place((max(levels, default=-1) + 1 + len(titles)) * self.line + EDGE + 6)
        self.ax.set(xlim=x, ylim=y)
        self.ax.set_axis_off()
        self.write_lines(EDGE, self.height - EDGE - self.line * len(titles) / 2, titles, color=MUTED)
        for note, level in zip(self.head, levels, strict=True):
            above = self.bottom + self.plot_height + 3 + (level + 0.5) * self.line
            middle = sum(self._extent(note)) / 2
            self.write(middle, above, note.words, color=note.colour, weight=note.weight, align="center")

    def _place(self, top: float) -> None:
        """Give the drawing its height and the plot its margins."""
        self.height = self.bottom + self.plot_height + top
        figure = self.ax.get_figure(root=True)
        figure.set_figheight(self.height / POINTS)  # type: ignore[union-attr]
        self.points = Affine2D().scale(1 / POINTS) + figure.dpi_scale_trans  # type: ignore[union-attr]
        left, bottom = self.left / self.width, self.bottom / self.height
        self.ax.set_position((left, bottom, self.plot_width / self.width, self.plot_height / self.height))

    def x_of(self, value: float) -> float:
        """Return where a value of the horizontal scale lies, in points from the drawing's left."""
        return self.left + (value - self._x[0]) / (self._x[1] - self._x[0]) * self.plot_width

    def y_of(self, value: float) -> float:
        """Return where a value of the vertical scale lies, in points from the drawing's foot."""
        return self.bottom + (value - self._y[0]) / (self._y[1] - self._y[0]) * self.plot_height

    def write(self, x: float, y: float, words: str, *, align: str = "left", back: str = "", **look: Any) -> None:
        """Write one line of words, its middle at height y; `align` says which of its ends lies at x.

        `back` is the colour of a ground under the words, where they may meet a line; `look`: color, weight.
        """
        ground = {"facecolor": back, "edgecolor": "none", "pad": 1.0} if back else None
        # A capital's middle lies 0.33 of the size above the line on which it stands.
        place: dict[str, Any] = {
            "x": x,
            "y": y - 0.33 * self.size,
            "transform": self.points,
            "ha": align,
            "va": "baseline",
        }
        self.ax.add_artist(
            Words(text=words, size=self.size, bbox=ground, clip_on=False, **place, **{"color": INK, **look})
        )

    def write_lines(self, x: float, y: float, lines: Sequence[str], **how: Any) -> None:
        """Write lines of words, the middle of them all at height y."""
        for place, words in enumerate(lines):
            self.write(x, y + ((len(lines) - 1) / 2 - place) * self.line, words, **how)

    def rules(self, values: Sequence[float], *, upright: bool = False) -> None:
        """Draw thin lines across the plot at these values, as one path."""
        ends = self._y if upright else self._x
        along = np.tile([*ends, np.nan], len(values))
        at = np.repeat(np.asarray(values, dtype=float), 3)
        self.ax.plot(*((at, along) if upright else (along, at)), color=RULE, linewidth=0.7, zorder=0.5, clip_on=False)

    def spread(self, notes: Sequence[Note], *, back: bool = True) -> None:
        """Write words centred below their places on the horizontal axis: every one, every second, ... that has room.

        They are counted back from the last, or from the first. The last is always written when it takes two lines
        (a period that stands apart).
        """
        way = -1 if back else 1
        placed = sorted(notes, key=lambda note: note.at)
        fixed = [placed.pop()] if placed and "\n" in placed[-1].words else []
        room = min((self._extent(note)[0] for note in fixed), default=self.width)
        placed = [note for note in placed if self._extent(note)[1] <= room]
        step = next((step for step in range(1, len(placed)) if self._clear(placed[:: way * step])), max(len(placed), 1))
        for note in [*placed[:: way * step], *fixed]:
            start, end = self._extent(note)
            lines = note.words.split("\n")
            y = self.bottom - (0.9 + (len(lines) - 1) / 2) * self.line
            self.write_lines((start + end) / 2, y, lines, color=note.colour, align="center")

    def _extent(self, note: Note, gap: float = 8.0) -> tuple[float, float]:
        """Return where a note's words start and end, with half the gap to the next on either side."""
        half = max(text_width(line, self.size, note.weight) for line in note.words.split("\n")) / 2 + EDGE
        middle = min(max(self.x_of(note.at), half), self.width - half)
        return middle - half - gap / 2 + EDGE, middle + half + gap / 2 - EDGE

    def _clear(self, notes: Sequence[Note]) -> bool:
        extents = sorted(self._extent(note) for note in notes)
        return all(left[1] <= right[0] for left, right in pairwise(extents))

    def _merged(self) -> list[Note]:
        """Return the notes from left to right; those that say the same and would touch become one."""
        notes: list[Note] = []
        for note in sorted(self.head, key=lambda note: note.at):
            near = notes and self.x_of(note.at) - self.x_of(notes[-1].at) < text_width(note.words, self.size) + 8
            if near and notes[-1].words.rstrip("s") == note.words:
                notes[-1] = replace(note, at=(notes[-1].at + note.at) / 2, words=f"{note.words}s")
            else:
                notes.append(note)
        return notes

    def _levels(self) -> list[int]:
        """Return, for each note, the lowest line above the plot on which it touches no other."""
        taken: list[tuple[int, float, float]] = []
        for note in self.head:
            start, end = self._extent(note)
            level = 0
            while any(on == level and start < right and left < end for on, left, right in taken):
                level += 1
            taken.append((level, start, end))
        return [level for level, _, _ in taken]
