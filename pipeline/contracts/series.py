"""Figures as series and cells: what makes two rows of two releases the same figure."""

import pandas as pd

from pipeline.contracts.notices import Cell
from pipeline.observations import DEFAULTS

SERIES = ["area_code", "measure", "sex", "age", "category_type", "category", "unit", "period_type"]
FIGURE = [*SERIES, "period_label"]
NOTE = "note"  # a category of this type is a remark on the value and no group


def figures(observations: pd.DataFrame) -> pd.DataFrame:
    """Return the observations so that FIGURE names each: a publisher's remark on a value is not part of its name.

    Rows that share a name all the same (none should) are numbered, so that each is compared with its like.
    """
    remark = observations["category_type"] == NOTE
    frame = observations.assign(
        category_type=observations["category_type"].mask(remark, ""),
        category=observations["category"].mask(remark, ""),
    )
    again = frame.groupby(FIGURE).cumcount() if frame.duplicated(FIGURE).any() else 0
    return frame.assign(again=again)


def cell_of(row: dict) -> Cell:
    """Return the name of a row of figures."""
    groups = [row[name] for name in ("sex", "age") if row[name] != DEFAULTS[name]]
    groups += [row["category"]] if row["category"] and row["category_type"] != NOTE else []
    return Cell(row["area_code"], row["measure"], ", ".join(groups), row["period_label"])
