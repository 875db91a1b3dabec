"""Stop and search of London's two forces on data.police.uk: one record a search, counted by month, object and group.

No key is needed; 15 requests a second are allowed, so each month of each force is asked for once. A record names no
borough: its point, moved to a nearby map point by the publisher, is placed in boundaries where the analyst has them.
"""

import json
import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from pipeline.areas import LONDON
from pipeline.errors import PipelineError
from pipeline.publishers.feed import Carried, Feed, Get, Kind
from pipeline.publishers.police_points import boroughs_of
from pipeline.publishers.reading import column, read_csv_text, read_each_row, refuse, row_fault
from pipeline.sources.police_stop_search import BREAKDOWNS, FORCES

_API = "https://data.police.uk/api"
_MONTHS = 12
_NAMED = re.compile(r"(?:(\d{4}-\d{2})-)?(metropolitan|city-of-london)(?:-(\d{4}-\d{2}))?")
DRUGS = ("Controlled drugs", "Psychoactive substances")
_FIELDS = {  # ours: the API's name, and the header of the CSV files
    "when": ("datetime", "Date"),
    "latitude": ("latitude", "Latitude"),
    "longitude": ("longitude", "Longitude"),
    "self-defined ethnicity": ("self_defined_ethnicity", "Self-defined ethnicity"),
    "officer-defined ethnicity": ("officer_defined_ethnicity", "Officer-defined ethnicity"),
    "object_of_search": ("object_of_search", "Object of search"),
    "outcome": ("outcome", "Outcome"),
}
_KEY = ["area_code", "force", "month", "object_of_search", "breakdown", "group"]


def _collect(get: Get) -> dict[str, Path]:
    listed = get(f"{_API}/crimes-street-dates", name="months.json", kind=Kind.JSON, limit=5_000_000)
    return {
        f"{force}-{month}": get(
            f"{_API}/stops-force?force={force}&date={month}",
            name=f"{force}-{month}.json",
            kind=Kind.JSON,
            limit=100_000_000,
        )
        for month, forces in _published(listed)
        for force in forces
    }


def _published(path: Path) -> list[tuple[str, list[str]]]:
    """Return the newest twelve months for which the Metropolitan Police has published searches, with the forces that have."""
    try:
        listed = [(str(entry["date"]), entry["stop-and-search"]) for entry in json.loads(path.read_text("utf-8"))]
    except (ValueError, KeyError, TypeError):
        raise PipelineError(f"{path.name}: is not the list of months of data.police.uk.") from None
    newest = sorted(((month, forces) for month, forces in listed if "metropolitan" in forces), reverse=True)[:_MONTHS]
    if not newest:
        raise PipelineError(f"{path.name}: lists no month in which the Metropolitan Police published searches.")
    return [(month, [force for force in FORCES if force in forces]) for month, forces in newest]


def _carry(files: Mapping[str, Path], before: Path | None) -> Carried:
    boundaries = files.get("boundaries")
    searched = {key: path for key, path in files.items() if key != "boundaries"}
    records = pd.concat([_read(path) for path in searched.values()], ignore_index=True)
    if records.empty:
        raise PipelineError("No search is in any of the files: the forces have not published these months.")
    placed = boroughs_of(boundaries, records) if boundaries else pd.Series("", records.index)
    whole = _counted(records.assign(area_code=LONDON.code))
    within = _counted(records.assign(area_code=placed)[placed != ""])
    table = pd.concat([whole, within], ignore_index=True).sort_values(_KEY, ignore_index=True)
    return Carried(
        release=str(records["month"].max()),
        tables={"searches.csv": table.astype(str)},
        caveats=(*_said(searched, records), *_said_of_places(boundaries, records, placed)),
    )


def _read(path: Path) -> pd.DataFrame:
    """Return the records of one month of one force, of the API's answer or of a CSV file of the site's downloads."""
    match = _NAMED.search(path.stem)
    month = (match[1] or match[3]) if match else None
    if not match or not month:
        raise PipelineError(
            f"{path.name}: a file of searches is named for its force and month, like metropolitan-2026-05.json or "
            "2026-05-metropolitan-stop-and-search.csv."
        )
    frame = _csv(path) if path.suffix.lower() == ".csv" else _json(path)
    _refuse_other_months(path, frame["when"], month)
    objects = frame["object_of_search"].replace("", "Not stated")
    outcomes = frame["outcome"].replace({"": "Not stated", "False": "Nothing found", "false": "Nothing found"})
    ethnicity = {name: frame[name].replace("", "Not stated") for name in BREAKDOWNS[1:3]}
    return frame.assign(force=FORCES[match[2]], month=month, object_of_search=objects, outcome=outcomes, **ethnicity)


