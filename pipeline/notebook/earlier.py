"""Earlier messages then and now: what a past assessment said, beside the figures that can bear it out today."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from pipeline import phrases
from pipeline.bundle import Bundle
from pipeline.display import Sentence
from pipeline.findings.claims import Checked, Reason, Verdict, check, together
from pipeline.findings.standing import Figure, figures_of
from pipeline.local.data import KeyMessage
from pipeline.notebook import evidence, held
from pipeline.notebook.context import bundle
from pipeline.notebook.output import show
from pipeline.notebook.page import put_table
from pipeline.notebook.words import SHOWN_IN, merged_note, put_list
from pipeline.phrases import claims as words
from pipeline.priorities import PRIORITIES
from pipeline.tables import grid

COLUMNS = ("Message then", "Period then", "Figures now", "Verdict", "Why, and who holds more")
LINKS = SHOWN_IN | {"seasonal": "season"}
HOW = "Confirmed and changed say whether the words still hold, not why."


@dataclass(frozen=True)
class Then:
    """An earlier message with its claims as they stand today, its verdict, and figures beside it that judge nothing."""

    message: KeyMessage
    checked: tuple[Checked, ...]
    verdict: Verdict
    beside: tuple[Figure, ...]

    @property
    def reason(self) -> Reason:
        """Why it cannot be checked, where it cannot."""
        if self.message.kind == "recommendation":
            return Reason.ASKED
        return next((each.reason for each in self.checked if each.reason), Reason.NO_CLAIM)


def earlier_messages() -> list[Then]:
    """Return the borough's earlier messages in order, each held against today's figures."""
    return held.once("earlier messages", _judged)


def _judged(given: Bundle) -> list[Then]:
    return [_then(given, one) for one in given.local.messages]


def _then(given: Bundle, message: KeyMessage) -> Then:
    checked = tuple(check(given, one) for one in message.claims)
    claimed = {one.claim.indicator for one in checked}
    beside = figures_of(given, [name for name in message.indicators if name not in claimed])
    verdict = Verdict.UNCHECKED if message.kind == "recommendation" else together(checked)
    return Then(message, checked, verdict, tuple(beside))


def progress_id(record: str) -> str:
    """Return the id under which a fact about progress is found."""
    return f"progress.{bundle().area.slug}.{record}"


def then_and_now() -> None:
    """Put each earlier message beside today's figures, a table for each national priority; says so where none is on file."""
    then = earlier_messages()
    if not then:
        area = bundle().area
        text = (
            f"No messages of an earlier assessment are on file for {area.spoken}. To add them, put each as a [[message]], "
            f"with the claims that figures can check, into data/raw/local/{area.slug}/messages.toml."
        )
        return put_list("gap", [{"text": text, "finding": progress_id("messages")}])
    text = words.counted([one.verdict for one in then])
    sentence = Sentence(text=text, finding=progress_id("messages"), link=_table_id(then[0].message.priority))
    show({"kind": "answer", "area_code": bundle().area_code, "sentences": [sentence]}, f"<p>{text}</p>")
    for one in PRIORITIES:
        _table(one.number, one.title, [each for each in then if each.message.priority == one.number])
    return None


def _table_id(number: int) -> str:
    return f"then-and-now-{number}"


def _table(number: int, title: str, then: Sequence[Then]) -> None:
    if not then:
        return
    frame = pd.DataFrame([_cells(one) for one in then], columns=list(COLUMNS))
    rows = held.rows_of([figure for one in then for figure in one.beside])
    shown = grid(frame, [(name, name) for name in COLUMNS], f"Then and now: {title}", [HOW, *merged_note(rows)])
    shown["links"] = [_link(one) for one in then]
    put_table(_table_id(number), shown, frame.assign(message=[one.message.id for one in then]), _source(then))


def _source(then: Sequence[Then]) -> str:
    papers = dict.fromkeys(one.message.source.partition(", section")[0] for one in then)
    names = [each.claim.indicator for one in then for each in one.checked]
    names += [figure.indicator for one in then for figure in one.beside]
    now = evidence.source_line(pd.DataFrame({"indicator": list(dict.fromkeys(names))})) if names else ""
    return f"Messages: {'; '.join(papers)}. {now}".strip()


def _link(one: Then) -> str:
    judged = next((each.finding for each in one.checked if each.finding.kind != "gap"), None)
    if judged:
        return f"{LINKS.get(judged.kind, 'compare')}-{judged.indicator}"
    return f"compare-{one.beside[0].indicator}" if one.beside else ""


def _cells(one: Then) -> tuple[str, ...]:
    message = one.message
    asked = "Asked: " if message.kind == "recommendation" else ""
    said = dict.fromkeys(phrases.sentence(each.finding) for each in one.checked)
    beside = "; ".join(held.compact(figure) for figure in one.beside)
    now = " ".join([*said, *([f"Beside it: {beside}."] if beside else [])]).strip()
    told = (message.period or "not given", now or "No figure at hand.", str(one.verdict))
    return (f"{asked}{message.text}", *told, words.why(message, one.checked))
