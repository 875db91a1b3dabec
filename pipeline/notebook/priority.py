"""One of the borough's own strategic priorities: what it says, and what stands for each of its measures, or who holds it."""

from collections.abc import Sequence

import pandas as pd

from pipeline import phrases
from pipeline.display import Card, Sentence
from pipeline.errors import PipelineError, did_you_mean
from pipeline.findings.standing import Figure, figures_of
from pipeline.indicators import CATALOGUE
from pipeline.local.data import LocalMeasure, LocalPriority
from pipeline.notebook import evidence, held
from pipeline.notebook.context import bundle
from pipeline.notebook.limits import limits
from pipeline.notebook.output import show
from pipeline.notebook.page import put_table
from pipeline.notebook.words import merged_note, put_list, sentence_of
from pipeline.phrases.framework import in_tables, supply, wider
from pipeline.priorities import priority as national_priority
from pipeline.recommendations import NO_TARGET
from pipeline.tables import grid

COLUMNS = ("Measure", "Evidence", *held.COLUMNS)
DIRECTIONS = {"increase": "to go up", "reduce": "to go down", "complete": "to be done"}
NO_LEAD = "No lead is named in the strategy: the partnership is asked to name one."
POLICE = {"mps_recorded_crime", "mps_knife_crime"}
NO_SUCCESS = (
    "Recorded offences follow police activity: they stand beside the measure and are never a sign of its success."
)
FROM_STRATEGY = "Measures: the borough's own strategy."


def strategy_priority(priority: str) -> None:
    """Put the priority on the page: its title, what will be done, who leads, which national priorities it serves.

    Says plainly that there is none on file where the borough gave none; PipelineError for a number that it does not have.
    """
    found = _found(priority)
    if found is None:
        area = bundle().area
        text = (
            f"No strategic priorities of its own are on file for {area.spoken}. To add them, put each as a [[priority]], "
            f"with every [[measure]] of it, into data/raw/local/{area.slug}/strategy.toml."
        )
        return put_list("gap", [{"text": text, "finding": _id("none")}])
    strategy = bundle().local.strategy
    _put_cards("priority", [_priority_card(found, f"Priority {found.number}, {strategy.title}".strip(", "))])
    return None


def _found(priority: str) -> LocalPriority | None:
    held_here = {str(one.number): one for one in bundle().local.priorities}
    if held_here and str(priority) not in held_here:
        hint = did_you_mean(str(priority), held_here)
        raise PipelineError(
            f"{bundle().area.name} has no strategic priority '{priority}'.{hint}\nIts own are {', '.join(held_here)}."
        )
    return held_here.get(str(priority))


def _id(record: str) -> str:
    return f"local.{bundle().area.slug}.strategy.{record}"


def _priority_card(one: LocalPriority, eyebrow: str) -> Card:
    serves = "; ".join(national_priority(number).title for number in one.national)
    facts = {
        "What we will do": one.will_do, "Lead": one.lead or NO_LEAD, "National priorities served": serves or "none named",
        "Years": bundle().local.strategy.years, "Source": one.source,
    }  # fmt: skip
    return Card(
        id=f"own-priority-{one.number}", eyebrow=eyebrow, title=one.title, status=None,
        facts=_facts(facts, _id(one.id)), sentences=[], notes=[],
    )  # fmt: skip


def _facts(texts: dict[str, str], finding: str) -> list[dict[str, str]]:
    return [{"term": term, "text": text, "finding": finding} for term, text in texts.items() if text]


def _put_cards(role: str, cards: list[Card]) -> None:
    html = "".join(
        f"<p><strong>{one['title']}</strong> {' '.join(s['text'] for s in one['sentences'])}</p>" for one in cards
    )
    show({"kind": "cards", "role": role, "area_code": bundle().area_code, "cards": cards}, html)


def strategy_means(priority: str) -> None:
    """List what the priority will mean, in the strategy's sense."""
    found = _found(priority)
    if found:
        put_list("means", [{"text": text, "finding": _id(found.id)} for text in found.will_mean])


def measures(priority: str) -> None:
    """Put each measure of the priority on the page as a card: the evidence at hand, or what is missing and who holds it."""
    found = _found(priority)
    cards = [_measure_card(found, one) for one in _measures(found)] if found else []
    if cards:
        _put_cards("measures", cards)
    elif found:
        put_list("gap", [{"text": "The strategy names no measure of this priority.", "finding": _id(found.id)}])


