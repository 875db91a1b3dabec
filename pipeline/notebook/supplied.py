"""The partnership's own tables on a page: what was supplied as charts and tables, and what was not as one short list."""

from collections.abc import Callable, Sequence

import pandas as pd

from pipeline import figures, findings, phrases
from pipeline.display import Note
from pipeline.dropins.tables import BY_SOURCE
from pipeline.findings import Finding
from pipeline.indicators import CATALOGUE, Indicator
from pipeline.notebook import evidence
from pipeline.notebook.context import bundle
from pipeline.notebook.page import figure, put_table
from pipeline.notebook.words import put_list
from pipeline.states import State
from pipeline.tables import How, grid

# Which kind of period a chart over time shows: the first of which there are two with a value.
_OVER_TIME = ("FY", "CY", "quarter", "month", "rolling12", "3y")
_ENOUGH = 2
_BASES = ("CY",)  # residents, beside whom others are counted: no figure to watch over time
_OFTEN_EMPTY = ("group", "numerator", "denominator", "lower", "upper", "flags")
# A page must stay light enough to be e-mailed, however many tables were supplied.
CHARTS = 3  # for each topic; where there are more figures over time, only the first is drawn
PERIODS = 2  # of each indicator in the table of the others


def supplied(topic: str) -> None:
    """Show what the partnership's own tables say on a topic, and list which tables would say more, and who holds them.

    Over time where there are two periods (a few as charts, the others in one table), by group where there are groups,
    else all single figures in one table.
    """
    entries = [entry for entry in CATALOGUE.values() if entry.local and entry.topic == topic]
    held = [entry for entry in entries if _known(_own(entry)).any()]
    in_time = [entry for entry in held if len(_over_time(entry)) and entry.headline not in _BASES]
    drawn = in_time if len(in_time) <= CHARTS else in_time[:1]
    for entry in held:
        if entry in drawn:
            _draw(entry)
        _by_group(entry)
    further = "Further figures over time from the partnership's own tables"
    _together(in_time[len(drawn) :], further, f"over-time-{topic}", _latest)
    single = [entry for entry in held if entry not in in_time and not len(_groups(entry))]
    _together(single, "Single figures from the partnership's own tables", f"supplied-{topic}", _newest)
    _missing([entry for entry in entries if entry not in held])


def _own(entry: Indicator) -> pd.DataFrame:
    return findings.own_rows(bundle(), entry.id)


def _known(rows: pd.DataFrame) -> pd.Series:
    return rows["state"] == State.OK.value


def _draw(entry: Indicator) -> None:
    """Put a chart over time on the page."""
    series, judged = _over_time(entry), _judged(entry)
    drawing = figures.trend_lines(series, str(series["area_code"].iloc[0]), entry.unit, entry.decimals)
    headline = judged or f"{entry.name}: {bundle().area.name}"
    figure(drawing, series, headline, kind="Line chart", figure_id=f"trend-{entry.id}", notes=_notes(judged))


def _over_time(entry: Indicator) -> pd.DataFrame:
    own = _own(entry)
    everybody = own[own["group"] == ""].sort_values("period_end", ignore_index=True)
    kinds = [kind for kind in _OVER_TIME if _known(everybody[everybody["period_type"] == kind]).sum() >= _ENOUGH]
    return everybody[everybody["period_type"] == kinds[0]] if kinds else everybody.iloc[:0]


def _latest(entry: Indicator) -> pd.DataFrame:
    return _over_time(entry).tail(PERIODS)


def _judged(entry: Indicator) -> Finding | None:
    """The newest twelve months as a finding; nothing where months or groups alone were supplied."""
    found = findings.level(bundle(), entry.id)
    return None if found.kind == "gap" else found


def _notes(judged: Finding | None) -> list[Note]:
    said = [phrases.sentence(judged), phrases.certainty(judged)] if judged else []
    return [Note(text=text, finding=judged.id) for text in said if text and judged]


