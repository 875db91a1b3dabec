"""Observations that no indicator can use, each named by source, row and column, whoever made them.

A source checks its own file; this is the last look before figures are calculated with, so that a negative count, a
text, an unknown area or two periods that overlap can never become a rate.
"""

import numpy as np
import pandas as pd

from pipeline.areas import AREAS
from pipeline.errors import PipelineError
from pipeline.observations import NUMBERS
from pipeline.states import State

SHOWN = 20
_CURE = "Correct the table that they come from."
# Periods of these types follow each other; twelve months and three years to every month or year may overlap.
_SEPARATE = ("month", "quarter", "FY", "CY")
_SERIES = ["area_code", "measure", "sex", "age", "category_type", "category", "period_type"]


def find_faults(observed: pd.DataFrame) -> pd.DataFrame:
    """Return every figure of one source that cannot be used: measure, row (line of the file), column and words."""
    figures, found = _numbers(observed)
    for name in NUMBERS:
        found += [
            _of(observed, np.isinf(figures[name]), name, "is not a finite number"),
            _of(observed, figures[name] < 0, name, "is below zero"),
        ]
    ok = observed["state"] == State.OK.value
    share = observed["unit"].str.startswith("%") if "unit" in observed else pd.Series(False, index=observed.index)
    nobody = (observed["measure"] == "residents") & (observed["age"] == "all ages") & (observed["category_type"] == "")
    nobody &= figures["value"] == 0
    found += [
        _of(observed, ok & figures["value"].isna() & observed["value"].isna(), "value", "is missing, and no state says why"),
        _of(observed, ~ok & figures["value"].notna(), "value", "is there although its state says that it is not"),
        _of(observed, share & (figures["numerator"] > figures["denominator"]), "numerator", "is more than its denominator"),
        _of(observed, nobody | (figures["denominator"] == 0), "denominator", "is a population of nobody"),
        _of(observed, ~observed["area_code"].isin(list(AREAS)), "area_code", "is not an area that is known here"),
        _of(observed, _overlapping(observed), "period_label", "overlaps with another period of the same series"),
    ]  # fmt: skip
    return pd.concat(found, ignore_index=True)


def refuse_faults(source: str, faults: pd.DataFrame, measures: tuple[str, ...] = ()) -> None:
    """Raise PipelineError naming source, row and column of every fault in these measures (none given: in any)."""
    own = faults[faults["measure"].isin(measures)] if measures else faults
    if own.empty:
        return
    lines = own.sort_values(["row", "column"])["words"].tolist()
    rest = [f"  and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
    raise PipelineError(
        "\n".join([f"{source}: {len(lines)} figures cannot be used.", "", *lines[:SHOWN], *rest, "", _CURE])
    )


def _numbers(observed: pd.DataFrame) -> tuple[dict[str, pd.Series], list[pd.DataFrame]]:
    """Return the columns of numbers as floats, and what in them is text."""
    figures, found = {}, []
    for name in NUMBERS:
        cells = observed[name]
        figures[name] = pd.to_numeric(cells, errors="coerce").astype("float64")
        if cells.dtype.kind != "f":
            found.append(_of(observed, figures[name].isna() & cells.notna(), name, "is not a number"))
    return figures, found


def _of(observed: pd.DataFrame, wrong: pd.Series, column: str, words: str) -> pd.DataFrame:
    rows = observed[wrong]
    lines = rows["row"] if "row" in rows else pd.Series(rows.index, index=rows.index)
    texts = [f"  row {line}: {column} {cell} {words}" for line, cell in zip(lines, rows[column], strict=True)]
    return pd.DataFrame({"measure": rows["measure"].astype("str"), "row": lines, "column": column, "words": texts})


def _overlapping(observed: pd.DataFrame) -> pd.Series:
    """Say of each row whether it repeats or overlaps the one before it in its series."""
    series = observed.groupby(_SERIES, sort=False, dropna=False).ngroup()
    order = pd.DataFrame({"series": series, "start": observed["period_start"], "end": observed["period_end"]})
    order = order.sort_values(["series", "start", "end"], kind="stable")
    same = order["series"].eq(order["series"].shift())
    separate = observed["period_type"].isin(_SEPARATE).reindex(order.index)
    repeated = order["start"].eq(order["start"].shift()) & order["end"].eq(order["end"].shift())
    overlap = same & (repeated | (separate & order["start"].le(order["end"].shift())))
    return overlap.reindex(observed.index)
