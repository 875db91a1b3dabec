"""How drug cases in police custody ended, London as a whole: the disposals of the Metropolitan Police Service's custody data.

Package `2r7po` of the London Datastore: a workbook for arrests and one for disposals, one row for each month and group.
Offences on custody records are counted, not people. Monthly counts become years, the last of them a part of one.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from pipeline.errors import PipelineError
from pipeline.publishers.feed import Carried, Feed, Get
from pipeline.publishers.london_datastore import ATTRIBUTION, HOSTS, LICENCE, ask_listing, find, given, next_month
from pipeline.publishers.met_months import refuse_gaps, refuse_repeated
from pipeline.publishers.reading import (
    column,
    counts,
    plain,
    read_any_sheet,
    read_each_row,
    refuse,
    row_fault,
)
from pipeline.sources.mps_custody import LAST_MONTH
from pipeline.sources.reading import read_text

_YEAR = ("Disposal Year", "Arrest Year", "Year")
_MONTH = ("Disposal Month", "Arrest Month", "Month")
_SEX = ("Gender", "Sex")
_AGE = ("Age Group", "Adult / Child")
_ETHNICITY = ("Ethnicity (4+1)", "Ethnicity", "Officer Defined Ethnicity")
_OFFENCE = ("Disposal Offence", "Disposal Offence Group", "Offence Group", "Offence", "First Arrest Offence")
_DISPOSAL = ("Disposal", "Disposal Type", "Disposal Group")
_COUNT = ("Disposal Count", "Count")
_HEADERS = [_YEAR, _MONTH, _SEX, _AGE, _ETHNICITY, _OFFENCE, _DISPOSAL, _COUNT]
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_UNSAID = dict.fromkeys(("", "notrecorded", "notknown", "unknown", "notstated", "notrecordednotknown"), "Not Recorded")
_SEXES = {"male": "Male", "female": "Female", **_UNSAID}
_AGES = {"adult": "Adult", "child": "Child", **_UNSAID}
_ETHNICITIES = {"asian": "Asian", "black": "Black", "other": "Other", "white": "White", **_UNSAID}
_OFFENCES = {"drugpossession": "Drug Possession", "drugsupply": "Drug Supply"}
_KEY = ["year", "offence_group", "sex", "age_group", "ethnicity", "disposal"]


def _collect(get: Get) -> dict[str, Path]:
    [newest, *_] = find(ask_listing(get, "2r7po"), "Disposals")
    return {"disposals": get(newest.url, name=f"disposals.{newest.kind}", kind=newest.kind)}


def _carry(files: Mapping[str, Path], before: Path | None) -> Carried:
    path = given(files, "disposals", "Disposals")
    monthly = _monthly(path)
    months = sorted(monthly["month"].unique())
    refuse_gaps(path.name, months)
    if not any(month.endswith("-01") for month in months):
        raise PipelineError(f"{path.name}: holds no January, so no year from its beginning.")
    whole = monthly[monthly["year"] >= _first_year(months)]
    yearly = whole.groupby(_KEY)["count"].sum().reset_index()
    held, said = _held(before, yearly["year"].min())
    table = pd.concat([held, yearly[yearly["count"] > 0].astype(str)], ignore_index=True)
    table = table.assign(to_month=months[-1])[[*_KEY, "count", "to_month"]]
    small = int(table["count"].astype(int).between(1, 4).sum())
    said.append(f"{small:,} of {len(table):,} cells are counts of 1 to 4: they are summed before a page shows them.")
    return Carried(next_month(months[-1]), {"disposals.csv": table}, tuple(said))


def _monthly(path: Path) -> pd.DataFrame:
    """Return the counts of drug offences by year, month and group; totals left out."""
    frame = read_any_sheet(path, _HEADERS)
    number = column(frame, *_COUNT).name
    refuse_repeated(path, frame.loc[:, [name != number for name in frame.columns]])
    kinds = column(frame, *_OFFENCE)
    new = kinds[kinds.map(plain).str.contains("drug") & ~kinds.map(plain).isin(_OFFENCES)].drop_duplicates()
    refuse(
        path,
        [row_fault(path, row, str(kinds.name), kind, "is a drug offence not known here") for row, kind in new.items()],
    )
    rows = frame[kinds.map(plain).isin(_OFFENCES) & ~column(frame, *_DISPOSAL).map(plain).isin({"total", "grandtotal"})]
    if rows.empty:
        raise PipelineError(f"{path.name}: has no row of drug possession or drug supply.")
    years = read_each_row(path, column(rows, *_YEAR), _year, "is not a year")
    return pd.DataFrame(
        {
            "year": years,
            "month": years + "-" + read_each_row(path, column(rows, *_MONTH), _month, "is not a month"),
            "offence_group": column(rows, *_OFFENCE).map(plain).map(_OFFENCES),
            "sex": _known(path, column(rows, *_SEX), _SEXES),
            "age_group": _known(path, column(rows, *_AGE), _AGES),
            "ethnicity": _known(path, column(rows, *_ETHNICITY), _ETHNICITIES),
            "disposal": column(rows, *_DISPOSAL).str.strip(),
            "count": counts(rows, *_COUNT),
        }
    )


def _year(text: str) -> str:
    if not (text.isdigit() and 2000 <= int(text) < 2100):
        raise ValueError(text)
    return text


def _month(text: str) -> str:
    """Read 2, 02, Feb or February as 02."""
    number = int(text) if text.isdigit() else _MONTHS.index(text[:3].lower()) + 1
    if not 1 <= number <= 12:
        raise ValueError(text)
    return f"{number:02}"


def _known(path: Path, cells: pd.Series, words: Mapping[str, str]) -> pd.Series:
    def read(text: str) -> str:
        if plain(text) not in words:
            raise ValueError(text)
        return words[plain(text)]

    return read_each_row(path, cells, read, f"is not one of {', '.join(sorted(set(words.values())))}")


def _first_year(months: list[str]) -> str:
    """Return the first year whose January is there: a year that begins later would pass for a whole one."""
    return min(month[:4] for month in months if month.endswith("-01"))


def _held(before: Path | None, first: str) -> tuple[pd.DataFrame, list[str]]:
    """Return the whole years of the release before that the file has no more."""
    nothing = pd.DataFrame(columns=[*_KEY, "count"], dtype="str")
    if before is None or not (before / "disposals.csv").is_file():
        return nothing, []
    held = read_text(before / "disposals.csv")
    ended = str(held["to_month"].max()) if "to_month" in held else LAST_MONTH
    whole = held[(held["year"] < first) & (held["year"] + "-12" <= ended)]
    said = [f"Years before {first} are in the publisher's file no more: kept from the release before."]
    last = int(whole["year"].max()) if len(whole) else int(first) - 1
    lost = ", ".join(str(year) for year in range(last + 1, int(first)))
    said += [f"No release holds {lost} as a whole: not shown."] if lost else []
    return whole[[*_KEY, "count"]], said if len(whole) else []


FEED = Feed(
    source="mps_custody",
    where="https://data.london.gov.uk/dataset/mps-custody-arrests-disposals-strip-searches-2r7po",
    licence=LICENCE,
    attribution=ATTRIBUTION,
    hosts=HOSTS,
    collect=_collect,
    carry=_carry,
    by_hand="From the page named above, save the newest workbook of disposals.",
    caveats=(
        "London as a whole only; no borough figures are published.",
        "The last year holds the months to the newest only and is never shown as a year.",
        "Ethnicity is not recorded for a large share, and there is no Mixed group.",
        "Offences on custody records are counted, by the month of arrest: not people, and not the people who use or sell "
        "drugs.",
    ),
)
