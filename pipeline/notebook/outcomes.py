"""The national outcomes framework for one borough: what is shown, what comes near, what only England has, what is missing."""

from collections.abc import Mapping, Sequence

import pandas as pd

from pipeline import phrases
from pipeline.display import Sentence
from pipeline.findings.standing import Figure, MetricHere, standings
from pipeline.indicators import CATALOGUE
from pipeline.national import METRICS, SURE, Metric, Standing
from pipeline.national import outcome as outcome_of
from pipeline.notebook import evidence, held
from pipeline.notebook.context import bundle
from pipeline.notebook.limits import limits
from pipeline.notebook.output import show
from pipeline.notebook.page import put_table
from pipeline.notebook.words import merged_note, put_list
from pipeline.phrases import framework as words
from pipeline.recommendations import NO_TARGET, TO_BE_AGREED, Recommendation, Status, recommended
from pipeline.tables import grid

COLUMNS = ("Metric", "Standing", "What is shown", *held.COLUMNS)
BETTER = {"higher is better": "higher", "lower is better": "lower", "": "neither"}
FULL, TARGETS = "framework-in-full", "framework-targets"
ORDER = "The order and numbers of the supporting metrics are this project's own."
BASELINE = "The baseline is the newest figure at hand until the partnership sets another."
NO_BASELINE = "none: no figure of the metric itself"
FROM_FRAMEWORK = "Source of the metrics: the national outcomes framework, kept as data of this project."


def framework() -> None:
    """Put the answer on the page: how many of the headline and supporting metrics can be shown here."""
    stood = held.once("standings", standings)
    kinds = {"headline": True, "supporting": False}
    texts = {
        kind: words.standings(_of_kind(stood, is_headline), bundle().area, kind) for kind, is_headline in kinds.items()
    }
    texts |= {"ages": words.ages(stood)}
    links = {"supporting": FULL}  # one link for all of them, to the table that holds every metric
    sentences = [
        Sentence(text=text, finding=f"{framework_id()}.{name}", link=links.get(name, ""))
        for name, text in texts.items() if text
    ]  # fmt: skip
    html = f"<p>{' '.join(texts.values())}</p>"
    show({"kind": "answer", "area_code": bundle().area_code, "sentences": sentences}, html)


def framework_id(metric: Metric | None = None) -> str:
    """Return the id under which the framework, or one metric of it, is found for this area."""
    return ".".join(["framework", bundle().area.slug, *([metric.id.lower()] if metric else [])])


def table_id(number: int) -> str:
    """Return the id of an outcome's table on the page."""
    return f"outcome-{number}"


def _of_kind(stood: Sequence[MetricHere], is_headline: bool) -> list[MetricHere]:
    return [one for one in stood if one.metric.is_headline == is_headline]


def outcome(number: int) -> None:
    """Put the table of one national outcome on the page: every metric, and what stands for it here."""
    asked = outcome_of(number)
    stood = [one for one in held.once("standings", standings) if one.metric.outcome == number]
    lines = [(one, figure) for one in stood for figure in one.figures or (None,)]
    frame = pd.DataFrame([_cells(one, figure) for one, figure in lines], columns=list(COLUMNS))
    rows = _rows(stood)
    shown = grid(frame, [(name, name) for name in COLUMNS], f"Outcome {number}: {asked.name}", _notes(stood, rows))
    shown["links"] = [f"compare-{figure.indicator}" if figure else "" for _, figure in lines]
    facts = [{"metric": one.metric.id, "name": one.metric.name, "standing": str(one.standing)} for one, _ in lines]
    put_table(table_id(number), shown, held.export(facts, [figure for _, figure in lines]), _source(rows))


def _cells(here: MetricHere, figure: Figure | None) -> tuple[str, ...]:
    own = "[x]" if here.metric.level == "borough" else "[z]"
    lead = (f"{here.metric.id} {here.metric.name}", here.standing.words)
    if figure:
        return (*lead, held.named(figure), *held.cells(figure, own))
    by = f"{here.metric.holder}{words.in_tables(here.metric.tables)}"
    return (*lead, f"No figure at hand; held by {by}", *held.nothing(own))


