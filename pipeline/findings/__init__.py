"""Judge: one judgement at a time, with its evidence, its age, how sure it is, or the reason it cannot be made.

Sentences, tiles, key messages and chart headlines are all made from findings, so they cannot disagree.
"""

from pipeline.findings.change import change
from pipeline.findings.concentration import concentration
from pipeline.findings.evidence import (
    boroughs_beside,
    evidence_of,
    has_headline,
    headline_row,
    london_row,
    own_rows,
    period_words,
    rows_of,
    yearly_rows,
)
from pipeline.findings.finding import Age, Certainty, Evidence, Finding, age_of, months_between, tone
from pipeline.findings.gap import HOLDERS, Holder, gap, holder_of, holding
from pipeline.findings.jump import jump
from pipeline.findings.level import level
from pipeline.findings.one_month import odd_months_behind
from pipeline.findings.outlier import outlier
from pipeline.findings.representation import representation
from pipeline.findings.trend import trend
from pipeline.findings.windows import one_off_months, same_season, since

__all__ = [
    "HOLDERS", "Age", "Certainty", "Evidence", "Finding", "Holder", "age_of",
    "boroughs_beside", "change", "concentration", "evidence_of",
    "gap", "has_headline", "headline_row", "holder_of", "holding", "jump", "level", "london_row", "months_between",
    "odd_months_behind",
    "one_off_months", "outlier", "own_rows", "period_words", "representation", "rows_of", "same_season", "since", "tone",
    "trend", "yearly_rows",
]  # fmt: skip
