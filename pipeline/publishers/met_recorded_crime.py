"""Recorded crime of the Metropolitan Police Service by borough, ward and small area: read from its wide tables.

Package `exy3m` of the London Datastore: for each level a file of the newest 24 months and, for boroughs, one of the
months before. Absent rows were zero. The newer file holds where months overlap: the publisher revises.
"""

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pandas as pd

from pipeline.periods import month
from pipeline.publishers.feed import Carried, Feed, Get, Kind
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
from pipeline.publishers.met_months import filled, long_counts, refuse_gaps, refuse_repeated
from pipeline.publishers.met_offences import MAJOR, MINOR, OFFENCE_OF, offences
from pipeline.publishers.met_places import small_area_table, ward_table
from pipeline.publishers.reading import column, read_csv_text, refuse
from pipeline.sources.mps_recorded_crime import OFFENCES
from pipeline.sources.reading import read_text

BOROUGH = ("BoroughName", "LookUp_BoroughName", "Borough")
_OLDER = "historical"
# The release at hand of April 2026 ends in February 2026: a release is named for the second month after its newest.
_ISSUED_AFTER = 2


def _collect(get: Get) -> dict[str, Path]:
    listed = ask_listing(get, "exy3m")
    files = {
        level.lower(): get(find(listed, f"{level} Level Crime")[0].url, name=f"{level.lower()}.csv", kind=Kind.CSV)
        for level in ("Borough", "Ward")
    }
    files["lsoa"] = get(find(listed, "LSOA Level Crime")[0].url, name="lsoa.csv", kind=Kind.CSV, limit=150_000_000)
    for number, older in enumerate(find(listed, "Borough Level Crime", historical=True), 1):
        name = f"{_OLDER}-{number}"  # newest first
        files[name] = get(older.url, name=f"{name}.csv", kind=Kind.CSV)
    return files


def _carry(files: Mapping[str, Path], before: Path | None) -> Carried:
    boroughs, said = borough_table([*_older(files), given(files, "borough", "Borough Level Crime")], before)
    newest = boroughs["month"].max()
    wards, said_of_wards = ward_table(given(files, "ward", "Ward Level Crime"), boroughs)
    areas, said_of_areas = small_area_table(given(files, "lsoa", "LSOA Level Crime"), boroughs, before)
    return Carried(
        release=next_month(newest, _ISSUED_AFTER),
        tables={
            "borough_monthly.csv": boroughs.astype(str),
            "ward.csv": wards.astype(str),
            "lsoa_deprivation.csv": areas,
        },
        caveats=(*said, *said_of_wards, *said_of_areas, f"The newest month, {month(newest).label}, is provisional."),
    )


def _older(files: Mapping[str, Path]) -> list[Path]:
    """Return the files of the years before, the oldest first: they are listed newest first."""
    other = ("ward", "lsoa")
    return [
        files[name]
        for name in sorted(files, reverse=True)
        if _OLDER in name.lower() and not any(level in name.lower() for level in other)
    ]


