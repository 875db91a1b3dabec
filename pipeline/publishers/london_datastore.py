"""The London Datastore, where the Metropolitan Police Service publishes: its listing of files and its names of places.

HTML pages block scripts, so files are found through the listing (a CKAN package), by their names, newest first.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import pandas as pd

from pipeline.areas import BOROUGHS, CITY_OF_LONDON
from pipeline.errors import PipelineError
from pipeline.publishers.feed import Get, Kind
from pipeline.publishers.reading import plain, refuse, row_fault

HOSTS = ("data.london.gov.uk", "airdrive-secure.s3-eu-west-1.amazonaws.com")  # the second is where downloads are kept
LICENCE = "Open Government Licence v2.0"
ATTRIBUTION = (
    "Contains public sector information of the Metropolitan Police Service, published on the London Datastore and "
    "licensed under the Open Government Licence v2.0."
)
MPS_BOROUGHS = {plain(area.name): area.code for area in BOROUGHS if area != CITY_OF_LONDON}  # the City is another force
_ALSO = {"cityofwestminster": "E09000033", "richmond": "E09000027", "kingston": "E09000021"}
# Rows of no borough: airports, offences without a place, other forces. They are left out, and said to be.
_NO_BOROUGH = {
    plain(name)
    for name in (
        "London Heathrow and London City Airports", "Aviation Security", "Aviation Security (SO18)",
        "Aviation Policing", "Heathrow", "Unknown", "Not Known", "N/K", "Other / NK", "NULL", "",
        "Outside London", "Non Met Police Force", "City of London", "City of London Police",
    )
}  # fmt: skip
TOTALS = {"total", "grandtotal", "mpstotal", "metropolitanpoliceservice", "mps", "london", "all", "allboroughs"}


@dataclass(frozen=True)
class Resource:
    """One file of a listing: its name as shown, its address and its kind."""

    name: str
    url: str
    kind: Kind


def ask_listing(get: Get, package: str) -> tuple[Resource, ...]:
    """Return the files of a package of the Datastore, newest first; PipelineError where the answer is no listing."""
    url = f"https://data.london.gov.uk/api/action/package_show?id={package}"
    return read_listing(get(url, name=f"{package}-listing.json", kind=Kind.JSON, limit=5_000_000))


def read_listing(path: Path) -> tuple[Resource, ...]:
    """Return what a listing holds, in its order; PipelineError where it is none."""
    try:
        answer = json.loads(path.read_text(encoding="utf-8-sig"))
        listed = answer.get("result", answer)["resources"]
        entries = list(listed.values()) if isinstance(listed, dict) else list(listed)
        return tuple(
            Resource(str(entry.get("name") or entry.get("title") or ""), _address(entry["url"]), _kind(entry))
            for entry in entries
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise PipelineError(
            f"{path.name}: is not a listing of the London Datastore: it holds no result with resources."
        ) from None


def _address(url: str) -> str:
    return quote(url, safe="%/:=&?~#+!$,;'@()*[]")  # some are listed with blanks in them


def _kind(entry: dict[str, object]) -> Kind:
    """Return the kind by the address's ending, else by the format listed ("spreadsheet" for any workbook), else CSV."""
    ending = urlsplit(str(entry["url"])).path.rpartition(".")[2].lower()
    told = str(entry.get("format") or "").lower()
    by_name = {kind.value: kind for kind in Kind}
    workbook = Kind.XLSX if "spreadsheet" in told or "xls" in told else Kind.CSV
    return by_name.get(ending) or by_name.get(told.strip(". ")) or workbook


def find(resources: tuple[Resource, ...], words: str, *, historical: bool = False) -> tuple[Resource, ...]:
    """Return the files whose name holds these words, in the listing's order.

    Plain and `(Historical)` files share their words and are told apart; PipelineError names what is listed instead.
    """
    named = [resource for resource in resources if plain(words) in plain(resource.name + " " + resource.url)]
    found = tuple(one for one in named if ("histor" in f"{one.name} {one.url}".lower()) == historical)
    if not found and not historical:
        shown = ", ".join(resource.name for resource in resources[:15]) or "nothing"
        raise PipelineError(
            f"The London Datastore lists no file named like '{words}'.\nFiles listed: {shown}.\n"
            "If the publisher renamed it, change the name in the reader in pipeline/publishers."
        )
    return found


def given(files: Mapping[str, Path], name: str, words: str) -> Path:
    """Return the file kept under a name or, got by hand, the one plain file called what the publisher calls it.

    Raises PipelineError saying how to name it where there is none, or more than one.
    """
    named = [path for key, path in files.items() if plain(words) in plain(key) and "histor" not in key.lower()]
    if name in files or len(named) == 1:
        return files[name] if name in files else named[0]
    raise PipelineError(
        f"{len(named) or 'None'} of the files {'are' if named else 'is'} '{words}': name it {name}, with its ending.\n"
        f"Files given: {', '.join(sorted(files)) or 'none'}."
    )


def borough_codes(path: Path, names: pd.Series) -> pd.Series:
    """Return the ONS code of each borough named, empty for rows of no borough; the index is the row in the file.

    Raises PipelineError naming every name that is neither: a borough that was respelled must not be lost.
    """
    known = {**MPS_BOROUGHS, **_ALSO, **dict.fromkeys(_NO_BOROUGH, "")}
    keys = names.map(lambda name: plain(name.replace("&", " and ")))
    rule = "is no London borough known here"
    bad = names[~keys.isin(known)].drop_duplicates()
    refuse(path, [row_fault(path, row, str(names.name), name, rule) for row, name in bad.items()])
    return keys.map(known)


def without_totals(frame: pd.DataFrame, *labels: pd.Series) -> pd.DataFrame:
    """Return the rows that are no total: a total among its parts would be counted twice."""
    total = pd.Series(False, frame.index)
    for label in labels:
        total |= label.map(plain).isin(TOTALS)
    return frame[~total]


def left_out(number: int, what: str, why: str) -> list[str]:
    """Return the sentence that says how many rows are not counted and why; none where there was none."""
    return [f"Left out: {number:,} {what}{'' if number == 1 else 's'} {why}."] if number else []


def next_month(month: str, months: int = 1) -> str:
    """Return the month so many after a month like 2026-02."""
    return str(pd.Period(month, "M") + months)
