"""Who lives here: groups of residents beside London's, as context for everything that is counted per resident."""

import pandas as pd

from pipeline import figures, findings, phrases
from pipeline.areas import LONDON
from pipeline.display import Note
from pipeline.figures import Beside
from pipeline.findings import Finding
from pipeline.indicators import CATALOGUE
from pipeline.notebook.context import bundle
from pipeline.notebook.page import figure


def ages_beside_london(*indicators: str, headline: Finding) -> None:
    """Draw the share of residents of each age beside London's: one row for each indicator."""
    first = CATALOGUE[indicators[0]]
    rows = pd.concat([findings.headline_row(bundle(), name).to_frame().T for name in indicators]).infer_objects()
    names = [CATALOGUE[name].name.removeprefix("Residents ") for name in indicators]
    shown = Beside(bundle().area.name, LONDON.name, first.unit, first.decimals)
    draw = figures.beside(rows, [f"{name[:1].upper()}{name[1:]}" for name in names], shown)
    period = findings.period_words(rows.iloc[0])
    subtitle = f"Residents by age, {first.unit}, {bundle().area.name} and {LONDON.name}, {period}"
    figure(draw, rows, headline, subtitle=subtitle, kind="Dot chart", figure_id=f"beside-{indicators[0]}")


def groups_beside_london(indicator: str) -> None:
    """Draw each group's share of residents beside its share in London, from the numbers of the census."""
    judged = findings.breakdown(bundle(), indicator)
    own, london = (
        findings.resident_shares(bundle(), "", indicator),
        findings.resident_shares(bundle(), LONDON.code, indicator),
    )
    mine, everywhere = findings.own_rows(bundle(), indicator), findings.rows_of(bundle(), indicator)
    rows = pd.concat([mine, everywhere[everywhere["area_code"] == LONDON.code]])
    drawn = mine[mine["group"] != ""]
    drawn = drawn.assign(value=drawn["group"].map(own), london=drawn["group"].map(london))
    drawn = drawn.sort_values(["value", "group"], ascending=[False, True])
    shown = Beside(bundle().area.name, LONDON.name, "% of residents")
    draw = figures.beside(drawn, drawn["group"].tolist(), shown)
    notes = [Note(text=phrases.sentence(judged), finding=judged.id)]
    entry, period = CATALOGUE[indicator], findings.period_words(drawn.iloc[0])
    subtitle = f"{entry.name}, % of all residents, {bundle().area.name} and {LONDON.name}, {period}"
    figure(draw, rows, judged, subtitle=subtitle, kind="Dot chart", figure_id=f"beside-{indicator}", notes=notes)
