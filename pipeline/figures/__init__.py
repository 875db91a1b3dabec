"""Charts: each is a function of indicator rows that returns draw(ax), drawn once for the page and once for a phone.

`svg_pair` turns any draw(ax), Axes, Figure or seaborn grid into clean inline SVG.
"""

from pipeline.figures.boroughs import range_strip, ranked
from pipeline.figures.months import monthly_bars_or_line
from pipeline.figures.panel import is_narrow
from pipeline.figures.style import set_style
from pipeline.figures.svg import svg_pair
from pipeline.figures.trends import group_lines, trend_lines
from pipeline.figures.wards import ward_bars

__all__ = [
    "group_lines",
    "is_narrow",
    "monthly_bars_or_line",
    "range_strip",
    "ranked",
    "set_style",
    "svg_pair",
    "trend_lines",
    "ward_bars",
]
