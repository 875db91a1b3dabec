"""Public health profiles (Fingertips): what is asked for, and the two releases made of the answers.

`fingertips` keeps the newest value of each indicator, `fingertips_profiles` every period with limits, count and
denominator. One area type for each indicator: another vintage would print its periods twice.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from pipeline.areas import BOROUGH_CODES, ENGLAND
from pipeline.errors import PipelineError
from pipeline.publishers.feed import Carried, Feed, Get, Kind
from pipeline.publishers.fingertips_rows import has_boroughs, has_england, read_metadata, read_rows
from pipeline.publishers.issued import day_or_before
from pipeline.sources.reading import read_text
from pipeline.states import State

_BASE = "https://fingertips.phe.org.uk/api"
_METADATA = "metadata"
# Areas of local government by vintage, the newest first: a discontinued indicator answers only under its old one.
VINTAGES = (502, 501, 402, 401, 302, 301, 202, 201, 102, 101)
_REGION, _ENGLAND = 6, 15  # with regions as parents London is in the answer, and England
LATEST = (
    "40401", "40501", "40601", "40701", "41001", "91126", "92432", "92443", "92906", "93015", "93701", "93759",
    "93861", "93881", "94240",
)  # fmt: skip
PROFILES = (
    *LATEST, "90244", "90245", "92447", "92454", "92455", "91182", "91117", "93517", "93532", "91123", "92544",
    "91380", "91382", "93763", "91414", "93764", "92904", "90808", "92962", "93012", "93553",
)  # fmt: skip
_VALUES = [
    "area_code", "indicator_id", "name", "unit", "polarity", "sex", "age", "period", "value", "lower", "upper", "count",
    "denominator", "note", "state",
]  # fmt: skip


def _collect(indicators: tuple[str, ...]) -> Callable[[Get], Mapping[str, Path]]:
    def collect(get: Get) -> Mapping[str, Path]:
        ids = ",".join(indicators)
        url = f"{_BASE}/indicator_metadata/csv/by_indicator_id?indicator_ids={ids}"
        files = {_METADATA: get(url, name=f"{_METADATA}.csv", kind=Kind.CSV)}
        for indicator in indicators:
            files |= _answers(get, indicator)
        return files

    return collect


def _answers(get: Get, indicator: str) -> dict[str, Path]:
    """Return the answer under the newest vintage that has rows; the file's name says which ("91123-402-6")."""
    for vintage in VINTAGES:
        files = _ask(get, indicator, vintage, _REGION)
        [path] = files.values()
        if not has_boroughs(path):
            continue
        return files if has_england(path) else files | _ask(get, indicator, vintage, _ENGLAND)
    raise PipelineError(
        f"Fingertips {indicator} has no rows of London's boroughs under any area type "
        f"({', '.join(map(str, VINTAGES))}).\nIf it was withdrawn, take it off pipeline/publishers/fingertips.py."
    )


def _ask(get: Get, indicator: str, vintage: int, parent: int) -> dict[str, Path]:
    url = (
        f"{_BASE}/all_data/csv/by_indicator_id?indicator_ids={indicator}&child_area_type_id={vintage}"
        f"&parent_area_type_id={parent}&include_sortable_time_periods=yes"
    )
    name = f"{indicator}-{vintage}-{parent}"
    return {name: get(url, name=f"{name}.csv", kind=Kind.CSV)}


def carry_latest(files: Mapping[str, Path], before: Path | None) -> Carried:
    """Return the newest value of each indicator, for boroughs and England, under the keys of the release before."""
    rows = read_rows(_data(files))
    newest = rows["sortable"] == _newest(rows)
    ours = newest & (rows["state"] == State.OK.value) & rows["own_code"].isin([*BOROUGH_CODES, ENGLAND.code])
    values = rows[ours].assign(area_code=rows["own_code"])[["area_code", "indicator_id", "period", "value"]]
    table = values.merge(_words(files, before), on="indicator_id", validate="m:1")
    table = table[["area_code", "indicator_id", "key", "label", "unit", "period", "value"]]
    tables = {"latest.csv": table.sort_values(["indicator_id", "area_code"], ignore_index=True)}
    caveats = (
        "One latest value for each indicator, without counts or limits: those are in fingertips_profiles.",
        *_merged_caveats(rows[ours]),
        *_vintage_caveats(files),
    )
    return Carried(day_or_before(files.values(), before, tables), tables, caveats)


