"""The way from custody to treatment as a table: each step with its figure, or who is asked for it.

A table and not a flow: the steps come from different records and years, so no step is a part of the one before.
"""

from typing import NamedTuple

import pandas as pd

from pipeline import findings
from pipeline.indicators import CATALOGUE
from pipeline.notebook import evidence
from pipeline.notebook.breakdowns import age_note
from pipeline.notebook.context import bundle
from pipeline.notebook.page import put_table
from pipeline.states import Flag, State, split_flags
from pipeline.tables import grid

NOT_A_FLOW = "The steps come from different records and years: no step is a part of the one before it."
COLUMNS = ("Step", "Figure", "Period", "Who is asked for it")


class Step(NamedTuple):
    """One step: what happens, the indicators that show it (the first with a figure counts), and what else to say."""

    what: str
    indicators: tuple[str, ...]
    group: str = ""
    more: str = ""


STEPS = (
    Step("Tested for drugs in custody, then assessed", ("custody_tests_assessed_share",)),
    Step("Seen by the service within three weeks of an assessment", ("custody_engaged_within_21_days_share",)),
    Step("Sentenced to treatment in the community", ("community_order_starts",)),
    Step("Completed a sentence with treatment", ("community_order_completion_share",)),
    Step("Came to treatment by criminal justice", ("criminal_justice_referrals", "criminal_justice_presentations_share")),
    Step("Left treatment for prison", ("exit_reasons",), "prison"),
    Step("Went on with treatment in custody", ("exit_reasons",), "transferred in custody"),
    Step(
        "Took up treatment after release from prison", ("local_continuity_of_care_share",),
        more="Public health profiles publish it (indicator 92544); it is not held here.",
    ),
    Step("Offended again", ("local_reoffending_share",)),
)  # fmt: skip


def pathway(caption: str) -> None:
    """Put the way from custody to treatment on the page as a table; a step without a figure says who is asked for it."""
    found = [(step, _newest(step)) for step in STEPS]
    rows = [row.to_frame().T for _, row in found if row is not None]
    behind = pd.concat(rows).infer_objects() if rows else pd.DataFrame(columns=["indicator"])
    frame = pd.DataFrame([_row(step, row) for step, row in found])
    notes = [*(age_note(behind) if rows else []), NOT_A_FLOW]
    shown = grid(frame, [(name, name) for name in COLUMNS], caption, notes)
    put_table("pathway", shown, evidence.export(behind) if rows else frame, _source(behind))


def _newest(step: Step) -> pd.Series | None:
    """The newest row with a value of the first indicator that has one here."""
    for name in step.indicators:
        own = findings.own_rows(bundle(), name)
        held = own[(own["group"] == step.group) & (own["state"] == State.OK)].sort_values("period_end")
        if len(held):
            return held.iloc[-1]
    return None


def _row(step: Step, row: pd.Series | None) -> dict[str, str]:
    asked = f"{asked_for(step.indicators[0])}. {step.more}".strip()
    if row is None:
        return dict(zip(COLUMNS, (step.what, State.NOT_AVAILABLE.mark, State.NOT_AVAILABLE.mark, asked), strict=True))
    about = "about " if Flag.ROUNDED in split_flags(row["flags"]) else ""
    unit = CATALOGUE[row["indicator"]].unit.removeprefix("%").strip()
    figure = f"{about}{evidence.single_value(row.to_dict())} {unit}"
    return dict(zip(COLUMNS, (step.what, figure, str(row["period_label"]), f"For newer ones: {asked}"), strict=True))


def asked_for(indicator: str) -> str:
    """Return who can supply an indicator, in which of the partnership's own tables."""
    holder = findings.holder_of(indicator)
    return (
        f"{holder.role[:1].upper()}{holder.role[1:]}, table {holder.table}" if holder else "Nobody is known to hold it"
    )


def _source(behind: pd.DataFrame) -> str:
    return evidence.source_line(behind) if len(behind) else "Source: no open table at hand holds a step of it."
