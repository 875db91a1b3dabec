"""Words about London as a whole: how drug cases in custody stood, by whom they were, and what police forces seized.

No borough has such a figure: the same figures stand in every borough's report, as context.
"""

from dataclasses import replace

import pandas as pd

from pipeline import figures, findings, phrases
from pipeline.areas import LONDON
from pipeline.display import Note
from pipeline.indicators import CATALOGUE
from pipeline.indicators.custody import NO_CENSUS, NOT_RECORDED, PEOPLE
from pipeline.indicators.seizures import DRUGS, ONE_LARGE, OVERLAP
from pipeline.notebook import evidence
from pipeline.notebook.breakdowns import age_note
from pipeline.notebook.context import bundle
from pipeline.notebook.page import figure, put_table
from pipeline.notebook.words import put_list, stated_gap
from pipeline.phrases.amounts import sentence_case
from pipeline.states import State
from pipeline.tables import How, format_value, grid

SHARES = {"custody_prosecution_share": "prosecuted", "custody_pending_share": "still pending"}
BOTH_FORCES = "Counted for the police forces of London together, never by borough."
NOT_SPLIT = State.NOT_AVAILABLE.mark


def custody(prosecuted: str, pending: str) -> None:
    """Draw the shares of drug cases in custody that are prosecuted and still pending, London, by year."""
    judged = findings.custody(bundle(), prosecuted, pending)
    if judged.kind == "gap":
        return stated_gap(prosecuted, f"custody-{prosecuted}")
    parts = [_of_london(name).assign(group=SHARES.get(name, name)) for name in (prosecuted, pending)]
    rows = pd.concat([_of_london(name) for name in (prosecuted, pending)], ignore_index=True)
    entry = CATALOGUE[prosecuted]
    draw = figures.group_lines(pd.concat(parts, ignore_index=True), entry.unit, entry.decimals)
    notes = [Note(text=phrases.sentence(judged), finding=judged.id)]
    span = f"{rows['period_label'].min()} to {rows['period_label'].max()}"
    words = f"Drug cases in police custody that are prosecuted or still pending, {entry.unit}, London, {span}"
    figure(draw, rows, judged, subtitle=words, kind="Line chart", figure_id=f"custody-{prosecuted}", notes=notes)
    return None


def _of_london(indicator: str, group_type: str = "") -> pd.DataFrame:
    rows = findings.rows_of(bundle(), indicator)
    found = rows[(rows["area_code"] == LONDON.code) & (rows["group_type"] == group_type) & (rows["state"] == State.OK)]
    return found.sort_values("period_end", ignore_index=True)


def disposals(indicator: str) -> None:
    """Put the latest year's counts by ethnic group and disposal in a table, London: counts only, no share of a group."""
    rows = _of_london(indicator, "ethnic group and disposal")
    rows = rows[rows["period_end"] == rows["period_end"].max()]
    if rows.empty:
        return stated_gap(indicator, f"disposals-{indicator}")
    parts = rows["group"].str.split(" | ", regex=False, expand=True)
    counts = rows.assign(ethnic=parts[0], disposal=parts[1]).pivot(index="ethnic", columns="disposal", values="value")
    ordered = counts[counts.sum().sort_values(ascending=False).index].fillna(0)  # an absent cell was nobody
    shown = ordered.map(lambda number: format_value(number, 0)).reset_index(names="Ethnic group as recorded")
    caption = f"{CATALOGUE[indicator].name}, London, {rows['period_label'].iloc[0]}: {PEOPLE}"
    made = grid(shown, [(str(name), str(name)) for name in shown.columns], caption, [NO_CENSUS, NOT_RECORDED])
    put_table(f"disposals-{indicator}", made, evidence.export(rows), evidence.source_line(rows))
    return None


def elsewhere(*indicators: str) -> None:
    """Say the latest figures of London as a whole, as context: nothing here is this borough's own."""
    london = replace(bundle(), area_code=LONDON.code)
    judged = [findings.level(london, name) for name in indicators]
    known = [one for one in judged if one.kind != "gap"]
    put_list("context", [{"text": phrases.sentence(one), "finding": one.id} for one in known])


def seizures(indicator: str, quantity: str) -> None:
    """Put the seizures of the first and the latest year at hand in a table by drug, with the latest weight, London."""
    rows, weights = _with_all(indicator), _with_all(quantity)
    if rows.empty:
        return stated_gap(indicator, f"seizures-{indicator}")
    first, last = rows["period_end"].min(), rows["period_end"].max()
    shown = pd.concat([rows[rows["period_end"].isin([first, last])], weights[weights["period_end"] == last]])
    shown = shown.sort_values("group", key=_in_order, kind="stable", ignore_index=True)
    keys = zip(shown["indicator"], shown["group"], shown["period_end"], strict=True)
    cells = {key: evidence.single_value(row) for key, row in zip(keys, shown.to_dict("records"), strict=True)}
    labels = {end: str(rows.loc[rows["period_end"] == end, "period_label"].iloc[0]) for end in (first, last)}
    columns: list[tuple[str, How]] = [("Drug", lambda row: sentence_case(row["group"] or "all drugs"))]
    columns += [(f"Seizures, {labels[end]}", _at(cells, indicator, end)) for end in dict.fromkeys((first, last))]
    columns.append((f"Quantity, kg, {labels[last]}", _at(cells, quantity, last)))
    caption = "Drugs seized by the police forces of London"
    made = grid(shown.drop_duplicates("group"), columns, caption, [*age_note(shown), BOTH_FORCES, OVERLAP, ONE_LARGE])
    put_table(f"seizures-{indicator}", made, evidence.export(shown), evidence.source_line(shown))
    return None


def _with_all(indicator: str) -> pd.DataFrame:
    """Return London's rows by drug, with the one of all drugs where there is one: weights of drugs are never added."""
    return pd.concat([_of_london(indicator), _of_london(indicator, "drug")], ignore_index=True)


def _at(cells: dict[tuple[str, str, pd.Timestamp], str], indicator: str, end: pd.Timestamp) -> How:
    return lambda row: cells.get((indicator, row["group"], end), NOT_SPLIT)


def _in_order(column: pd.Series) -> pd.Series:
    """All drugs first, then classes, then single drugs, as the indicator has them."""
    places = {name: place for place, name in enumerate(DRUGS.values())}
    return column.map(lambda name: places.get(name, len(places)))
