"""Ready words: the chapter's answer, its gaps and limits, and tables of several indicators."""

from collections.abc import Iterable

import pandas as pd

from pipeline import findings, phrases
from pipeline.display import Sentence
from pipeline.findings import Finding
from pipeline.indicators import CATALOGUE
from pipeline.notebook import evidence
from pipeline.notebook.context import bundle
from pipeline.notebook.output import show
from pipeline.notebook.page import put_table, slug
from pipeline.tables import area_name, format_value, grid

# Which chart or table shows the evidence of a kind of finding: the start of its id on the page.
SHOWN_IN = {
    "level": "compare", "since": "trend", "season": "months", "one-off": "months", "concentration": "wards",
}  # fmt: skip


def sentence_of(finding: Finding, sure: bool = False) -> Sentence:
    """Return a finding as a sentence for the page, linked to the chart that shows it; `sure` adds how certain it is."""
    text = phrases.sentence(finding)
    if sure and finding.kind == "level":
        text = f"{text} {phrases.certainty(finding)}"
    for odd in odd_months(finding):
        text = f"{text} {phrases.sentence(odd)}"
    link = f"{SHOWN_IN[finding.kind]}-{finding.indicator}" if finding.kind in SHOWN_IN else ""
    return Sentence(text=text, finding=finding.id, link=link)


def odd_months(finding: Finding) -> list[Finding]:
    """Return the unexplained one-off months behind a yearly police figure: it never leads without naming them."""
    return findings.odd_months_behind(bundle(), finding.indicator) if finding.kind == "level" else []


def headline(*judged: Finding | None) -> None:
    """Put the chapter's answer on the page: one paragraph made of findings."""
    sentences = [sentence_of(finding) for finding in one_gap_of_a_kind(finding for finding in judged if finding)]
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
    """Say, where a chart would stand, that there is no figure, and why."""
    finding = Finding("gap", indicator, bundle().area, "not available")
    text = phrases.sentence(finding)
    put_list("gap", [{"text": text, "id": figure_id, "finding": finding.id}])


def gaps(*indicators: str) -> None:
    """List which of these indicators have no figure for this borough, and why."""
    judged = [findings.level(bundle(), name) for name in indicators if _has_headline(name)]
    missing = one_gap_of_a_kind(one for one in judged if one.kind == "gap")
    put_list("gaps", [{"text": phrases.sentence(one), "finding": one.id} for one in missing])


def _has_headline(indicator: str) -> bool:
    rows = findings.rows_of(bundle(), indicator)
    return bool((rows["period_type"] == CATALOGUE[indicator].headline).any())


def limits(*indicators: str) -> None:
    """List what must be known before these indicators are used: their caveats, and where newer figures are."""
    texts = [text for name in indicators for text in CATALOGUE[name].caveats]
    newer = [bundle().sources[CATALOGUE[name].sources[0]]["newer"] for name in indicators]
    put_list("limits", [{"text": text} for text in dict.fromkeys([*texts, *newer])])


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
