"""Say a figure that a paper printed about the borough: as printed, with what its size allows, and no other area's change."""

import re

from pipeline.local.data import LocalFigure
from pipeline.phrases.amounts import SMALL
from pipeline.tables import MINUS

FEW, MODEST = 10, 100  # a change of fewer than ten on fewer than a hundred is no evidence of change
NO_CHANGE = f"{SMALL.rstrip('.')}: this is no evidence of change."
_PLAIN = re.compile(r"[-+]?\d[\d,]*(\.\d+)?")


def printed(figure: LocalFigure) -> str:
    """Return the figure with its period and unit, the change as printed, and what to know of both.

    London's change is left out: a percentage of a large count beside a few people misleads.
    """
    if not figure.value:
        said = "The paper prints no figure for the borough."
    else:
        change = f", printed with a change of {_signed(figure.change)} {figure.change_unit}" if figure.change else ""
        unit = figure.unit if figure.unit.startswith("%") else f" {figure.unit}"
        said = f"{sentence_period(figure.period)}{figure.value}{unit}{change}."
    small = NO_CHANGE if is_small(figure) else ""
    doubt = {"query": "This is a query.", "conflict": "The papers do not agree, so it is not taken as a fact."}
    note = f"{figure.note.rstrip('.')}." if figure.note else ""
    return " ".join(part for part in (said, small, doubt.get(figure.status, ""), note) if part)


def is_small(figure: LocalFigure) -> bool:
    """Whether the printed change is of fewer than ten on a count of fewer than a hundred."""
    numbers = [figure.value, figure.change]
    if not all(_PLAIN.fullmatch(text) for text in numbers) or figure.unit.startswith("%"):
        return False
    value, change = (float(text.replace(",", "")) for text in numbers)
    return value < MODEST and abs(change) < FEW


def sentence_period(period: str) -> str:
    """Return the period as the start of a sentence; that none was given where the paper gives none."""
    return "No period given: " if period in {"", "not given"} else f"{period[:1].upper()}{period[1:]}: "


def _signed(change: str) -> str:
    return change.replace("-", MINUS) if change.startswith("-") else f"+{change.lstrip('+')}"
