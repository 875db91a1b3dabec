"""Nomis: model-based unemployment rates, in the layout of its web download.

Title lines, a header in which each period is followed by its `Conf` (the half-width of a 95% interval), one row an area
like "ladu2023:Barnet", then footnotes that say what its markers mean.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pandas as pd

from pipeline.errors import PipelineError
from pipeline.publishers.area_names import absent_boroughs, code_of
from pipeline.publishers.feed import Carried, Feed
from pipeline.publishers.nomis import ATTRIBUTION, HOST, LICENCE
from pipeline.publishers.reading import Rows, csv_rows, plain, refuse, row_fault, table_under
from pipeline.states import State

MISSING = "-"
SUPPRESSED = frozenset({"!", "*", "~", "#", "c", ":", "[c]"})
_MONTHS = {
    name: number
    for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)  # noqa: SIM905
}
_PERIOD = re.compile(r"([A-Z][a-z]{2}) (\d{4})-([A-Z][a-z]{2}) (\d{4})")
_NUMBER = re.compile(r"\d+(\.\d+)?")
_COLUMNS = ["area_code", "period", "rate", "lower", "upper", "shown"]


def rates(path: Path) -> pd.DataFrame:
    """Return area_code, period, rate, lower, upper (rate less and plus `Conf`, not below 0) and shown, as text.

    Raises PipelineError for a download of something else, an absent borough, and cells that are no number or marker.
    """
    rows = csv_rows(path)
    _refuse_other_items(path, rows)
    table = table_under(path, rows, ["Area", "Conf"])
    periods = _periods(path, list(table.columns))
    made, faults = [], []
    for row, cells in table.iterrows():
        code = code_of(cells.iloc[0].partition(":")[2])
        if not code:
            continue  # a footnote, or an area that is not London's
        for place, period in periods.items():
            read, bad = _read(cells.iloc[place], cells.iloc[place + 1])
            made.append({"area_code": code, "period": period} | read)
            faults += [row_fault(path, row, table.columns[place], bad, "is no rate or known marker")] if bad else []
    refuse(path, faults + [f"{name} has no row" for name in absent_boroughs({row["area_code"] for row in made})])
    found = pd.DataFrame(made, columns=_COLUMNS)
    refuse(path, [f"{code} has two rows for {when}" for code, when in _repeated(found)])
    return found.sort_values(["area_code", "period"]).reset_index(drop=True)


def _repeated(found: pd.DataFrame) -> list[list[str]]:
    keys = ["area_code", "period"]
    return found.loc[found.duplicated(keys), keys].to_numpy().tolist()


def _refuse_other_items(path: Path, rows: Rows) -> None:
    """Pass if the title lines name the rate and 95% limits: counts of people come in the same layout."""
    titles = {plain(cells[0]): cells[1] for cells in rows.values() if len(cells) == 2 and cells[0].endswith(":")}
    item, limits = titles.get("itemname", ""), titles.get("confidence", "")
    if "unemployment rate" not in item.lower():
        raise PipelineError(f"{path.name}: holds '{item}', not the unemployment rate.\nChoose that item on Nomis.")
    if "95%" not in limits:
        raise PipelineError(
            f"{path.name}: its confidence is '{limits}', not 95%.\nChoose value and confidence on Nomis."
        )


def _periods(path: Path, header: list[str]) -> dict[int, str]:
    """Return by place the period of each value: 2024 for a calendar year, else 2024-04 to 2025-03."""
    periods = {}
    for place, name in enumerate(header):
        match = _PERIOD.fullmatch(name)
        if match and plain((header[place + 1 :] or [""])[0]) != "conf":
            raise PipelineError(
                f"{path.name}: '{name}' is not followed by its Conf.\nChoose value and confidence on Nomis."
            )
        if match:
            first, last = (f"{match[year]}-{_MONTHS[match[month]]:02}" for month, year in ((1, 2), (3, 4)))
            year = match[2] == match[4] and first.endswith("-01") and last.endswith("-12")
            periods[place] = match[2] if year else f"{first} to {last}"
    if not periods:
        raise PipelineError(f"{path.name}: no period like 'Jan 2024-Dec 2024' stands in the header.")
    return periods


def _read(value: str, conf: str) -> tuple[dict[str, str], str]:
    """Return the rate with its limits and whether it is shown, and a cell that is neither number nor marker."""
    empty = {"rate": "", "lower": "", "upper": ""}
    if _NUMBER.fullmatch(value) and _NUMBER.fullmatch(conf):
        rate, half = Decimal(value), Decimal(conf)
        limits = {"lower": str(max(rate - half, Decimal(0))), "upper": str(rate + half)}
        return {"rate": value, "shown": State.OK.value} | limits, ""
    if _NUMBER.fullmatch(value) and (conf == MISSING or conf.lower() in SUPPRESSED):
        return empty | {"rate": value, "shown": State.OK.value}, ""
    if value == MISSING:
        return empty | {"shown": State.NOT_AVAILABLE.value}, ""
    if value.lower() in SUPPRESSED:
        return empty | {"shown": State.SUPPRESSED.value}, ""
    return empty | {"shown": State.NOT_AVAILABLE.value}, f"{value} {conf}"


def carry_unemployment(files: Mapping[str, Path], before: Path | None) -> Carried:
    """Return rate.csv; the release is the year, or the last month, of the newest period."""
    found = [path for path in files.values() if path.suffix.lower() == ".csv"]
    if len(found) != 1:
        raise PipelineError(f"One CSV from Nomis is needed; {len(found)} were given.")
    table = rates(found[0])
    return Carried(release=table["period"].str.split(" to ").str[-1].max(), tables={"rate.csv": table})


FEED = Feed(
    source="ons_unemployment",
    where=f"https://{HOST}/",
    licence=LICENCE,
    attribution=ATTRIBUTION,
    hosts=(HOST,),
    collect=None,
    carry=carry_unemployment,
    by_hand=(
        "On Nomis choose 'model-based estimates of unemployment', the 33 local authorities of London and the region London, the "
        "item 'Unemployment rate', value and confidence, and download it as comma separated values."
    ),
    caveats=(
        "Boroughs are modelled; London comes from the Annual Population Survey and has no model behind it.",
        "The City of London has no estimate.",
    ),
)
