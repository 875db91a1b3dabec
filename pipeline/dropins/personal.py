"""Nothing about one person may enter: column names that ask for it, and cells that look like it.

The value itself is never repeated in a message: it would stand in a log.
"""

import re

ALLOWED = frozenset({"area_name"})
_NAMES = frozenset({
    "name", "names", "forename", "surname", "firstname", "lastname", "fullname", "initials", "dob", "birth", "birthday",
    "birthdate", "nhs", "nino", "postcode", "postal", "address", "uprn", "email", "mail", "phone", "telephone", "mobile",
    "client", "patient", "caseid", "userid",
})  # fmt: skip
_LOOKS_LIKE = {
    "an e-mail address": re.compile(r"\S@\S+\.\w"),
    "a telephone number": re.compile(r"(?<![\w/.-])(?:\+44|0044|0)(?:[\s().-]{0,2}\d){9,10}(?![\d/])"),
    "an NHS number": re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)"),
    "a postcode": re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE),
    "somebody's name": re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Cllr|Councillor)\b\.?\s+[A-Z][\w'’-]+"),
    "a date of birth": re.compile(r"\b(?:dob|born|birth)\b", re.IGNORECASE),
}


def asks_for_a_person(column: str) -> bool:
    """Whether a column's name asks for something about one person, however it is written."""
    words = re.split(r"[^a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", column).lower())
    joined = "".join(words)
    return column not in ALLOWED and bool(_NAMES & {*words, joined})


def looks_like_a_person(cell: str) -> str:
    """Return what a cell seems to hold about one person, "" for nothing."""
    return next((what for what, pattern in _LOOKS_LIKE.items() if pattern.search(cell)), "")
