"""The partnership's own tables L0 to L20 as sources: one each, read from the folders of all boroughs that supplied it.

A release is what is at hand: its files lie in the boroughs' folders and need no provenance.json, so the record is made
from the definitions and the files themselves. A table that nobody supplied has no files and no rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from pipeline.areas import AREAS, Area
from pipeline.dropins import TABLES, DropIn, read_table
from pipeline.dropins.periods import period_label
from pipeline.dropins.table import BASE, PROVISIONAL, ROUNDED, SUPPRESSED, TOTAL, Column
from pipeline.observations import observations
from pipeline.sources.source import Source, read_each
from pipeline.states import Flag, State, join_flags

NOT_SUPPLIED = "not supplied"
LICENCE = "Held by the partnership"
_AREAS = {area.slug: area for area in AREAS.values()}
_WHEN = ["period_start", "period_end", "period_label", "period_type"]
_SERIES = ["area_code", *_WHEN, "category_type", "category", "flags", "release"]


@dataclass(frozen=True)
class LocalSource(Source):
    """One of the partnership's own tables, whichever boroughs have supplied it."""

    dropin: DropIn = field(kw_only=True)

    def read_files(self, folder: Path, names: Iterable[str]) -> pd.DataFrame:
        """Return the observations of these files of data/raw/local, such as barnet/L1-referrals.csv.

        Raises PipelineError naming every fault of every file.
        """
        return read_each(lambda name: self._read(folder, name), names)

    def _read(self, folder: Path, name: str) -> pd.DataFrame:
        area: Area = _AREAS[name.split("/", maxsplit=1)[0]]
        frame = read_table(folder / name, self.dropin, area, f"data/raw/local/{name}")
        return pd.DataFrame() if frame is None else _observed(frame, self.dropin)


def source_of(table: DropIn) -> LocalSource:
    """Return the source of one table."""
    return LocalSource(
        id=table.source,
        title=f"{table.title} ({table.code})",
        publisher="The partnership",
        tables=(),
        newer=f"{table.holder[:1].upper()}{table.holder[1:]} holds current figures and supplies them in table {table.code}.",
        disclosure="partnership tables",
        restricted=table.restricted,
        dropin=table,
    )


LOCAL: dict[str, LocalSource] = {table.source: source_of(table) for table in TABLES}


def record(source: LocalSource, files: dict[str, dict[str, str]]) -> dict[str, object]:
    """Return the provenance record of a table as supplied: `files` by path, each with its sha256 and extract date."""
    newest = max((facts.get("extract", "") for facts in files.values()), default="")
    return {
        "source": source.id, "title": source.title, "publisher": source.publisher, "release": release_name(files),
        "licence": LICENCE, "attribution": "Supplied by the partnership.", "caveats": [], "accessed": newest, "files": files,
    }  # fmt: skip


def release_name(files: dict[str, dict[str, str]]) -> str:
    """Return the newest extract date of the files; "not supplied" without any."""
    return max((facts.get("extract", "") for facts in files.values()), default=NOT_SUPPLIED) or "undated"


def _observed(frame: pd.DataFrame, table: DropIn) -> pd.DataFrame:
    named = _named(frame, table)
    if table.tallies:
        return _tallied(named, table)
    if table.long:
        parts = [
            _measured(named, named[table.long], "numerator"),
            _measured(named, named[table.long] + BASE, "denominator"),
        ]
    else:
        parts = [_measured(named, column.name, column.name, column) for column in table.figures]
    return _as_observations(pd.concat(parts, ignore_index=True), table)


def _named(frame: pd.DataFrame, table: DropIn) -> pd.DataFrame:
    """Return the rows with their period, groups and flags in the columns of observations."""
    records = frame.to_dict("records")
    groups = [_groups(row, table) for row in records]
    return frame.assign(
        category_type=[" | ".join(kind for kind, _ in found) for found in groups],
        category=[" | ".join(word for _, word in found) for found in groups],
        period_label=[period_label(row["period_start"], row["period_end"], row["period_type"]) for row in records],
        flags=[_flags(row) for row in records],
        release=frame["extract_date"].dt.strftime("%Y-%m-%d"),
    )


def _groups(row: dict, table: DropIn) -> list[tuple[str, str]]:
    """Return each kind of group that a row speaks of, with its word."""
    found = [(column.name, row[column.name]) for column in table.groups if row[column.name] != TOTAL]
    return found + [(row[kind], row[group]) for kind, group in table.kinds if row[kind]]


def _flags(row: dict) -> str:
    held = {
        Flag.ROUNDED: row["sdc_state"] == ROUNDED, Flag.CONTROLLED: row["sdc_state"] == SUPPRESSED,
        Flag.PROVISIONAL: row["status"] == PROVISIONAL,
    }  # fmt: skip
    return join_flags(flag for flag, holds in held.items() if holds)


def _measured(named: pd.DataFrame, measure: str | pd.Series, name: str, column: Column | None = None) -> pd.DataFrame:
    """Return one column of figures; an empty cell is hidden where its row says so, else it is not supplied and no row."""
    hidden = named[name].isna() & (named["sdc_state"] == SUPPRESSED)
    if named[name].isna().all():  # a column that nobody filled in was not supplied
        return named.iloc[:0]
    counts = column is None or column.type == "count"
    rows = named.assign(
        measure=measure,
        value=named[name].astype(float),
        numerator=named[name].astype(float) if counts else float("nan"),
        unit=column.unit if column else "",
        state=hidden.map({True: State.SUPPRESSED.value, False: State.OK.value}),
    )
    return rows[rows["value"].notna() | hidden]


def _tallied(named: pd.DataFrame, table: DropIn) -> pd.DataFrame:
    """Return counts of rows, and the sums of their counts, for each period and group: rows are single events."""
    parts = [column.name for column in table.figures]
    for tally in table.tallies:
        counted = named[tally.column] == tally.word if tally.column else True
        named = named.assign(**{tally.measure: pd.Series(counted, index=named.index).astype(float)})
        parts.append(tally.measure)
    series = [name for name in _SERIES if name != "release"]
    grouped = named.groupby(series, as_index=False, sort=False, dropna=False)
    sums = (
        grouped[parts]
        .sum(min_count=1)
        .assign(row=grouped["row"].min()["row"], release=grouped["release"].max()["release"])
    )
    rows = [sums.assign(measure=name, value=sums[name], numerator=sums[name], unit="") for name in parts]
    return _as_observations(pd.concat(rows, ignore_index=True).dropna(subset=["value"]), table)


def _as_observations(rows: pd.DataFrame, table: DropIn) -> pd.DataFrame:
    kept = [*_SERIES, "measure", "value", "numerator", "unit", "row", *(["state"] if "state" in rows else [])]
    return observations(rows[kept], source=table.source)
