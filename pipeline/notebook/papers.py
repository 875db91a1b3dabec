"""Figures that the borough's own papers print: as they print them, never computed with, counts only."""

import re

import pandas as pd

from pipeline.local.data import LocalFigure
from pipeline.notebook.context import bundle
from pipeline.notebook.page import put_table
from pipeline.notebook.records import NOT_GIVEN, local_id, missing
from pipeline.tables import grid

CAPTION = "From the partnership's papers"
AS_PRINTED = (
    "Counts as the papers print them, with their own comparisons. Numbers this small vary by chance: no rise and no fall is "
    "read from them, and a percentage beside a count is the paper's, not a comparison made here."
)
STANDS = {"query": "query: not explained", "conflict": "the papers disagree"}
_COUNT = re.compile(r"[\d,]+")
_RATED = re.compile(r"%|\bper\b|\bfor each\b")


def published_figures(number: int) -> None:
    """Put the counts that the borough's papers print under a national priority in a table, or say that none is at hand."""
    own = [one for one in bundle().local.figures if one.priority == number and is_count(one)]
    name = f"papers-{number}"
    if not own:
        missing(name, "No count from the partnership's own papers is at hand", "The partnership", "figures.csv")
        return
    frame = pd.DataFrame([_row(one) for one in own])
    shown = grid(
        frame.drop(columns="finding"),
        [(label, label) for label in _row(own[0]) if label != "finding"],
        CAPTION,
        [AS_PRINTED],
    )
    put_table(name, shown, frame, "Source: the papers named in the rows.")


def _row(one: LocalFigure) -> dict[str, str]:
    care = [STANDS.get(one.status, ""), one.note]
    return {
        "What was counted": one.what,
        "Period": one.period or NOT_GIVEN,
        "Count": f"{one.value} {one.unit}",
        "Change printed": f"{one.change} {one.change_unit}".strip() or NOT_GIVEN,
        "London's change printed": one.london_change or NOT_GIVEN,
        "Read with care": "; ".join(filter(None, care)) or "as published",
        "Where it is written": one.source,
        "finding": local_id("figures", one.id),
    }


def is_count(one: LocalFigure) -> bool:
    """Whether a figure is a plain count: no share, no rate and no change in percent."""
    return bool(_COUNT.fullmatch(one.value)) and not _RATED.search(one.unit)
