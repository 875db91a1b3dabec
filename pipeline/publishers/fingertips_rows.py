"""Rows of Public health profiles' CSV: 27 columns found by name, headline rows only, periods in our spelling."""

import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from pipeline.areas import BOROUGH_CODES, ENGLAND, LONDON
from pipeline.errors import PipelineError
from pipeline.publishers.area_names import combined_with
from pipeline.publishers.markers import read_marked
from pipeline.publishers.reading import column, read_csv_text, read_each_row, refuse
from pipeline.states import State

KEY = ["indicator_id", "area_code", "period"]
# Of the 27 columns those that are read; the 23rd ("Column not used", a region's comparison, older "Target data") is not.
_TEXT = {
    "indicator_id": ("Indicator ID",), "name": ("Indicator Name",), "area_code": ("Area Code",),
    "area_name": ("Area Name",), "sex": ("Sex",), "age": ("Age",), "category": ("Category Type",),
    "printed": ("Time period",), "note": ("Value note",), "sortable": ("Time period Sortable",),
}  # fmt: skip
_NUMBERS = {
    "value": ("Value",), "lower": ("Lower CI 95.0 limit", "Lower CI 95.0", "Lower CI"),
    "upper": ("Upper CI 95.0 limit", "Upper CI 95.0", "Upper CI"), "count": ("Count",), "denominator": ("Denominator",),
}  # fmt: skip
_SEXES = ("Persons", "Not applicable")  # in this order; where neither is held, the one sex that is
# Which age is the headline where boroughs have several. England's extra bands never count.
AGES = {
    "40401": "<75 yrs", "40501": "<75 yrs", "40601": "<75 yrs", "40701": "<75 yrs", "41001": "10+ yrs",
    "90244": "18+ yrs", "90245": "18+ yrs", "92447": "18+ yrs", "92432": "All ages", "92443": "18+ yrs",
    "91380": "All ages", "91382": "All ages", "91414": "All ages", "92906": "All ages", "93763": "All ages",
    "93764": "All ages", "92904": "<18 yrs", "90808": "15-24 yrs",
}  # fmt: skip
_POLARITY = {"RAG - High is good": "high is good", "RAG - Low is good": "low is good"}  # others: no judgement


def read_rows(paths: Mapping[str, Path]) -> pd.DataFrame:
    """Return the headline rows of London's boroughs, London and England in the answers, values as text with a state.

    Rows by deprivation or another category are left out; an area merged with another bears the code of both together.
    """
    answers = pd.concat([_answer(path) for path in paths.values()], ignore_index=True).drop_duplicates()
    chosen = pd.concat([_headline(rows) for _, rows in answers.groupby("indicator_id", sort=False)])
    said = zip(chosen["area_name"], chosen["area_code"], chosen["note"], strict=True)
    merged = pd.Series([combined_with(*row) for row in said], chosen.index, dtype="str")
    rows = chosen.assign(area_code=chosen["area_code"].mask(merged != "", merged), own_code=chosen["area_code"])
    return _once(next(iter(paths.values())), rows)


def has_boroughs(path: Path) -> bool:
    """Return whether an answer holds a row of a London borough: one under a retired area type is a header alone."""
    return _holds(path, BOROUGH_CODES)


def has_england(path: Path) -> bool:
    """Return whether an answer holds a row of England."""
    return _holds(path, (ENGLAND.code,))


def _holds(path: Path, codes: tuple[str, ...]) -> bool:
    if not path.read_bytes().strip():
        return False
    return bool(column(read_csv_text(path, ["Indicator ID", "Area Code"]), "Area Code").isin(codes).any())


def _answer(path: Path) -> pd.DataFrame:
    raw = read_csv_text(path, ["Indicator ID", "Area Code", "Time period", "Value"])
    text = pd.DataFrame({name: column(raw, *headers) for name, headers in _TEXT.items()})
    ours = text["area_code"].isin([*BOROUGH_CODES, LONDON.code, ENGLAND.code]) & (text["category"] == "")
    numbers = {name: read_marked(path, column(raw, *headers)[ours])["value"] for name, headers in _NUMBERS.items()}
    rows = text[ours].assign(**numbers)
    rows["state"] = rows["note"].map(_reason).mask(rows["value"] != "", State.OK.value)
    rows["period"] = read_each_row(path, rows["printed"], period_of, "is not a year, or three years like 2022 - 24")
    return rows


