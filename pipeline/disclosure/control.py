"""Frames in, frames that may be printed out: the rule, the sums the tables share, the audit, and a last look at every column."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from pipeline.disclosure.knowledge import Known
from pipeline.disclosure.layout import Layout, base_ids, cell_ids, sums
from pipeline.disclosure.pattern import Pattern, control
from pipeline.disclosure.relations import Relation
from pipeline.disclosure.rows import check_counts, numbers_left, protected
from pipeline.disclosure.rules import Rule
from pipeline.errors import PipelineError
from pipeline.states import State


@dataclass(frozen=True)
class Table:
    """A tidy frame of counts and how it adds up."""

    frame: pd.DataFrame
    layout: Layout


def control_tables(
    tables: Mapping[str, Table], rule: Rule, relations: Iterable[Relation] = (),
    elsewhere: Mapping[str, Known] | None = None, structural: frozenset[str] = frozenset(),
) -> tuple[dict[str, pd.DataFrame], Pattern]:  # fmt: skip
    """Return the tables as they may be printed together, and the pattern with its audit.

    The sums of each frame are read from its layout; `relations` adds those that no frame shows (across documents, or a
    percentage printed elsewhere).  PipelineError for counts that contradict each other or are no counts.
    """
    own = [found for name, table in tables.items() for found in sums(_counted(table), table.layout, name)]
    pattern = control(_counts(tables), (*own, *relations), rule, elsewhere, structural)
    return {name: _printed(table, rule, pattern, name) for name, table in tables.items()}, pattern


def _counted(table: Table) -> pd.DataFrame:
    """Only rows with a count: one that is not applicable is not a part; one not available is no cell of ours either."""
    return table.frame[table.frame["state"].ne(State.NOT_APPLICABLE.value)] if "state" in table.frame else table.frame


def _counts(tables: Mapping[str, Table]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name, table in tables.items():
        check_counts(table.frame, (table.layout.count,))
        ids = cell_ids(table.frame, table.layout)
        for cell, count in zip(ids, table.frame[table.layout.count], strict=True):
            if pd.notna(count) and counts.setdefault(cell, int(count)) != count:
                raise PipelineError(
                    f"{cell}: {counts[cell]} in one table, {int(count)} in {name}.\nName what differs in a key."
                )
    return counts


def _printed(table: Table, rule: Rule, pattern: Pattern, name: str) -> pd.DataFrame:
    """Empty the hidden rows, and those whose denominator is a hidden count; then make sure that nothing is left."""
    frame, layout = table.frame, table.layout
    gone = cell_ids(frame, layout).isin(pattern.hidden)
    if layout.over:
        gone |= base_ids(frame, layout).isin(pattern.hidden)
    counts = (layout.count, "denominator") if layout.over and "denominator" in frame else (layout.count,)
    rows = protected(frame, rule, counts, gone)
    left = numbers_left(rows)
    if len(left):
        raise PipelineError(f"{name}: a suppressed row still holds {left['column'].iloc[0]}.\nReport this fault.")
    return rows
