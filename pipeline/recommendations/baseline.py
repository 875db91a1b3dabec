"""Where a measure stands now: its newest figure with its period, or the gap and who could fill it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from pipeline import findings, phrases
from pipeline.bundle import Bundle
from pipeline.findings import Finding
from pipeline.indicators import CATALOGUE
from pipeline.recommendations.recommendation import Baseline
from pipeline.states import State


@dataclass(frozen=True)
class Reading:
    """A measure's baseline, the indicator that shows it, and the gap of the one that would show it best."""

    baseline: Baseline = field(default_factory=Baseline)
    indicator: str = ""
    gap: Finding | None = None


def reading(bundle: Bundle, indicators: Sequence[str], group: str = "") -> Reading:
    """Return where a measure stands by the first of its indicators (best first) that has a figure here.

    The gap is that of the best one, where it has no figure: it says who is asked to supply which table.
    """
    known = [name for name in indicators if name in CATALOGUE]
    for name in known:
        baseline = baseline_of(bundle, name, group)
        if baseline.value:
            return Reading(baseline, name, None if name == known[0] else findings.gap(bundle, known[0]))
    return Reading(indicator=known[0], gap=findings.gap(bundle, known[0])) if known else Reading()


def baseline_of(bundle: Bundle, indicator: str, group: str = "") -> Baseline:
    """Return the newest value of an indicator with its period and the finding behind it; empty where there is none."""
    found = findings.representation(bundle, indicator, group) if group else _newest(bundle, indicator)
    if found is None or found.kind == "gap":
        return Baseline()
    limits = (
        ""
        if pd.isna(found.facts["lower"])
        else f" ({phrases.plain(found, 'lower')} to {phrases.plain(found, 'upper')})"
    )
    value = f"{phrases.amount(found)}{limits}"
    return Baseline(found.facts["period"], value, found.id, found.age == findings.Age.HISTORICAL)


def _newest(bundle: Bundle, indicator: str) -> Finding | None:
    """The newest period of the kind that is reported; it may be older than that of other areas."""
    own = findings.own_rows(bundle, indicator)
    reported = own[(own["group"] == "") & (own["period_type"] == CATALOGUE[indicator].headline)]
    known = reported[reported["state"] == State.OK].sort_values("period_end")
    return findings.level(bundle, indicator, str(known["period_label"].iloc[-1])) if len(known) else None
