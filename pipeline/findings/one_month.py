"""A verdict that one unexplained month makes is a query, not a verdict (interpretation.md 1 and 3)."""

import pandas as pd

from pipeline.bundle import Bundle
from pipeline.findings.finding import Finding
from pipeline.findings.windows import LEVEL_WITHIN, one_off_months
from pipeline.indicators import CATALOGUE, Indicator
from pipeline.statistics.comparison import compare
from pipeline.statistics.rates import count_limits, ratio_limits


def odd_months_behind(bundle: Bundle, indicator: str) -> list[Finding]:
    """Return the findings of one-off months in the counts behind a yearly police figure; none for other figures."""
    entry = CATALOGUE[indicator]
    if entry.rule != "recorded crime" or entry.headline == "month":
        return []
    found = (one_off_months(bundle, monthly) for monthly in _monthly(bundle, entry))
    return [finding for finding in found if finding]


def verdict_at_usual(entry: Indicator, row: pd.Series, odd: list[Finding]) -> str:
    """Return the verdict against London as it would be with each odd month at its usual level."""
    above = {finding.entry.measures: _above(finding) for finding in odd}
    if entry.kind == "ratio":
        first, second = entry.measures
        numerator = row["numerator"] - above.get((first,), 0.0)
        denominator = row["denominator"] - above.get((second,), 0.0)
        lower, upper = (float(limit) for limit in ratio_limits(numerator, denominator))
        value, per = numerator / denominator, entry.per
    else:
        numerator = row["numerator"] - sum(above.values())
        lower, upper = (float(limit) / row["denominator"] for limit in count_limits(numerator))
        value, per = numerator / row["denominator"], entry.per
    verdict = compare(value * per, lower * per, upper * per, row["london"], LEVEL_WITHIN)
    return str(verdict.item())


def _monthly(bundle: Bundle, entry: Indicator) -> list[str]:
    """Return the monthly indicators of the same counts: the whole sum's, or one for each part of a ratio."""
    wanted = [(one,) for one in entry.measures] if entry.kind == "ratio" else [entry.measures]
    return [
        other.id
        for other in CATALOGUE.values()
        if other.headline == "month" and other.measures in wanted and other.topic in bundle.topics
        and len(bundle.rows_of(other.id))
    ]  # fmt: skip


def _above(finding: Finding) -> float:
    return float(sum(value - usual for _, value, usual in finding.facts["months"]))
