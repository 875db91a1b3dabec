"""Judge a breakdown: which groups are the largest, without a test: groups of one area are not a sample of another."""

import pandas as pd

from pipeline.bundle import Bundle
from pipeline.errors import PipelineError
from pipeline.findings.evidence import evidence_of, own_rows, period_words
from pipeline.findings.finding import Finding, dated
from pipeline.findings.gap import gap
from pipeline.findings.memory import once
from pipeline.indicators import CATALOGUE
from pipeline.indicators.equalities import SEVERAL
from pipeline.indicators.leaving import OVERLAP
from pipeline.indicators.ndtms_rows import NOT_STATED
from pipeline.states import Flag, State, split_flags

NAMED = 3  # groups that a sentence names
OVERLAPPING = frozenset({OVERLAP, SEVERAL})  # caveats of indicators whose groups may hold one person several times
SMALLEST = 10  # people in the largest group: below it the order of groups is chance


@once
def breakdown(bundle: Bundle, indicator: str) -> Finding:
    """Name the largest groups of an indicator in its latest year; who did not state one is told apart.

    Counts of kinds that overlap stay counts. PipelineError for an indicator without groups.
    """
    own = own_rows(bundle, indicator)
    known = own[(own["group"] != "") & (own["state"] == State.OK)]
    if not len(known):
        if own["group"].eq("").all() and (own["state"] == State.OK).any():
            raise PipelineError(f"{indicator} has no groups to break it down by.")
        return gap(bundle, indicator)
    latest = known[known["period_end"] == known["period_end"].max()]
    named = latest[latest["group"] != NOT_STATED].sort_values(["value", "group"], ascending=[False, True])
    largest = named.head(NAMED)
    facts = {
        "period": period_words(latest.iloc[0]), "by": str(latest["group_type"].iloc[0]),
        "groups": [(row["group"], row["value"]) for _, row in largest.iterrows() if row["value"] > 0],
        "of": _whole(own, named), "rounded": _rounded(latest), "not_stated": _not_stated(latest),
        "small": bool(largest["numerator"].iloc[0] < SMALLEST), "overlap": bool(OVERLAPPING & set(CATALOGUE[indicator].caveats)),
    }  # fmt: skip
    finding = Finding("breakdown", indicator, bundle.area, "shown", facts, evidence=evidence_of(largest))
    return dated(finding, latest["period_end"].iloc[0], bundle.edition_date)


def _whole(own: pd.DataFrame, named: pd.DataFrame) -> float:
    """Of how many the groups are parts: the base of the shares, or the row of everybody beside the counts."""
    base = named["denominator"].iloc[0]
    if pd.notna(base):
        return float(base)
    together = own[(own["group"] == "") & (own["period_label"] == named["period_label"].iloc[0])]
    return float(together["value"].iloc[0]) if len(together) == 1 else float("nan")


def _rounded(latest: pd.DataFrame) -> bool:
    return any(Flag.ROUNDED in split_flags(cell) for cell in latest["flags"])


def _not_stated(latest: pd.DataFrame) -> float | None:
    """The share (%) of everybody who did not state a group, None where the table does not say."""
    silent = latest.loc[latest["group"] == NOT_STATED, "value"]
    return float(silent.iloc[0]) if len(silent) else None