def _json(path: Path) -> pd.DataFrame:
    try:
        records = json.loads(path.read_text(encoding="utf-8-sig"))
        rows = [_flat(record) for record in records]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PipelineError(
            f"{path.name}: is not an answer of data.police.uk with one record a search ({error})."
        ) from None
    return pd.DataFrame(rows, columns=list(_FIELDS), index=range(1, len(rows) + 1), dtype="str")


def _flat(record: dict[str, object]) -> dict[str, str]:
    location = record["location"] if isinstance(record["location"], dict) else {}
    cells = {**record, "latitude": location.get("latitude"), "longitude": location.get("longitude")}
    return {name: "" if cells[api] is None else str(cells[api]).strip() for name, (api, _) in _FIELDS.items()}


def _csv(path: Path) -> pd.DataFrame:
    frame = read_csv_text(path, [header for _, header in _FIELDS.values()])
    return pd.DataFrame({name: column(frame, header) for name, (_, header) in _FIELDS.items()})


def _refuse_other_months(path: Path, when: pd.Series, month: str) -> None:
    """Refuse an answer for another month; a search just before midnight may bear the day before in universal time."""
    days = read_each_row(path, when.str[:10], lambda text: date.fromisoformat(text).isoformat(), "is not a date")
    first = pd.Period(month, "M").start_time.date() - timedelta(days=1)
    last = pd.Period(month, "M").end_time.date() + timedelta(days=1)
    outside = days[(days < first.isoformat()) | (days > last.isoformat())]
    refuse(path, [row_fault(path, row, "date", day, f"is not in {month}") for row, day in outside.items()])


def _counted(records: pd.DataFrame) -> pd.DataFrame:
    """Return the searches by object, and those for drugs also by ethnicity (two ways, kept apart) and by outcome."""
    drugs = records[records["object_of_search"].isin(DRUGS)]
    parts = [records.assign(breakdown="all", group="all")]
    parts += [drugs.assign(breakdown=name, group=drugs[name]) for name in BREAKDOWNS[1:]]
    return pd.concat(parts).groupby(_KEY).size().rename("count").reset_index()


def _said(files: Mapping[str, Path], records: pd.DataFrame) -> list[str]:
    held = {(force, month) for force, month in zip(records["force"], records["month"], strict=True)}
    months = sorted({month for _, month in held})
    every = [str(period) for period in pd.period_range(months[0], months[-1], freq="M")]
    absent = [f"{force} {month}" for force in FORCES.values() for month in every if (force, month) not in held]
    return [f"Not published, and not zero: {', '.join(absent)}."] if absent else []


def _said_of_places(boundaries: Path | None, records: pd.DataFrame, placed: pd.Series) -> list[str]:
    if boundaries is None:
        return ["Figures are for London as a whole: no boundaries were given to place searches in boroughs."]
    share = 100 * (placed != "").sum() / len(records)
    return [
        f"{share:.1f}% of searches have a point within a borough; points are moved by the publisher to a nearby one."
    ]


FEED = Feed(
    source="police_stop_search",
    where="https://data.police.uk/data/",
    licence="Open Government Licence v3.0",
    attribution="Contains public sector information licensed under the Open Government Licence v3.0.",
    hosts=("data.police.uk",),
    collect=_collect,
    carry=_carry,
    by_hand=(
        "From the page named above, ask for stop and search of the Metropolitan Police Service and the City of London "
        "Police and unpack the files as they are named. For boroughs, add their boundaries (GeoJSON, longitude and "
        "latitude) as boundaries.json."
    ),
    caveats=(
        "A search is recorded where it was made; it says nothing of where the person lives, and follows police activity.",
        "Ethnicity as the person defined it and as the officer saw it are two breakdowns of the same searches.",
        "Ethnicity and outcome are counted for searches for drugs; the other objects are counted as a whole.",
    ),
)
