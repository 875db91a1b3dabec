"""Say how much of the national framework can be shown for a borough: counts of metrics by what stands for them."""

from collections import Counter
from collections.abc import Sequence

from pipeline.areas import Area
from pipeline.findings import Age, Finding
from pipeline.findings.standing import MetricHere
from pipeline.national import Standing
from pipeline.phrases.amounts import amount, count, sentence_case
from pipeline.phrases.doubt import aged
from pipeline.phrases.level import interval


def standings(metrics: Sequence[MetricHere], area: Area, kind: str) -> str:
    """Return how many of the `kind` (headline, supporting) metrics are shown, near, national only or missing."""
    counts = Counter(one.standing for one in metrics)
    shown, near, wider, gaps = (counts[name] for name in Standing)
    return (
        f"Of the {count(len(metrics))} {kind} metrics, {count(shown)} {_verb(shown, 'has', 'have')} a figure of {area.spoken}, "
        f"{count(near)} {_verb(near, 'has', 'have')} one that only comes near, {count(wider)} {_verb(wider, 'is', 'are')} made "
        f"for England or police forces only, and {count(gaps)} {_verb(gaps, 'is a stated gap', 'are stated gaps')}."
    )


def _verb(number: int, one: str, several: str) -> str:
    return one if number == 1 else several


def ages(metrics: Sequence[MetricHere]) -> str:
    """Return how many of the metrics with a figure of the borough rest on historical evidence alone."""
    own = [one for one in metrics if one.standing in {Standing.SHOWN, Standing.PROXY}]
    old = [one for one in own if all(figure.age == Age.HISTORICAL for figure in one.figures)]
    if not own:
        return ""
    return (
        f"Of the {count(len(own))} metrics with a figure of the borough's own or one near, {count(len(old))} "
        f"{_verb(len(old), 'rests', 'rest')} on historical evidence alone, which is shown and not judged."
    )


def missing(here: MetricHere) -> str:
    """Return why a metric has no figure here, and who can supply it by which table."""
    is_held = here.standing == Standing.GAP or here.metric.tables
    return f"{here.metric.missing} {supply(here.metric.holder, here.metric.tables)}" if is_held else here.metric.missing


def supply(holder: str, tables: Sequence[str]) -> str:
    """Return who can supply what no figure says, and by which table; "" where nobody is named."""
    comma = "," if "," in holder else ""
    return f"{sentence_case(holder)}{comma} can supply it{in_tables(tables)}." if holder else ""


def in_tables(tables: Sequence[str]) -> str:
    """Return the partnership's own tables in brackets: " (table L1)", " (tables L0, L1 and L6)"; "" for none."""
    if len(tables) < 2:
        return f" (table {tables[0]})" if tables else ""
    return f" (tables {', '.join(tables[:-1])} and {tables[-1]})"


def wider(finding: Finding) -> str:
    """Return a level of London or England where the borough has none of its own: a figure beside, judged of nobody here."""
    named = finding.area.name in finding.entry.short
    where = "" if named else f" in {finding.area.spoken}"
    value = f"{amount(finding)}{interval(finding)}"
    lead = f"Of {finding.area.spoken} only: in {finding.facts['period']}{aged(finding)}"
    return f"{lead}, {finding.entry.short}{where} was {value}."
