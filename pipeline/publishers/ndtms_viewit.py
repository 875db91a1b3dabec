"""NDTMS ViewIt: the "all indicators for all local authorities" export, 244 columns, downloaded by a person.

`NULL` means not collected, so that no row stands for it. 2021/22 writes its totals in capitals (`TOTAL`). The counts of
local authorities are rounded to 5.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from pipeline.areas import ENGLAND
from pipeline.errors import PipelineError
from pipeline.publishers.area_names import absent_boroughs, code_of
from pipeline.publishers.feed import Carried, Feed
from pipeline.publishers.reading import column, plain, refuse, row_fault
from pipeline.sources.reading import read_text

TABLE = "adults_in_treatment.csv"
KEY = ["area_code", "period", "sex", "age_group", "drug_group", "measure"]
_WORDS = {
    "sex": {"total": "all", "f": "female", "female": "female", "m": "male", "male": "male"},
    "age_group": {"total": "all", "18-29": "18-29", "30-49": "30-49", "50+": "50+"},
    "drug_group": {
        "total": "all", "opiate": "opiate", "non-opiate only": "non_opiate", "alcohol only": "alcohol",
        "non-opiate & alcohol": "non_opiate_and_alcohol",
    },
}  # fmt: skip
_DIMENSIONS = {"ReportingPeriod": "period", "Area": "area_code", **{name: name for name in _WORDS}}
# Held by sex and age; the others only for all adults, of which a single borough's parts are mostly zeros and fives.
_IN_FULL = re.compile(r"eth_.*|intreatment_.*|newpresentation_.*|exits_successfulcompletion_.*|scnr_.*")
# Not held: settings before 2012, time in treatment of leavers, kinds of new substances, waits for further treatment.
_LEFT_OUT = re.compile(r".*precdsj.*|lengthintreatment_.*_exits_.*|substanceanycitation_npsother_.*|waitssub_.*")
_OF_ENGLAND = re.compile(r"eth_.*_allintx|intreatment_allintx")
_NOT_COLLECTED = ("NULL", "")
_COUNT = re.compile(r"\d{1,9}")
_AT_ONCE = 5_000  # rows: the export of all local authorities has 29 million cells, of which London's are kept


def carry(files: Mapping[str, Path], before: Path | None) -> Carried:
    """Return the counts of London's boroughs, and England's, in the files; other areas' stay as they were `before`."""
    read = pd.concat([_table(path) for path in files.values()]).drop_duplicates()
    twice = read[read.duplicated(KEY)]
    faults = [f"{'; '.join(row)}: two files hold different counts" for row in twice[KEY].to_numpy().tolist()]
    refuse(next(iter(files.values())), faults, "Keep one export: the newest.")
    kept = _kept(before, set(read["area_code"]))
    table = pd.concat([read, kept]).sort_values(KEY, ignore_index=True)
    return Carried(read["period"].max().replace("/", "-"), {TABLE: table}, _caveats(read, kept, before))


def _table(path: Path) -> pd.DataFrame:
    """Return one export in our layout, a row for each count."""
    wide = _london(path)
    faults: list[str] = []
    for name, words in _WORDS.items():
        wide[name] = _translated(path, wide[name], wide[name].str.lower().map(words).fillna(""), faults)
    wide["period"] = _translated(path, wide["period"], wide["period"].map(_year), faults)
    measures = [name for name in map(str, wide) if name not in KEY and not _LEFT_OUT.fullmatch(name)]
    for name in measures:
        unknown = [cell for cell in wide[name].unique() if cell not in _NOT_COLLECTED and not _COUNT.fullmatch(cell)]
        bad = wide[name][wide[name].isin(unknown)]
        faults += [row_fault(path, row, name, cell, "is neither a count nor NULL") for row, cell in bad.items()]
    refuse(path, faults)
    return _long(wide, measures)


def _translated(path: Path, cells: pd.Series, made: pd.Series, faults: list[str]) -> pd.Series:
    """Return cells in our words, an empty one for each that is not known; those are added to the faults."""
    for row, cell in cells[made == ""].drop_duplicates().items():
        faults.append(row_fault(path, row, str(cells.name), cell, "is not known: add it to ndtms_viewit.py"))
    return made


