"""Groups of people as a chart or in one table: by answer, by drug group, by year, and England alone.

Indicators of one cause that have no figure here become one stated gap, in the place where they would stand.
"""

from collections.abc import Sequence

import pandas as pd

from pipeline import figures, findings, phrases
from pipeline.areas import ENGLAND, LONDON
from pipeline.display import Note
from pipeline.indicators import CATALOGUE
from pipeline.indicators.leaving import LENGTHS
from pipeline.indicators.ndtms_rows import DRUG_GROUPS, NOT_STATED
from pipeline.indicators.starting import UNITS, WAITS
from pipeline.notebook import evidence
from pipeline.notebook.context import bundle
from pipeline.notebook.page import figure, put_table, slug
from pipeline.notebook.words import stated_gaps
from pipeline.states import State
from pipeline.tables import How, Row, cell, grid

YEARS_SHOWN = 6
# Groups that follow each other, whatever their size.
_IN_ORDER = {name: place for place, name in enumerate([*LENGTHS.values(), *WAITS.values(), *UNITS.values()])}
_TOGETHER = "All"


def bars(*indicators: str) -> None:
    """Draw the groups of each indicator in its latest year, the largest first; bands keep their order."""
    for indicator in _with_figures(indicators, f"bars-{indicators[0]}"):
        entry, judged = CATALOGUE[indicator], findings.breakdown(bundle(), indicator)
        rows = _latest(indicator)
        drawn = _ordered(rows[(rows["group"] != NOT_STATED) & (rows["value"] > 0)])
        draw = figures.group_bars(drawn, entry.unit, entry.decimals)
        notes = [Note(text=phrases.sentence(judged), finding=judged.id)]
        figure(draw, rows, judged, kind="Bar chart", figure_id=f"bars-{indicator}", notes=notes)


def answers(*indicators: str, caption: str) -> None:
    """Put every group of several indicators in one table: the question, the answer, its number and its share."""
    known = _with_figures(indicators, slug(caption))
    if not known:
        return
    rows = pd.concat([_ordered(_latest(name)) for name in known], ignore_index=True)
    columns: list[tuple[str, How]] = [
        ("Indicator", lambda row: CATALOGUE[row["indicator"]].name),
        ("Group", _answer),
        ("Period", "period_label"),
        ("Number", lambda row: cell({**row, "value": row["numerator"]}, 0)),
        ("Out of", lambda row: cell({**row, "value": row["denominator"], "flags": ""}, 0)),
        ("Share (95% limits)", evidence.single_value),
    ]
    shared = rows["denominator"].notna().all()
    columns = columns if shared else columns[:4]
    notes = [f"Each share is of: {_bases(known)}."] if shared else []
    _put(caption, rows, columns if len(known) > 1 else columns[1:], notes)


def by_drug_group(*indicators: str, caption: str) -> None:
    """Put the latest year of several indicators in one table, a column for each drug group."""
    known = _with_figures(indicators, slug(caption))
    if not known:
        return
    rows = pd.concat([_latest(name, together=True) for name in known], ignore_index=True)
    cells = {(row["indicator"], row["group"]): evidence.single_value(row) for row in rows.to_dict("records")}
    heads = rows[rows["group"] == ""]
    columns: list[tuple[str, How]] = [
        ("Indicator", lambda row: f"{CATALOGUE[row['indicator']].name}, {CATALOGUE[row['indicator']].unit}"),
        ("Period", "period_label"),
    ]
    for group in DRUG_GROUPS.values():
        columns.append((_named(group), _of_group(cells, group)))
    _put(caption, heads, columns, export=rows)


def over_years(*indicators: str, caption: str) -> None:
    """Put the latest years of several indicators side by side: a row for each year, a column for each indicator."""
    known = _with_figures(indicators, slug(caption))
    if not known:
        return
    series = [findings.yearly_rows(bundle(), name) for name in known]
    rows = pd.concat(series, ignore_index=True)
    held = rows[rows["state"] == State.OK].sort_values("period_end")
    labels = list(dict.fromkeys(held["period_label"]))[-YEARS_SHOWN:]
    shown = rows[rows["period_label"].isin(labels)]
    cells = {
        (row["indicator"], row["period_label"]): evidence.value_with_limits(row) for row in shown.to_dict("records")
    }
    columns: list[tuple[str, How]] = [("Period", "period_label")]
    for name in known:
        columns.append((f"{CATALOGUE[name].name}, {CATALOGUE[name].unit}", _of_year(cells, name)))
    _put(caption, shown.drop_duplicates("period_label").sort_values("period_end"), columns, export=shown)


