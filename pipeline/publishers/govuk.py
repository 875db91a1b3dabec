"""Statistics on GOV.UK: found by the search, their tables (ODS) by the content of the page found."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pipeline.errors import PipelineError
from pipeline.publishers.feed import Get, Kind
from pipeline.publishers.reading import Rows, plain, read_record, sheet_names, sheet_rows

HOSTS = ("www.gov.uk", "assets.publishing.service.gov.uk")
LICENCE = "Open Government Licence v3.0"
ATTRIBUTION = (
    "Office for Health Improvement and Disparities, GOV.UK. Contains public sector information licensed under the Open "
    "Government Licence v3.0."
)
ADULTS = re.compile(r"(?:adult )?substance misuse treatment for adults: statistics (\d{4}) to (\d{4})", re.IGNORECASE)
_ANSWER = "the answer that GOV.UK gives"


@dataclass(frozen=True)
class Page:
    """A publication that the search has found."""

    title: str
    link: str


def find_pages(get: Get, query: str, title: re.Pattern[str], name: str) -> list[Page]:
    """Return the publications whose title fits, as the search orders them; PipelineError where there is none."""
    fields = "title,link,public_timestamp"
    url = f"https://www.gov.uk/api/search.json?q={quote(query)}&count=100&fields={fields}"
    found = read_record(get(url, name=f"{name}.json", kind=Kind.JSON), _ANSWER).get("results", [])
    pages = [Page(str(entry.get("title", "")).strip(), str(entry.get("link", ""))) for entry in found]
    fitting = [page for page in pages if title.fullmatch(page.title) and page.link.startswith("/")]
    if not fitting:
        raise PipelineError(f"GOV.UK: the search for '{query}' found no publication called like {title.pattern}.")
    return fitting


def edition_of(page: Page) -> str:
    """Return the years of a page of adult treatment statistics as 2024-25; empty for another page."""
    match = ADULTS.fullmatch(page.title)
    return f"{match[1]}-{match[2][2:]}" if match else ""


def ask_tables(get: Get, page: Page, name: str) -> dict[str, Path]:
    """Return the ODS files of a publication, by `name` and a number; none where it has other formats only."""
    content = read_record(
        get(f"https://www.gov.uk/api/content{page.link}", name=f"{name}-page.json", kind=Kind.JSON), _ANSWER
    )
    urls = dict.fromkeys(_ods_in(content))
    named = {f"{name}_{number}": url for number, url in enumerate(urls, 1)}
    return {key: get(url, name=f"{key}.ods", kind=Kind.ODS) for key, url in named.items()}


def refuse_none(files: Mapping[str, Path], pages: Sequence[Page]) -> None:
    """Pass if there are files; PipelineError names the publications that have none in ODS."""
    if not files:
        named = "; ".join(f"'{page.title}' ({page.link})" for page in pages)
        raise PipelineError(f"GOV.UK: no attachment in ODS at {named}.")


def _ods_in(content: object) -> Iterator[str]:
    """Give every address of an ODS file, wherever the page keeps it: as an attachment or in a piece of HTML."""
    if isinstance(content, dict):
        for part in content.values():
            yield from _ods_in(part)
    elif isinstance(content, list):
        for part in content:
            yield from _ods_in(part)
    elif isinstance(content, str):
        yield from re.findall(r"https://[^\s\"'<>]+?\.ods\b", content)


def sheets_called(path: Path, pattern: str) -> Iterator[tuple[str, Rows]]:
    """Give the sheets whose name fits, with their rows: numbers of tables move from edition to edition."""
    for name in sheet_names(path):
        if re.search(pattern, plain(name)):
            yield name, sheet_rows(path, name)


def title_above(rows: Rows, row: int) -> str:
    """Return what is written above a row: a table's title and notes."""
    return " ".join(cell for number, cells in rows.items() if number < row for cell in cells if cell)