def _measures(found: LocalPriority) -> list[LocalMeasure]:
    return [one for one in bundle().local.measures if found.number in one.priorities]


def _figures(one: LocalMeasure) -> tuple[Figure, ...]:
    """The figures that stand for a measure, looked for once for its card, its rows and its gap."""
    return held.once(f"measure {one.id}", lambda given: tuple(figures_of(given, one.indicators)))


def _measure_card(found: LocalPriority, one: LocalMeasure) -> Card:
    figures = _figures(one)
    texts = {
        "Direction": DIRECTIONS.get(one.direction, one.direction),
        "Only comes near": one.proxy if figures else "",
        "Recorded offences": NO_SUCCESS if any(_is_police(figure) for figure in figures) else "",
        "Stated gap": _gap(one, figures),
        "Target": NO_TARGET,
        "Source": one.source,
    }
    return Card(
        id=f"measure-{found.number}-{one.id}", eyebrow="Measure", title=one.text, status=None,
        facts=_facts(texts, _id(one.id)), sentences=[_sentence(figure) for figure in figures], notes=[],
    )  # fmt: skip


def _is_police(figure: Figure) -> bool:
    return bool(POLICE & set(CATALOGUE[figure.indicator].sources))


def _sentence(figure: Figure) -> Sentence:
    judged = figure.judged
    if judged is None:
        raise PipelineError(f"{figure.indicator}: a figure without a judgement has no sentence.")
    said = sentence_of(judged, sure=True)
    text = said["text"].strip() if judged.area == bundle().area else wider(judged)
    return Sentence(text=text, finding=said["finding"], link=said["link"])


def _gap(one: LocalMeasure, figures: Sequence[Figure]) -> str:
    """What no figure says and who holds it; less where the partnership's own tables are at hand."""
    missing = [code for code in one.tables if code not in bundle().local.tables]
    if one.tables and not missing and figures:
        return ""
    return f"{one.gap} {supply(one.holder, missing or one.tables)}".strip()


def measures_table(priority: str) -> None:
    """Put all evidence of the priority's measures in one table; a measure without any keeps its row."""
    found = _found(priority)
    if found is None:
        return
    lines: list[tuple[LocalMeasure, Figure | None]] = [
        (one, figure) for one in _measures(found) for figure in _figures(one) or (None,)
    ]
    frame = pd.DataFrame([_cells(one, figure) for one, figure in lines], columns=list(COLUMNS))
    rows = held.rows_of([figure for _, figure in lines if figure])
    is_crime = any(CATALOGUE[name].rule == "recorded crime" for name in rows["indicator"].unique())
    notes = [*([phrases.NARROW] if is_crime else []), *merged_note(rows)]
    name = f"measures-{found.number}"
    shown = grid(
        frame, [(label, label) for label in COLUMNS], f"Measures of priority {found.number}: {found.title}", notes
    )
    shown["links"] = [f"compare-{figure.indicator}" if figure else "" for _, figure in lines]
    facts = [{"measure": one.id, "text": one.text, "direction": one.direction} for one, _ in lines]
    source = evidence.source_line(rows) if len(rows) else "Source: none at hand."
    put_table(name, shown, held.export(facts, [figure for _, figure in lines]), f"{source} {FROM_STRATEGY}")


def _cells(one: LocalMeasure, figure: Figure | None) -> tuple[str, ...]:
    if figure:
        return (one.text, held.named(figure), *held.cells(figure))
    by = f"; held by {one.holder[:1].lower()}{one.holder[1:]}{in_tables(one.tables)}" if one.holder else ""
    return (one.text, f"No figure at hand{by}", *held.nothing())


def measure_gaps(priority: str) -> None:
    """List the measures without any figure, who holds it, and what limits the figures of the others."""
    found = _found(priority)
    if found is None:
        return strategy_priority(priority)
    figures = {one.id: _figures(one) for one in _measures(found)}
    bare = [one for one in _measures(found) if not figures[one.id]]
    put_list("gaps", [{"term": one.text, "text": _gap(one, ()), "finding": _id(one.id)} for one in bare])
    used = dict.fromkeys(figure.indicator for several in figures.values() for figure in several)
    if used:
        limits(*used)
    return None
