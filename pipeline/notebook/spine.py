"""How the borough compares: each indicator on the range from the lowest to the highest London borough."""

from collections.abc import Sequence

import pandas as pd

from pipeline import findings, phrases
from pipeline.areas import AREAS
from pipeline.display import SpineRow
from pipeline.findings import Finding, period_words
from pipeline.indicators import CATALOGUE
from pipeline.notebook import evidence
from pipeline.notebook.context import bundle
from pipeline.notebook.output import show
from pipeline.notebook.page import slug
from pipeline.notebook.summary import status
from pipeline.notebook.words import comparator_cell, merged_note
from pipeline.priorities import priority
from pipeline.states import State
from pipeline.tables import csv_of, explained


def compared(number: int) -> None:
    """Put the comparison table of one national priority on the page, each row with the range of London boroughs."""
    _put_spine(f"compared-{number}", priority(number).title, priority(number).compared)


def ranges(*indicators: str, caption: str) -> None:
    """Put any indicators in a comparison table of the same form; those without a figure here say so."""
    _put_spine(f"ranges-{slug(caption)}", caption, indicators)


def _put_spine(name: str, caption: str, names: Sequence[str]) -> None:
    rows = [_spine_row(findings.level(bundle(), one)) for one in names]
    evidence_rows = pd.concat([findings.headline_row(bundle(), one).to_frame().T for one in names]).infer_objects()
    facts = {
        "kind": "spine", "id": name, "area_code": bundle().area_code, "caption": caption, "rows": rows,
        "notes": [
            *merged_note(evidence_rows),
            *([phrases.NARROW] if any(CATALOGUE[one].rule == "recorded crime" for one in names) else []),
            *explained(" ".join(f"{row['value']} {row['london']} {row['england']}" for row in rows)),
        ],
        "csv": csv_of(evidence.export(evidence_rows), name),
    }  # fmt: skip
    show(facts, "".join(f"<p>{row['name']}: {row['value']} ({row['status']['word']})</p>" for row in rows))


def _spine_row(finding: Finding) -> SpineRow:
    row, entry = findings.headline_row(bundle(), finding.indicator), finding.entry
    return SpineRow(
        name=f"{entry.name}, {entry.unit}{_together(row)}",
        period=period_words(row),
        value=evidence.single_value(row.to_dict()),
        london=comparator_cell(row, "london"),
        england=comparator_cell(row, "england"),
        status=status(finding),
        marks=_marks(row),
        link=f"compare-{finding.indicator}",
    )


def _together(row: pd.Series) -> str:
    """Say in a row's name that the publisher counts the borough with another."""
    area = AREAS[row["area_code"]]
    return f" ({area.name} together)" if area.kind == "merged" else ""


def _marks(row: pd.Series) -> dict[str, float]:
    """Place own value, comparators, lowest, highest and middle half of boroughs on a line from 0 to 1.

    Higher is always to the right: the bar places, it does not judge. Nothing where the area has no value.
    """
    peers = findings.boroughs_beside(bundle(), row)["value"].astype(float)
    if row["state"] != State.OK or len(peers) < 3:
        return {}
    points = {
        "low": peers.min(), "q1": peers.quantile(0.25), "q3": peers.quantile(0.75), "high": peers.max(),
        "own": row["value"], "london": row["london"], "england": row["england"],
    }  # fmt: skip
    values = {name: float(value) for name, value in points.items() if pd.notna(value)}
    lowest, span = min(values.values()), max(values.values()) - min(values.values()) or 1.0
    return {name: round((value - lowest) / span, 4) for name, value in values.items()}