def carry_profiles(files: Mapping[str, Path], before: Path | None) -> Carried:
    """Return every period of each indicator with its limits, count and denominator: boroughs, London and England."""
    facts = _facts(files)[["unit", "polarity"]]
    rows = read_rows(_data(files)).join(facts, on="indicator_id")
    _refuse_unknown(rows["indicator_id"][rows["unit"].isna()])
    table = rows.sort_values(["indicator_id", "sortable", "area_code"])[_VALUES].reset_index(drop=True)
    caveats = (
        "Values, limits and comparisons are the publisher's own: its confidence limits are 95%.",
        "Counts are the publisher's and may be rounded while rates rest on unrounded ones.",
        *_merged_caveats(rows),
        *_vintage_caveats(files),
    )
    tables = {"values.csv": table}
    return Carried(day_or_before(files.values(), before, tables), tables, caveats)


def _facts(files: Mapping[str, Path]) -> pd.DataFrame:
    if _METADATA not in files:
        raise PipelineError("Fingertips: metadata.csv is missing: units and polarity stand in no other file.")
    return read_metadata(files[_METADATA])


def _data(files: Mapping[str, Path]) -> dict[str, Path]:
    return {name: path for name, path in files.items() if name != _METADATA}


def _newest(rows: pd.DataFrame) -> pd.Series:
    """Return, for each row, the newest period of its indicator that has a borough's value."""
    held = rows[(rows["state"] == State.OK.value) & rows["own_code"].isin(BOROUGH_CODES)]
    return rows["indicator_id"].map(held.groupby("indicator_id")["sortable"].max())


def _words(files: Mapping[str, Path], before: Path | None) -> pd.DataFrame:
    """Return key, label and unit of each indicator: as held before, else as the publisher's metadata says."""
    names = ["indicator_id", "key", "label", "unit"]
    facts = _facts(files).reset_index()
    said = facts.assign(key="indicator_" + facts["indicator_id"])[names]
    held = read_text(before / "latest.csv")[names] if before is not None else said.iloc[:0]
    return pd.concat([held, said]).drop_duplicates("indicator_id")


def _refuse_unknown(indicators: pd.Series) -> None:
    if len(indicators):
        raise PipelineError(f"Fingertips: the metadata say nothing of {', '.join(sorted(set(indicators)))}.")


def _merged_caveats(rows: pd.DataFrame) -> list[str]:
    merged = rows[rows["area_code"] != rows["own_code"]]
    named = merged.groupby("area_name")["indicator_id"].unique()
    return [f"{area}: one value for both areas in {', '.join(sorted(ids))}." for area, ids in named.items()]


def _vintage_caveats(files: Mapping[str, Path]) -> list[str]:
    under = [match.groups() for name in files if (match := re.fullmatch(r"(\d+)-(\d+)-\d+", name))]
    old = sorted({(indicator, vintage) for indicator, vintage in under if vintage != str(VINTAGES[0])})
    return [f"{indicator} answers only under the older area type {vintage}." for indicator, vintage in old]


def _feed(
    source: str, indicators: tuple[str, ...], carry: Callable[[Mapping[str, Path], Path | None], Carried]
) -> Feed:
    return Feed(
        source=source,
        where="https://fingertips.phe.org.uk",
        licence="Open Government Licence v3.0",
        attribution=(
            "Office for Health Improvement and Disparities. Public health profiles https://fingertips.phe.org.uk "
            "© Crown copyright. Contains public sector information licensed under the Open Government Licence v3.0."
        ),
        hosts=("fingertips.phe.org.uk",),
        collect=_collect(indicators),
        carry=carry,
    )


FEED = _feed("fingertips", LATEST, carry_latest)
PROFILES_FEED = _feed("fingertips_profiles", PROFILES, carry_profiles)
