"""Put a chart or a table on the page: bundle and light HTML from the same texts and rows."""

import math
import re
from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd

from pipeline import phrases
from pipeline.display import Grid, Note
from pipeline.errors import PipelineError
from pipeline.figures import svg_pair
from pipeline.findings import Finding
from pipeline.notebook import evidence
from pipeline.notebook.output import show
from pipeline.tables import csv_of, format_value

_ID = re.compile(r"[a-z0-9]+")


def figure(  # noqa: PLR0913 - the words around a chart, each by its name
    draw: Any,
    rows: pd.DataFrame,
    headline: Finding | str,
    *,
    subtitle: str = "",
    alt: str = "",
    kind: str = "Chart",
    figure_id: str = "",
    notes: Sequence[Note] = (),
) -> None:
    """Put a chart on the page with title, alternative text, source, data table and CSV, then close it.

    `draw(ax)` is called for the wide and for the narrow drawing. `headline` is a finding, or text whose numbers must
    occur in the rows. `rows` are indicator rows (as `rows()` gives them) or any frame behind the chart.
    """
    title = phrases.headline(headline) if isinstance(headline, Finding) else headline
    if not isinstance(headline, Finding):
        check_numbers(title, rows)
    words = subtitle or evidence.subtitle(rows)
    name = figure_id or slug(title)
    text = alt or f"{kind}. {words}. {phrases.sentence(headline) if isinstance(headline, Finding) else title}"
    drawings = svg_pair(draw, name, text)
    source = evidence.source_line(rows)
    made_from = (
        headline.id if isinstance(headline, Finding) else f"rows.{name}"
    )  # its numbers were checked against them
    facts = {
        "kind": "figure", "id": name, "area_code": evidence.area_code(), "headline": title, "subtitle": words,
        "alt": text, "source": source, "finding": made_from, "notes": list(notes), "svg": drawings,
        "table": evidence.table_of(rows, f"Figures behind: {title}"), "csv": csv_of(evidence.export(rows), name),
    }  # fmt: skip
    show(facts, _figure_html(title, words, drawings["wide"], source))


def table(rows: pd.DataFrame, caption: str, *, table_id: str = "", source: str = "", notes: Sequence[str] = ()) -> None:
    """Put a frame on the page as an accessible table with its CSV; indicator rows get their standard columns."""
    name = table_id or slug(caption)
    shown = evidence.table_of(rows, caption, notes)
    put_table(name, shown, evidence.export(rows), source or evidence.source_line(rows))


def put_table(name: str, shown: Grid, export: pd.DataFrame, source: str) -> None:
    """Emit a table that is already made."""
    facts = {
        "kind": "table", "id": name, "area_code": evidence.area_code(), "source": source, "table": shown,
        "csv": csv_of(export, name),
    }  # fmt: skip
    show(facts, grid_html(shown))


def check_numbers(text: str, rows: pd.DataFrame) -> None:
    """Refuse a headline with a number that its rows do not hold: nothing is typed that the figures do not say."""
    numbers = [float(number) for number in rows.select_dtypes("number").to_numpy().ravel() if math.isfinite(number)]
    held = {format_value(number, 0 if number.is_integer() else 1) for number in numbers}
    years = set(re.findall(r"\d+", " ".join(map(str, rows.get("period_label", [])))))
    for word in re.findall(r"\d[\d,.]*\d|\d", text):
        if word not in held and word not in years:
            raise PipelineError(
                f"The headline '{text}' says {word}, which its rows do not hold. Use a finding instead."
            )


def slug(text: str) -> str:
    """Return a text as an id: lower case, hyphens."""
    return "-".join(_ID.findall(text.lower()))[:60]


def grid_html(shown: Grid) -> str:
    """Return a table as light HTML for JupyterLab."""
    head = "".join(f"<th>{escape(column['label'])}</th>" for column in shown["columns"])
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in shown["rows"])
    return f"<table><caption>{escape(shown['caption'])}</caption><tr>{head}</tr>{body}</table>"


def _figure_html(title: str, subtitle: str, svg: str, source: str) -> str:
    return (
        f"<div style='max-width:46rem'><p><strong>{escape(title)}</strong><br>{escape(subtitle)}</p>{svg}"
        f"<p><small>{escape(source)}</small></p></div>"
    )