def borough_table(paths: list[Path], before: Path | None) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Return the complete table of boroughs, offences and months from files in order of age, and what to say of it.

    Months before the oldest file's first are carried from the release at hand, as it has them.
    """
    read = [_read_boroughs(path) for path in paths]
    tables, (_, nowhere) = [counts for counts, _ in read], read[-1]
    said = left_out(nowhere, "row", "of the borough file, of airports, another force or no known place")
    said += _revised(tables)
    joined, said_of_months = _join(tables, _carried_months(before))
    refuse_gaps(paths[-1].name, sorted(joined["month"].unique()))
    months = sorted(joined["month"].unique())
    codes, kinds = sorted(MPS_BOROUGHS.values()), list(OFFENCES)
    return filled(joined, area_code=codes, offence=kinds, month=months), (*said, *said_of_months)


def _read_boroughs(path: Path) -> tuple[pd.DataFrame, int]:
    """Return the counts of one wide file, and how many of its rows belong to no borough."""
    frame = read_csv_text(path, [MAJOR, MINOR, BOROUGH])
    frame = without_totals(frame, column(frame, *BOROUGH), column(frame, *MINOR))
    place = column(frame, *BOROUGH)
    refuse_repeated(path, pd.DataFrame({name: column(frame, name) for name in _labels(frame)}))
    keys = pd.DataFrame({"area_code": borough_codes(path, place), "offence": offences(path, frame)})
    _refuse_absent(path, keys)
    ours = (keys["area_code"] != "") & (keys["offence"] != "")
    return long_counts(path, frame[ours], keys[ours]), int((keys["area_code"] == "").sum())


def _labels(frame: pd.DataFrame) -> list[str]:
    return [str(column(frame, *names).name) for names in (MAJOR, MINOR, BOROUGH)]


def _refuse_absent(path: Path, keys: pd.DataFrame) -> None:
    """Refuse a file without a row of a borough or of an offence: it was cut, or a name was changed."""
    names = {code: name for name, code in MPS_BOROUGHS.items()}
    places = [f"no row of borough {names[code]}" for code in sorted(names) if code not in set(keys["area_code"])]
    kinds = [f"no row of offence {kind}" for kind in OFFENCES if kind not in set(keys["offence"])]
    refuse(path, [*places, *kinds], "The file may have been cut, or the publisher renamed these.")


def _revised(tables: list[pd.DataFrame]) -> list[str]:
    """Say how many cells of the months that two files share differ between them."""
    said = []
    for older, newer in pairwise(tables):
        both = older.merge(newer, on=["area_code", "offence", "month"], suffixes=("_older", "_newer"))
        moved = int((both["count_older"] != both["count_newer"]).sum())
        if len(both):
            said.append(
                f"{moved:,} of {len(both):,} figures that stand in two files differ: the newer file's are used."
            )
    return said


def _carried_months(before: Path | None) -> pd.DataFrame | None:
    if before is None or not (before / "borough_monthly.csv").is_file():
        return None
    held = read_text(before / "borough_monthly.csv")
    return held.assign(count=held["count"].astype("int64"))


def _join(tables: list[pd.DataFrame], held: pd.DataFrame | None) -> tuple[pd.DataFrame, list[str]]:
    """Return one count for each borough, offence and month: the newest file's; zero where that file has no row."""
    joined = tables[-1]
    for older in reversed(tables[:-1]):
        joined = pd.concat([older[older["month"] < joined["month"].min()], joined], ignore_index=True)
    if held is None or held["month"].min() >= joined["month"].min():
        return joined, []
    earlier = held[held["month"] < joined["month"].min()]
    first = month(joined["month"].min()).label
    said = f"Months before {first} are in no file of the publisher now: kept from the release before."
    return pd.concat([earlier, joined], ignore_index=True), [said]


FEED = Feed(
    source="mps_recorded_crime",
    where="https://data.london.gov.uk/dataset/mps-recorded-crime-geographic-breakdown-exy3m",
    licence=f"{LICENCE}; deprivation and census columns: Open Government Licence v3.0",
    attribution=f"{ATTRIBUTION} Contains public sector information licensed under the Open Government Licence v3.0.",
    hosts=HOSTS,
    collect=_collect,
    carry=_carry,
    by_hand=(
        "From the page named above, save the newest files of borough, ward and LSOA level crime and the one of borough "
        "level crime called Historical, under the names they have or as borough.csv, ward.csv, lsoa.csv, historical-1.csv."
    ),
    caveats=(
        "Recorded offences follow police activity and recording practice; they do not measure drug use.",
        "The City of London has its own police force and is not in these tables.",
        "A month without a row in the release had no offence and is shown as 0.",
        "Neighbourhood crime is the sum of personal robbery, residential burglary, theft from person and vehicle "
        "offences.",
        "Residential burglary joins the domestic burglary group with its successors of 2023 and jumps in 2017/18: a change "
        "of classification, treated as a break.",
        "Trafficking stepped up across London in September 2024; the cause is not known.",
        "Violence with injury falls in many boroughs with the new crime system of early 2024.",
        "The Metropolitan Police Service revises earlier months, so the release is always named.",
        "Ward and small-area figures hold only offences with a location.",
        "No ward population and no lookup from small areas to wards is held: counts and shares only, no ward rates.",
        "Ten ward names occur in two boroughs, so wards are joined by code.",
        "Deprivation decile 1 is the most deprived tenth of England; a borough's own fifths are formed by rank within it.",
        "Deprivation of small areas: Ministry of Housing, Communities and Local Government, English Indices of "
        "Deprivation 2025; their residents: Office for National Statistics, Census 2021, all ages.",
    ),
)

__all__ = ["FEED", "OFFENCE_OF", "borough_table"]
