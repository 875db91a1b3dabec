"""Knife crime of the Metropolitan Police Service by borough and month: its Monthly Crime Dashboard, one row a figure.

Package `e5n6w` of the London Datastore, file `KnifeCrimeData`: boroughs and Safer Neighbourhood Teams in one table, so
only rows of area type Borough are read. It was a workbook and is a CSV file; both bear the same columns.
"""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from pipeline.periods import month
from pipeline.publishers.feed import Carried, Feed, Get
from pipeline.publishers.london_datastore import (
    ATTRIBUTION,
    HOSTS,
    LICENCE,
    MPS_BOROUGHS,
    ask_listing,
    borough_codes,
    find,
    given,
    left_out,
    next_month,
    without_totals,
)
from pipeline.publishers.met_months import filled, refuse_gaps, refuse_repeated
from pipeline.publishers.reading import (
    Headers,
    column,
    counts,
    plain,
    read_any_sheet,
    read_each_row,
    refuse,
    row_fault,
)
from pipeline.sources.mps_knife_crime import UNITS
from pipeline.sources.reading import read_text

_KIND = ("Offence Subgroup", "Crime Subtype")
_PLACE = ("Area name", "Borough_SNT")
_HEADERS: Headers = ["Month_Year", "Area Type", _PLACE, _KIND, "Measure", "Count"]
_OFFENCES = {"knifecrime": "knife_crime", "knifecrimewithinjury": "knife_crime_with_injury"}
_MEASURES = {"offences": "offences", "positiveoutcomes": "positive_outcomes", "outcomes": "positive_outcomes"}
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: 0{1,2}:00(?::00)?)?")
_KEY = ["area_code", "offence", "outcome", "month"]


def _collect(get: Get) -> dict[str, Path]:
    [newest, *_] = find(ask_listing(get, "e5n6w"), "KnifeCrimeData")
    return {"knife": get(newest.url, name=f"knife.{newest.kind}", kind=newest.kind, limit=100_000_000)}


def _carry(files: Mapping[str, Path], before: Path | None) -> Carried:
    path = given(files, "knife", "KnifeCrimeData")
    frame = read_any_sheet(path, _HEADERS)
    read, nowhere = _boroughs(path, frame)
    held, said = _held(before, read["month"].min())
    joined = pd.concat([held, read], ignore_index=True)
    months = sorted(joined["month"].unique())
    refuse_gaps(path.name, months)
    codes, kinds = sorted(MPS_BOROUGHS.values()), sorted(_OFFENCES.values())
    table = filled(joined, area_code=codes, offence=kinds, outcome=list(UNITS), month=months)
    said += left_out(nowhere, "figure", "of no known borough (airports, geography not known)")
    release, refreshed = _release(path, frame, months[-1])
    return Carried(release, {"borough_monthly.csv": table[[*_KEY, "count"]].astype(str)}, (*said, *refreshed))


def _boroughs(path: Path, frame: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Return the figures of the 32 boroughs, and how many figures of borough rows belong to none."""
    frame = without_totals(frame, column(frame, *_PLACE))
    kept = column(frame, "Area Type").map(plain).str.startswith("borough") & column(frame, *_KIND).map(plain).isin(
        _OFFENCES
    )
    rows = frame[kept]
    _refuse_unlike(path, rows, "Measure", _MEASURES)
    keys = pd.DataFrame(
        {
            "area_code": borough_codes(path, column(rows, *_PLACE)),
            "offence": column(rows, *_KIND).map(plain).map(_OFFENCES),
            "outcome": column(rows, "Measure").map(plain).map(_MEASURES),
            "month": read_each_row(path, column(rows, "Month_Year"), _month, "is not the first of a month"),
        }
    )
    read = keys.assign(count=counts(rows, "Count"))
    ours = read[read["area_code"] != ""]
    refuse_repeated(path, ours[_KEY])
    _refuse_absent(path, ours)
    return ours, len(read) - len(ours)


def _refuse_unlike(path: Path, rows: pd.DataFrame, name: str, known: Mapping[str, str]) -> None:
    cells = column(rows, name)
    bad = cells[~cells.map(plain).isin(known)].drop_duplicates()
    rule = f"is not one of {', '.join(sorted(set(known.values())))}"
    refuse(path, [row_fault(path, row, name, cell, rule) for row, cell in bad.items()])


def _refuse_absent(path: Path, read: pd.DataFrame) -> None:
    names = {code: name for name, code in MPS_BOROUGHS.items()}
    absent = [f"no row of borough {names[code]}" for code in sorted(names) if code not in set(read["area_code"])]
    absent += [f"no row of {kind}" for kind in _OFFENCES.values() if kind not in set(read["offence"])]
    absent += [f"no row of {outcome}" for outcome in UNITS if outcome not in set(read["outcome"])]
    refuse(path, absent, "The file may have been cut, or the publisher renamed these.")


def _month(text: str) -> str:
    """Read 01/02/2026 (day first) or 2026-02-01 as 2026-02; a day that is not the first is a month read the wrong way."""
    day = _day(text)
    if day.day != 1:
        raise ValueError(text)
    return f"{day:%Y-%m}"


def _day(text: str) -> date:
    match = _DAY.fullmatch(text)
    return date(int(match[3]), int(match[2]), int(match[1])) if match else date.fromisoformat(text[:10])


def _held(before: Path | None, first: str) -> tuple[pd.DataFrame, list[str]]:
    """Return the release before's months that the file, which holds the newest years only, has no more."""
    nothing = pd.DataFrame({name: pd.Series(dtype="str") for name in _KEY}).assign(count=pd.Series(dtype="int64"))
    if before is None or not (before / "borough_monthly.csv").is_file():
        return nothing, []
    held = read_text(before / "borough_monthly.csv")
    earlier = held[held["month"] < first]
    if earlier.empty:
        return nothing, []
    said = f"Months before {month(first).label} are in the publisher's file no more: kept from the release before."
    return earlier.assign(count=earlier["count"].astype("int64")), [said]


def _release(path: Path, frame: pd.DataFrame, newest: str) -> tuple[str, list[str]]:
    """Return the release's name, the month in which the file was refreshed, and the sentence that says the day."""
    if "refreshdate" not in {plain(name) for name in frame.columns}:
        return next_month(newest), []
    rule = "is not a day like 18/03/2026"
    days = read_each_row(path, column(frame, "Refresh Date"), lambda text: _day(text).isoformat(), rule)
    day = date.fromisoformat(str(days.max()))
    return f"{day:%Y-%m}", [f"Refresh of {day.day} {day:%B %Y}."]


FEED = Feed(
    source="mps_knife_crime",
    where="https://data.london.gov.uk/dataset/mps-monthly-crime-dashboard-data-e5n6w",
    licence=LICENCE,
    attribution=ATTRIBUTION,
    hosts=HOSTS,
    collect=_collect,
    carry=_carry,
    by_hand="From the page named above, save the newest file called KnifeCrimeData.",
    caveats=(
        "32 boroughs, without the City of London, which has its own police force.",
        "Knife crime with injury is a part of knife crime: the two are never added.",
        "Positive outcomes are counted in the month of the outcome and can exceed the offences of that month: they are "
        "no rate of the same month.",
        "A month without a row in the release had none and is shown as 0.",
    ),
)
