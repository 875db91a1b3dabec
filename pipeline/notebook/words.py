"""Ready words: the chapter's answer, its gaps and limits, and tables of several indicators."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import pandas as pd

from pipeline import findings, phrases
from pipeline.chapters import find_chapter, words_in_quotes
from pipeline.display import Sentence
from pipeline.findings import Finding
from pipeline.indicators import CATALOGUE
from pipeline.notebook import evidence
from pipeline.notebook.context import bundle
from pipeline.notebook.output import show
from pipeline.notebook.page import put_table, slug
from pipeline.notebook.panel import panel
from pipeline.project import find_project
from pipeline.states import State
from pipeline.tables import area_name, format_value, grid

# Which chart or table shows the evidence of a kind of finding: the start of its id on the page.
SHOWN_IN = {
    "level": "compare", "since": "trend", "season": "months", "one-off": "months", "concentration": "wards",
    "breakdown": "bars", "representation": "beside",
}  # fmt: skip
_waiting: list[dict[str, str]] = []  # gaps that an open `together()` will state: the indicator, where it would stand


def sentence_of(finding: Finding, sure: bool = False) -> Sentence:
    """Return a finding as a sentence for the page, linked to the chart that shows it; `sure` adds how certain it is."""
    text = phrases.sentence(finding)
    if sure and finding.kind == "level":
        text = f"{text} {phrases.certainty(finding)}"
    for odd in odd_months(finding):
        text = f"{text} {phrases.sentence(odd)}"
    link = f"{SHOWN_IN[finding.kind]}-{finding.indicator}" if finding.kind in SHOWN_IN else ""
    return Sentence(text=text, finding=finding.id, link=link)


def proven(finding: Finding, sure: bool = False) -> Sentence:
    """Return a finding as a sentence with the panel of its evidence, for the lines that a board reads first."""
    said, behind = sentence_of(finding, sure), panel(finding)
    return {**said, "panel": behind} if behind else said


def odd_months(finding: Finding) -> list[Finding]:
    """Return the unexplained one-off months behind a yearly police figure: it never leads without naming them."""
    return findings.odd_months_behind(bundle(), finding.indicator) if finding.kind == "level" else []


def level_with_limits(indicator: str) -> Finding:
    """Judge the latest value for which limits are published: a newer one without them could not be tested."""
    return findings.level(bundle(), indicator, findings.latest_with_limits(bundle(), indicator))


def five_years(indicator: str) -> Finding:
    """Judge the trend of the latest five years at hand, where they can be tested."""
    return findings.trend(bundle(), indicator)


def headline(*judged: Finding | None) -> None:
    """Put the chapter's answer on the page: one paragraph made of findings."""
    sentences = [proven(finding) for finding in one_gap_of_a_kind(finding for finding in judged if finding)]
    text = " ".join(sentence["text"] for sentence in sentences)
    show({"kind": "answer", "area_code": bundle().area_code, "sentences": sentences}, f"<p>{text}</p>")


def one_gap_of_a_kind(judged: Iterable[Finding]) -> list[Finding]:
    """Return the findings, one gap standing for all of the same source: the reason is said once, not for each."""
    kept: dict[object, Finding] = {}
    for finding in judged:
        kept.setdefault(finding.entry.sources[0] if finding.kind == "gap" else finding.id, finding)
    return list(kept.values())


def put_list(role: str, items: list[dict[str, str]]) -> None:
    """Put a list on the page under its role; nothing when it is empty."""
    if items:
        html = "".join(f"<li>{item.get('term', '')} {item['text']}</li>" for item in items)
        show({"kind": "list", "role": role, "area_code": bundle().area_code, "items": items}, f"<ul>{html}</ul>")


def stated_gap(indicator: str, figure_id: str) -> None:
    """Say, where a chart would stand, that there is no figure, why, and who is asked for it."""
    stated_gaps([indicator], figure_id)


@contextmanager
def together() -> Iterator[None]:
    """State all gaps of the charts and tables inside as one, after them: a cause is said once, not for each."""
    waiting: dict[str, str] = {}
    _waiting.append(waiting)
    try:
        yield
    finally:
        _waiting.remove(waiting)
    stated_gaps(list(waiting), next(iter(waiting.values()), ""))


