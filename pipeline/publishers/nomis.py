"""Nomis: how its tables are asked for and read, and the mid-year population estimates of the Office for National Statistics.

An answer is CSV with headers in capitals, whatever case they were asked in, and holds 25,000 cells at most: every answer
says in RECORD_COUNT how many there are, and one that is cut is refused.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

import pandas as pd

from pipeline.areas import AREAS, BOROUGH_CODES, ENGLAND, LONDON
from pipeline.errors import PipelineError
from pipeline.publishers.feed import Carried, Feed, Get, Kind
from pipeline.publishers.reading import column, counts, read_csv_text, read_each_row, refuse

HOST = "www.nomisweb.co.uk"
API = f"https://{HOST}/api/v01/dataset"
MOST_CELLS = 25_000  # in one answer, for who asks without a key
LICENCE = "Open Government Licence v3.0"
ATTRIBUTION = "Source: Office for National Statistics, from Nomis, licensed under the Open Government Licence v3.0."
ESTIMATES = "NM_2002_1"
FIRST_YEAR = 2006  # the series of this project begins here
_BLOCKS = tuple(range(first, first + 5) for first in range(0, 20, 5))  # years before the latest, five to an answer
_AGE = re.compile(r"Aged? (\d{1,2})(\+| and over)?", re.IGNORECASE)
_OLDEST = 90  # the open band


def address(dataset: str, select: Sequence[str], **query: str) -> str:
    """Return the address of a table: `query` holds Nomis's own names, `select` the columns wanted."""
    wanted = {**query, "measures": "20100", "select": ",".join([*select, "obs_value", "record_count"])}
    return f"{API}/{dataset}.data.csv?" + "&".join(
        f"{name}={quote(value, safe=',.')}" for name, value in wanted.items()
    )


def codes(*others: str) -> str:
    """Return the geography of a question: the ONS codes of the 33 boroughs and of other areas."""
    return ",".join([*BOROUGH_CODES, *others])


def read_answer(paths: Sequence[Path], keys: Sequence[str]) -> pd.DataFrame:
    """Return the answers as one table: the columns `keys` and `value`, a whole number, each combination once.

    The index is the row of its file. Raises PipelineError for an answer that lacks a column, is cut, or contradicts itself.
    """
    frames = [_answer(path, keys) for path in paths]
    table = pd.concat(frames).drop_duplicates()
    again = table[table.duplicated(list(keys))]
    if not again.empty:
        said = ", ".join(str(cell) for cell in again.iloc[0][list(keys)])
        raise PipelineError(f"{paths[0].name}: {len(again)} cells are given twice with different values, as {said}.")
    return table


def _answer(path: Path, keys: Sequence[str]) -> pd.DataFrame:
    table = read_csv_text(path, ["OBS_VALUE", "RECORD_COUNT"])
    said = set(counts(table, "RECORD_COUNT"))
    if said != {len(table)}:
        raise PipelineError(
            f"{path.name}: the answer is cut: it holds {len(table):,} rows and says {max(said, default=0):,}.\n"
            f"Nomis gives {MOST_CELLS:,} cells a call: ask for fewer years or areas at once."
        )
    return pd.DataFrame({name: column(table, name) for name in keys} | {"value": counts(table, "OBS_VALUE")})


def refuse_absent(path: Path, table: pd.DataFrame, areas: Sequence[str]) -> None:
    """Pass if the table holds these areas and no others; PipelineError names those that are missing or too many."""
    found = set(table["GEOGRAPHY_CODE"])
    known = {code: AREAS[code].name for code in areas}
    refuse(
        path,
        [f"{name} ({code}) is not in the answer" for code, name in known.items() if code not in found]
        + [f"{code} was not asked for" for code in sorted(found - set(areas))],
    )


def ask_for_estimates(get: Get) -> Mapping[str, Path]:
    """Return the estimates of twenty years: single years of age in blocks of five years, and all ages together."""
    select = ("date_name", "geography_code", "gender_name", "c_age_name")
    files = {
        f"ages_{number}": get(
            address(ESTIMATES, select, geography=codes(), date=_dates(block), gender="0", c_age="101...191"),
            name=f"mid_year_ages_{number}.csv",
            kind=Kind.CSV,
        )
        for number, block in enumerate(_BLOCKS, 1)
    }
    every = [back for block in _BLOCKS for back in block]
    where = codes(LONDON.code, ENGLAND.code)
    total = address(ESTIMATES, select, geography=where, date=_dates(every), gender="0", c_age="200")
    return files | {"all_ages": get(total, name="mid_year_all_ages.csv", kind=Kind.CSV)}


