"""Words for London as a whole: boroughs as squares of a map, in a table by name and in one by value, and who has no figure.

Order tells size and nothing else: nobody is called first or last, and what counts few people is never put side by side.
"""

from dataclasses import replace

import pandas as pd

from pipeline import figures, findings, phrases
from pipeline.areas import AREAS, BOROUGHS
from pipeline.display import Note
from pipeline.findings import Finding
from pipeline.indicators import CATALOGUE
from pipeline.indicators.caveats import caveats_of
from pipeline.notebook import evidence
from pipeline.notebook.context import bundle
from pipeline.notebook.page import figure, put_table, slug
from pipeline.notebook.words import put_list, stated_gap
from pipeline.states import State
from pipeline.tables import How, Row, area_name, cell, format_value, grid

ORDER = (
    "The order tells size only. Boroughs next to each other in it may differ by chance alone, and a borough without a "
    "figure has no place in it."
)
NARROW_TOO = "For recorded crime no limits are printed: they show chance only and are far too narrow."


def spread(indicator: str) -> Finding:
    """Judge how far apart the boroughs lie on an indicator, at the latest period."""
    return findings.spread(bundle(), indicator)


def tilemap(indicator: str) -> None:
    """Draw London's boroughs as squares of one size, each with its letters and its value."""
    judged = findings.spread(bundle(), indicator)
    if judged.kind == "gap":
        return stated_gap(indicator, f"map-{indicator}")
    entry, rows = CATALOGUE[indicator], _boroughs(indicator)
    notes = [Note(text=phrases.sentence(judged), finding=judged.id)]
    notes += [Note(text=phrases.NARROW, finding="")] if entry.rule == "recorded crime" else []
    draw = figures.tile_map(rows, entry.unit, entry.decimals)
    figure(draw, rows, judged, kind="Tile map", figure_id=f"map-{indicator}", notes=notes)
    return None


def _boroughs(indicator: str) -> pd.DataFrame:
    """Return the latest headline row of every borough, in order of their names, with or without a value."""
    rows = findings.rows_of(bundle(), indicator)
    compared = rows[(rows["period_type"] == CATALOGUE[indicator].headline) & (rows["group"] == "")]
    latest = compared[compared["period_end"] == compared["period_end"].max()]
    names = {area.code: area.name for area in BOROUGHS}
    found = latest[latest["area_code"].isin(list(names))]
    return found.assign(name=found["area_code"].map(names)).sort_values("name", ignore_index=True).drop(columns="name")


def by_name(*indicators: str, caption: str) -> None:
    """Put every borough in one table in order of their names, a column for each indicator with its unit and period."""
    rows = pd.concat([_boroughs(name) for name in indicators], ignore_index=True)
    written = {(row["area_code"], row["indicator"]): _value(row) for row in rows.to_dict("records")}
    columns: list[tuple[str, How]] = [("Borough", area_name)]
    columns += [(_column(name, rows), _of(written, name)) for name in indicators]
    notes = [_beside(rows[rows["indicator"] == name]) for name in indicators]
    shown = grid(rows.drop_duplicates("area_code"), columns, caption, [note for note in notes if note])
    put_table(slug(caption), shown, evidence.export(rows), evidence.source_line(rows))


def _value(row: Row) -> str:
    entry = CATALOGUE[row["indicator"]]
    unbroken = {**row, "flags": evidence.without_break(row["flags"])}
    return cell(unbroken, entry.decimals, "%" if entry.unit.startswith("%") else "")


def _column(indicator: str, rows: pd.DataFrame) -> str:
    entry = CATALOGUE[indicator]
    period = findings.period_words(rows[rows["indicator"] == indicator].iloc[0]).removeprefix("the ")
    return f"{entry.name}, {entry.unit}, {period}"


def _of(written: dict[tuple[str, str], str], indicator: str) -> How:
    return lambda row: written.get((row["area_code"], indicator), State.NOT_AVAILABLE.mark)


def _beside(rows: pd.DataFrame) -> str:
    """Return the values of London and England under a table, where they are published for the same period."""
    entry, first = CATALOGUE[str(rows["indicator"].iloc[0])], rows.iloc[0]
    unit = "%" if entry.unit.startswith("%") else ""
    known = [(name, rows[name.lower()].dropna()) for name in entry.comparators]
    parts = [
        f"{name} {format_value(float(found.iloc[0]), entry.decimals, unit)}" for name, found in known if len(found)
    ]
    return f"{entry.name}, {findings.period_words(first)}: {', '.join(parts)}." if parts else ""


def by_value(indicator: str) -> None:
    """Put every borough in one table in order of one indicator, largest first; boroughs without a figure come last."""
    if findings.spread(bundle(), indicator).kind == "gap":  # and refuses what is shown as a count only
        return stated_gap(indicator, f"order-{indicator}")
    entry, rows = CATALOGUE[indicator], _boroughs(indicator)
    ordered = rows.sort_values("value", ascending=False, na_position="last", kind="stable", ignore_index=True)
    police = entry.rule == "recorded crime"
    columns: list[tuple[str, How]] = [("Borough", area_name), ("Period", "period_label")]
    columns.append((f"{entry.unit[:1].upper()}{entry.unit[1:]}", _value if police else evidence.single_value))
    known = ordered.iloc[0]
    caveats = caveats_of(entry, known["period_start"], known["period_end"], known["release"])
    notes = [ORDER, *([NARROW_TOO] if police else []), *filter(None, [_beside(rows)]), *caveats]
    made = grid(ordered, columns, f"{entry.name}: boroughs in order of value", notes)
    put_table(f"order-{indicator}", made, evidence.export(rows), evidence.source_line(rows))
    return None


def why_missing(*indicators: str) -> None:
    """Say of every borough that lacks one of these figures why, each cause once."""
    said: dict[str, Finding] = {}
    for name in indicators:
        for code in _boroughs(name).query("state != 'ok'")["area_code"]:
            finding = findings.level(replace(bundle(), area_code=code), name)
            if finding.kind == "gap":
                said.setdefault(f"{AREAS[code].slug}.{finding.entry.sources[0]}", finding)
    put_list("gaps", [{"text": phrases.sentence(one), "finding": one.id} for one in said.values()])