def stated_gaps(indicators: Sequence[str], figure_id: str) -> None:
    """Say it of several indicators in the same place, those of one cause in one sentence; nothing where none is missing."""
    if _waiting:
        _waiting[-1].update({name: figure_id for name in indicators if name not in _waiting[-1]})
        return
    causes: dict[tuple, list[Finding]] = {}
    for name in indicators:
        finding = findings.gap(bundle(), name, _missing_as(name))
        causes.setdefault((finding.verdict, finding.facts["owner"], finding.facts["table"]), []).append(finding)
    items = [{"text": phrases.gaps_together(cause), "finding": cause[0].id} for cause in causes.values()]
    put_list("gap", [{**item, "id": "" if place else figure_id} for place, item in enumerate(items)])


def _missing_as(indicator: str) -> State:
    """In which state the newest row without a value is; a figure that nobody published is not available."""
    own = findings.own_rows(bundle(), indicator).sort_values("period_end")
    return State(own["state"].iloc[-1]) if len(own) and own["state"].iloc[-1] != State.OK else State.NOT_AVAILABLE


def gaps(*indicators: str) -> None:
    """List which of these indicators have no figure for this borough, and why; without names, of all the chapter shows."""
    judged = [findings.level(bundle(), name) for name in indicators or shown_here() if _has_headline(name)]
    missing = one_gap_of_a_kind(one for one in judged if one.kind == "gap")
    put_list("gaps", [{"text": phrases.sentence(one), "finding": one.id} for one in missing])


def shown_here() -> list[str]:
    """Every indicator that the open chapter names, in the order of the catalogue."""
    named = words_in_quotes(find_chapter(find_project(), bundle().chapter, bundle().area))
    return [name for name in CATALOGUE if name in named]


def _has_headline(indicator: str) -> bool:
    rows = findings.rows_of(bundle(), indicator)
    return bool((rows["period_type"] == CATALOGUE[indicator].headline).any())


def profile(*indicators: str, caption: str) -> None:
    """Put several indicators of this borough in one table, each with London or England and the judgement in words."""
    judged = [findings.level(bundle(), name) for name in indicators]
    frame = pd.DataFrame([_profile_row(one) for one in judged])
    rows = pd.concat([findings.headline_row(bundle(), name).to_frame().T for name in indicators])
    shown = grid(frame, [(name, name) for name in frame.columns], caption)
    shown["notes"] = [*shown["notes"], *merged_note(rows)]
    put_table(slug(caption), shown, evidence.export(rows.infer_objects()), evidence.source_line(rows))


def _profile_row(finding: Finding) -> dict[str, str]:
    row = findings.headline_row(bundle(), finding.indicator)
    entry = finding.entry
    return {
        "Indicator": f"{entry.name}, {entry.unit}",
        "Period": findings.period_words(row).removeprefix("the "),
        "Value": evidence.single_value(row.to_dict()),
        "London": comparator_cell(row, "london"),
        "England": comparator_cell(row, "england"),
        "Judged": judgement_words(finding),
    }


def judgement_words(finding: Finding) -> str:
    """Return the judgement as a table prints it; historical evidence carries none."""
    if finding.kind == "gap":
        return "no figure"
    if finding.age == findings.Age.HISTORICAL:
        return "historical: not judged"
    return phrases.status_words(finding)


def comparator_cell(row: pd.Series, name: str) -> str:
    """Return a comparator's value as printed, or [x] where none is published."""
    entry = CATALOGUE[row["indicator"]]
    if pd.isna(row[name]):
        return "[x]"
    return format_value(row[name], entry.decimals, "%" if entry.unit.startswith("%") else "")


def merged_note(rows: pd.DataFrame) -> list[str]:
    """Return a note for each merged area in the rows."""
    names = dict.fromkeys(area_name(row) for row in rows.to_dict("records") if "+" in row["area_code"])
    return [f"{name}: the publisher counts the two boroughs together." for name in names]
