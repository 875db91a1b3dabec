"""Drop-in tables drawn in a test, and what indicators make of them. Every figure is invented."""

import csv
from pathlib import Path
from types import SimpleNamespace

import pandas as pd

from pipeline.areas import AREAS
from pipeline.dropins import BY_SOURCE, DropIn
from pipeline.indicators import CATALOGUE
from pipeline.indicators import catalogue as whole
from pipeline.project import Audience
from pipeline.sources.local import LOCAL
from tests.indicators.drawn import breaks

BARNET = AREAS["E09000003"]
EXAMPLES = Path(__file__).parent / "examples"
COMMON = {
    "area_code": "E09000003", "area_name": "Barnet", "period_start": "2025-04-01", "period_end": "2026-03-31",
    "period_type": "FY", "cohort": "all", "source": "invented", "extract_date": "2026-05-01", "status": "final",
    "sdc_state": "raw", "note": "invented for tests",
}  # fmt: skip
YEAR_BEFORE = {"period_start": "2024-04-01", "period_end": "2025-03-31"}


def write(path: Path, table: DropIn, drawing: str, **constants: str) -> Path:
    """Write a table from a drawing with | between cells; columns that it leaves out are filled as in COMMON."""
    lines = [[cell.strip() for cell in line.split("|")] for line in drawing.strip().splitlines()]
    names = [column.name for column in table.columns]
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
        writer.writeheader()
        for cells in lines[1:]:
            drawn = {name: cell for name, cell in zip(lines[0], cells, strict=True) if cell}
            writer.writerow({**COMMON, **constants, **drawn})
    return path


def supply(folder: Path, code: str, drawing: str, borough: str = "barnet", **constants: str) -> None:
    """Put a drawn table into a borough's folder of data/raw/local."""
    [table] = [one for one in BY_SOURCE.values() if one.code == code]
    write(folder / borough / table.place, table, drawing, **constants)


def observed(folder: Path, *names: str) -> pd.DataFrame:
    """Return the observations of files in data/raw/local, such as barnet/L1-referrals.csv."""
    by_file = {table.file: LOCAL[source] for source, table in BY_SOURCE.items()}
    return pd.concat([by_file[name.rsplit("/", maxsplit=1)[-1]].read_files(folder, [name]) for name in names])


def calculated(
    observations: pd.DataFrame, *indicators: str, audience: Audience = Audience.PARTNERS, area: str = "E09000003"
) -> pd.DataFrame:
    """Return the rows of these indicators for one area, through the whole catalogue's own way."""
    edition = SimpleNamespace(id="invented", date="2026-11-22", releases={})
    kept = dict(CATALOGUE)
    try:
        for name in set(kept) - set(indicators):
            del CATALOGUE[name]
        rows = whole.calculate_indicators(observations, edition, breaks().iloc[:0], audience)
    finally:
        CATALOGUE.clear()
        CATALOGUE.update(kept)
    assert not [why for why in rows.attrs["gaps"].values() if "No figures of" not in why]
    return rows[rows["area_code"] == area]
