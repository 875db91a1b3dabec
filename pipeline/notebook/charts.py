"""Ready charts: each takes its rows, its headline and its alternative text from one finding, and states a gap instead
of drawing nothing.
"""

import pandas as pd

from pipeline import figures, findings, phrases
from pipeline.areas import COMPARATORS
from pipeline.display import Note
from pipeline.findings import Finding
from pipeline.indicators import CATALOGUE
from pipeline.notebook.context import bundle
from pipeline.notebook.page import figure
from pipeline.notebook.words import odd_months, stated_gap
from pipeline.states import State

MONTHS_SHOWN = 48
SHORTEST_TREND = 2


def trend(indicator: str, finding: Finding | None = None) -> None:
    """Draw the borough's yearly values with London and England where published; gaps where records break."""
    entry, shown = CATALOGUE[indicator], bundle()
    own = findings.own_rows(shown, indicator)
    series = _yearly(own, indicator)
    if (series["state"] == State.OK).sum() < SHORTEST_TREND:
        return stated_gap(indicator, f"trend-{indicator}")
    judged = finding or findings.level(shown, indicator)
    rows = findings.rows_of(shown, indicator)
    others = _yearly(rows[rows["area_code"].isin([area.code for area in COMPARATORS])], indicator)
    drawn = pd.concat([series, others], ignore_index=True)
    code = str(series["area_code"].iloc[0])
    draw = figures.trend_lines(drawn, code, entry.unit, entry.decimals)
    figure(draw, drawn, judged, kind="Line chart", figure_id=f"trend-{indicator}", notes=_notes(judged))
    return None


def _yearly(rows: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """Years only (financial or calendar, or pooled): the rolling 12 months are the headline, not a point of a trend."""
    yearly = rows[rows["period_type"].isin(["FY", "CY", "3y"]) & (rows["group"] == "")]
    return yearly.sort_values("period_end").reset_index(drop=True)


def _notes(*judged: Finding | None) -> list[Note]:
    notes = []
    for finding in judged:
        if finding:
            said = [phrases.sentence(finding), phrases.certainty(finding) if finding.kind == "level" else ""]
            notes += [Note(text=text, finding=finding.id) for text in said if text]
    return notes


def compare(indicator: str) -> None:
    """Draw all boroughs ranked at the latest period, this one marked, with the comparator as a line."""
    shown, entry = bundle(), CATALOGUE[indicator]
    judged = findings.level(shown, indicator)
    if judged.kind == "gap":
        return stated_gap(indicator, f"compare-{indicator}")
    row = findings.headline_row(shown, indicator)
    rows = findings.rows_of(shown, indicator)
    same = rows[(rows["period_label"] == row["period_label"]) & (rows["group"] == "")].reset_index(drop=True)
    comparator = entry.comparators[0] if entry.comparators and pd.notna(row[entry.comparators[0].lower()]) else ""
    draw = figures.ranked(same, str(row["area_code"]), comparator, entry.unit, entry.decimals)
    notes = _notes(judged, *odd_months(judged))
    if entry.rule == "recorded crime":
        notes.append(Note(text=phrases.NARROW, finding=""))
    figure(draw, same, judged, kind="Ranked dot chart", figure_id=f"compare-{indicator}", notes=notes)
    return None


def months(indicator: str, finding: Finding | None = None) -> None:
    """Draw the latest four years of monthly counts, with breaks, the newest month marked where provisional."""
    own = findings.own_rows(bundle(), indicator).sort_values("period_start")
    if not (own["state"] == State.OK).any():
        return stated_gap(indicator, f"months-{indicator}")
    shown = own.iloc[-MONTHS_SHOWN:].reset_index(drop=True)
    judged = finding or findings.same_season(bundle(), indicator)
    draw = figures.monthly_bars_or_line(shown, bundle().area_code)
    odd = findings.one_off_months(bundle(), indicator)
    figure(draw, shown, judged, kind="Monthly chart", figure_id=f"months-{indicator}", notes=_notes(judged, odd))
    return None


def wards(indicator: str) -> None:
    """Draw the wards that hold most of the borough's located offences in the latest 12 months, with limits."""
    judged = findings.concentration(bundle(), indicator)
    if judged.kind == "gap":
        return stated_gap(indicator, f"wards-{indicator}")
    own = findings.own_rows(bundle(), indicator)
    latest = own[(own["group"] != "") & (own["period_end"] == own["period_end"].max())].reset_index(drop=True)
    draw = figures.ward_bars(latest)
    coverage = Note(text=phrases.coverage(judged), finding=judged.id)
    figure(draw, latest, judged, kind="Bar chart", figure_id=f"wards-{indicator}", notes=[*_notes(judged), coverage])
    return None


def groups(indicator: str) -> None:
    """Draw the borough's yearly numbers by group, such as drug groups."""
    own, entry = findings.own_rows(bundle(), indicator), CATALOGUE[indicator]
    yearly = own[(own["group"] != "") & own["period_type"].isin(["FY", "CY"])].reset_index(drop=True)
    if (yearly["state"] == State.OK).sum() < SHORTEST_TREND:
        return stated_gap(indicator, f"groups-{indicator}")
    judged = findings.level(bundle(), indicator)
    unit = entry.unit if entry.unit.startswith("%") else entry.name.lower()
    draw = figures.group_lines(yearly, unit, entry.decimals)
    figure(draw, yearly, judged, kind="Line chart", figure_id=f"groups-{indicator}", notes=_notes(judged))
    return None
