"""Read the periods that a sentence names, with the module that reads the publishers' own labels."""

import re
from dataclasses import dataclass

from pipeline.periods import Period, calendar_year, financial_year, month, three_years, twelve_months

_MONTHS = {
    name: number
    for number, name in enumerate(
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        start=1,
    )
}
_MONTH = "|".join(_MONTHS)
_YEAR = r"(?:19|20)\d{2}"
_FORMS = re.compile(
    rf"\b(?P<day>\d{{1,2}} )?(?:(?P<m1>{_MONTH}) (?P<y1>{_YEAR}) to (?P<m2>{_MONTH}) (?P<y2>{_YEAR})|"
    rf"(?P<m>{_MONTH}) (?P<y>{_YEAR}))\b"
    rf"|(?<![\d,.£])(?P<iso>{_YEAR}-[01]\d(?:-\d\d))\b|(?<![\d,.£/])(?P<fy>{_YEAR}/(?:\d{{4}}|\d\d))\b"
    rf"|(?<![\d,.£/])(?P<span>{_YEAR})[-–](?P<last>\d{{4}}|\d\d)\b|(?<![\d,.£/-])(?P<cy>{_YEAR})\b(?![/,.]?\d|"
    rf"%|-\d| (?:people|residents|adults|offences))"
)


@dataclass(frozen=True)
class Mention:
    """A period as a sentence names it; no period if the label cannot be one ("2023/25")."""

    label: str
    period: Period | None
    start: int
    end: int


def mentions(text: str) -> list[Mention]:
    """Return the periods that a sentence names, in order."""
    found = (Mention(match[0], _read(match), *match.span()) for match in _FORMS.finditer(text))
    return [one for one in found if not re.search(r"\b(?:Act|Census|Regulations)\s+(?:of )?$", text[: one.start])]


def without_dates(text: str) -> str:
    """Return the sentence, of the same length, with every date blotted out."""
    return _FORMS.sub(lambda match: "_" * len(match[0]), text)


def _read(match: re.Match[str]) -> Period | None:
    if match["m1"]:
        first, last = f"{match['y1']}-{_MONTHS[match['m1']]:02d}", f"{match['y2']}-{_MONTHS[match['m2']]:02d}"
        return twelve_months(first, last) if first <= last else None
    if match["m"]:
        return month(f"{match['y']}-{_MONTHS[match['m']]:02d}")
    if match["iso"]:
        return month(match["iso"][:7]) if match["iso"][5:7] <= "12" else None
    if match["fy"]:
        return _financial(match["fy"])
    if match["span"]:
        return _pooled(match["span"], match["last"])
    return calendar_year(match["cy"])


def _financial(label: str) -> Period | None:
    first, last = label.split("/")
    return financial_year(f"{first}/{last[-2:]}") if int(last[-2:]) == (int(first) + 1) % 100 else None


def _pooled(first: str, last: str) -> Period | None:
    whole = last if len(last) == 4 else first[:2] + last
    if int(whole) - int(first) == 2:
        return three_years(f"{first}-{whole[-2:]}")
    # any other span that runs forwards is taken as its years; one that runs backwards is no period
    if int(whole) <= int(first):
        return month(f"{first}-{last}") if len(last) == 2 and 1 <= int(last) <= 12 else None
    return Period(f"{first}-{last}", calendar_year(first).start, calendar_year(whole).end, "years")
