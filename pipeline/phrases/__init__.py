"""Say: one tested phrase for each kind of finding, with its units, period, comparator and how sure it is.

Never "the same", never a causal verb, never a percentage on fewer than ten. Every number is formatted once, in `amounts`.
Headline, alternative text, sentence and table cells are all made from one finding, so they cannot disagree.
"""

from collections.abc import Callable

from pipeline.findings import Finding
from pipeline.phrases import breakdowns, gaps, groups, moves, police, windows
from pipeline.phrases import level as levels
from pipeline.phrases.amounts import SMALL, amount, count, decimal, inside, percent, plain, times
from pipeline.phrases.doubt import (
    FIRM_COUNT,
    INTERVAL,
    NARROW,
    NO_LIMITS,
    SIGNS,
    certainty,
    many_compared,
    status_words,
)
from pipeline.phrases.gaps import gaps_together
from pipeline.phrases.groups import coverage, similar

__all__ = [
    "FIRM_COUNT", "INTERVAL", "NARROW", "NO_LIMITS", "SIGNS", "SMALL", "alt_text", "amount", "certainty", "count", "coverage",
    "decimal", "gaps_together", "headline", "inside", "many_compared", "percent", "plain", "sentence", "similar",
    "status_words", "times",
]  # fmt: skip

_SENTENCES: dict[str, Callable[[Finding], str]] = {
    "level": levels.level, "gap": gaps.gap, "since": windows.since, "season": windows.season, "one-off": windows.one_off,
    "concentration": groups.concentration, "trend": moves.trend, "change": moves.change, "jump": moves.jump,
    "representation": groups.representation, "outlier": groups.outlier, "holding": gaps.holding,
    "breakdown": breakdowns.breakdown,
    "seasonal": police.seasonal, "fifths": police.fifths, "custody": police.custody, "spread": police.spread,
}  # fmt: skip
_HEADLINES: dict[str, Callable[[Finding], str]] = {
    "level": levels.level_headline, "since": windows.since_headline, "concentration": groups.concentration_headline,
    "season": windows.season_headline, "trend": moves.trend_headline, "change": moves.change_headline,
    "jump": moves.jump_headline, "representation": groups.representation_headline, "outlier": groups.outlier_headline,
    "gap": gaps.gap_headline, "breakdown": breakdowns.breakdown_headline,
    "seasonal": police.seasonal_headline, "fifths": police.fifths_headline, "custody": police.custody_headline,
    "spread": police.spread_headline,
}  # fmt: skip


def sentence(finding: Finding) -> str:
    """Return the finding in words, as one or two sentences."""
    return _SENTENCES[finding.kind](finding)


def headline(finding: Finding) -> str:
    """Return the finding as the title of a chart, about ten words."""
    return _HEADLINES.get(finding.kind, lambda one: one.entry.name)(finding)


def alt_text(finding: Finding, chart: str, shows: str) -> str:
    """Return the alternative text of a chart: its kind, what it shows, and the finding's own sentence."""
    return f"{chart}. {shows}. {sentence(finding)}"
