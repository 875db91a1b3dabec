"""Who is reached and who is missing: groups in treatment beside England's own, and each protected characteristic.

Fewer than among residents is not by itself unmet need: need differs, so England's own figure stands beside each.
"""

import pandas as pd

from pipeline import figures, findings, phrases
from pipeline.areas import ENGLAND
from pipeline.display import Note
from pipeline.figures import Beside
from pipeline.findings import Finding
from pipeline.indicators import CATALOGUE, Indicator
from pipeline.indicators.ndtms_rows import DRUG_GROUPS
from pipeline.notebook import evidence
from pipeline.notebook.context import bundle
from pipeline.notebook.page import figure, put_table, slug
from pipeline.notebook.words import stated_gap
from pipeline.states import State
from pipeline.tables import format_value, grid

RESIDENTS = "residents_by_ethnic_group"
AS_RESIDENTS = (1.0, "as among residents")
BASE = "Residents are of all ages (Census 2021), people in treatment are adults."
NOT_NEED = "A smaller share in treatment than among residents is not by itself unmet need: need differs between groups."
ENGLAND_ALONE = "England's own shares: this borough's are not at hand."
NO_FIGURE = State.NOT_AVAILABLE.mark


def judge_representation(indicator: str, group: str = "") -> Finding:
    """Judge a group among those in treatment beside England's own share or ratio."""
    return findings.representation(bundle(), indicator, group)


def represented(indicator: str) -> None:
    """Draw each group of an indicator beside England's own; without figures here a stated gap, and England's ratios."""
    entry, judged = CATALOGUE[indicator], judge_representation(indicator)
    own, ratio = judged.kind != "gap", entry.kind == "representation"
    if not own:
        stated_gap(indicator, f"{'gap' if ratio else 'beside'}-{indicator}")
    rows = _latest(indicator, bundle().area_code if own else ENGLAND.code)
    if rows.empty or not (own or ratio):
        return
    line = AS_RESIDENTS if ratio else None
    shown = Beside(bundle().area.name if own else "", ENGLAND.name, entry.unit, entry.decimals, line)
    draw = figures.beside(rows, [_named(entry, group) for group in rows["group"]], shown)
    notes = [Note(text=phrases.sentence(judged), finding=judged.id)] if own else []
    figure(draw, rows, judged, kind="Dot chart", figure_id=f"beside-{indicator}", notes=notes)


def who_is_missing(indicator: str, caption: str) -> None:
    """Put each ethnic group in a table: in treatment, among residents, the ratio with limits, England's own, in words."""
    judged = [judge_representation(indicator, group) for group in _groups(indicator)]
    residents = findings.resident_shares(bundle())
    rows = [_ratio_row(one, residents, _england(indicator, one.group)) for one in judged]
    treated = [_latest(indicator, code) for code in (bundle().area_code, ENGLAND.code)]
    behind = pd.concat([*treated, findings.own_rows(bundle(), RESIDENTS)])
    frame = pd.DataFrame(rows)
    if all(one.kind == "gap" for one in judged):
        frame = frame[["Group", "Share of residents", "England's own ratio"]]
    shown = grid(frame, [(name, name) for name in frame.columns], caption, [NOT_NEED, BASE, *_when(behind)])
    put_table(slug(caption), shown, evidence.export(behind), evidence.source_line(behind))


def by_sex_and_age(*indicators: str, caption: str) -> None:
    """Put shares of people in treatment in a table by drug group, each judged against England's of the same drug group.

    Without figures here: England's own shares, a column for each drug group.
    """
    judged = [judge_representation(name, group) for name in indicators for group in DRUG_GROUPS.values()]
    rows = [_share_row(one, _england(one.indicator, one.group)) for one in judged]
    behind = pd.concat([_latest(name, code) for name in indicators for code in (bundle().area_code, ENGLAND.code)])
    held = [one for one in judged if one.kind != "gap"]
    frame = pd.DataFrame(rows) if held else _across(pd.DataFrame(rows))
    notes = [*_when(behind), phrases.many_compared(len(held)) if held else ENGLAND_ALONE]
    shown = grid(frame, [(name, name) for name in frame.columns], caption, list(filter(None, notes)))
    put_table(slug(caption), shown, evidence.export(behind), evidence.source_line(behind))


