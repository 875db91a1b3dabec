"""Charts: each is a function of indicator rows that returns draw(ax), drawn once for the page and once for a phone.

`svg_pair` turns any draw(ax), Axes, Figure or seaborn grid into clean inline SVG.
"""

from pipeline.figures.bars import group_bars
from pipeline.figures.boroughs import range_strip, ranked
from pipeline.figures.fifths import fifth_bars
from pipeline.figures.funnel import funnel_plot
from pipeline.figures.months import monthly_bars_or_line
from pipeline.figures.panel import is_narrow
from pipeline.figures.representation import Beside, beside
from pipeline.figures.seasons import month_profile
from pipeline.figures.sheet import prepare
from pipeline.figures.style import set_style
from pipeline.figures.svg import svg_pair
from pipeline.figures.tilemap import tile_map
from pipeline.figures.trends import group_lines, trend_lines
from pipeline.figures.wards import ward_bars

__all__ = [
    "Beside",
    "beside",
    "fifth_bars",
    "funnel_plot",
    "group_bars",
    "group_lines",
    "is_narrow",
    "month_profile",
    "monthly_bars_or_line",
    "prepare",
    "range_strip",
    "ranked",
    "set_style",
    "svg_pair",
    "tile_map",
    "trend_lines",
    "ward_bars",
]
