"""What a source is, and how its tables are read: every bad row is named, or the table passes whole."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from pipeline.errors import PipelineError
from pipeline.observations import observations
from pipeline.release import issue_of
from pipeline.sources.columns import to_numbers
from pipeline.sources.faults import describe, describe_absent, repeated_rows
from pipeline.sources.reading import inside_project, read_text

Item = TypeVar("Item")


@dataclass(frozen=True)
class Table:
    """One file of a release: `schema` says what a good row is, `tidy` turns good rows into observations.

    `key` names the columns that together occur once: a second row for the same key would be counted twice.
    `complete` says that every combination of them occurs, zeros written out: a missing one is a row that was lost.
    """

    file: str
    schema: pa.DataFrameSchema
    tidy: Callable[[pd.DataFrame], pd.DataFrame]
    key: tuple[str, ...] = ()
    complete: bool = False


@dataclass(frozen=True)
class Source:
    """A publisher's regular issue of figures.

    `newer` says, as a sentence for the reader, whether newer figures are published and who holds them; `newer_of` names
    the release of which it says so, where it would be wrong of a later one.
    `restricted` sources never enter a public table. `disclosure` names the rule of `pipeline.disclosure`.
    An `optional` source is part of an edition only where a release of it was fetched: nothing depends on it.
    """

    id: str
    title: str
    publisher: str
    tables: tuple[Table, ...]
    newer: str
    disclosure: str = "open as published"
    restricted: bool = False
    optional: bool = False
    newer_of: str = ""

    def newer_than(self, release: str) -> str:
        """Return whether figures newer than a release are published, and who holds them."""
        if self.newer_of in ("", issue_of(release)):
            return self.newer
        return f"Newer figures, where there are any, are published by the {self.publisher}."

    def read(self, folder: Path) -> pd.DataFrame:
        """Return the observations of one release (folder data/raw/<source>/<release>).

        Raises PipelineError naming every bad row of every table.
        """
        tables = read_each(lambda table: table.tidy(read_table(self.id, table, folder)), self.tables)
        return tables.assign(source=self.id, release=folder.name).pipe(observations)


def read_each(read: Callable[[Item], pd.DataFrame], items: Iterable[Item]) -> pd.DataFrame:
    """Return what `read` makes of every item in one frame; the errors of all that fail are raised together."""
    parts, errors = [], []
    for item in items:
        try:
            parts.append(read(item))
        except PipelineError as error:
            errors.append(str(error))
    if errors:
        raise PipelineError("\n\n".join(errors))
    return pd.concat(parts, ignore_index=True)


def read_table(source: str, table: Table, folder: Path) -> pd.DataFrame:
    """Return one raw table, checked and typed, with `row` as the line an editor shows.

    Raises PipelineError naming every bad row at once, by line, column and value.
    """
    path = folder / table.file
    try:
        raw = read_text(path)
        _refuse_faults(table, raw)
    except PipelineError as error:
        raise PipelineError(f"{source}: {error}\n\n{_cure(source, path)}") from None
    return to_numbers(raw, table.schema).assign(row=raw.index)


def _refuse_faults(table: Table, raw: pd.DataFrame) -> None:
    """Raise PipelineError with every fault of the table, the schema's and repeated keys together."""
    failures = pd.DataFrame()
    try:
        table.schema.validate(raw, lazy=True)
    except SchemaErrors as errors:
        failures = errors.failure_cases
    faults = describe(failures, repeated_rows(raw, table.key), len(raw))
    if not faults and table.complete:
        faults = describe_absent(raw, table.key)
    if faults:
        raise PipelineError(faults)


def _cure(source: str, path: Path) -> str:
    return "\n".join(
        [
            f"File: {inside_project(path)}",
            f"If the publisher changed the file, change the schema in pipeline/sources/{source}.py and say why.",
            "If the file was saved wrongly, put the published file back.",
        ]
    )
