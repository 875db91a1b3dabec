"""Years as lines: an area beside London and England, or the groups of one area. No legend: lines carry their names."""

from typing import Any

import pandas as pd

from pipeline.areas import ENGLAND, LONDON
from pipeline.errors import PipelineError
from pipeline.figures.choice import drawable, name_of, own_rows
from pipeline.figures.over_time import Draw, Line, over_time
from pipeline.figures.series import series, with_latest
from pipeline.figures.style import CATEGORICAL, CHARCOAL, DASHES, NAVY, ORANGE


def trend_lines(rows: pd.DataFrame, own: str, unit: str, decimals: int = 1) -> Draw:
    """Return a chart of the area over the years with its limits, beside London and England where they are published.

    Years of one kind are joined; the newest period of another kind (the latest 12 months beside financial years)
    stands apart. PipelineError where the area has no value: state the gap.
    """
    mine = own_rows(rows, own)
    drawable(mine, name_of(own))
    code = mine["area_code"].iloc[0]
    by_area = {str(area): found for area, found in with_latest(rows).groupby("area_code")}
    looks: list[tuple[str, dict[str, Any]]] = [
        (ENGLAND.code, {"colour": CHARCOAL, "dash": DASHES[CHARCOAL]}),
        (LONDON.code, {"colour": ORANGE}),
        (code, {"colour": NAVY, "width": 2.4, "own": True}),
    ]
    lines = [Line(name_of(area), series(by_area[area]), **look) for area, look in looks if area in by_area]
    return over_time([line for line in lines if line.series.stretches], unit, decimals)


def group_lines(rows: pd.DataFrame, unit: str = "", decimals: int = 0) -> Draw:
    """Return a chart of up to four groups of one area over the years; the row of everyone together is left out."""
    found = drawable(rows[rows["group"] != ""], "these groups")
    groups = list(dict.fromkeys(found["group"]))
    if len(groups) > len(CATEGORICAL):
        raise PipelineError(
            f"{len(groups)} groups in one chart ({', '.join(groups)}): at most {len(CATEGORICAL)} can be told apart.\n"
            "Choose some of them, or show a table."
        )
    lines = [
        Line(group[:1].upper() + group[1:], series(rows[rows["group"] == group]), colour, 2.0, DASHES[colour])
        for group, colour in zip(groups, CATEGORICAL, strict=False)
    ]
    return over_time(lines, unit, decimals)
