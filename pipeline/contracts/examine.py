"""Examine one release of a source: its tables against its contract, and its figures against the release before."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd

from pipeline.contracts.continuity import Compared, compare
from pipeline.contracts.contract import OBSERVED, Contract, Rules, Tables
from pipeline.contracts.coverage import coverage_faults, gaps_in
from pipeline.contracts.declared import contract_of
from pipeline.contracts.examined import Examined
from pipeline.contracts.general import general_rules
from pipeline.contracts.notices import Notices
from pipeline.contracts.outliers import outliers_in
from pipeline.errors import PipelineError
from pipeline.observations import observations
from pipeline.sources.source import Source, read_each, read_table


def examine(source: Source, folder: Path, before: Path | None) -> Examined:
    """Return what is wrong with the release in `folder`, what was revised since the one in `before`, and what stands out.

    `folder` need not be in its place yet: its name is the release, unless its provenance.json names one. Nothing is
    raised for figures that are wrong: every bad row is a fault.
    """
    release = release_of(folder)
    try:
        tables = read_tables(source, folder)
    except PipelineError as error:
        return Examined(source.id, release, before.name if before else "", 0, [str(error)])
    found = _examined(source, contract_of(source), tables, release)
    return _beside(source, found, tables[OBSERVED], before) if before else found


def release_of(folder: Path) -> str:
    """Return the name of the release in a folder: what its provenance.json says, else the folder's own name."""
    try:
        record = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
        return str(record["release"])
    except (OSError, ValueError, KeyError, TypeError):  # not written yet, or not readable: others say so
        return folder.name


def read_tables(source: Source, folder: Path) -> dict[str, pd.DataFrame]:
    """Return the tables of a release by file, checked and typed, and under OBSERVED all of them as observations.

    Raises PipelineError naming every bad row of every table.
    """
    tables: dict[str, pd.DataFrame] = {}

    def read(file: str) -> pd.DataFrame:
        table = next(table for table in source.tables if table.file == file)
        tables[file] = read_table(source.id, table, folder)
        return table.tidy(tables[file])

    observed = observations(read_each(read, [table.file for table in source.tables]))
    return tables | {OBSERVED: observed}


def _examined(source: Source, contract: Contract, tables: Tables, release: str) -> Examined:
    every = (*general_rules(contract.since, release), *contract.rules)
    faults = [*_broken((one for one in every if not one.doubt), tables), *coverage_faults(contract, tables)]
    notices = Notices(
        outliers=outliers_in(tables[OBSERVED], contract.known),
        gaps=gaps_in(tables[OBSERVED]),
        queries=tuple(_broken((one for one in every if one.doubt), tables)),
    )
    return Examined(source.id, release, "", len(tables[OBSERVED]), faults, notices)


def _broken(every: Iterator[Rules], tables: Tables) -> Iterator[str]:
    for one in every:
        yield from one.broken(tables)


def _beside(source: Source, found: Examined, now: pd.DataFrame, before: Path) -> Examined:
    """Return the examination with what changed since `before`; a release that cannot be read any more is a question."""
    name = release_of(before)
    try:
        changed = compare(read_tables(source, before)[OBSERVED], now, contract_of(source).ended)
    except PipelineError as error:
        doubt = f"release {name} could not be compared with: {str(error).splitlines()[0]}"
        return replace(found, notices=replace(found.notices, queries=(*found.notices.queries, doubt)))
    notices = _changes(found.notices, changed)
    if source.optional:  # nothing rests on it, so what its publisher no longer issues is a question only
        return replace(found, before=name, notices=replace(notices, queries=(*notices.queries, *changed.lost)))
    return replace(found, before=name, faults=[*found.faults, *changed.lost], notices=notices)


def _changes(notices: Notices, changed: Compared) -> Notices:
    return replace(
        notices,
        revisions=changed.revisions,
        gone=changed.gone,
        added=changed.added,
        new_periods=changed.new_periods,
        dropped_periods=changed.dropped_periods,
    )
