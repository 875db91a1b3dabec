"""Deaths in treatment by local authority: the one local table of the annual adult treatment statistics (ODS).

Found by its headers (`Area name`, `Time period`, `Point estimate`, `Observed`), as its number moves: 9.2, once 10.2.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pandas as pd

from pipeline.errors import PipelineError
from pipeline.publishers.area_names import code_of
from pipeline.publishers.feed import Carried, Feed, Get
from pipeline.publishers.govuk import (
    ADULTS,
    ATTRIBUTION,
    HOSTS,
    LICENCE,
    ask_tables,
    edition_of,
    find_pages,
    refuse_none,
    sheets_called,
    title_above,
)  # fmt: skip
from pipeline.publishers.markers import read_marked
from pipeline.publishers.reading import Headers, Rows, column, plain, read_each_row, table_under

_SHEETS = r"deaths|92|102"  # "Table_9_2", "10_2_Deaths" without their marks
_HEADERS: Headers = [("Area name", "Local authority"), "Time period", "Point estimate", "Observed"]
_LOWER = ("Lower bound to confidence interval (CI)", "Lower bound to CI", "Lower bound 95% CI", "Lower CI")
_UPPER = ("Upper bound to confidence interval (CI)", "Upper bound to CI", "Upper bound 95% CI", "Upper CI")


def collect(get: Get) -> Mapping[str, Path]:
    """Return the tables of the newest edition, under its years ("2024-25_1")."""
    pages = find_pages(get, "substance misuse treatment for adults statistics", ADULTS, "search")
    newest = max(pages, key=edition_of)
    files = ask_tables(get, newest, edition_of(newest))
    refuse_none(files, [newest])
    return files


def carry(files: Mapping[str, Path], before: Path | None) -> Carried:
    """Return ratio and observed deaths of London's boroughs and of England where given; markers as states."""
    found = [_deaths(path, rows) for path in files.values() for _, rows in sheets_called(path, _SHEETS) if _is(rows)]
    if not found:
        named = ", ".join(path.name for path in files.values())
        raise PipelineError(f"{named}: no sheet on deaths has the headers Area name, Point estimate and Observed.")
    table = pd.concat(found).sort_values(["treatment", "area_code", "period", "measure"], ignore_index=True)
    caveats = (
        "The ratio is of deaths observed to deaths expected among people in treatment: above 1, more than expected.",
        "Deaths while in treatment or shortly after are counted, whatever their cause.",
    )
    return Carried(_edition(files, table), {"deaths.csv": table}, caveats)


def _is(rows: Rows) -> bool:
    headers = [{plain(cell) for cell in cells} for cells in rows.values()]
    said = title_above(rows, max(rows) + 1).lower()
    return "death" in said and any({"pointestimate", "observed"} <= held for held in headers)


def _deaths(path: Path, rows: Rows) -> pd.DataFrame:
    raw = table_under(path, rows, _HEADERS)
    codes = column(raw, "Area name", "Local authority").map(code_of)
    ours = raw[codes != ""]
    ours.attrs = raw.attrs
    ratio, observed = (read_marked(path, column(ours, name)) for name in ("Point estimate", "Observed"))
    period = read_each_row(path, column(ours, "Time period"), period_of, "is not like April 2022 to March 2025")
    base = pd.DataFrame({"area_code": codes[codes != ""], "period": period, "age": _age(ours)})
    base = base.assign(treatment=_treatment(title_above(rows, int(raw.index[0]))))
    limits = {"lower": _limit(path, ours, _LOWER), "upper": _limit(path, ours, _UPPER)}
    return pd.concat(
        [
            base.assign(measure="ratio", **ratio, **limits),
            base.assign(measure="observed", **observed, lower="", upper=""),
        ]
    )


def _treatment(title: str) -> str:
    """Return drug or alcohol, as the table's title says; "all" where it names both or neither."""
    named = [word for word in ("drug", "alcohol") if re.search(rf"\b{word}\b", title.lower())]
    return named[0] if len(named) == 1 else "all"


def _age(rows: pd.DataFrame) -> pd.Series:
    return column(rows, "Age").replace({"18+": "18 and over", "": "18 and over"})


def _limit(path: Path, rows: pd.DataFrame, spellings: tuple[str, ...]) -> pd.Series | str:
    """Return a limit where the edition prints it: that of 2024/25 does not."""
    held = {plain(name) for name in rows.columns}
    known = [name for name in spellings if plain(name) in held]
    return read_marked(path, column(rows, *known))["value"] if known else ""


def period_of(printed: str) -> str:
    """Return "April 2022 to March 2025" as 2022-04 to 2025-03; ValueError for anything else."""
    months = [datetime.strptime(part, "%B %Y") for part in re.split(r"\s+to\s+", printed.strip())]
    if len(months) != 2:
        raise ValueError(printed)
    return f"{months[0]:%Y-%m} to {months[1]:%Y-%m}"


def _edition(files: Mapping[str, Path], table: pd.DataFrame) -> str:
    """Return the edition's years as its file is named; else the financial year in which the newest period ends."""
    named = [match[1] for name in files if (match := re.match(r"(\d{4}-\d{2})(?!\d)", name))]
    end = table["period"].str[-7:].max()
    first = int(end[:4]) - (end[5:] <= "03")
    return max(named) if named else f"{first}-{(first + 1) % 100:02}"


FEED = Feed(
    source="ohid_treatment_deaths",
    where="https://www.gov.uk/government/collections/alcohol-and-drug-misuse-and-treatment-statistics",
    licence=LICENCE,
    attribution=ATTRIBUTION,
    hosts=HOSTS,
    collect=collect,
    carry=carry,
)
