"""Who answers for the plan: governance, seats, milestones, and where the papers say two things."""

from collections.abc import Iterator

import pandas as pd

from pipeline.local.data import Board, Milestone
from pipeline.notebook.context import bundle
from pipeline.notebook.page import put_table
from pipeline.notebook.records import NOT_GIVEN, missing, note_of, record_table
from pipeline.recommendations import day, last_day
from pipeline.tables import grid

DISAGREE = "the papers disagree"
NO_STATUS = "no status on file"
HOLDER = "The senior responsible owner's team"


def governance() -> None:
    """Put on the page what the partnership is, who leads it, and which boards it reports to: roles, never people."""
    local = bundle().local
    if not (local.partnership.name or local.boards):
        return missing("governance", "Nothing about the partnership's governance is on file", HOLDER, "governance.toml")
    frame = pd.DataFrame([*_partnership_rows(), *map(_board_row, local.boards)])
    sources = [local.partnership.source, *(board.source for board in local.boards)]
    source = "; ".join(dict.fromkeys(text for text in sources if text))
    columns = [(name, name) for name in frame.columns]
    put_table("governance", grid(frame, columns, "Who answers to whom"), frame, f"Source: {source}.")
    return None


def _partnership_rows() -> Iterator[dict[str, str]]:
    one = bundle().local.partnership
    named = f"{one.name} ({one.short})" if one.short else one.name
    facts = {
        "Partnership": named, "Scope": one.scope, "Standing": one.standing, "Senior responsible owner": one.sro_role,
        "Chair": one.chair_role, "Meets": one.meets, "Contact": one.contact,
    }  # fmt: skip
    yield from ({"What": term, "As its papers have it": text or NOT_GIVEN} for term, text in facts.items())


def _board_row(board: Board) -> dict[str, str]:
    told = [board.name, board.leads, f"Receives: {board.receives}" if board.receives else ""]
    words = {"hwb": "Reports to, on health", "csp": "Reports to, on community safety"}
    return {
        "What": words.get(board.kind, "Reports to"), "As its papers have it": ". ".join(text for text in told if text),
    }  # fmt: skip


def members() -> None:
    """Put the seats of the partnership on the page: organisation and role only."""
    seats = bundle().local.members
    if not seats:
        return missing("members", "No list of seats is on file", HOLDER, "members.csv")
    columns = [
        ("Organisation", lambda one: one.organisation), ("Role", lambda one: one.role), ("Seat", lambda one: one.seat),
    ]  # fmt: skip
    return record_table("members", "Seats of the partnership", seats, columns)


def milestones() -> None:
    """Put the steps on the page with their dates: what the papers disagree on is neither date nor status."""
    steps = bundle().local.milestones
    if not steps:
        return missing("milestones", "No milestones are on file", HOLDER, "milestones.csv")
    columns = [
        ("Step", lambda one: one.what), ("Date", _date), ("Status", _status), ("What to know", note_of),
    ]  # fmt: skip
    return record_table(
        "milestones", "Milestones", sorted(steps, key=lambda one: one.due or "9999"), columns, _asked(steps)
    )


def _date(step: Milestone) -> str:
    if step.status == "conflict":
        return DISAGREE
    return day(step.due) if step.due else "no date set"


def _status(step: Milestone) -> str:
    if step.status == "conflict":
        return DISAGREE
    if step.status == "done":
        return "done, as the paper says"
    return NO_STATUS if is_past(step.due) else "planned when the paper was written"


def is_past(due: str) -> bool:
    """Whether a day, month or year ended before the edition's date."""
    last = last_day(due)
    return last is not None and last < pd.Timestamp(bundle().edition_date)


def _asked(steps: tuple[Milestone, ...]) -> list[str]:
    """Under the table: what a date that passed in silence means."""
    silent = [step for step in steps if _status(step) == NO_STATUS]
    return [f"“{NO_STATUS}”: the date has passed and no paper at hand says what became of it."] if silent else []


def conflicts(*about: str) -> None:
    """Put on the page where the papers say two things: both, neither as fact. `about` asks for one matter by its words."""
    found = [one for one in bundle().local.conflicts if not about or any(word in one.about.lower() for word in about)]
    if not found:
        return
    columns = [
        ("About", lambda one: one.about),
        ("One says", lambda one: _told(one.one, one.one_source)),
        ("Another says", lambda one: _told(one.other, one.other_source)),
        ("What this report does", lambda one: one.treated),
    ]
    frame = pd.DataFrame([{label: write(one) for label, write in columns} for one in found])
    shown = grid(frame, [(label, label) for label, _ in columns], "The papers say two things")
    source = "Source: the papers named in the rows, in this project's words."
    put_table(f"conflicts-{bundle().chapter}", shown, frame, source)


def _told(text: str, source: str) -> str:
    return f"{text.rstrip('.')} ({source})"