def national(*indicators: str, caption: str) -> None:
    """Put the latest figures of England (and London) in a table, where no borough has an open one: context only."""
    rows = pd.concat([_of_comparators(name) for name in indicators], ignore_index=True)
    cells = {
        (row["indicator"], row["group"], row["area_code"]): evidence.single_value(row)
        for row in rows.to_dict("records")
    }
    columns: list[tuple[str, How]] = [
        ("Indicator", lambda row: f"{CATALOGUE[row['indicator']].name}, {CATALOGUE[row['indicator']].unit}"),
        ("Group", lambda row: _named(row["group"])),
        ("Period", "period_label"),
    ]
    for area in (LONDON, ENGLAND):
        if (rows["area_code"] == area.code).any():
            columns.append((area.name, _of_area(cells, area.code)))
    _put(caption, rows.drop_duplicates(["indicator", "group"]), columns, export=rows)


def _of_comparators(indicator: str) -> pd.DataFrame:
    """The newest year of London and England."""
    rows = findings.rows_of(bundle(), indicator)
    held = rows[rows["area_code"].isin([LONDON.code, ENGLAND.code]) & (rows["state"] == State.OK)]
    return held[held["period_end"] == held["period_end"].max()]


def age_note(rows: pd.DataFrame) -> list[str]:
    """Return the note for figures of which even the newest are historical, none for others."""
    end, date = rows["period_end"].max(), bundle().edition_date
    if findings.age_of(end, date) != findings.Age.HISTORICAL:
        return []
    return [
        f"Historical figures: the newest period here ended {findings.months_between(end, date)} months before this edition."
    ]


def _put(
    caption: str, rows: pd.DataFrame, columns: Sequence[tuple[str, How]], notes: Sequence[str] = (),
    export: pd.DataFrame | None = None,
) -> None:  # fmt: skip
    figures_behind = rows if export is None else export
    shown = grid(rows, columns, caption, [*age_note(figures_behind), *notes])
    put_table(slug(caption), shown, evidence.export(figures_behind), evidence.source_line(figures_behind))


def _with_figures(indicators: Sequence[str], figure_id: str) -> list[str]:
    """Return the indicators that have a figure here; the others become one stated gap."""
    missing = [name for name in indicators if not (findings.own_rows(bundle(), name)["state"] == State.OK).any()]
    stated_gaps(missing, figure_id)
    return [name for name in indicators if name not in missing]


def _latest(indicator: str, together: bool = False) -> pd.DataFrame:
    """The rows of the latest year by group; `together` adds the row of everybody."""
    own = findings.own_rows(bundle(), indicator)
    known = own[(own["state"] == State.OK) & (own["group"] != "")]
    last = (known if len(known) else own)["period_end"].max()
    return own[(own["period_end"] == last) & ((own["group"] != "") | together)]


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """Bands in their order, other groups by size, who did not answer last."""
    place = rows["group"].map(lambda group: _IN_ORDER.get(group, -1))
    silent = rows["group"] == NOT_STATED
    sorting = rows.assign(silent=silent, place=place, size=-rows["value"].fillna(-1))
    return sorting.sort_values(["silent", "place", "size", "group"]).drop(columns=["silent", "place", "size"])


def _of_group(cells: dict[tuple[str, str], str], group: str) -> How:
    return lambda row: cells.get((row["indicator"], group), State.NOT_AVAILABLE.mark)


def _of_area(cells: dict[tuple[str, str, str], str], area_code: str) -> How:
    return lambda row: cells.get((row["indicator"], row["group"], area_code), State.NOT_AVAILABLE.mark)


def _of_year(cells: dict[tuple[str, str], str], indicator: str) -> How:
    return lambda row: cells.get((indicator, row["period_label"]), State.NOT_AVAILABLE.mark)


def _answer(row: Row) -> str:
    units = row["group_type"] == "alcohol units in 28 days"
    return f"{row['group']} units in 28 days" if units else str(row["group"])


def _named(group: str) -> str:
    return f"{group[:1].upper()}{group[1:]}" if group else _TOGETHER


def _bases(indicators: Sequence[str]) -> str:
    return "; ".join(dict.fromkeys(CATALOGUE[name].unit.removeprefix("% of ") for name in indicators))