def _dates(back: Sequence[int]) -> str:
    return ",".join(f"latestMINUS{years}" if years else "latest" for years in back)


def carry_estimates(files: Mapping[str, Path], before: Path | None) -> Carried:
    """Return total.csv and age_band.csv, whole from these answers: nothing of the release before stays.

    Raises PipelineError where single years of age do not sum to all ages, or boroughs to London.
    """
    paths = sorted(path for path in files.values() if path.suffix == ".csv")
    keys = ["DATE_NAME", "GEOGRAPHY_CODE", "GENDER_NAME", "C_AGE_NAME"]
    cells = read_answer(paths, keys)
    others = sorted(set(cells["GENDER_NAME"]) - {"Total", "All persons"})
    refuse(paths[0], [f"GENDER_NAME '{name}' is not the total" for name in others])
    cells = cells[cells["DATE_NAME"].astype(int) >= FIRST_YEAR]
    whole = cells["C_AGE_NAME"].str.lower().isin(["all ages", "total", "total: all ages"])
    totals, ages = cells[whole], cells[~whole]
    refuse_absent(paths[0], totals, (*BOROUGH_CODES, LONDON.code, ENGLAND.code))
    refuse_absent(paths[0], ages, BOROUGH_CODES)
    banded = _bands(paths[0], ages)
    _refuse_other_sums(paths[0], totals, banded)
    latest = totals["DATE_NAME"].max()
    return Carried(
        release=latest,
        tables={"total.csv": _tidy(totals), "age_band.csv": _tidy(banded)},
        caveats=(
            f"All years are as issued with the estimates of mid-{latest}; those from 2012 on rest on Census 2021. They replace"
            " the whole table: no year of an earlier release is joined to them.",
        ),
    )


def _bands(path: Path, ages: pd.DataFrame) -> pd.DataFrame:
    """Return residents by five-year band, 90+ the last; every single year of age has to be there."""
    read = read_each_row(path, ages["C_AGE_NAME"], _band, "is not a single year of age")
    keys = ["DATE_NAME", "GEOGRAPHY_CODE"]
    sizes = ages.groupby(keys, as_index=False).size()
    short = sizes[sizes["size"] != _OLDEST + 1].to_numpy().tolist()
    refuse(path, [f"{area} {year}: {size} of {_OLDEST + 1} ages" for year, area, size in short])
    banded = ages.assign(age_band=read).groupby([*keys, "age_band"])["value"].sum()
    return banded.reset_index()


def _band(name: str) -> str:
    match = _AGE.fullmatch(name)
    if not match or int(match[1]) > _OLDEST or bool(match[2]) != (int(match[1]) == _OLDEST):
        raise ValueError(name)
    start = int(match[1]) // 5 * 5
    return f"{_OLDEST}+" if match[2] else f"{start}-{start + 4}"


def _refuse_other_sums(path: Path, totals: pd.DataFrame, bands: pd.DataFrame) -> None:
    everyone = totals.pivot(index="DATE_NAME", columns="GEOGRAPHY_CODE", values="value")
    boroughs = everyone[list(BOROUGH_CODES)]
    aged = bands.pivot_table(index="DATE_NAME", columns="GEOGRAPHY_CODE", values="value", aggfunc="sum")
    apart = (aged.reindex_like(boroughs) - boroughs).stack(future_stack=True).reset_index().to_numpy().tolist()
    faults = [f"{area} {year}: ages sum to {gap:+.0f} of all ages" for year, area, gap in apart if gap]
    for year, gap in (boroughs.sum(axis=1) - everyone[LONDON.code]).items():
        faults += [f"{year}: the boroughs sum to {gap:+.0f} of London's"] if gap else []
    refuse(path, faults)


def _tidy(table: pd.DataFrame) -> pd.DataFrame:
    names = {"GEOGRAPHY_CODE": "area_code", "DATE_NAME": "year", "age_band": "age_band", "value": "population"}
    kept = table.rename(columns=names)[[name for old, name in names.items() if old in table]].astype("str")
    return kept.sort_values(list(kept.columns[:-1])).reset_index(drop=True)


POPULATION = Feed(
    source="ons_population",
    where=f"https://{HOST}/datasets/pestsyoala",
    licence=LICENCE,
    attribution=ATTRIBUTION,
    hosts=(HOST,),
    collect=ask_for_estimates,
    carry=carry_estimates,
    caveats=("Age bands have no split at 18 (15-19, 20-24).", "London and England are held without age bands."),
)
