"""Blank sheets to draw on. An empty plot takes as long to make as its chart to draw: a worker makes some ahead, for its forks."""

import io
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from pipeline.areas import AREAS
from pipeline.figures.style import NARROW, SETTINGS, TEXT_NARROW, TEXT_WIDE, WIDE, register_typeface, text_width

TEXT = {WIDE: TEXT_WIDE, NARROW: TEXT_NARROW}
HEIGHT = {WIDE: 3.7, NARROW: 3.9}
AHEAD = 16  # of each width: as many charts as the fullest chapter has
_ready: dict[float, list[tuple[Figure, dict[str, Any]]]] = {}


def sheet(inches: float) -> Figure:
    """Return a figure of this width with one empty plot: one made ahead, unless matplotlib was set otherwise since."""
    ready = _ready.get(inches, [])
    while ready:
        figure, look = ready.pop()
        if look == _look():
            return figure
    return _blank(inches)


def prepare(number: int = AHEAD) -> None:
    """Make sheets ahead, and measure the names that every chart of all boroughs prints; matplotlib stays set as it was."""
    register_typeface()
    for inches, size in TEXT.items():
        with mpl.rc_context():
            mpl.rcParams.update({**SETTINGS, "font.size": size})
            look = _look()
            _ready[inches] = [(_blank(inches), look) for _ in range(number)]
            _blank(inches).savefig(io.StringIO(), format="svg")  # what is loaded and found by the first drawing
    for area in AREAS.values():
        for size in (TEXT_WIDE, TEXT_NARROW - 1):
            text_width(area.name, size)


def _blank(inches: float) -> Figure:
    figure = Figure(figsize=(inches, HEIGHT[inches]))
    figure.add_subplot()
    return figure


def _look() -> dict[str, Any]:
    """Everything that matplotlib is set to, but for the place where it shows charts."""
    return {name: value for name, value in dict.items(mpl.rcParams) if not name.startswith(("backend", "interactive"))}