def _notes(stood: Sequence[MetricHere], rows: pd.DataFrame) -> list[str]:
    """What to know of each figure, and why a proxy only comes near; why there is none stands at the chapter's end."""
    said = [f"{one.metric.id}: {one.note}" for one in stood if one.figures and one.note]
    is_crime = any(CATALOGUE[name].rule == "recorded crime" for name in rows["indicator"].unique())
    return [*said, *([phrases.NARROW] if is_crime else []), *merged_note(rows)]


def _rows(stood: Sequence[MetricHere]) -> pd.DataFrame:
    return held.rows_of([figure for one in stood for figure in one.figures])


def _source(rows: pd.DataFrame) -> str:
    return f"{evidence.source_line(rows)} {FROM_FRAMEWORK}" if len(rows) else f"Source: none at hand. {FROM_FRAMEWORK}"


def framework_in_full() -> None:
    """Put the performance framework on the page: what each metric counts; then its direction, baseline, target and owner."""
    stood, agreed = held.once("standings", standings), _agreed()
    defined, set_out = [_defined(one.metric) for one in stood], [_set_out(one, agreed) for one in stood]
    marks = [f"{mark}: {meaning}" for mark, meaning in SURE.items()]
    _put_framework(FULL, "what each metric counts", defined, [ORDER, *marks], FROM_FRAMEWORK)
    rows = _rows(stood)
    _put_framework(TARGETS, "baseline, target and owner", set_out, [BASELINE, *merged_note(rows)], _source(rows))


def _put_framework(name: str, what: str, facts: list[dict[str, str]], notes: list[str], source: str) -> None:
    frame = pd.DataFrame(facts)
    shown = grid(frame, [(label, label) for label in frame.columns], f"The framework in full: {what}", notes)
    shown["links"] = [table_id(metric.outcome) for metric in METRICS.values()]
    put_table(name, shown, frame, source)


def _agreed() -> dict[str, Recommendation]:
    """What the partnership agreed, by the indicator that shows its measure; drafts set no owner and no target."""
    if not bundle().local.decisions:
        return {}
    decided = [one for one in recommended(bundle()).recommendations if one.status == Status.AGREED]
    return {one.measure.indicator: one for one in decided if one.measure.indicator}


def _defined(metric: Metric) -> dict[str, str]:
    return {
        "Metric": f"{metric.id} {metric.name}",
        "Numerator": metric.numerator,
        "Denominator": metric.denominator,
        "Source": f"{metric.source}: {metric.frequency}",
        "Made for": metric.level,
        "Wording": f"name {metric.checked}, terms {metric.terms}",
    }


def _set_out(here: MetricHere, agreed: Mapping[str, Recommendation]) -> dict[str, str]:
    decided = next((agreed[one.indicator] for one in here.figures if one.indicator in agreed), None)
    return {
        "Metric": f"{here.metric.id} {here.metric.name}",
        "Better when": BETTER[here.metric.better],
        "Baseline": _baseline(here),
        "Target": f"{decided.target} ({decided.measure.text})" if decided and decided.target else NO_TARGET,
        "Owner": (decided.owner if decided else "") or TO_BE_AGREED,
    }


def _baseline(here: MetricHere) -> str:
    if here.standing != Standing.SHOWN:
        return NO_BASELINE
    said = [
        f"{CATALOGUE[one.indicator].name} {evidence.single_value(one.row.to_dict())}, {held.period(one)}"
        for one in here.figures
    ]
    return "; ".join(said)


def framework_gaps() -> None:
    """List the metrics without a figure, with who holds it; then what limits the figures that are shown."""
    stood = held.once("standings", standings)
    missing = [one for one in stood if not one.figures]
    ordered = sorted(missing, key=lambda one: one.standing != Standing.GAP)
    put_list(
        "gaps",
        [
            {
                "term": f"{one.metric.id} {one.metric.name}",
                "text": words.missing(one),
                "finding": framework_id(one.metric),
            }
            for one in ordered
        ],
    )
    used = [figure.indicator for one in stood for figure in one.figures if figure.judged]
    if used:
        limits(*dict.fromkeys(used))
