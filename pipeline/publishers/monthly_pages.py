"""Pages of NDTMS's monthly reports: the form with its token, the heading that names the area, tables under headings."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pandas as pd
from bs4 import BeautifulSoup, Tag

from pipeline.areas import ENGLAND
from pipeline.errors import PipelineError
from pipeline.publishers.area_names import code_of
from pipeline.publishers.markers import read_marked
from pipeline.publishers.reading import plain, read_each_row

_WINDOW = re.compile(r"([A-Z][a-z]{2}) ?(\d{2}) ?[-–] ?([A-Z][a-z]{2}) ?(\d{2})")
_COLUMNS = ["section", "item", "period", "unit", "value", "state", "area_code"]


@dataclass(frozen=True)
class Form:
    """What a page's form holds: the token to post, the report chosen and its month (2026-06)."""

    token: str
    version: str
    month: str


def read_form(path: Path) -> Form:
    """Return the form of a page; PipelineError where it has no token or no report chosen."""
    page = _soup(path)
    token = page.select_one("input[name=__RequestVerificationToken]")
    chosen = page.select_one("select#ReportVersionId option[selected], select[name=ReportVersionId] option[selected]")
    if token is None or chosen is None:
        raise PipelineError(f"{path.name}: has no form with a token and a report date: the page was changed or moved.")
    label = chosen.get_text(strip=True)
    try:
        month = f"{datetime.strptime(label, '%B %Y'):%Y-%m}"
    except ValueError:
        raise PipelineError(f"{path.name}: the report's date '{label}' is not like June 2026.") from None
    return Form(str(token.get("value", "")), str(chosen.get("value", "")), month)


def refuse_other_area(path: Path, area: str) -> None:
    """Pass if the page's heading ends with the area asked for; PipelineError says whose page it is."""
    heading = _soup(path).find("h1")
    said = heading.get_text(" ", strip=True) if heading else ""
    named = said.rsplit(" - ", 1)[-1] if " - " in said else ""
    if not _same(named, area):
        raise PipelineError(
            f"{path.name}: {area} was asked for and the page is of {named or 'no area'} ('{said}').\n"
            "NDTMS gives England's page where it does not accept the form: ask again for the whole source."
        )


def _same(one: str, other: str) -> bool:
    """Return whether two names are one area's: "Hammersmith & Fulham" and a file's "hammersmith-and-fulham" are."""
    return plain(one) == plain(other) or code_of(one) == code_of(other) != ""


def read_page(path: Path, area: str) -> pd.DataFrame:
    """Return a page's figures: area_code, section, item, period, unit, value (text) and state.

    Raises PipelineError for a page of another area, one without tables, and cells that are no number and no marker.
    """
    refuse_other_area(path, area)
    code = code_of(area)
    if not code:
        raise PipelineError(f"{path.name}: {area} is no borough of London: add the spelling to area_names.py.")
    cells = [cell for heading, table in _tables(path, area) for cell in _cells(heading, table)]
    if not cells and code == ENGLAND.code:
        return pd.DataFrame(columns=_COLUMNS)  # the page before the form is posted may be without tables
    if not cells:
        raise PipelineError(f"{path.name}: has no table of figures by windows of months.")
    return _figures(path, pd.DataFrame(cells)).assign(area_code=code)


def _soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_bytes(), "lxml")


def _tables(path: Path, area: str) -> list[tuple[str, Tag]]:
    """Return the tables that follow a heading which opens and shuts them ("Number in treatment: Barnet")."""
    found = []
    for table in _soup(path).find_all("table"):
        link = table.find_previous("a", href=re.compile("^#collapse"))
        heading, _, named = (link.get_text(" ", strip=True) if link else "").rpartition(":")
        if not heading:
            continue  # a table of the page's furniture
        if not _same(named, area):
            raise PipelineError(f"{path.name}: the table '{heading}' is of {named.strip()} on the page of {area}.")
        found.append((heading.strip(), table))
    return found


def _cells(heading: str, table: Tag) -> list[dict[str, str]]:
    header, *lines = [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")
    ] or [[]]
    windows = {at: words for at, words in enumerate(header) if _WINDOW.fullmatch(words)}
    section = re.sub(r"[^a-z0-9]+", "_", heading.lower()).strip("_")
    return [
        {"section": section, "item": line[0], "window": window, "cell": line[at]}
        for line in lines
        if line and line[0]
        for at, window in windows.items()
        if at < len(line)
    ]


def _figures(path: Path, cells: pd.DataFrame) -> pd.DataFrame:
    period = read_each_row(path, cells["window"], window_of, "is not a window of months like Jul24 - Jun25")
    share = cells["cell"].str.contains("%") | cells["item"].str.contains("%|percent", case=False)
    by_row = share.groupby([cells["section"], cells["item"]]).transform("any")  # a marked cell has no % of its own
    return pd.DataFrame(
        {
            "section": cells["section"],
            "item": cells["item"],
            "period": period,
            "unit": by_row.map({True: "%", False: "people"}),
            **read_marked(path, cells["cell"]),
        }
    )


def window_of(words: str) -> str:
    """Return "Jul24 - Jun25" as 2024-07 to 2025-06; ValueError for anything else."""
    match = _WINDOW.fullmatch(words)
    if match is None:
        raise ValueError(words)
    first, last = (datetime.strptime("".join(match.group(at, at + 1)), "%b%y") for at in (1, 3))
    return f"{first:%Y-%m} to {last:%Y-%m}"
