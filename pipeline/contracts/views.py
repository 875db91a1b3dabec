"""Views of a release's tables, in which what is compared stands side by side: a part and its whole, a sum and its total."""

from collections.abc import Callable, Sequence

import pandas as pd

from pipeline.areas import AREAS, LONDON
from pipeline.contracts.contract import Tables

View = Callable[[Tables], pd.DataFrame]
_WITHIN_LONDON = [code for code, area in AREAS.items() if area.kind in {"borough", "merged"}]


def table(file: str, *columns: str) -> View:
    """Return the view of these columns of a file, each row with its line."""
    return lambda tables: tables[file][["row", *columns]]


def side_by_side(file: str, names: str, value: str, *by: str) -> View:
    """Return the view in which the values of one column of names stand as columns, one row for each of `by`."""

    def view(tables: Tables) -> pd.DataFrame:
        return tables[file].pivot(index=list(by), columns=names, values=value).astype(float).reset_index()

    return view


def london_total(file: str, value: str, *by: str) -> View:
    """Return what the areas within London sum to beside London's own row, where both are printed.

    Column `parts` counts the areas, and `hidden` those without a value.
    """

    def view(tables: Tables) -> pd.DataFrame:
        frame = tables[file]
        within = frame[frame["area_code"].isin(_WITHIN_LONDON)].groupby(list(by))[value]
        sums = within.agg(boroughs="sum", parts="size", hidden=lambda cells: cells.isna().sum()).reset_index()
        printed = frame[frame["area_code"] == LONDON.code].rename(columns={value: "london"})
        both = sums.merge(printed[[*by, "london"]], on=list(by), validate="one_to_one")
        return both.dropna(subset=["london"])

    return view


def parts_and_whole(file: str, column: str, whole: str, value: str, by: Sequence[str]) -> View:
    """Return what the groups of a column sum to (`together`), how many they are (`parts`) and the row of the whole.

    Only where there are two groups or more beside the whole.
    """

    def view(tables: Tables) -> pd.DataFrame:
        frame = tables[file]
        groups = frame[frame[column] != whole].groupby(list(by))[value].agg(together="sum", parts="size").reset_index()
        totals = frame[frame[column] == whole].rename(columns={value: "whole"})
        both = groups.merge(totals[[*by, "whole"]], on=list(by), validate="one_to_one")
        return both[both["parts"] > 1]

    return view


def summed(frame: pd.DataFrame, value: str, name: str, *by: str) -> pd.DataFrame:
    """Return the sums of a column by these others, under a name."""
    return frame.groupby(list(by))[value].sum().rename(name).reset_index()
