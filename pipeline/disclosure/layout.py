"""How a tidy frame adds up: an id for each cell, and the sums along each category, the same in every table.

A cell is named by what it counts, never by where it is printed, so tables that share a total are related by its name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from pipeline.disclosure.knowledge import Known
from pipeline.disclosure.relations import Sum
from pipeline.errors import PipelineError


@dataclass(frozen=True)
class Layout:
    """How the rows of a frame are named and add up.

    `keys`: columns that tell counts apart and are never added over (measure, area_code, period_label).
    `totals`: for each category column, the label of its total ("all"): the other labels add up to it.
    `members`: for a key that adds up itself, each total's parts ({"area_code": {"E12000007": (boroughs)}}).
    `unlisted`: category columns whose labels do not cover everyone: what is not listed makes up the rest.
    `count`: the column of counts.  `over`: category columns of which the row's denominator is the total.
    """

    keys: tuple[str, ...]
    totals: Mapping[str, str]
    members: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    unlisted: frozenset[str] = frozenset()
    count: str = "numerator"
    over: tuple[str, ...] = ()


def cell_ids(frame: pd.DataFrame, layout: Layout) -> pd.Series:
    """Return each row's cell id: its keys, then the categories that are not totals ("... | sex=female")."""
    columns = (*layout.keys, *layout.totals)
    absent = [name for name in columns if name not in frame]
    if absent:
        raise PipelineError(
            f"A table to be protected lacks the columns {', '.join(absent)}.\nName its columns in the layout."
        )
    rows = zip(*(frame[name] for name in columns), strict=True) if columns else [()] * len(frame)
    names = [_id(dict(zip(columns, row, strict=True)), layout) for row in rows]
    return pd.Series(names, index=frame.index, dtype=object)


def base_ids(frame: pd.DataFrame, layout: Layout) -> pd.Series:
    """Return the id of the cell that each row's denominator counts: the total over the columns of `over`."""
    return cell_ids(frame.assign(**{name: layout.totals[name] for name in layout.over}), layout)


def _id(row: Mapping[str, object], layout: Layout) -> str:
    parts = [str(row[key]) for key in layout.keys]
    parts += [f"{name}={row[name]}" for name, total in layout.totals.items() if row[name] != total]
    return " | ".join(parts)


def sums(frame: pd.DataFrame, layout: Layout, where: str = "") -> tuple[Sum, ...]:
    """Return every sum that the rows take part in, along each category and each declared membership.

    A total that the frame does not print counts too: it may be printed elsewhere. Raises PipelineError for a row twice.
    """
    ids = cell_ids(frame, layout)
    if ids.duplicated().any():
        raise PipelineError(
            f"{where or 'a table'}: {ids[ids.duplicated()].iloc[0]} stands twice.\nAdd the column that differs."
        )
    along = [found for name in layout.totals for found in _along(frame, ids, layout, name, where)]
    within = [found for name in layout.members for found in _within(frame, ids, layout, name, where)]
    return (*along, *within)


def _along(frame: pd.DataFrame, ids: pd.Series, layout: Layout, name: str, where: str) -> list[Sum]:
    """One sum for each combination of the other columns: the labels of one category column add up to its total."""
    parts = frame[frame[name] != layout.totals[name]]
    found = []
    for total, cells in ids[parts.index].groupby(
        cell_ids(parts.assign(**{name: layout.totals[name]}), layout), sort=False
    ):
        rest = (f"{total} | {name} not listed",) if name in layout.unlisted else ()
        found.append(Sum(str(total), (*cells, *rest), where))
    return found


def _within(frame: pd.DataFrame, ids: pd.Series, layout: Layout, name: str, where: str) -> list[Sum]:
    """One sum for each total of a key and each combination of the other columns; absent members make up the rest."""
    found = []
    for whole, members in layout.members[name].items():
        parts = frame[frame[name].isin(members)]
        for total, cells in ids[parts.index].groupby(cell_ids(parts.assign(**{name: whole}), layout), sort=False):
            rest = () if len(cells) == len(members) else (f"{total} | other members",)
            found.append(Sum(str(total), (*cells, *rest), where))
    return found


def read(frame: pd.DataFrame, layout: Layout, base: int = 1) -> dict[str, Known]:
    """Return what a reader of a printed frame knows, by cell id: an earlier edition, London's table, a download.

    An empty count is any number; `base`: the counts are rounded to it.
    """
    return {
        cell: Known(0) if pd.isna(count) else Known(max(0, int(count) - base // 2), int(count) + base // 2)
        for cell, count in zip(cell_ids(frame, layout), frame[layout.count], strict=True)
    }


def spread(frame: pd.DataFrame, total: str = "all") -> pd.DataFrame:
    """Return observations with a column for each category type instead of category_type and category.

    Types joined by " | " become a column each; a row that does not speak of a type holds the total's label there.
    """
    pairs = [
        dict(zip(kinds.split(" | "), labels.split(" | "), strict=True)) if kinds else {}
        for kinds, labels in zip(frame["category_type"].fillna(""), frame["category"].fillna(""), strict=True)
    ]
    columns = pd.DataFrame(pairs, index=frame.index, dtype=object).fillna(total)
    return frame.drop(columns=["category_type", "category"]).join(columns)