def _groups(entry: Indicator) -> pd.DataFrame:
    """The newest year that has groups, with everybody beside them; nothing where there are none."""
    own = _own(entry)
    groups = own[(own["group"] != "") & _known(own)]
    if groups.empty:
        return groups
    label = groups.sort_values(["period_end", "period_type"])["period_label"].iloc[-1]
    return own[own["period_label"] == label].reset_index(drop=True)


def _by_group(entry: Indicator) -> None:
    """Put the newest year by group on the page as a table, where there are groups."""
    rows = _groups(entry)
    if rows.empty:
        return
    kinds = ", ".join(dict.fromkeys(rows.loc[rows["group"] != "", "group_type"]))
    caption = f"{entry.name} by {kinds}, {findings.period_words(rows.iloc[0]).removeprefix('the ')}"
    notes = [note["text"] for note in _notes(_judged(entry))]
    shown = evidence.table_of(rows, caption, notes)
    put_table(f"groups-{entry.id}", shown, _export(rows), evidence.source_line(rows))


def _together(
    entries: Sequence[Indicator], caption: str, table_id: str, choose: Callable[[Indicator], pd.DataFrame]
) -> None:
    """Put the rows chosen of several indicators in one table, with a sentence on each; nothing where there are none."""
    if not entries:
        return
    rows = pd.concat([choose(entry) for entry in entries], ignore_index=True)
    columns: list[tuple[str, How]] = [
        ("Indicator", lambda row: f"{CATALOGUE[row['indicator']].name}, {CATALOGUE[row['indicator']].unit}"),
        ("Period", "period_label"),
        ("Value", evidence.value_with_limits),
    ]
    notes = [phrases.sentence(judged) for judged in map(_judged, entries) if judged]
    put_table(table_id, grid(rows, columns, caption, notes), _export(rows), evidence.source_line(rows))


def _export(rows: pd.DataFrame) -> pd.DataFrame:
    """The figures for a CSV without what every row repeats or none has: there may be dozens of these tables."""
    full = evidence.export(rows).drop(columns=["area_code", "period_start", "period_end", "unit", "source", "release"])
    return full.drop(columns=[name for name in _OFTEN_EMPTY if not full[name].replace("", pd.NA).notna().any()])


def _newest(entry: Indicator) -> pd.DataFrame:
    """The row that is reported, or without one the newest that has a value."""
    own = _own(entry)
    return own[_known(own) & (own["group"] == "")].sort_values(["period_end", "period_type"]).tail(1)


def _missing(entries: Sequence[Indicator]) -> None:
    """List what is not there: hidden figures as such, and each table that was not supplied once, with what it would show."""
    found: dict[tuple[int, str], list[Finding]] = {}
    for entry in entries:
        own = _own(entry)
        hidden = own[~_known(own) & own["period_end"].notna()].sort_values("period_end")
        state = State(hidden["state"].iloc[-1]) if len(hidden) else State.NOT_AVAILABLE
        place = int(BY_SOURCE[entry.sources[0]].code[1:])
        found.setdefault((place, state), []).append(findings.gap(bundle(), entry.id, state))
    put_list("gaps", [_item(missing) for _, missing in sorted(found.items())])


def _item(missing: Sequence[Finding]) -> dict[str, str]:
    first = missing[0]
    if first.verdict != State.NOT_AVAILABLE:
        return {"text": phrases.gaps_together(missing), "finding": first.id}
    table = BY_SOURCE[first.entry.sources[0]]
    if first.facts["closed"]:
        lead = f"for the partnership only, held by {table.holder}; shows"
    elif _supplied_in_part(table.source):
        lead = "supplied without"
    else:
        lead = f"held by {table.holder}; would show"
    names = "; ".join(phrases.inside(one.entry.name) for one in missing)
    return {"text": f"{table.code} {table.title}: {lead} {names}.", "finding": first.id}


def _supplied_in_part(source: str) -> bool:
    """Whether other figures of the same table are on some page that this chapter may read."""
    same = [one for one in CATALOGUE.values() if one.sources[0] == source and one.topic in bundle().topics]
    return any(_known(_own(one)).any() for one in same)
