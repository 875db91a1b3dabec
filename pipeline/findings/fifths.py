"""Judge nothing, show where: drug offences by fifth of a borough's small areas, with and without the largest small area.

No slope and no index: offences are counted where they were recorded, not where people live (interpretation.md 2).
"""

from typing import Any

import pandas as pd

from pipeline.bundle import Bundle
from pipeline.findings.evidence import evidence_of, own_rows, period_words
from pipeline.findings.finding import Finding, dated
from pipeline.findings.gap import gap
from pipeline.states import State


def fifths(bundle: Bundle, indicator: str, without: str) -> Finding:
    """Put the offences of the most and of the least deprived fifth beside each other, and say what one small area does.

    `without` is the indicator that leaves the largest small area out. A gap where a fifth has no figure.
    """
    whole, less = (_latest(own_rows(bundle, name)) for name in (indicator, without))
    if len(whole) < 2 or list(whole.index) != list(less.index):
        return gap(bundle, indicator, period="the latest 12 months")
    first, last = whole.iloc[0], whole.iloc[-1]
    left_out = whole["numerator"] - less["numerator"]
    here = str(left_out.idxmax())
    facts: dict[str, Any] = {
        "period": period_words(first), "located": whole["numerator"].sum(), "small": bool((whole["numerator"] < 10).any()),
        "most": first["numerator"], "most_rate": first["value"], "least": last["numerator"], "least_rate": last["value"],
        "largest": left_out.max(), "fifth": here.partition(" ")[0], "with": whole.loc[here, "value"],
        "without": less.loc[here, "value"], "lower": float("nan"), "upper": float("nan"),
    }  # fmt: skip
    finding = Finding("fifths", indicator, bundle.area, "shown", facts, evidence=evidence_of(whole.reset_index()))
    return dated(finding, first["period_end"], bundle.edition_date)


def _latest(own: pd.DataFrame) -> pd.DataFrame:
    """Return the newest fifths by their names, the most deprived first; nothing where one of them has no figure."""
    named = own[own["group"] != ""]
    latest = named[named["period_end"] == named["period_end"].max()].set_index("group").sort_index()
    return latest if (latest["state"] == State.OK).all() else latest.iloc[:0]
