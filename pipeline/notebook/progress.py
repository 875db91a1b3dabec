"""What became of what was said and asked before: what cannot be judged yet, printed figures, the yearly report's headings."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from pipeline import phrases
from pipeline.display import DELIVERY
from pipeline.findings.claims import Verdict
from pipeline.findings.standing import figures_of, standings
from pipeline.national import Heading, Standing, on, read_framing
from pipeline.notebook.context import bundle
from pipeline.notebook.earlier import Then, earlier_messages, progress_id
from pipeline.notebook.held import once
from pipeline.notebook.page import put_table
from pipeline.notebook.words import put_list
from pipeline.phrases.amounts import sentence_case
from pipeline.phrases.framework import in_tables
from pipeline.phrases.printed import printed
from pipeline.recommendations import day
from pipeline.tables import How, grid

# Where two signed editions can be compared, what differs between them comes in place of this line.
NO_EARLIER_EDITION = (
    "What changed since the last edition: no earlier signed edition is at hand. The first one that is signed makes the next "
    "comparison possible, changes of method included."
)
NO_TARGETS = "Whether a target was met: the partnership has set none for the measures shown here."
NO_ACTIONS = "How actions were delivered: no actions of a delivery plan are on file."
NOTHING = "nothing more"
FROM_GUIDANCE = "Source: national guidance for local delivery partners, as councils' papers tell it."
TO_BE_COMPLETED = "To be completed by the partnership."
NOT_OWN = {Standing.NATIONAL, Standing.GAP}


def cannot_judge() -> None:
    """List first what a progress report cannot judge yet, and why."""
    stood = once("standings", standings)
    bare = [one for one in stood if one.standing in NOT_OWN]
    items = {
        "edition": "" if bundle().before else NO_EARLIER_EDITION,
        "messages-unchecked": _unchecked(earlier_messages()),
        "framework": f"{phrases.count(len(bare))} of the {phrases.count(len(stood))} metrics of the national framework: no "
        "figure of the borough, nor one near, is at hand.",
        "targets": NO_TARGETS,
        "actions": "" if bundle().local.actions else NO_ACTIONS,
    }
    put_list("gaps", [{"text": text, "finding": progress_id(name)} for name, text in items.items() if text])


def _unchecked(then: Sequence[Then]) -> str:
    """How many earlier messages cannot be checked, by reason."""
    reasons = Counter(one.reason for one in then if one.verdict == Verdict.UNCHECKED)
    if not reasons:
        return ""
    listed = "; ".join(f"{reason} ({phrases.count(number)})" for reason, number in reasons.most_common())
    total = phrases.count(sum(reasons.values()))
    return f"Of the {phrases.count(len(then))} earlier messages, {total} cannot be checked. Why: {listed}."


def printed_figures(priority: int = 0) -> None:
    """List the figures that papers printed about the borough (of one national priority, or all), as printed and no further."""
    figures = [one for one in bundle().local.figures if priority in {0, one.priority}]
    local = f"local.{bundle().area.slug}.figures"
    if not figures:
        text = f"No printed figures of its own papers are on file for {bundle().area.spoken}."
        return put_list("gap", [{"text": text, "finding": local}])
    items = [(one, f"{printed(one)} Printed in: {one.source}.") for one in figures]
    return put_list(
        "printed", [{"term": one.what, "text": text, "finding": f"{local}.{one.id}"} for one, text in items]
    )


def report_headings() -> None:
    """List the headings of the yearly report to the national unit, each with what this project can say under it."""
    framing, day_of = read_framing(), bundle().edition_date
    items = [
        {"term": f"To the {one.name}", "text": one.note, "finding": progress_id("unit")}
        for one in on(framing.unit, day_of)
    ]
    items += [
        {"term": one.title, "text": _under(one), "finding": progress_id(one.id)} for one in on(framing.heading, day_of)
    ]
    put_list("headings", items)


def national_timetable() -> None:
    """Put the steps that national guidance set for every area on the page, with the dates on which papers disagree."""
    columns: list[tuple[str, How]] = [
        ("Step", "what"), ("Date", "due"), ("Again every", "every"), ("Result", "output"), ("What to know", "conflict"),
    ]  # fmt: skip
    frame = pd.DataFrame([vars(one) | {"due": day(one.due)} for one in read_framing().step])
    frame = frame[[name for _, name in columns]].replace("", NOTHING)
    put_table("national-timetable", grid(frame, columns, "The national timetable"), frame, FROM_GUIDANCE)


def _under(heading: Heading) -> str:
    said = SAYS.get(heading.shows)
    return f"{said() if said else ''} {TO_BE_COMPLETED}".strip()


def _actions() -> str:
    """How the partnership judges its actions, in its own words."""
    actions = bundle().local.actions
    counts = Counter(f"delivery-{one.status or 'none'}" for one in actions)
    parts = [f"{phrases.count(counts[tone])} {word.lower()}" for tone, word in DELIVERY.items() if counts[tone]]
    return f"Of {phrases.count(len(actions))} actions of the delivery plan: {', '.join(parts)}." if actions else ""


def _outcomes() -> str:
    stood = once("standings", standings)
    own = [one for one in stood if one.standing not in NOT_OWN]
    return (
        f"{phrases.count(len(own))} of the {phrases.count(len(stood))} metrics of the national framework have a figure of the "
        "borough's own or one near; the outcomes chapter shows each."
    )


def _measures() -> str:
    measures = bundle().local.measures
    shown = [one for one in measures if any(not figure.is_wider for figure in figures_of(bundle(), one.indicators))]
    if not measures:
        return ""
    return (
        f"{phrases.count(len(shown))} of the {phrases.count(len(measures))} measures of the borough's own strategy have a figure "
        "of the borough or one near."
    )


def _queries() -> str:
    """The queries behind the claims that were checked, by indicator."""
    open_ones = {
        each.finding.entry.name: "" for one in earlier_messages() for each in one.checked if each.finding.query
    }
    return f"Open queries about figures: {'; '.join(open_ones)}." if open_ones else ""


def _asked() -> str:
    asked = [one for one in bundle().local.messages if one.kind == "recommendation"]
    return f"The earlier assessment made {phrases.count(len(asked))} recommendations, listed above." if asked else ""


SAYS = {
    "actions": _actions, "outcomes": _outcomes, "measures": _measures, "queries": _queries, "recommendations": _asked,
}  # fmt: skip


def holders() -> None:
    """List who holds what the earlier messages still need, each with the tables that would supply it."""
    needed: dict[str, set[str]] = {}
    for one in earlier_messages():
        if one.verdict == Verdict.UNCHECKED and one.message.holder:
            lead = one.message.holder.partition(", with")[0]  # whoever helps is named in the message's row
            needed.setdefault(lead, set()).update(one.message.tables)
    items = {holder: _tables(sorted(tables, key=_number)) for holder, tables in needed.items()}
    put_list(
        "gaps", [{"term": holder, "text": text, "finding": progress_id("holders")} for holder, text in items.items()]
    )


def _tables(tables: Sequence[str]) -> str:
    named = in_tables(tables).strip(" ()")
    return f"{sentence_case(named)}." if named else "No table of the partnership's own yet."


def _number(table: str) -> int:
    return int(table.removeprefix("L"))
