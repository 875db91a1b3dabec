"""Breaks in the figures, as data: over a break nothing is compared, and what is provisional or in doubt says so.

`breaks.csv` names, by source and measure ("all" for every measure), the month from which figures differ, and how. Its
column `release` is empty where that is so in every release, else it names the one of which it is so: a month that looked
incomplete is complete in the next.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pandas as pd

from pipeline.areas import AREAS
from pipeline.errors import PipelineError
from pipeline.project import Project
from pipeline.release import issue_of
from pipeline.states import Flag, add_flag

# What each kind makes of a figure from its month on. A break lies between figures and is a property of none.
FLAGS = {"provisional": Flag.PROVISIONAL, "rounding": Flag.ROUNDED, "query": Flag.QUERY}
KINDS = ("break", *FLAGS)
RAW_COLUMNS = ("source", "measure", "from_month", "area", "note", "kind")
ALL = "all"
COLUMNS = ["source", "measure", "month", "area", "note", "kind"]

Span = tuple[pd.Timestamp, pd.Timestamp]


class HasReleases(Protocol):
    """What of an edition is needed here: by source, a release with its name and folder."""

    @property
    def releases(self) -> Mapping[str, Any]:
        """The releases by source."""
        ...


def breaks_of(project: Project, edition: HasReleases) -> pd.DataFrame:
    """Return the lines that hold in an edition: those of every release, and those of the very releases it has.

    Columns: source, measure, month (its first day), area, note, kind. Raises PipelineError as `read_breaks` does.
    """
    register = read_breaks(project, edition.releases["breaks"].folder)
    held = {source: issue_of(release.release) for source, release in edition.releases.items()}
    holds = register["release"].eq("") | register["release"].eq(register["source"].map(held))
    return register.loc[holds, COLUMNS].reset_index(drop=True)


def read_breaks(project: Project, folder: Path | None = None) -> pd.DataFrame:
    """Return breaks.csv whole as source, measure, month (its first day), area, note, kind, release ("" for every one).

    `folder` is the release of an edition; without it, the newest one at hand.

    Raises PipelineError naming every bad line at once, or the file when there is none.
    """
    files = [folder / "breaks.csv"] if folder else sorted((project.raw / "breaks").glob("[!.]*/breaks.csv"))
    if not files or not files[-1].is_file():
        raise PipelineError("breaks: data/raw/breaks/<release>/breaks.csv is missing.\nPut the published file back.")
    try:
        raw = pd.read_csv(files[-1], dtype="str", keep_default_na=False, skip_blank_lines=False)
        faults = _faults(raw)
    except ValueError as error:  # not UTF-8, empty, or rows that do not fit the header
        faults = [f"  {error}"]
    if faults:
        place = f"File: {files[-1].relative_to(project.root).as_posix()}\nPut each line right and run again."
        raise PipelineError("\n".join(["breaks: the table cannot be used.", "", *faults, "", place]))
    release = raw.get("release", "")
    return raw.assign(month=_months(raw), release=release)[[*COLUMNS, "release"]]


def _months(raw: pd.DataFrame) -> pd.Series:
    return pd.to_datetime(raw["from_month"], format="%Y-%m", errors="coerce")


def _faults(raw: pd.DataFrame) -> list[str]:
    missing = [name for name in RAW_COLUMNS if name not in raw]
    if missing:
        return [f"  column {name} is missing" for name in missing]
    rules = {
        "from_month": (_months(raw).isna(), "a month like 2026-02"),
        "kind": (~raw["kind"].isin(KINDS), f"one of {', '.join(KINDS)}"),
        "area": (~raw["area"].isin([ALL, *AREAS]), "all or an ONS code"),
    }
    return [
        f"  line {row + 2}: {name} {cell or '(empty)'} is not {words}"
        for name, (wrong, words) in rules.items()
        for row, cell in zip(np.flatnonzero(wrong), raw.loc[wrong, name], strict=True)
    ]


def breaks_for(breaks: pd.DataFrame, source: str, measure: str) -> pd.DataFrame:
    """Return the lines that concern one measure of one source, those for all its measures included."""
    return breaks[(breaks["source"] == source) & breaks["measure"].isin([measure, ALL])]


def _break_months(breaks: pd.DataFrame, source: str, measure: str) -> pd.Series:
    found = breaks_for(breaks, source, measure)
    return found.loc[found["kind"] == "break", "month"].sort_values()


def comparable(breaks: pd.DataFrame, source: str, measure: str, earlier: Span, later: Span) -> bool:
    """Return whether two periods (first and last day) lie on the same side of every break, and neither spans one."""
    months = _break_months(breaks, source, measure)
    return not ((earlier[0] < months) & (months <= later[1])).any()


def starts_after_break(frame: pd.DataFrame, breaks: pd.DataFrame, source: str, measure: str) -> pd.Series:
    """Return, for one series sorted by period, whether a break lies nearest to the boundary before each row.

    Nearest: in the first half of the row's own period or the last half of the one before; so a break of March 2024
    stands before the financial year 2024/25. The first row has nothing before it.
    """
    months = _break_months(breaks, source, measure).to_numpy()
    middles = frame["period_start"] + (frame["period_end"] - frame["period_start"]) / 2
    passed = pd.Series(months.searchsorted(middles.to_numpy(), side="right"), index=frame.index)
    return passed.diff().gt(0)


def flag_breaks(observations: pd.DataFrame, breaks: pd.DataFrame) -> pd.DataFrame:
    """Return the observations with provisional, rounded and query added where a line of breaks.csv says so.

    It concerns every period that reaches into the line's month or lies after it.
    """
    flags = observations["flags"].copy()
    for line in breaks[breaks["kind"].isin(list(FLAGS))].to_dict("records"):
        concerned = (observations["source"] == line["source"]) & (observations["period_end"] >= line["month"])
        for column, name in (("measure", "measure"), ("area_code", "area")):
            if line[name] != ALL:
                concerned &= observations[column] == line[name]
        cells = flags[concerned]
        flags[concerned] = cells.map({cell: add_flag(cell, FLAGS[line["kind"]]) for cell in cells.unique()})
    return observations.assign(flags=flags)
