"""What a board reads first: what it needs to know, headline numbers, key messages and how the borough compares."""

from collections import Counter

import pandas as pd

from pipeline import findings, phrases
from pipeline.display import Sentence, Status, Tile
from pipeline.findings import Age, Finding, period_words, tone
from pipeline.notebook.context import bundle
from pipeline.notebook.output import show
from pipeline.notebook.panel import panel
from pipeline.notebook.words import comparator_cell, judgement_words, proven
from pipeline.priorities import PRIORITIES, priority
from pipeline.states import State

# Candidates for the three findings of the board's box, most telling first; only the first is about crime.
BOARD = (
    ("drug_trafficking_rate",),
    ("drug_misuse_death_rate_published", "under75_liver_mortality"),
    ("alcohol_specific_admissions", "smoking", "drug_poisoning_death_rate"),
)
FEWEST = 10  # events behind a rate that may lead the summary
CANNOT = (
    "How many people here use drugs, how many of them need treatment and do not get it, and how many recover: no open table "
    "at hand says so for today. The commissioner can supply it from the partnership's own NDTMS reports."
)
# What the age of the evidence is counted over: every indicator of the comparison tables and of the key messages.
REPORTED = tuple(
    dict.fromkeys(
        [name for one in PRIORITIES for name in one.compared]
        + ["homicide", "adults_in_treatment", "alcohol_dependent_adults"]
    )
)
DECISIONS = (
    "Note this assessment, the age of its evidence and what it cannot say.",
    "Ask the holders of the missing figures to supply them before the needs assessment is agreed.",
)


def board() -> None:
    """Put the box "What the board needs to know" on the page."""
    chosen = [finding for finding in map(_first_usable, BOARD) if finding] or [findings.level(bundle(), BOARD[0][0])]
    sentences = [_claimed(one) for one in chosen]
    facts = {
        "kind": "board", "area_code": bundle().area_code, "findings": sentences, "cannot": CANNOT,
        "evidence": _evidence_line(), "decisions": list(DECISIONS),
    }  # fmt: skip
    show(facts, f"<ol>{''.join('<li>' + one['text'] + '</li>' for one in sentences)}</ol><p>{facts['evidence']}</p>")


def _claimed(finding: Finding) -> Sentence:
    """Return the sentence with its claim in front; a stated gap claims nothing."""
    said = proven(finding, sure=True)
    return said if finding.kind == "gap" else said | {"claim": f"{phrases.headline(finding)}."}


def _first_usable(names: tuple[str, ...]) -> Finding | None:
    """The first with a value and not historical, else the first with a value; a rate of very few events never leads."""
    judged = [one for one in (findings.level(bundle(), name) for name in names) if one.kind != "gap"]
    judged = [one for one in judged if not one.facts["unreliable"] and not one.facts["numerator"] < FEWEST]
    fresh = [one for one in judged if one.age != Age.HISTORICAL]
    return next(iter([*fresh, *judged]), None)


def _evidence_line() -> str:
    """Count the indicators compared or said in this report by the age of their evidence."""
    headlines = [findings.headline_row(bundle(), name) for name in REPORTED]
    ages = Counter(
        str(findings.age_of(row["period_end"], bundle().edition_date)) if row["state"] == State.OK else "not available"
        for row in headlines
    )
    parts = [
        f"{ages[name]} {name}" for name in ("current", "latest at hand", "historical", "not available") if ages[name]
    ]
    return f"The main indicators of this report by age: {', '.join(parts)}."


def tiles(*indicators: str) -> None:
    """Put up to four headline numbers on the page: only current evidence or the latest at hand."""
    judged = [findings.level(bundle(), name) for name in indicators]
    fresh = [one for one in judged if one.kind != "gap" and one.age != Age.HISTORICAL][:4]
    made = [_tile(one) for one in fresh]
    if made:
        html = "".join(f"<li><strong>{one['value']}</strong> {one['label']} ({one['period']})</li>" for one in made)
        show({"kind": "tiles", "area_code": bundle().area_code, "tiles": made}, f"<ul>{html}</ul>")


def _tile(finding: Finding) -> Tile:
    row, entry = findings.headline_row(bundle(), finding.indicator), finding.entry
    shown = [
        f"{name} {comparator_cell(row, name.lower())}" for name in ("London", "England") if pd.notna(row[name.lower()])
    ]
    tile = Tile(
        value=phrases.plain(finding, "value"),
        label=f"{entry.name}, {entry.unit}",
        period=period_words(row),
        comparators=", ".join(shown),
        status=status(finding),
        link=f"compare-{finding.indicator}",
    )
    behind = panel(finding)
    return {**tile, "panel": behind} if behind else tile


def status(finding: Finding) -> Status:
    """Return the judgement as a chip: word, sign and tone; historical evidence and gaps are not judged."""
    if finding.kind == "gap" or finding.age == Age.HISTORICAL:
        return Status(word=judgement_words(finding), sign="", tone="untested")
    return Status(word=phrases.status_words(finding), sign=phrases.SIGNS[tone(finding)], tone=tone(finding))


def messages(number: int) -> None:
    """Put the key messages of one national priority on the page: up to three findings."""
    judged = _messages(number)
    known = [one for one in judged if one.kind != "gap"]
    chosen = [*known, *[one for one in judged if one.kind == "gap"][:1]][:3]  # one gap stands for all of one cause
    sentences: list[Sentence] = [proven(one) for one in chosen]
    facts = {
        "kind": "messages", "area_code": bundle().area_code, "priority": number, "title": priority(number).title,
        "sentences": sentences,
    }  # fmt: skip
    show(facts, f"<h4>{facts['title']}</h4><ul>{''.join('<li>' + one['text'] + '</li>' for one in sentences)}</ul>")


def _messages(number: int) -> list[Finding]:
    shown = bundle()
    if number == 1:
        return [
            findings.since(shown, "drug_trafficking_rate"),
            findings.concentration(shown, "drug_trafficking_wards"),
            findings.level(shown, "trafficking_possession_ratio"),
        ]
    names = {
        2: ("drug_misuse_death_rate_published", "alcohol_met_need", "adults_in_treatment"),
        3: ("under75_liver_mortality", "smoking", "alcohol_dependent_adults"),
    }[number]
    tested = {"alcohol_met_need"}  # the newest year has no limits: the newest that has is said
    return [
        findings.level(shown, name, findings.latest_with_limits(shown, name) if name in tested else "")
        for name in names
    ]
