"""A figure at hand as the cells of a table: what, when, value with limits, comparators, judgement, five years."""

from collections.abc import Callable
from typing import Any, TypeVar

import pandas as pd

from pipeline import findings
from pipeline.areas import AREAS, ENGLAND, LONDON
from pipeline.bundle import Bundle
from pipeline.findings import Age
from pipeline.findings.standing import Figure
from pipeline.indicators import CATALOGUE
from pipeline.notebook import evidence
from pipeline.notebook.context import bundle
from pipeline.notebook.words import comparator_cell, judgement_words

T = TypeVar("T")
COLUMNS = ("Period", "Value", "London", "England", "Judged", "Five years")
TRENDS = {"increasing", "decreasing", "no significant change"}


_known: dict[str, tuple[Bundle, Any]] = {}


def once(what: str, judge: Callable[[Bundle], T]) -> T:
    """Return what `judge` says of the open chapter's bundle; `what` names it, so that many words ask and one works it out."""
    if what not in _known or _known[what][0] is not bundle():
        _known[what] = (bundle(), judge(bundle()))
    result: T = _known[what][1]
    return result


def named(figure: Figure) -> str:
    """Return what is measured, of which group, in which unit."""
    entry, group = CATALOGUE[figure.indicator], figure.row["group"]
    return f"{entry.name}{f' ({group})' if group else ''}, {entry.unit}"


def period(figure: Figure) -> str:
    """Return the figure's period as a cell."""
    return findings.period_words(figure.row).removeprefix("the ")


def cells(figure: Figure, own: str = "[x]") -> tuple[str, ...]:
    """Return the figure in the columns of COLUMNS; a wider area's stands under its own name, `own` in place of the area's."""
    value = evidence.single_value(figure.row.to_dict())
    place = figure.row["area_code"]
    if figure.is_wider:
        values = (own, value if place == LONDON.code else "[x]", value if place == ENGLAND.code else "[x]")
    else:
        values = (value, comparator_cell(figure.row, "london"), comparator_cell(figure.row, "england"))
    return (period(figure), *values, judged(figure), five_years(figure))


def nothing(own: str = "[x]") -> tuple[str, ...]:
    """Return the cells of COLUMNS where no figure is at hand."""
    return own, own, "[x]", "[x]", "no figure", "no figure"


def judged(figure: Figure) -> str:
    """Return the judgement in words; historical evidence carries none."""
    if figure.age == Age.HISTORICAL:
        return "historical: not judged"
    return judgement_words(figure.judged) if figure.judged else "not judged"


def five_years(figure: Figure) -> str:
    """Return the verdict on the latest five years where there is a valid one and its figures are not historical."""
    if figure.judged is None or figure.age == Age.HISTORICAL:
        return "not judged"
    found = findings.trend(bundle(), figure.indicator)
    if found.verdict not in TRENDS:
        return "cannot be tested"
    return f"{found.verdict} ({found.facts['first']} to {found.facts['last']})"


def compact(figure: Figure) -> str:
    """Return the figure in a few words: what, value with unit, period; whose it is where it is a wider area's."""
    entry, area = CATALOGUE[figure.indicator], AREAS[str(figure.row["area_code"])]
    where = f" in {area.name}" if figure.is_wider and area.name not in entry.short else ""
    unit = f" {entry.unit}" if " per " in f" {entry.unit}" or entry.unit.startswith("for each") else ""
    value = f"{evidence.single_value(figure.row.to_dict())}{unit}"
    old = ", historical" if figure.age == Age.HISTORICAL else ""
    return f"{entry.short}{where}: {value} ({period(figure)}{old})"


def rows_of(figures: list[Figure]) -> pd.DataFrame:
    """Return the rows behind figures as one frame."""
    found = [figure.row.to_frame().T for figure in figures]
    return pd.concat(found).infer_objects() if found else bundle().rows.iloc[:0]


def export(facts: list[dict[str, str]], figures: list[Figure | None]) -> pd.DataFrame:
    """Return the raw figures for a file, each after the facts of its line; a line without a figure keeps its facts."""
    rows = [figure.row.to_frame().T if figure else pd.DataFrame([{"indicator": ""}]) for figure in figures]
    joined = pd.concat(rows, ignore_index=True).infer_objects()
    kept = [name for name in evidence.EXPORTED if name in joined]
    return pd.concat([pd.DataFrame(facts), joined[kept]], axis="columns")