def _across(frame: pd.DataFrame) -> pd.DataFrame:
    """England's shares with a column for each drug group, rows and columns in their order."""
    wide = frame.pivot(index="People", columns="In treatment for", values="England's own share")
    return wide.loc[frame["People"].unique(), frame["In treatment for"].unique()].reset_index()


def _latest(indicator: str, area_code: str) -> pd.DataFrame:
    """The newest year of an area by group; for a ratio to residents without the row of all groups together."""
    rows = findings.rows_of(bundle(), indicator)
    own = area_code == bundle().area_code
    rows = findings.own_rows(bundle(), indicator) if own else rows[rows["area_code"] == area_code]
    held = rows[rows["state"] == State.OK]
    held = held[held["period_end"] == held["period_end"].max()]
    ratio = CATALOGUE[indicator].kind == "representation"
    order = {group: place for place, group in enumerate(DRUG_GROUPS.values())}
    held = held[held["group"] != ""] if ratio else held
    return held.sort_values("group", key=lambda groups: groups.map(lambda one: (order.get(one, 9), one)))


def _groups(indicator: str) -> list[str]:
    """The groups of England, whose figures are always there."""
    return list(_latest(indicator, ENGLAND.code)["group"])


def _england(indicator: str, group: str) -> str:
    rows = _latest(indicator, ENGLAND.code)
    value = rows.loc[rows["group"] == group, "value"]
    return _printed(CATALOGUE[indicator], float(value.iloc[0])) if len(value) else NO_FIGURE


def _ratio_row(judged: Finding, residents: dict[str, float], england: str) -> dict[str, str]:
    facts, known = judged.facts, judged.kind != "gap"
    share = 100 * facts["numerator"] / facts["denominator"] if known else float("nan")
    return {
        "Group": judged.group,
        "In treatment": format_value(facts["numerator"], 0) if known else NO_FIGURE,
        "Share in treatment": format_value(share, 1, "%") if known else NO_FIGURE,
        "Share of residents": format_value(residents[judged.group], 1, "%") if judged.group in residents else NO_FIGURE,
        "Ratio (95% limits)": _with_limits(judged) if known else NO_FIGURE,
        "England's own ratio": england,
        "In words": in_words(judged),
    }


def _share_row(judged: Finding, england: str) -> dict[str, str]:
    known = judged.kind != "gap"
    return {
        "People": judged.entry.name.removesuffix(" in treatment"),
        "In treatment for": judged.group or "all drug groups",
        "Share (95% limits)": _with_limits(judged) if known else NO_FIGURE,
        "England's own share": england,
        "In words": in_words(judged),
    }


def _with_limits(judged: Finding) -> str:
    value, lower, upper = (_printed(judged.entry, judged.facts[name]) for name in ("value", "lower", "upper"))
    return f"{value} ({lower} to {upper})"


def _printed(entry: Indicator, value: float) -> str:
    return format_value(value, entry.decimals, "%" if entry.unit.startswith("%") else "")


def in_words(judged: Finding) -> str:
    """Return a judgement beside England as a table prints it, in the past tense where the evidence is historical."""
    if judged.kind == "gap":
        return "no figure"
    was = "was " if judged.age == findings.Age.HISTORICAL else ""
    words = {"higher": "higher than England's own", "lower": "lower than England's own",
             "similar": "not clearly different from England's own"}  # fmt: skip
    return f"{was}{words.get(judged.verdict, 'not judged')}"


def _when(behind: pd.DataFrame) -> list[str]:
    """Say of which year the figures of treatment are, and that they are historical where they are."""
    row, date = behind.sort_values("period_end").iloc[-1], bundle().edition_date
    historical = findings.age_of(row["period_end"], date) == findings.Age.HISTORICAL
    ended = findings.months_between(row["period_end"], date)
    age = f", a year that ended {ended} months before this edition: historical" if historical else ""
    return [f"People in treatment in {findings.period_words(row)}{age}."]


def _named(entry: Indicator, group: str) -> str:
    return f"{group[:1].upper()}{group[1:]}" if group else "All drug groups"