def period_of(printed: str) -> str:
    """Return "2022 - 24" as 2022-24 and "2021/22 - 23/24" as 2021/22 to 2023/24; one year stays. ValueError else."""
    text = re.sub(r"\s*[-–]\s*", "-", printed.strip())
    if re.fullmatch(r"\d{4}(/\d{2})?", text):
        return text
    match = re.fullmatch(r"(\d{4})(/\d{2})?-(?:\d{2})?(\d{2})(/\d{2})?", text)
    if match is None or bool(match[2]) != bool(match[4]) or (int(match[1]) + 2) % 100 != int(match[3]):
        raise ValueError(printed)
    return f"{match[1]}{match[2]} to {int(match[1]) + 2}{match[4]}" if match[2] else f"{match[1]}-{match[3]}"


def _reason(note: str) -> str:
    """Return why a value is missing, as its note says."""
    words = note.lower()
    if "cannot be calculated" in words:
        return State.CANNOT_CALCULATE.value
    if re.search(r"suppress|disclosure|small (count|number|sample)", words):
        return State.SUPPRESSED.value
    return State.NOT_AVAILABLE.value


def _headline(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one indicator's rows of the sex and age that the profile shows: those held for boroughs in each period."""
    boroughs = rows[rows["area_code"].isin(BOROUGH_CODES)]
    held = (boroughs if len(boroughs) else rows).sort_values("sortable")
    chosen = {period: _shown(part) for period, part in held.groupby("printed", sort=False)}
    newest = chosen[held["printed"].iloc[-1]]
    wanted = [chosen.get(period, newest) for period in rows["printed"]]
    return rows[[pair == shown for pair, shown in zip(zip(rows["sex"], rows["age"], strict=True), wanted, strict=True)]]


def _shown(rows: pd.DataFrame) -> tuple[str, str]:
    sex = _only("sex", rows, next((sex for sex in _SEXES if sex in set(rows["sex"])), ""))
    return sex, _only("age", rows[rows["sex"] == sex], AGES.get(rows["indicator_id"].iloc[0], ""))


def _only(name: str, rows: pd.DataFrame, preferred: str) -> str:
    held = sorted(set(rows[name]))
    if preferred in held or len(held) == 1:
        return preferred if preferred in held else str(held[0])
    raise PipelineError(
        f"Fingertips {rows['indicator_id'].iloc[0]}, {rows['printed'].iloc[0]}: boroughs have more than one {name} and "
        f"none is known to be the headline: {', '.join(held)}.\n"
        "Name the one that the profile shows in pipeline/publishers/fingertips_rows.py."
    )


def _once(path: Path, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows, a merged area once and under its larger member: both print the same figure, or one prints none."""
    ordered = rows.sort_values("own_code", ascending=False, kind="stable")  # Hackney before the City of London
    bare = (ordered["area_code"] != ordered["own_code"]) & (ordered["value"] == "")
    covered = ordered.groupby(KEY)["value"].transform(lambda values: (values != "").any())  # by the other member
    same = ordered[~(bare & covered)].drop_duplicates([*KEY, "value", "lower", "upper", "count", "denominator"])
    twice = same[same.duplicated(KEY)]
    faults = [f"{'; '.join(row)}: two different values" for row in twice[KEY].to_numpy().tolist()]
    refuse(path, faults, "Ask for each indicator under one area type only.")
    return same


def read_metadata(path: Path) -> pd.DataFrame:
    """Return name, unit and polarity (high is good, low is good, no judgement) by indicator id."""
    raw = read_csv_text(path, ["Indicator ID", "Unit", "Polarity"])
    facts = pd.DataFrame(
        {
            "indicator_id": column(raw, "Indicator ID"),
            "label": column(raw, "Indicator", "Indicator Name", "Name"),
            "unit": column(raw, "Unit").where(column(raw, "Unit") != "", column(raw, "Value type")),
            "polarity": column(raw, "Polarity").map(lambda words: _POLARITY.get(words.strip(), "no judgement")),
            "definition": column(raw, "Definition"),
        }
    )
    return facts.drop_duplicates("indicator_id").set_index("indicator_id")
