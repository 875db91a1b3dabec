"""Who may see which figure: restricted sources never reach the public, and each source's own rule comes last.

Open figures pass as published (interpretation.md, section 6): their publishers have controlled them already.
"""

from collections.abc import Mapping

import pandas as pd

from pipeline.disclosure.rows import protected
from pipeline.disclosure.rules import RULES, Rule
from pipeline.errors import PipelineError
from pipeline.project import Audience
from pipeline.sources import SOURCES, Source


def readable(observations: pd.DataFrame, audience: Audience, sources: Mapping[str, Source] = SOURCES) -> pd.DataFrame:
    """Return the observations that may be calculated with for this audience."""
    if audience == Audience.PARTNERS:
        return observations
    return observations[~observations["source"].isin([source.id for source in sources.values() if source.restricted])]


def protect(
    rows: pd.DataFrame, used: tuple[str, ...], counts_only: bool = False, sources: Mapping[str, Source] = SOURCES
) -> pd.DataFrame:
    """Return an indicator's rows after the rule of every source used; `counts_only` leaves nothing but counts."""
    for source in used:
        rows = _apply(_rule(sources[source]), rows, source)
    return rows.assign(denominator=float("nan"), lower=float("nan"), upper=float("nan")) if counts_only else rows


def _apply(rule: Rule, rows: pd.DataFrame, source: str) -> pd.DataFrame:
    if rule.secondary:  # hiding small counts alone leaks through the totals: whole tables must be controlled together
        raise PipelineError(
            f"{source}: its rule also hides cells from which small ones follow, so its tables are controlled together.\n"
            "Declare their layout and use pipeline.disclosure.control_tables before indicators are made from them."
        )
    return protected(rows, rule) if rule.threshold or rule.base > 1 else rows


def _rule(source: Source) -> Rule:
    if source.disclosure not in RULES:
        raise PipelineError(
            f"{source.id}: '{source.disclosure}' is not a disclosure rule (one of: {', '.join(RULES)}).\n"
            f"Name one of them in pipeline/sources/{source.id}.py, or add the rule to pipeline/disclosure/rules.py."
        )
    return RULES[source.disclosure]


def refuse_restricted(
    rows: pd.DataFrame, used: Mapping[str, tuple[str, ...]], audience: Audience, sources: Mapping[str, Source] = SOURCES
) -> pd.DataFrame:
    """Return the rows as they are; PipelineError if a public value was made from a restricted source.

    `used` names the sources of each indicator. The last check before a table is written.
    """
    closed = {name for name, needs in used.items() if any(sources[need].restricted for need in needs)}
    leaked = rows[rows["indicator"].isin(closed) & rows["value"].notna()]
    if audience == Audience.PUBLIC and len(leaked):
        names = ", ".join(sorted(set(leaked["indicator"])))
        raise PipelineError(f"Restricted figures would be public: {names}. Nothing was written.\nReport this fault.")
    return rows
