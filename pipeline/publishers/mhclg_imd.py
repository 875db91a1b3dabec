"""Ministry of Housing, Communities and Local Government: English Indices of Deprivation 2025, local authority summaries.

File 10 holds one row for each lower-tier authority; its headers end in a blank and name the year of the authorities. The
2019 indices have the same layout with other authorities (317, of 2019) and small areas of 2011: never mixed with these.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from pipeline.areas import BOROUGH_CODES, BOROUGHS
from pipeline.errors import PipelineError
from pipeline.publishers.feed import Carried, Feed, Get, Kind
from pipeline.publishers.reading import column, plain, read_csv_text, read_sheet, refuse, row_fault, sheet_names
from pipeline.sources.imd import MEASURES

RELEASE = "2025"
AUTHORITIES_OF, AREAS_OF = "2024", "2021"  # the vintages of authorities and small areas that the 2025 indices stand on
RANKED = 296  # authorities
LISTING = "https://www.gov.uk/api/content/government/statistics/english-indices-of-deprivation-2025"
SCORE, RANK = "IMD - Average score", "IMD - Rank of average score"
SHARE = "IMD - Proportion of LSOAs in most deprived 10% nationally"
DECILE = "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)"
_NUMBER = re.compile(r"\d+(\.\d+)?")
_VINTAGE = re.compile(r"(lsoacode|localauthoritydistrictcode)(\d{4})")
_ROUNDING = 0.0001  # shares are printed to four decimals


def ask_for_summaries(get: Get) -> Mapping[str, Path]:
    """Return File 10, by the newest address that the publisher's listing gives."""
    listing = get(LISTING, name="iod2025_listing.json", kind=Kind.JSON)
    try:
        attachments = json.loads(listing.read_text(encoding="utf-8"))["details"]["attachments"]
        addresses = [str(item["url"]) for item in attachments if item.get("url")]
    except (ValueError, KeyError, TypeError):
        raise PipelineError(f"{LISTING} is not a listing of attachments.\nSave File 10 by hand.") from None
    found = [url for url in addresses if re.search(r"File_10_[^/]*IoD2025[^/]*lower-tier[^/]*\.xlsx$", url)]
    if not found:
        raise PipelineError(f"{LISTING} lists no File 10 (lower-tier summaries).\nSave it by hand.")
    return {"summaries": get(max(found), name="iod2025_file_10.xlsx", kind=Kind.XLSX)}


def carry_imd(files: Mapping[str, Path], before: Path | None) -> Carried:
    """Return borough.csv from File 10; where File 7 (small areas) is given too, the two have to agree.

    Raises PipelineError for other indices than those of 2025, for small areas of 2011, and for a borough without a row.
    """
    workbooks = [path for path in files.values() if path.suffix.lower() == ".xlsx"]
    if len(workbooks) != 1:
        raise PipelineError(f"One workbook (File 10) is needed; {len(workbooks)} were given.")
    boroughs = summaries(workbooks[0])
    for path in (path for path in files.values() if path.suffix.lower() == ".csv"):
        _refuse_other_shares(path, boroughs, small_areas(path))
    return Carried(RELEASE, {"borough.csv": boroughs})


def summaries(path: Path) -> pd.DataFrame:
    """Return area_code and the three measures of MEASURES as text, a row for each borough."""
    sheet = next((name for name in sheet_names(path) if plain(name) == "imd"), None)
    if sheet is None:
        raise PipelineError(f"{path.name}: has no sheet IMD. Sheets found: {', '.join(sheet_names(path))}.")
    table = read_sheet(path, sheet, [SCORE, RANK, SHARE])
    codes = _of_vintage(table, "localauthoritydistrictcode", AUTHORITIES_OF)
    ranked = int(codes.str.fullmatch(r"E\d{8}").sum())
    if ranked != RANKED:
        raise PipelineError(f"{path.name}: ranks {ranked} authorities; the indices of 2025 rank {RANKED}.")
    printed = {name: column(table, header) for name, header in zip(MEASURES, (SCORE, RANK, SHARE), strict=True)}
    ours = pd.DataFrame({"area_code": codes} | printed)[codes.isin(BOROUGH_CODES)]
    faults = [
        row_fault(path, row, name, cell, "is not a number")
        for name in MEASURES
        for row, cell in ours[name].items()
        if not _NUMBER.fullmatch(cell)
    ]
    faults += [f"{area.name} has no row" for area in BOROUGHS if area.code not in set(ours["area_code"])]
    refuse(path, faults)
    return ours.sort_values("area_code").reset_index(drop=True)


def small_areas(path: Path) -> pd.DataFrame:
    """Return lsoa_code (of 2021), area_code and decile (1 is the most deprived tenth) of London's small areas (File 7)."""
    table = read_csv_text(path, [DECILE])
    lsoa = _of_vintage(table, "lsoacode", AREAS_OF)
    codes = _of_vintage(table, "localauthoritydistrictcode", AUTHORITIES_OF)
    areas = pd.DataFrame({"lsoa_code": lsoa, "area_code": codes, "decile": column(table, DECILE)})
    return areas[codes.isin(BOROUGH_CODES)].reset_index(drop=True)


def _of_vintage(table: pd.DataFrame, name: str, year: str) -> pd.Series:
    """Return the column of codes whose header names this year; another year's is another set of areas, and refused."""
    found = {
        match[2]: head for head in table.columns if (match := _VINTAGE.fullmatch(plain(head))) and match[1] == name
    }
    if year not in found:
        shown = ", ".join(found.values()) or "no such column"
        raise PipelineError(
            f"{table.attrs.get('file', 'the table')}: codes of {year} are needed, found: {shown}.\n"
            "The indices of 2025 stand on authorities of 2024 and small areas (LSOAs) of 2021; those of 2019 on areas of 2011. "
            "The two are never mixed: take the files of 2025."
        )
    return column(table, found[year])


def _refuse_other_shares(path: Path, boroughs: pd.DataFrame, areas: pd.DataFrame) -> None:
    """Pass if the small areas give the share of the most deprived tenth that the summaries print."""
    counted = areas.assign(most=areas["decile"] == "1").groupby("area_code")["most"].mean()
    printed = boroughs.set_index("area_code")[list(MEASURES)[2]].astype(float)
    apart = [
        f"{code}: {counted.get(code, float('nan')):.4f} of small areas, {share:.4f} in the summaries"
        for code, share in zip(printed.index.astype(str), printed, strict=True)
        if code not in counted or abs(counted[code] - share) > _ROUNDING
    ]
    refuse(path, apart, "The two files are not of the same indices: take both from the release of 2025.")


FEED = Feed(
    source="imd",
    where="https://www.gov.uk/government/statistics/english-indices-of-deprivation-2025",
    licence="Open Government Licence v3.0",
    attribution="Contains public sector information licensed under the Open Government Licence v3.0.",
    hosts=("www.gov.uk", "assets.publishing.service.gov.uk"),
    collect=ask_for_summaries,
    carry=carry_imd,
    by_hand="Save 'File 10: local authority district summaries (lower-tier)' of the English indices of deprivation 2025.",
    caveats=(
        "Rank 1 of 296 is the most deprived.",
        "The share of small areas in the most deprived tenth of England is a fraction, not a percentage.",
    ),
)
