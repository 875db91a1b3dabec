"""Office for National Statistics: deaths from drug poisoning by selected substances, the long table behind its pivot.

One row for each year, area, sex, substance and way of being mentioned. Older issues have rows for persons; later ones
only for men and women, who are added. A death can mention several substances.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

import pandas as pd

from pipeline.areas import ENGLAND, LONDON
from pipeline.errors import PipelineError
from pipeline.publishers.feed import Get, Kind
from pipeline.publishers.reading import column, plain, refuse, sheet_names, sheet_rows, table_under, whole_numbers
from pipeline.sources.ons_drug_poisoning import ENGLAND_AND_WALES

PAGE = (
    "https://www.ons.gov.uk/peoplepopulationandcommunity/birthsdeathsandmarriages/deaths/datasets/"
    "deathsrelatedtodrugpoisoningbyselectedsubstances"
)
HEADERS = ("Year of death registration", "Usual residence name", "Sex", "Substance", "Mentioned", "Deaths")
_AREAS = {"london": LONDON.code, "england": ENGLAND.code, "englandandwales": ENGLAND_AND_WALES}
_SUBSTANCES = {"alldrugpoisonings": "all_drug_poisonings", "anyopiate": "any_opiate"}
_NUMBERED = re.compile(r"^\d+\s*|\s*\(.*$")  # "02 Any opiate (includes unspecified opiates, ...)"
_WORKBOOK = re.compile(r"/file\?uri=(/[\w/]*deathsrelatedtodrugpoisoningbyselectedsubstances/[\w/]*?(\d{4})\w*\.xlsx)")
_KEYS = ["registration_year", "area_code", "substance"]


def ask_for_substances(get: Get) -> Mapping[str, Path]:
    """Return the newest workbook by substance; nothing where the page links to none in this layout."""
    page = get(PAGE, name="drug_substances_page.html", kind=Kind.HTML)
    links = _WORKBOOK.findall(unquote(page.read_text(encoding="utf-8", errors="replace")))
    if not links:
        return {}
    address = max(links, key=lambda link: (link[1], link[0]))[0]
    url = f"https://www.ons.gov.uk/file?uri={address}"
    return {"substances": get(url, name=address.rsplit("/", 1)[-1], kind=Kind.XLSX)}


def by_substance(path: Path) -> pd.DataFrame:
    """Return registration_year, area_code, substance and deaths as text: all poisonings and any opiate, three areas.

    Raises PipelineError for another layout, a cell that is no count, and a combination that is absent.
    """
    table = _long_table(path)
    year, area, sex, substance, mentioned, deaths = (column(table, name) for name in HEADERS)
    named = substance.map(lambda text: _SUBSTANCES.get(plain(_NUMBERED.sub("", text)), ""))
    rows = pd.DataFrame(
        {
            "registration_year": year,
            "area_code": area.map(lambda text: _AREAS.get(plain(text), "")),
            "substance": named,
            "sex": sex.map(plain),
            "deaths": deaths,
        }
    )
    anywhere = mentioned.map(plain) == "onthedeathcertificate"
    rows = rows[anywhere & (rows["area_code"] != "") & (rows["substance"] != "") & year.str.fullmatch(r"\d{4}")]
    sexes = ["persons"] if "persons" in set(rows["sex"]) else ["males", "females"]
    rows = rows[rows["sex"].isin(sexes)]
    _refuse_other_cells(path, rows, len(sexes))
    counted = rows.assign(deaths=whole_numbers(path, rows["deaths"]))
    return counted.groupby(_KEYS)["deaths"].sum().reset_index().astype("str")


def _long_table(path: Path) -> pd.DataFrame:
    for sheet in sheet_names(path):
        try:
            return table_under(path, sheet_rows(path, sheet), HEADERS)
        except PipelineError:
            continue  # a sheet of notes, or the pivot
    raise PipelineError(f"{path.name}: no sheet has the headers {', '.join(HEADERS)}.")


def _refuse_other_cells(path: Path, rows: pd.DataFrame, sexes: int) -> None:
    """Pass if each year, area and substance has one row for each sex."""
    wanted = pd.MultiIndex.from_product(
        [sorted(set(rows["registration_year"])), _AREAS.values(), _SUBSTANCES.values()], names=_KEYS
    )
    found = rows.groupby(_KEYS).size().reindex(wanted, fill_value=0).reset_index().to_numpy().tolist()
    faults = [
        f"{substance} {area} {year}: {size} of {sexes} rows" for year, area, substance, size in found if size != sexes
    ]
    refuse(path, faults if found else ["no row is of London or England, mentioned on the death certificate"])
