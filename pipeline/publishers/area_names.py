"""The ONS code behind an area's name as publishers spell it: boroughs, London, England and merged areas."""

import re

from pipeline.areas import AREAS, BOROUGHS, MERGED

_STYLE = re.compile(r"\b(london borough of|royal borough of|lb|rb|borough|council)\b")
# Short forms that publishers use, each written out: a rule that shortens names would make "London" of a city.
_ALSO = {
    "richmond": "E09000027",
    "kingston": "E09000021",
    "hammersmith": "E09000013",
    "kensington": "E09000020",
    "barking": "E09000002",
    "city": "E09000001",
    "city of westminster": "E09000033",
    "westminster city": "E09000033",
    "london region": "E12000007",
    "hackney and city of london": "E09000001+E09000012",
    "sutton and merton": "E09000024+E09000029",
}


def _words(name: str) -> str:
    spelled = re.sub(r"[^a-z ]", " ", name.lower().replace("&", " and "))
    return " ".join(_STYLE.sub(" ", spelled).split())


_CODES = {_words(area.name): area.code for area in AREAS.values() if area.kind != "joint"} | _ALSO


def code_of(name: str) -> str:
    """Return the ONS code of a London borough, a merged area, London or England; empty for any other name."""
    return _CODES.get(_words(name), "")


def combined_with(name: str, code: str = "", note: str = "") -> str:
    """Return the code of the merged area that a row is of, or empty.

    Its name says so ("Hackney (combined with City of London)"), or the note beside its value does.
    """
    match = re.fullmatch(r"(.+?)\s*\(combined with (.+)\)", name.strip(), re.IGNORECASE)
    pair = {code_of(match[1]), code_of(match[2])} if match else set()
    if "combined" in note.lower():
        pair |= {code, *(area.code for area in BOROUGHS if area.name.lower() in note.lower())}
    return next((area.code for area in MERGED if set(area.members) == pair), "")


def absent_boroughs(codes: set[str]) -> list[str]:
    """Return the names of the boroughs that are not among these codes."""
    return [borough.name for borough in BOROUGHS if borough.code not in codes]
