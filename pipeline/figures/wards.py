"""The wards that hold most of an area's located offences."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from pipeline.figures.bars import whiskers
from pipeline.figures.choice import drawable, one_period
from pipeline.figures.over_time import Draw
from pipeline.figures.panel import EDGE, Panel, is_narrow, text_size
from pipeline.figures.style import INK, MUTED, NAVY, OTHERS, text_width, wrapped
from pipeline.tables import format_value

MOST = 10


def ward_bars(rows: pd.DataFrame, unit: str = "% of located offences", decimals: int = 1) -> Draw:
    """Return a chart of the ten wards with the largest share, each with its limits, share and count.

    `rows` are of one area and one period; PipelineError where no ward has a value.
    """
    wards = drawable(one_period(rows[rows["group_type"] == "ward"]), "wards")
    wards = wards.sort_values(["value", "group"], ascending=[False, True]).head(MOST)
    # "E05009317 Bethnal Green": names of wards occur twice in London, so the code leads in the data and not on the page
    names = [group.split(" ", 1)[-1] for group in wards["group"]]
    shares = [format_value(value, decimals, "%") for value in wards["value"]]
    counts = [f"({format_value(count, 0)})" for count in wards["numerator"]]

    def draw(ax: Axes) -> None:
        size = text_size(ax)
        lines = [wrapped(name, 96 if is_narrow(ax) else 170, size) for name in names]
        left = max(text_width(line, size) for label in lines for line in label) + 8 + EDGE
        widths = [text_width(share, size, 600) + size / 4 for share in shares]
        room = max(wide + text_width(count, size) for wide, count in zip(widths, counts, strict=True))
        step = size * (1.1 + 1.2 * max(len(label) for label in lines))
        panel = Panel(ax, len(names) * step, left, room + 8 + EDGE, EDGE, title=f"{unit} (and their number)")
        top = float(np.nanmax(wards[["value", "upper"]].to_numpy()))
        panel.frame((0, top if top > 0 else 1), (len(names) - 0.5, -0.5))
        places = np.arange(len(names))
        look: dict[str, Any] = {
            "color": [NAVY, *[OTHERS] * (len(names) - 1)],
            "linewidth": 0,
            "zorder": 1,
            "clip_on": False,
        }
        ax.barh(places, wards["value"], min(0.62, 1.5 * size / step), **look)
        whiskers(ax, wards, places)
        for place, label in enumerate(lines):
            panel.write_lines(left - 8, panel.y_of(place), label, color=INK, align="right")
            reach = panel.x_of(np.nanmax([wards["value"].iloc[place], wards["upper"].iloc[place]])) + 6
            panel.write(reach, panel.y_of(place), shares[place], weight=600)
            panel.write(reach + widths[place], panel.y_of(place), counts[place], color=MUTED)

    return draw
