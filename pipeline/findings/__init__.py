"""Judge: one judgement at a time, with its evidence, its age, how sure it is, or the reason it cannot be made.

Sentences, tiles, key messages and chart headlines are all made from findings, so they cannot disagree.
"""

from pipeline.findings.breakdown import breakdown
from pipeline.findings.change import change
from pipeline.findings.concentration import concentration
from pipeline.findings.custody import custody
from pipeline.findings.evidence import (
    boroughs_beside,
    evidence_of,
    has_headline,
    headline_row,
    latest_with_limits,
    london_row,
    own_rows,
    period_words,
    rows_of,
    yearly_rows,
)
from pipeline.findings.fifths import fifths
from pipeline.findings.finding import Age, Certainty, Evidence, Finding, age_of, months_between, tone
from pipeline.findings.gap import HOLDERS, Holder, gap, holder_of, holding
from pipeline.findings.jump import jump
from pipeline.findings.level import level
from pipeline.findings.one_month import odd_months_behind
from pipeline.findings.outlier import funnel_of, outlier
from pipeline.findings.representation import representation
from pipeline.findings.residents import resident_shares
from pipeline.findings.seasonal import seasonal
from pipeline.findings.spread import spread
from pipeline.findings.trend import trend
from pipeline.findings.windows import one_off_months, same_season, since

__all__ = [
    "HOLDERS", "Age", "Certainty", "Evidence", "Finding", "Holder", "age_of",
    "boroughs_beside", "breakdown", "change", "concentration", "custody", "evidence_of", "fifths", "funnel_of",
    "gap", "has_headline", "headline_row", "holder_of", "holding", "jump", "latest_with_limits", "level", "london_row",
    "months_between", "odd_months_behind", "one_off_months", "outlier", "own_rows", "period_words", "representation",
    "resident_shares", "rows_of", "same_season", "seasonal", "since", "spread", "tone", "trend", "yearly_rows",
]  # fmt: skip
