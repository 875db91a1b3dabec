"""Judge: one judgement at a time, with its evidence, its age, how sure it is, or the reason it cannot be made.

Sentences, tiles, key messages and chart headlines are all made from findings, so they cannot disagree.
"""

from pipeline.findings.change import one_off_months, same_season, since
from pipeline.findings.concentration import concentration
from pipeline.findings.evidence import headline_row, london_row, own_rows, period_words, rows_of
from pipeline.findings.finding import Age, Finding, age_of, months_between, tone
from pipeline.findings.level import level

__all__ = [
    "Age", "Finding", "age_of", "concentration", "headline_row", "level", "london_row", "months_between",
    "one_off_months", "own_rows", "period_words", "rows_of", "same_season", "since", "tone",
]  # fmt: skip
