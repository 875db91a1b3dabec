"""The delivery plan: actions and drafts by national priority, and how the partnership itself judges their delivery.

Delivery status is the partnership's judgement and has words and tones of its own: never those of a comparison.
"""

from collections import Counter
from dataclasses import fields
from html import escape

import pandas as pd

from pipeline.display import DELIVERY, Card, Sentence, Status
from pipeline.local.data import Action
from pipeline.notebook.asks import drafts, put_cards
from pipeline.notebook.context import bundle
from pipeline.notebook.output import show
from pipeline.notebook.page import put_table
from pipeline.notebook.partnership import is_past
from pipeline.notebook.records import NOT_GIVEN, counted, local_id, missing, together
from pipeline.notebook.words import put_list
from pipeline.priorities import priority
from pipeline.recommendations import OWN_ACTION, PlanRow, day, plan_rows
from pipeline.tables import grid

PASSED = "its due date has passed"
NOT_DECIDED = "Draft: not decided"


def planned() -> None:
    """Put on the page what the plan holds, and how the partnership judges the delivery of its own actions."""
    rows = _rows()
    own = [row for row in rows if row.status == OWN_ACTION]
    text = f"{_held(rows, len(own))}{_judged(own)}"
    said = Sentence(text=text, finding=local_id("actions", "all"), link="")
    show({"kind": "answer", "area_code": bundle().area_code, "sentences": [said]}, f"<p>{escape(text)}</p>")


def _held(rows: list[PlanRow], own: int) -> str:
    drafted = sum(_is_draft(row) for row in rows)
    agreed = len(rows) - own - drafted
    held = [
        counted(own, "action of the partnership's own", "actions of the partnership's own"),
        counted(agreed, "agreed recommendation without an action", "agreed recommendations without an action"),
        counted(drafted, "draft to be decided", "drafts to be decided"),
    ]
    text = f"The plan for {bundle().area.spoken} holds {together([words for words in held if words]) or 'nothing yet'}."
    return text if own else f"{text} No action of the partnership's own delivery plan is on file."


def _judged(own: list[PlanRow]) -> str:
    if not own:
        return ""
    held = Counter(_word(row.delivery_status) for row in own)
    words = ", ".join(f"{word[0].lower()}{word[1:]} {held[word]}" for word in DELIVERY.values() if held[word])
    late = sum(_is_late(row.due, row.delivery_status) for row in own)
    passed = counted(late, "is past its due date", "are past their due dates")
    return f" By the partnership's own judgement: {words}.{f' Of these {passed}.' if passed else ''}"


def _rows() -> list[PlanRow]:
    return plan_rows(drafts().recommendations, bundle().local)


def _is_draft(row: PlanRow) -> bool:
    return row.status.startswith("Draft")


def _word(status: str) -> str:
    return DELIVERY[f"delivery-{status or 'none'}"]


def _is_late(due: str, status: str) -> bool:
    return status != "blue" and is_past(due)


def plan(number: int) -> None:
    """Put the delivery plan under one national priority on the page; the CSV holds every column of it."""
    rows = [row for row in _rows() if row.priority == number]
    name = f"plan-{number}"
    if not rows:
        text = f"Nothing is planned or drafted under “{priority(number).title}”."
        put_list("gap", [{"text": text, "id": name}])
        return
    frame = pd.DataFrame([_line(row) for row in rows])
    shown = grid(frame, [(label, label) for label in frame.columns], f"Delivery plan: {priority(number).title}")
    put_table(name, shown, pd.DataFrame([_exported(row) for row in rows]), _source(rows))


def _line(row: PlanRow) -> dict[str, str]:
    partners = f"with {row.partners}" if row.partners else ""
    dates = [day(row.start) if row.start else "", f"due {day(row.due)}" if row.due else "no date set"]
    return {
        "Action": row.action,
        "Outcome": row.outcome or NOT_GIVEN,
        "Lead": " ".join(text for text in (row.lead, partners) if text),
        "When": ", ".join(text for text in dates if text),
        "Measure": "; ".join(row.measures) or "no measure named",
        "Delivery": _standing(row),
    }


def _standing(row: PlanRow) -> str:
    """Where delivery stands: the partnership's own word; a draft has none, and a date that passed in silence is said."""
    if _is_draft(row):
        return NOT_DECIDED
    word = _word(row.delivery_status)
    word = word if row.status == OWN_ACTION else f"Agreed: {word[0].lower()}{word[1:]}"
    return f"{word}; {PASSED}" if _is_late(row.due, row.delivery_status) else word


def _exported(row: PlanRow) -> dict[str, str]:
    """Every column of the plan: those that the partnership has not filled are empty."""
    values = {one.name: getattr(row, one.name) for one in fields(row)}
    return {name: "; ".join(value) if isinstance(value, tuple) else str(value) for name, value in values.items()}


def _source(rows: list[PlanRow]) -> str:
    papers = dict.fromkeys(
        action.source for action in bundle().local.actions if any(action.id == row.id for row in rows)
    )
    drafted = "the recommendations of this report" if any(row.status != OWN_ACTION for row in rows) else ""
    return f"Source: {'; '.join(text for text in (*papers, drafted) if text)}."


def actions() -> None:
    """Put the partnership's own actions on the page as cards: what has happened, what comes next, what could stop it."""
    own = bundle().local.actions
    if not own:
        what = "No actions of the partnership's own delivery plan are on file"
        return missing("actions", what, "The partnership lead", "actions.csv")
    return put_cards("actions", [_card(action) for action in own])


def _card(action: Action) -> Card:
    tone = f"delivery-{action.status or 'none'}"
    return Card(
        id=f"action-{action.id}", eyebrow=f"Priority {action.priority}: {priority(action.priority).title}", title=action.action,
        status=Status(word=DELIVERY[tone], sign="", tone=tone), facts=_facts(action), sentences=[],
        notes=[f"This action: {PASSED}."] if _is_late(action.due, action.status) else [],
    )  # fmt: skip


def _facts(action: Action) -> list[dict[str, str]]:
    """What the plan says of an action; columns left empty are not printed, a lead and a date that are missing are."""
    terms = {
        "Lead": action.lead or "to be agreed", "Partners": action.partners, "Start": day(action.start),
        "Due": day(action.due) or "no date set", "Resource": action.resource, "Milestone": action.milestone,
        "Own priority": _own_priority(action.local_priority), "Answers": ", ".join(action.recommendations),
        "What has happened": action.narrative, "Next step": action.next_step, "Risk": action.risk,
    }  # fmt: skip
    finding = local_id("actions", action.id)
    return [{"term": term, "text": text, "finding": finding} for term, text in terms.items() if text]


def _own_priority(named: str) -> str:
    """The borough's own strategic priority by its number and title, whether the plan names the number or the id."""
    found = [one for one in bundle().local.priorities if named in {one.id, str(one.number)}]
    return f"{found[0].number}. {found[0].title}" if found else named
