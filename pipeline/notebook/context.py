"""The chapter that is open in this notebook, and findings about its borough."""

from dataclasses import dataclass, field
from html import escape

import pandas as pd

from pipeline import findings
from pipeline.bundle import Bundle, current_bundle
from pipeline.chapters import find_chapter
from pipeline.errors import PipelineError
from pipeline.findings import Finding
from pipeline.notebook.output import Waiting, show
from pipeline.project import find_project


@dataclass
class _Open:
    bundle: Bundle | None = None
    figures: list[str] = field(default_factory=list)


_open = _Open()


def chapter(name: str, borough: str, edition: str = "latest", priority: str = "") -> None:
    """Open a chapter for a borough: every later word of this notebook is about it.

    `priority` is the number of the borough's own strategic priority, in the chapter that runs once for each of them.
    """
    bundle = current_bundle(name, borough, edition, Waiting())
    _open.bundle, _open.figures = bundle, []
    notebook = find_chapter(find_project(), name, bundle.area)
    own = next((one for one in bundle.local.priorities if str(one.number) == priority), None)
    title = f"{notebook.title}: {own.number}. {own.title}" if own else notebook.title
    run = f"{name}-{priority}" if priority else name
    facts = {
        "kind": "chapter", "chapter": name, "title": title, "priority": notebook.priority,
        "area_code": bundle.area_code, "area_name": bundle.area.name, "edition": bundle.edition, "audience": bundle.audience,
        **({"run": run} if priority else {}), **_commentary(bundle, run),
    }  # fmt: skip
    show(facts, f"<p><strong>{escape(title)}</strong>: {bundle.area.name}</p>")


def _commentary(bundle: Bundle, run: str) -> dict[str, dict[str, str]]:
    """The partnership's own words on this chapter, where it has written any."""
    words = [one for one in bundle.local.commentary if one.chapter == run]
    return {"commentary": {"html": words[0].html, "role": words[0].role, "date": words[0].date}} if words else {}


def bundle() -> Bundle:
    """Return the evidence of the open chapter; PipelineError before `chapter(...)` was called."""
    if _open.bundle is None:
        raise PipelineError("No chapter is open. Run the cell with chapter(..., borough, edition) first.")
    return _open.bundle


def rows(indicator: str) -> pd.DataFrame:
    """Return the rows of one indicator as a plain frame: this borough all periods, others at the latest one."""
    return findings.rows_of(bundle(), indicator).copy()


def level(indicator: str, period: str = "") -> Finding:
    """Judge the latest value of an indicator (or that of `period`) against its comparator."""
    return findings.level(bundle(), indicator, period)


def since(indicator: str, first: str = "", last: str = "") -> Finding:
    """Put the counts of two financial years (default: five years to the latest) beside each other, with London's."""
    return findings.since(bundle(), indicator, first, last)


def same_season(indicator: str) -> Finding:
    """Compare the latest six months with the same six a year before (a monthly indicator)."""
    return findings.same_season(bundle(), indicator)


def one_off_months(indicator: str) -> Finding | None:
    """Name months of the latest twelve that stand far out, or nothing (a monthly indicator)."""
    return findings.one_off_months(bundle(), indicator)


def concentration(indicator: str) -> Finding:
    """Judge the ward that holds most located offences (an indicator by ward)."""
    return findings.concentration(bundle(), indicator)
