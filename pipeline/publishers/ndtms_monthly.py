"""NDTMS monthly reports for each local authority: a form that is posted to itself, a page of tables for an answer.

A page is of the area that its heading ends with. Where the form's token is refused the answer is England's page, with
HTTP 200 and nothing said: a page of another area than asked for is therefore refused by name.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from pipeline.areas import LONDON
from pipeline.errors import PipelineError
from pipeline.publishers.area_names import absent_boroughs
from pipeline.publishers.feed import Carried, Feed, Get, Kind
from pipeline.publishers.monthly_pages import Form, read_form, read_page, refuse_other_area

_BASE = "https://www.ndtms.net/Monthly"
COHORTS = {"adults": "Adults", "young_people": "YoungPeople"}
_ENGLAND = "England"
_PAGE = re.compile(rf"({'|'.join(COHORTS)})[ -](.+)")  # "adults Barnet", or a saved page's "adults-barnet"


def collect(get: Get) -> Mapping[str, Path]:
    """Return a page for England and each borough, by cohort and area ("adults Barnet")."""
    files: dict[str, Path] = {}
    for cohort, page in COHORTS.items():
        url = f"{_BASE}/{page}"
        landing = get(url, name=_file(cohort, _ENGLAND), kind=Kind.HTML)
        form = read_form(landing)
        files[f"{cohort} {_ENGLAND}"] = landing
        for area, code in _areas(get, cohort, form).items():
            path = get(url, name=_file(cohort, area), kind=Kind.HTML, form=_filled_in(form, code))
            refuse_other_area(path, area)  # at once: with a bad token 32 more pages would be England's too
            files[f"{cohort} {area}"] = path
    return files


def _areas(get: Get, cohort: str, form: Form) -> dict[str, str]:
    """Return the form's own codes of London's areas by their names; the codes are NDTMS's and no others'."""
    url = f"{_BASE}/GetDATByPHECentre?pheCentre={LONDON.code}&vernum={form.version}"
    path = get(url, name=f"{cohort}-areas.json", kind=Kind.JSON)
    try:
        listed = {str(entry["text"]).strip(): str(entry["value"]) for entry in json.loads(path.read_bytes())}
    except (ValueError, TypeError, KeyError):
        raise PipelineError(f"{path.name}: is not a list of areas with text and value.") from None
    areas = {area: code for area, code in listed.items() if code not in ("", "0")}  # "Local Authorities..." is 0
    if not areas:
        raise PipelineError(f"{path.name}: names no area of London.")
    return areas


def _filled_in(form: Form, code: str) -> dict[str, str]:
    return {
        "RegionId": LONDON.code,
        "DatCodeId": code,
        "AgencyId": "0",
        "ReportVersionId": form.version,
        "__RequestVerificationToken": form.token,
    }


def _file(cohort: str, area: str) -> str:
    return f"{cohort}-{re.sub(r'[^a-z]+', '-', area.lower()).strip('-')}.html"


def carry(files: Mapping[str, Path], before: Path | None) -> Carried:
    """Return every figure of the pages' tables by area, section, item and window of months; marked cells as states."""
    named = {match.groups(): path for name, path in files.items() if (match := _PAGE.fullmatch(name))}
    if not named:
        raise PipelineError("NDTMS monthly: no page of an area is among the files (they are named adults-barnet.html).")
    months = {read_form(path).month for path in named.values()}
    if len(months) != 1:
        raise PipelineError(
            f"NDTMS monthly: the pages are of several reports ({', '.join(sorted(months))}): ask again."
        )
    parts = [read_page(path, area).assign(cohort=cohort) for (cohort, area), path in named.items()]
    table = pd.concat(parts).sort_values(["cohort", "area_code", "section", "item", "period"], ignore_index=True)
    return Carried(months.pop(), {"monthly.csv": table}, _caveats(table))


def _caveats(table: pd.DataFrame) -> tuple[str, ...]:
    said = [
        "Provisional: numbers of recent months are revised as services report late.",
        "Windows of twelve months overlap from column to column: no trend is tested on them.",
        "Figures of services do not add up to those of residents: a person may attend several.",
    ]
    absent = absent_boroughs(set(table["area_code"]))
    return (*said, *([f"No report of {', '.join(absent)}."] if absent else []))


FEED = Feed(
    source="ndtms_monthly",
    where="https://www.ndtms.net/Monthly/Adults",
    licence="Open Government Licence v3.0",
    attribution="Contains public sector information licensed under the Open Government Licence v3.0.",
    hosts=("www.ndtms.net",),
    collect=collect,
    carry=carry,
)
