"""What stands around every chart and table: what it shows, where it is from, and the figures behind it."""

from collections.abc import Sequence
from functools import partial

import pandas as pd

from pipeline.areas import AREAS, BOROUGHS
from pipeline.display import Grid
from pipeline.findings import period_words
from pipeline.findings.concentration import ward_name
from pipeline.indicators import CATALOGUE, Indicator
from pipeline.notebook.context import bundle
from pipeline.states import Flag, join_flags, split_flags
from pipeline.tables import How, Row, area_name, cell, format_value, grid, with_limits

EXPORTED = (
    "indicator", "area_code", "area", "period_label", "period_start", "period_end", "group", "numerator", "denominator",
    "value", "lower", "upper", "unit", "state", "flags", "london", "vs_london", "england", "vs_england", "source", "release",
)  # fmt: skip
COMPARED = frozenset({"london", "vs_london", "england", "vs_england"})


def area_code() -> str:
    """Return the code of the area that the open chapter is about."""
    return bundle().area_code


def entries(rows: pd.DataFrame) -> list[Indicator]:
    """Return the indicators that a frame's rows are of; none for a frame of one's own."""
    return [CATALOGUE[name] for name in dict.fromkeys(rows.get("indicator", []))]


def subtitle(rows: pd.DataFrame) -> str:
    """Say what the rows measure, for which areas and periods: the statistical subtitle of a chart."""
    names = "; ".join(f"{entry.name}, {entry.unit}" for entry in entries(rows))
    if not names:
        return bundle().area.name
    in_time = rows.sort_values("period_end")
    first, last = in_time.iloc[0], in_time.iloc[-1]
    span = (
        period_words(last)
        if first["period_label"] == last["period_label"]
        else f"{first['period_label']} to {last['period_label']}"
    )
    return f"{names}, {_areas(rows)}, {span}"


def _areas(rows: pd.DataFrame) -> str:
    names = [AREAS[code].name for code in dict.fromkeys(rows.loc[rows["state"] == "ok", "area_code"])]
    return (
        "London boroughs"
        if len(names) > 3
        else " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
    )


def source_line(rows: pd.DataFrame) -> str:
    """Return "Source: publisher, title, release" for the main source of each indicator; says when it is one's own."""
    texts = dict.fromkeys(_source(entry, rows[rows["indicator"] == entry.id]) for entry in entries(rows))
    return f"Source: {'; '.join(texts)}." if texts else "Source: the partnership's own figures."


def _source(entry: Indicator, rows: pd.DataFrame) -> str:
    """The main source of an indicator; the partnership's own tables with the day of the borough's own extract."""
    record = bundle().sources[entry.sources[0]]
    if not entry.local:
        return f"{record['publisher']}, {record['title']}, release {record['release']}"
    newest = max(rows["release"], default="") if "release" in rows else record["release"]
    day = pd.to_datetime(newest, format="%Y-%m-%d", errors="coerce")
    return f"the partnership, {record['title']}" + ("" if pd.isna(day) else f", extract of {day.day} {day:%B %Y}")


def table_of(rows: pd.DataFrame, caption: str, notes: Sequence[str] = ()) -> Grid:
    """Return the table behind a chart: indicator rows in their standard columns, any other frame as it stands."""
    kinds = entries(rows)
    if not kinds:
        return grid(rows, [(str(column), str(column)) for column in rows.columns], caption, notes)
    ordered = rows.sort_values(["indicator", "area_code", "group", "period_end"], kind="stable")
    if ordered["period_label"].nunique() == 1:  # a break matters between periods, not within one
        ordered = ordered.assign(flags=ordered["flags"].map(without_break))
    return grid(ordered, standard_columns(kinds, ordered), caption, notes)


def without_break(cell: str) -> str:
    """Return the flags without "break before"."""
    return join_flags(split_flags(cell) - {Flag.BREAK_BEFORE})


def standard_columns(kinds: Sequence[Indicator], rows: pd.DataFrame) -> list[tuple[str, How]]:
    """Return the columns for indicator rows: what, where, when, count, out of, value with limits."""
    columns: list[tuple[str, How]] = [("Area", area_name), ("Period", "period_label")]
    if len(kinds) > 1:
        columns.insert(0, ("Indicator", lambda row: CATALOGUE[row["indicator"]].name))
    if (rows["group"] != "").any():
        columns.insert(1, ("Group", lambda row: group_name(row["group"])))
    unit = kinds[0].unit if len(kinds) == 1 else "value"
    for label, name in (("Number", "numerator"), ("Out of", "denominator")):
        if rows[name].notna().any() and not _only_counts(rows):
            columns.append((label, partial(_number, name=name)))
    return [*columns, (f"{unit[:1].upper()}{unit[1:]}", value_with_limits)]


def _only_counts(rows: pd.DataFrame) -> bool:
    return bool(
        (rows["numerator"].isna() | (rows["numerator"] == rows["value"])).all() and rows["denominator"].isna().all()
    )


def _number(row: Row, name: str) -> str:
    return (
        cell(row, 0)
        if pd.isna(row[name]) and row["state"] != "ok"
        else "[z]"
        if pd.isna(row[name])
        else format_value(row[name], 0)
    )


def value_with_limits(row: Row) -> str:
    """Return the value as printed, with its 95% limits where there are any."""
    entry = CATALOGUE[row["indicator"]]
    return with_limits(row, entry.decimals, "%" if entry.unit.startswith("%") else "")


def single_value(row: Row) -> str:
    """Return the value of one period standing alone, with its limits: a break before it does not matter there."""
    return value_with_limits({**row, "flags": without_break(row["flags"])})


def group_name(group: str) -> str:
    """Return a group in words: a ward by its name, no group as "all"."""
    return ward_name(group) if group.startswith("E05") else group or "all"


def export(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the figures for a CSV: the rows with area name and unit, in a fixed order of columns."""
    if not entries(rows):
        return rows
    full = rows.assign(
        area=rows["area_code"].map(lambda code: AREAS[code].name),
        unit=rows["indicator"].map(lambda name: CATALOGUE[name].unit),
    )
    alone = all(entry.local for entry in entries(rows))  # nobody's figure stands beside the partnership's own
    return full[[name for name in EXPORTED if name in full and not (alone and name in COMPARED)]].sort_values(
        ["indicator", "area_code", "group", "period_end"], kind="stable"
    )


def concerns_this_place(caveat: str) -> bool:
    """Whether a caveat that names boroughs names this one: what is true of two others is for the methods chapter."""
    named = [area for area in BOROUGHS if area.name in caveat]
    return not named or bundle().area in named
