"""Office for National Statistics: deaths from drug poisoning by local authority, from Table 1 or the flat CSV.

Years stand in columns, the newest first; names are indented over up to three columns. A death is counted in the year in
which it was registered.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from pipeline.areas import AREAS, BOROUGH_CODES, ENGLAND, LONDON
from pipeline.errors import PipelineError
from pipeline.publishers.feed import Carried, Feed, Get
from pipeline.publishers.ons_substances import PAGE as SUBSTANCES
from pipeline.publishers.ons_substances import ask_for_substances, by_substance
from pipeline.publishers.ons_workbook import (
    ATTRIBUTION,
    CODES,
    HOST,
    LICENCE,
    NAMES,
    PAGE,
    area_of,
    ask_for_workbook,
    table_of_deaths,
    the_workbook,
)
from pipeline.publishers.reading import (
    column,
    csv_rows,
    plain,
    refuse,
    row_fault,
    table_under,
    whole_numbers,
)
from pipeline.sources.ons_drug_poisoning import ENGLAND_AND_WALES


def coalesced(rows: pd.DataFrame) -> pd.Series:
    """Return each row's first cell that is not empty: names are indented over several columns."""
    return rows.apply(lambda cells: next((cell for cell in cells if cell), ""), axis=1)


def poisonings(path: Path) -> pd.DataFrame:
    """Return area_code, registration_year and deaths, as text, of our areas and of England with Wales.

    Raises PipelineError for a cell that is no count, and where the boroughs do not sum to London.
    """
    rows = csv_rows(path) if path.suffix.lower() == ".csv" else table_of_deaths(path, "Table 1", "poisoning")
    table = table_under(path, rows, [CODES, NAMES])
    years = [place for place, name in enumerate(table.columns) if re.fullmatch(r"(19|20)\d\d", name)]
    if not years or len({table.columns[place] for place in years}) < len(years):
        raise PipelineError(f"{path.name}: the header has no years, or one twice: {', '.join(table.columns)}.")
    table = table[(table.iloc[:, years] != "").any(axis=1)]  # a row without any count is a note
    names = coalesced(table.iloc[:, _place(table, NAMES) : years[0]])
    codes = _our_codes(path, column(table, *CODES), names)
    counted = [
        pd.DataFrame({"area_code": codes, "registration_year": table.columns[place], "deaths": table.iloc[:, place]})
        for place in years
    ]
    long = pd.concat([frame[frame["area_code"] != ""] for frame in counted])
    long["deaths"] = whole_numbers(path, long["deaths"]).astype(str)
    _refuse_other_sums(path, long)
    return long.sort_values(["area_code", "registration_year"]).reset_index(drop=True)


def _place(table: pd.DataFrame, spellings: tuple[str, ...]) -> int:
    wanted = {plain(spelling) for spelling in spellings}
    return next(place for place, name in enumerate(table.columns) if plain(name) in wanted)


def _our_codes(path: Path, codes: pd.Series, names: pd.Series) -> pd.Series:
    """Return each row's code where the table of our source holds its area, else an empty cell."""
    ours, faults = [], []
    for row, code, name in zip(codes.index, codes, names, strict=True):
        try:
            area = area_of(code, name)
        except ValueError as error:
            faults.append(f"row {row}: {error}")
            area = None
        if area and area.kind == "merged":
            faults.append(row_fault(path, row, "Area Names", name, "is merged: this table has each borough apart"))
        ours.append(code if code == ENGLAND_AND_WALES else area.code if area else "")
    refuse(path, faults)
    return pd.Series(ours, index=codes.index, dtype="str")


def _refuse_other_sums(path: Path, deaths: pd.DataFrame) -> None:
    """Pass if in every year each borough stands once and all sum to London."""
    grid = deaths.assign(deaths=deaths["deaths"].astype(int))
    if grid.duplicated(["area_code", "registration_year"]).any():
        raise PipelineError(f"{path.name}: an area stands twice in one year.")
    wide = grid.pivot(index="registration_year", columns="area_code", values="deaths")
    absent = [AREAS[code].name for code in (*BOROUGH_CODES, LONDON.code, ENGLAND.code) if code not in wide]
    refuse(path, [f"{name} has no row" for name in absent])
    apart = wide[list(BOROUGH_CODES)].sum(axis=1) - wide[LONDON.code]
    refuse(path, [f"{year}: the boroughs sum to {gap:+d} of London's" for year, gap in apart[apart != 0].items()])


def ask_for_poisonings(get: Get) -> Mapping[str, Path]:
    """Return the workbook by local authority and, where there is one, that by substance."""
    return {**ask_for_workbook(get), **ask_for_substances(get)}


def carry_poisonings(files: Mapping[str, Path], before: Path | None) -> Carried:
    """Return by_area.csv and by_substance.csv; the latter from `before` where no workbook by substance is given."""
    path = the_workbook(files, "Table 1")
    by_area = poisonings(path)
    other = [file for file in files.values() if file.suffix.lower() == ".xlsx" and file != path]
    substances, caveats = (by_substance(other[0]), ()) if other else _substances_held(before)
    return Carried(
        release=by_area["registration_year"].max(),
        tables={"by_area.csv": by_area, "by_substance.csv": substances},
        caveats=caveats,
    )


def _substances_held(before: Path | None) -> tuple[pd.DataFrame, tuple[str, ...]]:
    path = before / "by_substance.csv" if before else None
    if path is None or not path.is_file():
        raise PipelineError("ons_drug_poisoning: no earlier release is at hand to carry by_substance.csv from.")
    held = pd.read_csv(path, dtype="str", keep_default_na=False)
    last = held["registration_year"].max()
    return held, (f"Deaths by substance are carried over from the release before: they end in {last}.",)


FEED = Feed(
    source="ons_drug_poisoning",
    where=PAGE,
    licence=LICENCE,
    attribution=ATTRIBUTION,
    hosts=(HOST,),
    collect=ask_for_poisonings,
    carry=carry_poisonings,
    by_hand=(
        f"Open {PAGE} and save the newest workbook by local authority (xlsx or xls); "
        f"for substances also the workbook of {SUBSTANCES}."
    ),
    caveats=(
        "Deaths are counted in the year of registration; about half of them happened the year before.",
        "A death can mention several substances, so substances are not added.",
    ),
)
