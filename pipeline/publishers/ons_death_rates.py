"""Office for National Statistics: deaths from drug misuse over three years, and their age-standardised rates (Table 6).

Each period has four values (deaths, rate, lower and upper limit) under one printed period, with empty columns between.
Where data begin differs from year to year. `:` is a rate that is not shown for few deaths; `u` marks low reliability.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from pipeline.areas import AREAS, BOROUGH_CODES, LONDON, Area
from pipeline.errors import PipelineError
from pipeline.publishers.feed import Carried, Feed
from pipeline.publishers.ons_workbook import (
    ATTRIBUTION,
    CODES,
    HOST,
    LICENCE,
    PAGE,
    area_of,
    ask_for_workbook,
    table_of_deaths,
    the_workbook,
)
from pipeline.publishers.reading import Rows, plain, refuse, row_fault
from pipeline.states import State

FIRST_YEAR = 2007  # periods before 2007-09 are left out: our table began there, and population begins in 2006
VALUES = ("deaths", "rate", "lower", "upper")
_WORDS = {"lower": "lower", "upper": "upper", "rate": "rate", "asmr": "rate", "deaths": "deaths"}  # first found counts
_PERIOD = re.compile(r"(\d{4})\s*(?:-|–|to)\s*(\d{4}|\d{2})\b")
_CODE = re.compile(r"[A-Z]\d{8}")
_RATE = re.compile(r"(\d+(?:\.\d+)?)\s*(u|\[u\])?", re.IGNORECASE)
_SUPPRESSED = frozenset({":", "[c]", "c", "*"})
_NOTHING = frozenset({"", "-", "..", "[x]", "x", "[z]", "z"})
Blocks = dict[str, dict[str, int]]


def misuse_rates(path: Path) -> pd.DataFrame:
    """Return, as text, area_code (empty where merged), area_name, period, the four values, shown and reliability.

    Boroughs, merged areas, London and England, from 2007-09 on. PipelineError names every bad cell, and a period in which
    the boroughs do not sum to London.
    """
    rows = table_of_deaths(path, "Table 6", "misuse")
    first = next((row for row, cells in rows.items() if any(_CODE.fullmatch(cell) for cell in cells)), None)
    header = [cells for row, cells in rows.items() if first and row < first]
    codes = _code_column(path, header)
    blocks = _blocks(path, header, codes)
    start = min(place for block in blocks.values() for place in block.values())
    made, faults = [], []
    for row, area, cells in _areas(path, {row: rows[row] for row in rows if row >= (first or 0)}, codes, start):
        for period, block in blocks.items():
            printed = {name: _cell(cells, place) for name, place in block.items()}
            read, bad = _values(path, row, period, printed)
            made.append({"area_code": "" if area.kind == "merged" else area.code, "area_name": area.name} | read)
            faults += bad
    refuse(path, faults)
    rates = pd.DataFrame(made).sort_values(["area_name", "period"]).reset_index(drop=True)
    _refuse_other_sums(path, rates)
    return rates


def _code_column(path: Path, header: list[list[str]]) -> int:
    wanted = {plain(spelling) for spelling in CODES}
    found = [place for cells in header for place, cell in enumerate(cells) if plain(cell) in wanted]
    if not found:
        raise PipelineError(f"{path.name}: Table 6 has no header '{CODES[0]}' above a row with a code.")
    return found[0]


def _blocks(path: Path, header: list[list[str]], codes: int) -> Blocks:
    """Return by period the place of each of its four values: a period is printed once, over its first column."""
    blocks: Blocks = {}
    period = ""
    for place in range(codes + 1, max(map(len, header))):
        words = [cells[place] for cells in header if place < len(cells) and cells[place]]
        printed = [match for word in words if (match := _PERIOD.match(word)) and _spans_three(match)]
        period = f"{printed[0][1]}-{printed[0][2][-2:]}" if printed else period
        label = _PERIOD.sub("", " ".join(words)).lower()
        value = next((name for word, name in _WORDS.items() if word in label), "")
        if period and value:
            if value in blocks.setdefault(period, {}):
                raise PipelineError(f"{path.name}: Table 6 has two columns '{value}' under {period}.")
            blocks[period][value] = place
    faults = [
        f"{period}: no column for {name}" for period, block in blocks.items() for name in VALUES if name not in block
    ]
    refuse(path, faults if blocks else ["Table 6 has no three-year periods above its data"])
    return {period: block for period, block in blocks.items() if int(period[:4]) >= FIRST_YEAR}


def _spans_three(match: re.Match[str]) -> bool:
    return (int(match[2]) - int(match[1])) % 100 == 2


def _areas(path: Path, rows: Rows, codes: int, start: int) -> list[tuple[int, Area, list[str]]]:
    """Return the rows of our areas; one without any value is a note, even where it names a borough."""
    found, faults = [], []
    for row, cells in rows.items():
        name = next((cell for cell in cells[codes + 1 : start] if cell), "")
        try:
            area = area_of(cells[codes], name) if any(cells[start:]) else None
        except ValueError as error:
            faults.append(f"row {row}: {error}")
            continue
        if area:
            found.append((row, area, cells))
    refuse(path, faults)
    return found


def _cell(cells: list[str], place: int) -> str:
    """Return a row's cell, empty past its end, without thousands commas."""
    return cells[place].replace(",", "") if place < len(cells) else ""


