"""Office for National Statistics: the workbook of drug deaths by local authority, and which area a row of it is about."""

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from pipeline.areas import AREAS, BOROUGHS, MERGED, Area
from pipeline.errors import PipelineError
from pipeline.publishers.feed import Get, Kind
from pipeline.publishers.reading import Rows, plain, sheet_names, sheet_rows

HOST = "www.ons.gov.uk"
LICENCE = "Open Government Licence v3.0"
ATTRIBUTION = "Source: Office for National Statistics licensed under the Open Government Licence v3.0."
PAGE = (
    f"https://{HOST}/peoplepopulationandcommunity/birthsdeathsandmarriages/deaths/datasets/"
    "drugmisusedeathsbylocalauthority"
)
CODES = ("Area Codes", "Area Code", "code")
NAMES = ("Area Names", "Area Name", "name")
_WORKBOOK = re.compile(r"/file\?uri=(/[\w/]*drugmisusedeathsbylocalauthority/[\w/]*?(\d{4})localauthorities\d*\.xlsx?)")
_AREA_CODE = re.compile(r"[A-Z]\d{8}")
_NOTE = re.compile(r"\s*\[note[^\]]*\]", re.IGNORECASE)


def ask_for_workbook(get: Get) -> Mapping[str, Path]:
    """Return the newest workbook by local authority that the publisher's page links to."""
    page = get(PAGE, name="drug_deaths_page.html", kind=Kind.HTML)
    links = _WORKBOOK.findall(unquote(page.read_text(encoding="utf-8", errors="replace")))
    if not links:
        raise PipelineError(f"{PAGE} links to no workbook by local authority.\nSave it by hand, or change the address.")
    address = max(links, key=lambda link: (link[1], link[0]))[0]
    kind = Kind(address.rsplit(".", 1)[-1])
    return {"workbook": get(f"https://{HOST}/file?uri={address}", name=address.rsplit("/", 1)[-1], kind=kind)}


def the_workbook(files: Mapping[str, Path], sheet: str) -> Path:
    """Return the one file with this sheet, or the flat CSV, whatever it is called."""
    books = [path for path in files.values() if path.suffix.lower() in {".xlsx", ".xls"}]
    found = [path for path in books if plain(sheet) in {plain(name) for name in sheet_names(path)}]
    found += [path for path in files.values() if path.suffix.lower() == ".csv"]
    if len(found) != 1:
        raise PipelineError(
            f"One file by local authority (a workbook with {sheet}) is needed; {len(found)} were given."
        )
    return found[0]


def table_of_deaths(path: Path, sheet: str, about: str) -> Rows:
    """Return a sheet's rows without note marks; PipelineError where its title is not about what it should be."""
    rows = {number: [_NOTE.sub("", cell) for cell in cells] for number, cells in sheet_rows(path, sheet).items()}
    title = " ".join(cell for cells in list(rows.values())[:4] for cell in cells if cell).lower()
    if about not in title:
        raise PipelineError(
            f"{path.name}: {sheet} is not about {about}: it begins '{title[:120]}'.\n"
            "If the publisher numbered its tables anew, change the number in pipeline/publishers."
        )
    return rows


def area_of(code: str, name: str) -> Area | None:
    """Return the borough, merged area, London or England that a row is about; None for any other.

    A name that holds two boroughs is a merged area, with or without a code. ValueError where code and name disagree.
    """
    bare = plain(re.sub(r"[\d,\s]+$", "", _NOTE.sub("", name)).replace("&", " and "))
    named = [borough for borough in BOROUGHS if plain(borough.name) in bare]
    own = AREAS.get(code)
    if code and own is None and len(_AREA_CODE.findall(code)) < 2:
        return None
    if len(named) > 1:
        merged = [area for area in MERGED if set(area.members) == {borough.code for borough in named}]
        if not merged:
            raise ValueError(f"'{name}' merges boroughs in a way that is not known here")
        return merged[0]
    if own is None:
        return named[0] if named and plain(named[0].name) == bare else None
    if own.kind == "borough" and named != [own]:
        raise ValueError(f"code {code} and name '{name}' are not the same area")
    return own
