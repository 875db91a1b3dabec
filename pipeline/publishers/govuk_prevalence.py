"""Estimates of opiate and crack use by local authority (ODS), as two headers draw them.

Editions of 2018/19 and 2019/20 have two rows of headers, the upper one merged: "Number of users" and "Rate of use" stand
over OCU, opiates and crack, each with its limits. Later ones write each column out. A 0 was printed where nothing was
estimated: it is no value.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from pipeline.errors import PipelineError
from pipeline.publishers.area_names import code_of
from pipeline.publishers.feed import Carried, Feed, Get
from pipeline.publishers.govuk import (
    ADULTS,
    ATTRIBUTION,
    HOSTS,
    LICENCE,
    ask_tables,
    edition_of,
    find_pages,
    refuse_none,
    sheets_called,
    title_above,
)  # fmt: skip
from pipeline.publishers.markers import read_marked
from pipeline.publishers.prevalence_header import Heading, read_heading
from pipeline.publishers.reading import Rows
from pipeline.states import State

KEY = ["area_code", "period", "drug", "measure"]
_SHEETS = r"prevalence|21$"  # "2_1_Drug_prevalence", "Table_2_1"
_PAGE = re.compile(rf"{ADULTS.pattern}|opiate and crack cocaine use: prevalence estimates.*", re.IGNORECASE)
_YEARS = re.compile(r"(20\d\d)\s*(?:to|/|-|–)\s*(?:20)?(\d\d)(?!\d)")
_AT_MOST = 8  # editions asked for: no estimate older than those is printed again


def collect(get: Get) -> Mapping[str, Path]:
    """Return the tables of recent editions, under their years, and of the pages of estimates themselves."""
    pages = find_pages(get, "opiate and crack cocaine use prevalence estimates treatment statistics", _PAGE, "search")
    own = [page for page in pages if not edition_of(page)]
    editions = sorted((page for page in pages if edition_of(page)), key=edition_of, reverse=True)[:_AT_MOST]
    files: dict[str, Path] = {}
    for number, page in enumerate([*own, *editions], 1):
        files |= ask_tables(get, page, edition_of(page) or f"estimates-{number}")
    refuse_none(files, [*own, *editions])
    return files


def carry(files: Mapping[str, Path], before: Path | None) -> Carried:
    """Return estimates with limits, as numbers and rates, of boroughs, London and England; the newest edition's first."""
    found = [
        _estimates(name, path, rows, heading)
        for name, path in sorted(files.items(), reverse=True)
        for _, rows in sheets_called(path, _SHEETS)
        if (heading := read_heading(path, rows))
    ]
    if not found:
        named = ", ".join(path.name for path in files.values())
        raise PipelineError(f"{named}: no sheet has estimates of opiate and crack use by local authority.")
    table = pd.concat(found).drop_duplicates(KEY).sort_values(KEY, ignore_index=True)
    caveats = (
        "Modelled estimates: their limits are wide and those of boroughs and neighbours overlap.",
        "Where the publisher prints 0 nothing was estimated: the value is not available, never zero.",
        "Estimates of different editions rest on different methods and are not joined in one series without a note.",
    )
    return Carried(table["period"].max().replace("/", "-"), {"prevalence.csv": table}, caveats)


def _estimates(name: str, path: Path, rows: Rows, heading: Heading) -> pd.DataFrame:
    areas = {number: code_of(_area(cells, heading)) for number, cells in rows.items() if number > heading.row}
    ours = {number: rows[number] for number, code in areas.items() if code}
    period = _period(name, path, title_above(rows, heading.row))
    parts = []
    for (drug, measure), places in heading.columns.items():
        cells = {
            part: pd.Series([row[at] if at < len(row) else "" for row in ours.values()], ours, name=f"{drug} {part}")
            for part, at in places.items()
        }
        part = _values(path, cells).assign(drug=drug, measure=measure, period=period)
        parts.append(
            part.assign(area_code=[areas[number] for number in ours], population=_population(path, ours, heading))
        )
    return pd.concat(parts)


def _area(cells: list[str], heading: Heading) -> str:
    """Return the local authority's name; in a row of a region or of England it stands in the region's column."""
    named = [cells[at] for at in (heading.area, heading.region) if at is not None and at < len(cells)]
    return next(filter(None, named), "")


def _population(path: Path, rows: Rows, heading: Heading) -> pd.Series | str:
    if heading.population is None:
        return ""
    cells = pd.Series([row[heading.population] for row in rows.values()], rows, name="15-64 population")
    return read_marked(path, cells)["value"]


def _values(path: Path, cells: dict[str, pd.Series]) -> pd.DataFrame:
    read = read_marked(path, cells["value"])
    zero = pd.to_numeric(read["value"]) == 0
    state = read["state"].mask(zero, State.NOT_AVAILABLE.value)
    limits = {
        part: read_marked(path, cells[part])["value"].where(state == State.OK.value, "") for part in ("lower", "upper")
    }
    return pd.DataFrame({"value": read["value"].mask(zero, ""), **limits, "state": state})


def _period(name: str, path: Path, title: str) -> str:
    """Return the year that the estimates are of, from the table's title, else from the file's own name."""
    match = _YEARS.search(title) or (_YEARS.search(name) if name.startswith("prevalence") else None)
    if match is None:
        raise PipelineError(
            f"{path.name}: the title above the estimates names no year ('{title[:120]}').\n"
            "Find the year in the publication, name the file for it (prevalence-2016-17.ods) and give it by hand."
        )
    return f"{match[1]}/{match[2]}"


FEED = Feed(
    source="ohid_prevalence",
    where="https://www.gov.uk/government/publications/opiate-and-crack-cocaine-use-prevalence-estimates-for-local-populations",
    licence=LICENCE,
    attribution=ATTRIBUTION,
    hosts=HOSTS,
    collect=collect,
    carry=carry,
)
