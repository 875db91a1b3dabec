"""Words about recorded offences: boroughs that stand out, months of the year, halves of a year, fifths of deprivation.

Each states a gap where the borough has no figure: the City of London has a police force of its own.
"""

from typing import Any

import pandas as pd

from pipeline import figures, findings, phrases
from pipeline.display import Note
from pipeline.findings import Finding
from pipeline.indicators import CATALOGUE
from pipeline.notebook.context import bundle
from pipeline.notebook.page import figure, put_table, slug
from pipeline.notebook.words import stated_gap, stated_gaps
from pipeline.states import State
from pipeline.tables import format_value, grid

WIDENED = (
    "Lines: the limits within which 95% and 99.8% of boroughs would lie by chance, widened for how much boroughs differ. "
    "A borough beyond the outer line is named; it is a question to the police, not an answer."
)
MONTHS_BEHIND = 24
SAME_SIX = (
    "A year has its seasons, so six months stand beside the same six of the year before and never beside the other six."
)


def funnel(indicator: str) -> None:
    """Draw every borough by its size and its value within limits that are widened for how much boroughs differ."""
    entry, judged = CATALOGUE[indicator], findings.outlier(bundle(), indicator)
    peers = findings.funnel_of(bundle(), indicator)
    if judged.kind == "gap" or not len(peers):
        return stated_gap(indicator, f"funnel-{indicator}")
    row = findings.headline_row(bundle(), indicator)
    size = entry.unit.rpartition(f"{entry.per:,.0f} ")[2]  # "per 1,000 residents" is drawn by the number of residents
    draw = figures.funnel_plot(peers, str(row["area_code"]), entry.unit, entry.per, decimals=entry.decimals, size=size)
    notes = [_said(judged), Note(text=WIDENED, finding="")]
    figure(draw, peers, judged, kind="Funnel plot", figure_id=f"funnel-{indicator}", notes=notes)
    return None


def season(indicator: str) -> None:
    """Draw the latest twelve months on the months of the year beside the twelve before, as far as the last break."""
    own = findings.own_rows(bundle(), indicator).sort_values("period_start")
    if not (own["state"] == State.OK).any():
        return stated_gap(indicator, f"season-{indicator}")
    judged = findings.same_season(bundle(), indicator)
    draw = figures.month_profile(own, bundle().area_code)
    behind = [judged, findings.one_off_months(bundle(), indicator), findings.seasonal(bundle(), indicator)]
    notes = [_said(finding) for finding in behind if finding]
    shown = own.tail(MONTHS_BEHIND).reset_index(drop=True)
    figure(draw, shown, judged, kind="Line chart", figure_id=f"season-{indicator}", notes=notes)
    return None


def _said(finding: Finding) -> Note:
    return Note(text=phrases.sentence(finding), finding=finding.id)


def halves(*indicators: str, caption: str) -> None:
    """Put the latest six months of several monthly indicators beside the same six months a year before, with London's."""
    judged = {name: findings.same_season(bundle(), name) for name in indicators}
    known = {name: one for name, one in judged.items() if one.kind != "gap"}
    stated_gaps([name for name in indicators if name not in known], f"gap-{slug(caption)}")
    if not known:
        return
    frame = pd.DataFrame([_half(one) for one in known.values()])
    kept = [name for name in frame.columns if not str(name).startswith("_")]
    shown = grid(frame[kept], [(str(name), str(name)) for name in kept], caption, [SAME_SIX, phrases.NARROW])
    sources = dict.fromkeys(CATALOGUE[name].sources[0] for name in known)
    records = [bundle().sources[source] for source in sources]
    told = "; ".join(f"{one['publisher']}, {one['title']}, release {one['release']}" for one in records)
    export = frame[["_indicator", "_from", "_to", "_before", "_now", "_london_before", "_london_now", "_verdict"]]
    put_table(slug(caption), shown, export.rename(columns=lambda name: name[1:]), f"Source: {told}.")


def _half(finding: Finding) -> dict[str, Any]:
    """One row: the words for the page, and the figures behind them under names that start with a line."""
    facts, entry = finding.facts, finding.entry
    words = {"level": "level", "more": "more", "fewer": "fewer", "too few to compare": "too few to compare"}
    columns = {"A year before": "before", "Latest six months": "now", "London, a year before": "london_before",
               "London, latest": "london_now"}  # fmt: skip
    return {
        "Offences": entry.name.removesuffix(" by month"),
        "Six months to": f"{facts['last_month']:%B %Y}",
        **{label: format_value(facts[name], 0) for label, name in columns.items()},
        "Judged": words.get(finding.verdict, "not comparable: a break lies between"),
        "_indicator": finding.indicator, "_from": facts["first_month"], "_to": facts["last_month"],
        **{f"_{name}": facts[name] for name in columns.values()}, "_verdict": finding.verdict,
    }  # fmt: skip


def fifths(indicator: str, without: str) -> None:
    """Draw drug offences by fifth of the borough's own small areas, with and without the small area that holds most."""
    judged = findings.fifths(bundle(), indicator, without)
    if judged.kind == "gap":
        return stated_gap(indicator, f"fifths-{indicator}")
    whole, less = (_by_fifth(name) for name in (indicator, without))
    entry = CATALOGUE[indicator]
    draw = figures.fifth_bars(whole, less, entry.unit, entry.decimals)
    rows = pd.concat([whole, less], ignore_index=True)
    where = f"{bundle().area.name}, {judged.facts['period']}"
    words = f"{entry.name}, {entry.unit}, with and without the largest small area, {where}"
    name = f"fifths-{indicator}"
    figure(draw, rows, judged, subtitle=words, kind="Bar chart", figure_id=name, notes=[_said(judged)])
    return None


def _by_fifth(indicator: str) -> pd.DataFrame:
    own = findings.own_rows(bundle(), indicator)
    named = own[own["group"] != ""]
    return named[named["period_end"] == named["period_end"].max()].sort_values("group").reset_index(drop=True)
