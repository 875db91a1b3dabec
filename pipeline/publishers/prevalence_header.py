"""Which column of a sheet of opiate and crack estimates means what: one row of headers, or two with the upper merged.

A merged cell keeps its words in its first column. Read by position, a rate was once taken from another drug's count: so
each of the two groups must hold the three drugs with both limits, standing where the words above say, or the sheet is
refused.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.publishers.reading import Rows, plain

USERS, RATE = "users", "rate"
_DRUGS = {
    "ocu": "opiate_crack", "opiateandorcrack": "opiate_crack", "opiateandorcrackcocaine": "opiate_crack",
    "opiatesandorcrackcocaine": "opiate_crack", "opiates": "opiate", "opiate": "opiate",
    "crackcocaine": "crack", "crack": "crack",
}  # fmt: skip
_PARTS = {"lowerbound95ci": "lower", "upperbound95ci": "upper", "lower95ci": "lower", "upper95ci": "upper"}
_FLAT = re.compile(r"(?P<drug>.+?)\s*\((?P<measure>number|rate)[^)]*\)\s*(?P<part>.*)", re.IGNORECASE)
_AREA, _REGION, _POPULATION = {"localauthority", "areaname", "area"}, {"region"}, {"1564population", "population1564"}

Columns = dict[tuple[str, str], dict[str, int]]  # by drug and measure: where value, lower and upper stand


@dataclass(frozen=True)
class Heading:
    """Where the headers end (`row`) and what the columns below them mean."""

    row: int
    area: int
    region: int | None
    population: int | None
    columns: Columns


def read_heading(path: Path, rows: Rows) -> Heading | None:
    """Return what the columns mean, or None for a sheet without such estimates by local authority.

    Raises PipelineError where the headers are there and do not fit each other.
    """
    numbers = list(rows)
    for number, below in zip(numbers, [*numbers[1:], 0], strict=True):
        words = [plain(cell) for cell in rows[number]]
        if not _AREA & set(words):
            continue
        flat = _flat(rows[number])
        if flat:
            return _heading(path, number, words, flat)
        if below and set(_PARTS) & {plain(cell) for cell in rows[below]}:
            return _heading(path, below, words, _merged(path, rows[number], rows[below]))
    return None


def _heading(path: Path, row: int, words: list[str], columns: Columns) -> Heading:
    gaps = [
        f"{drug} {measure}: {', '.join(sorted({'value', 'lower', 'upper'} - set(places)))}"
        for (drug, measure), places in columns.items()
        if len(places) != 3
    ]
    wanted = {(drug, measure) for drug in _DRUGS.values() for measure in (USERS, RATE)}
    gaps += [f"{drug} {measure}" for drug, measure in sorted(wanted - set(columns))]
    if gaps:
        raise PipelineError(
            f"{path.name}: the headers of the estimates do not fit each other: no {'; no '.join(gaps)}."
        )
    return Heading(row, _place(words, _AREA) or 0, _place(words, _REGION), _place(words, _POPULATION), columns)


def _place(words: list[str], spellings: set[str]) -> int | None:
    return next((at for at, word in enumerate(words) if word in spellings), None)


def _flat(cells: list[str]) -> Columns:
    """Read headers like "Crack cocaine (number) lower bound 95% CI"."""
    columns: Columns = {}
    for at, cell in enumerate(cells):
        match = _FLAT.fullmatch(cell)
        if match and (drug := _DRUGS.get(plain(match["drug"]))):
            measure = USERS if match["measure"].lower() == "number" else RATE
            part = _PARTS.get(plain(match["part"]), "value" if not match["part"] else "")
            columns.setdefault((drug, measure), {})[part] = at
    return columns


def _merged(path: Path, upper: list[str], lower: list[str]) -> Columns:
    """Read the lower row under the groups of the upper one, whose words hold until the next are written."""
    columns: Columns = {}
    measure, drug = "", ""
    for at, cell in enumerate(lower):
        measure = _group(upper[at]) if at < len(upper) and upper[at] else measure
        word = plain(cell)
        if not word:
            continue
        if not measure or (word not in _DRUGS and word not in _PARTS):
            raise PipelineError(f"{path.name}: '{cell}' in column {at + 1} stands under no group that is known.")
        drug = _DRUGS.get(word, drug)
        columns.setdefault((drug, measure), {})[_PARTS.get(word, "value")] = at
    return columns


def _group(words: str) -> str:
    return USERS if plain(words).startswith("number") else RATE if plain(words).startswith("rate") else ""