def _values(path: Path, row: int, period: str, printed: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return one area's cells of one period as our table has them, and what is wrong with them."""
    read = {"period": period, "reliability": "as usual"}
    faults = []
    for name, cell in printed.items():
        match = _RATE.fullmatch(cell)
        if not match and cell.lower() not in _SUPPRESSED | _NOTHING:
            faults.append(row_fault(path, row, f"{period} {name}", cell, "is not a number or a known marker"))
        read[name] = match[1] if match else ""
        if match and match[2]:
            read["reliability"] = "low"
    hidden = printed["rate"].lower() in _SUPPRESSED
    read["shown"] = State.OK if read["rate"] else State.SUPPRESSED if hidden else State.NOT_AVAILABLE
    if read["deaths"] and not read["deaths"].isdigit():
        faults.append(row_fault(path, row, f"{period} deaths", printed["deaths"], "is not a whole number"))
    return read, faults


def _refuse_other_sums(path: Path, rates: pd.DataFrame) -> None:
    """Pass if the areas sum to London in every period in which London is printed and no area's count is missing."""
    faults = []
    for period, rows in rates.groupby("period"):
        london = rows[rows["area_code"] == LONDON.code]
        areas = [area for area in AREAS.values() if area.kind in {"borough", "merged"}]
        ours = rows[rows["area_name"].isin([area.name for area in areas])]
        counted = {code for area in areas if area.name in set(ours["area_name"]) for code in (*area.members, area.code)}
        if ours["area_name"].duplicated().any():
            faults.append(f"{period}: an area stands twice")
        elif len(london) == 1 and set(BOROUGH_CODES) <= counted and all(ours["deaths"]) and london["deaths"].iloc[0]:
            gap = ours["deaths"].astype(int).sum() - int(london["deaths"].iloc[0])
            faults += [f"{period}: the boroughs sum to {gap:+d} of London's"] if gap else []
    refuse(path, faults)


def carry_misuse_deaths(files: Mapping[str, Path], before: Path | None) -> Carried:
    """Return three_year.csv: deaths of boroughs and merged areas alone, as our table has no row of London."""
    rates = misuse_rates(the_workbook(files, "Table 6"))
    local = rates[~rates["area_name"].isin(["London", "England"]) & (rates["deaths"] != "")]
    table = local[["area_code", "area_name", "period", "deaths"]].reset_index(drop=True)
    return Carried(release=table["period"].max(), tables={"three_year.csv": table})


def carry_misuse_rates(files: Mapping[str, Path], before: Path | None) -> Carried:
    """Return three_year_rate.csv: rates with their limits, also of London and England."""
    rates = misuse_rates(the_workbook(files, "Table 6"))
    return Carried(release=rates["period"].max(), tables={"three_year_rate.csv": rates})


_OVERLAP = "The three-year periods overlap, so no trend test applies; merged areas are nobody's own figure."
_BY_HAND = f"Open {PAGE} and save the newest workbook by local authority (xlsx or xls)."
DEATHS = Feed(
    source="ons_drug_misuse_deaths",
    where=PAGE,
    licence=LICENCE,
    attribution=ATTRIBUTION,
    hosts=(HOST,),
    collect=ask_for_workbook,
    carry=carry_misuse_deaths,
    by_hand=_BY_HAND,
    caveats=(
        "Figures are rolling totals of three years: a rate divides by the sum of three years' population.",
        _OVERLAP,
        "These totals are never joined to the directly standardised rate of Fingertips 92432.",
    ),
)
RATES = Feed(
    source="ons_drug_misuse_rates",
    where=PAGE,
    licence=LICENCE,
    attribution=ATTRIBUTION,
    hosts=(HOST,),
    collect=ask_for_workbook,
    carry=carry_misuse_rates,
    by_hand=_BY_HAND,
    caveats=(
        "Age-standardised by the publisher; rates on few deaths are not shown, or marked as of low reliability.",
        _OVERLAP,
    ),
)