def _year(cell: str) -> str:
    match = re.fullmatch(r"(\d{4})[/-](?:\d{2})?(\d{2})", cell)
    return f"{match[1]}/{match[2]}" if match else ""


def _long(wide: pd.DataFrame, measures: list[str]) -> pd.DataFrame:
    adults = wide[(wide["sex"] == "all") & (wide["age_group"] == "all")]
    in_full = [name for name in measures if _IN_FULL.fullmatch(name)]
    parts = [_melted(wide, in_full), _melted(adults, [name for name in measures if name not in in_full])]
    table = pd.concat(parts)
    named = table["measure"].str.fullmatch(_OF_ENGLAND.pattern)
    return table[(table["area_code"] != ENGLAND.code) | named]


def _melted(wide: pd.DataFrame, measures: list[str]) -> pd.DataFrame:
    long = wide.melt(KEY[:-1], measures, var_name="measure", value_name="count")
    return long[~long["count"].isin(_NOT_COLLECTED)]


def _london(path: Path) -> pd.DataFrame:
    """Return the export's rows of London's boroughs and of England; the index is the line in the file."""
    parts = [part for part in map(_of_ours, _chunks(path)) if len(part)]
    if not parts:
        raise PipelineError(f"{path.name}: holds no row of a London borough or of England.")
    return pd.concat(parts)


def _chunks(path: Path) -> Iterable[pd.DataFrame]:
    try:
        with pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig", chunksize=_AT_ONCE) as chunks:
            for chunk in chunks:
                chunk.attrs["file"] = path.name
                chunk.index += 2
                yield chunk
    except (ValueError, pd.errors.ParserError) as error:  # a cut file, another encoding, no CSV at all
        raise PipelineError(f"{path.name}: is not the CSV that ViewIt issues ({error}).") from None


def _of_ours(chunk: pd.DataFrame) -> pd.DataFrame:
    named = {header: column(chunk, header) for header in _DIMENSIONS}
    column(chunk, "intreatment_allintx")  # without it the file is another download of the same page
    codes = named.pop("Area").map(code_of)
    dimensions = {_DIMENSIONS[header]: cells.str.strip() for header, cells in named.items()}
    known = {plain(header) for header in _DIMENSIONS}
    measures = chunk[[name for name in chunk if plain(name) not in known]].rename(columns=str.lower)
    ours = codes.str.fullmatch(r"E09\d{6}|" + ENGLAND.code)
    return measures.assign(area_code=codes, **dimensions)[ours]


def _kept(before: Path | None, covered: set[str]) -> pd.DataFrame:
    if before is None:
        return pd.DataFrame(columns=[*KEY, "count"], dtype="str")
    held = read_text(before / TABLE)
    return held[~held["area_code"].isin(covered)]


def _caveats(read: pd.DataFrame, kept: pd.DataFrame, before: Path | None) -> tuple[str, ...]:
    covered = {*read["area_code"], *kept["area_code"]}
    said = [
        "Counts of boroughs are rounded to the nearest 5: a printed 0 may be 1 or 2, and sums are approximate.",
        "Measures ending in allintx count everybody in treatment in the year, those ending in newtx only new ones.",
        "Drug groups exclude each other and add up to all; substances cited overlap and are never added.",
        "A measure that was not collected in a year has no row in it.",
    ]
    if before is not None and len(kept):
        areas = ", ".join(sorted(set(kept["area_code"])))
        said.append(f"Not in the newer export and carried from release {before.name}: {areas}.")
    if absent := absent_boroughs(covered):
        said.append(f"No rows of {', '.join(absent)}.")
    return tuple(said)


FEED = Feed(
    source="ndtms",
    where="https://www.ndtms.net/ViewIt/Adult",
    licence="Open Government Licence v3.0",
    attribution="Contains public sector information licensed under the Open Government Licence v3.0.",
    hosts=("www.ndtms.net",),
    collect=None,
    carry=carry,
    by_hand=(
        "Open the page in a browser, choose the tab 'Download data' and then 'all indicators for all local "
        "authorities' (CSV, 244 columns), and give that file."
    ),
)
