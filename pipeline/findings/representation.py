"""Judge representation: a group among those in treatment, beside England's own figure; never beside the census alone.

Two forms: a ratio (share in treatment over share of residents, as for ethnic groups), printed beside England's ratio;
and a share (women, or an age, of a drug group), judged against England's share of the same drug group.
"""

import re

import pandas as pd

from pipeline.bundle import Bundle
from pipeline.errors import PipelineError
from pipeline.findings.evidence import evidence_of, own_rows, period_words
from pipeline.findings.finding import Finding, dated
from pipeline.findings.gap import gap
from pipeline.indicators import CATALOGUE, Indicator
from pipeline.states import Flag, State, split_flags
from pipeline.statistics.comparison import NOT_TESTED, compare

WARN_NOT_STATED = 5.0  # % of those counted whose group is not stated
SMALLEST_COUNT = 10
# Which indicator says for how many the group is stated.
STATED = dict.fromkeys(("ethnicity_representation", "treatment_by_ethnicity"), "ethnicity_stated_share")
RATIO = re.compile(r"share of residents", re.IGNORECASE)
ALL_AGES = re.compile(r"all ages", re.IGNORECASE)
NO_ENGLAND = "England's own figure is not at hand, and the census alone says nothing of need"
NO_LIMITS = "the table at hand has no limits"


def representation(bundle: Bundle, indicator: str, group: str = "") -> Finding:
    """Judge one group's latest ratio or share against England's own: higher, lower, similar, or why it cannot be.

    Facts carry England's figure, the share whose group is not stated, and whether the residents compared are of all ages.
    PipelineError for an indicator that is neither a share nor a ratio to residents.
    """
    entry = CATALOGUE[indicator]
    if not entry.unit.startswith("%") and not _is_ratio(entry):
        raise PipelineError(
            f"{indicator}: representation is of a share (%) or of a ratio to residents, not of {entry.unit}."
        )
    own = own_rows(bundle, indicator)
    series = own[own["group"] == group].sort_values("period_end")
    known = series[series["state"] == State.OK]
    if not len(known):
        state = series["state"].iloc[-1] if len(series) else State.NOT_AVAILABLE
        return gap(bundle, indicator, state, group=group)
    row = known.iloc[-1]
    verdict = str(compare(row["value"], row["lower"], row["upper"], row["england"]))
    reason = NO_ENGLAND if pd.isna(row["england"]) else NO_LIMITS if verdict == NOT_TESTED else ""
    facts = {
        **{name: row[name] for name in ("value", "lower", "upper", "numerator", "denominator", "england")},
        "period": period_words(row), "rounded": Flag.ROUNDED in split_flags(row["flags"]), "ratio": _is_ratio(entry),
        "small": row["numerator"] < SMALLEST_COUNT, "comparator": "England", "not_stated": _not_stated(bundle, indicator, row),
        "all_ages": bool(ALL_AGES.search(" ".join([entry.unit, *entry.caveats]))), "reason": reason,
    }  # fmt: skip
    finding = Finding(
        "representation", indicator, bundle.area, "cannot be tested" if reason else verdict, facts, group=group,
        evidence=evidence_of(row.to_frame().T),
    )  # fmt: skip
    return dated(finding, row["period_end"], bundle.edition_date)


def _is_ratio(entry: Indicator) -> bool:
    return bool(RATIO.search(entry.unit))


def _not_stated(bundle: Bundle, indicator: str, row: pd.Series) -> float | None:
    """The share (%) of all counted whose group is not stated; None where no table at hand says."""
    stated = STATED.get(indicator, "")
    if stated not in CATALOGUE:
        return None
    own = own_rows(bundle, stated)
    same = own[(own["period_label"] == row["period_label"]) & (own["group"] == "") & (own["state"] == State.OK)]
    return 100 - float(same["value"].iloc[0]) if len(same) == 1 else None
