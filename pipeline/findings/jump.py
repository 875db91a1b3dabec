"""Judge whether a count jumped from one year to the next while England's did not: a query, never a finding."""

from typing import Any

import pandas as pd

from pipeline.areas import ENGLAND, LONDON
from pipeline.bundle import Bundle
from pipeline.findings.evidence import evidence_of, yearly_rows
from pipeline.findings.finding import Finding, dated
from pipeline.findings.gap import gap
from pipeline.findings.memory import once
from pipeline.states import State
from pipeline.statistics.change import count_ratio

JUMP, STILL = 0.25, 0.10  # ours moved by a quarter or more, the comparator's by less than a tenth
SMALLEST_BASE = 10


@once
def jump(bundle: Bundle, indicator: str, group: str = "") -> Finding | None:
    """Return a query where the newest count moved by a quarter or more, beyond chance, and England's by under a tenth.

    London's stands in where England has none. Nothing where it did not jump; a gap where two years are not at hand.
    """
    own = _counted(yearly_rows(bundle, indicator, group))
    if len(own) < 2:
        return gap(bundle, indicator, period="the two latest years", group=group)
    pair = own.iloc[-2:]
    before, after = pair["numerator"]
    beside = _beside(bundle, indicator, group, pair)
    ratio, lower, upper = count_ratio(after, before)
    moved = before >= SMALLEST_BASE and abs(ratio - 1) >= JUMP and not lower <= 1 <= upper
    if not moved or not beside or abs(beside["beside_ratio"] - 1) >= STILL:
        return None
    facts = {
        "first": pair["period_label"].iloc[0], "last": pair["period_label"].iloc[1], "before": before, "after": after,
        "ratio": ratio, "lower": lower, "upper": upper, **beside,
    }  # fmt: skip
    finding = Finding(
        "jump", indicator, bundle.area, "query", facts, query="not explained", group=group, evidence=evidence_of(pair)
    )
    return dated(finding, pair["period_end"].iloc[1], bundle.edition_date)


def _counted(series: pd.DataFrame) -> pd.DataFrame:
    known = series[(series["state"] == State.OK) & series["numerator"].notna()]
    return known if known["period_type"].ne("3y").all() else known.iloc[:0]  # pooled years overlap


def _beside(bundle: Bundle, indicator: str, group: str, pair: pd.DataFrame) -> dict[str, Any]:
    """The comparator's change over the same two years: England's, else London's; nothing where neither has counts."""
    for area in (ENGLAND, LONDON):
        theirs = _counted(yearly_rows(bundle, indicator, group, area.code)).set_index("period_label")["numerator"]
        if set(pair["period_label"]) <= set(theirs.index) and theirs[pair["period_label"].iloc[0]] > 0:
            before, after = (theirs[label] for label in pair["period_label"])
            return {"beside": area.name, "beside_ratio": after / before}
    return {}
