"""All indicators of an edition in one long table: the only thing that anything downstream reads."""

import pandas as pd

from pipeline.disclosure import protect, readable, refuse_restricted
from pipeline.editions import Edition
from pipeline.errors import PipelineError
from pipeline.indicators.benchmarks import compared
from pipeline.indicators.coverage import everywhere, gap
from pipeline.indicators.flags import flagged
from pipeline.indicators.indicator import CATALOGUE, COLUMNS, Indicator
from pipeline.project import Audience
from pipeline.states import State

NUMBERS = ("numerator", "denominator", "value", "lower", "upper", "london", "england")
DATES = ("period_start", "period_end")


def calculate_indicators(
    observations: pd.DataFrame, edition: Edition, breaks: pd.DataFrame, audience: Audience
) -> pd.DataFrame:
    """Return every indicator's rows for this audience, protected, in the order of the catalogue.

    An indicator that cannot be calculated becomes a stated gap and stops no other; attrs["gaps"] says why.
    """
    by_source = {str(source): rows for source, rows in readable(observations, audience).groupby("source")}
    gaps: dict[str, str] = {}
    parts = [_rows(entry, by_source, edition, breaks, gaps) for entry in CATALOGUE.values()]
    used = {entry.id: entry.sources for entry in CATALOGUE.values()}
    rows = refuse_restricted(typed(pd.concat(parts, ignore_index=True)), used, audience)
    rows.attrs["gaps"] = gaps
    return rows


def _rows(
    entry: Indicator, by_source: dict[str, pd.DataFrame], edition: Edition, breaks: pd.DataFrame, gaps: dict[str, str]
) -> pd.DataFrame:
    missing = [source for source in entry.sources if source not in by_source]
    try:
        if missing:
            gaps[entry.id] = f"No figures of {' or '.join(missing)} are open to this audience in this edition."
            rows = gap(entry, State.NOT_AVAILABLE)
        else:
            rows = entry.calculate(**{source: by_source[source] for source in entry.sources})
            rows = everywhere(rows.reset_index(drop=True), entry)
    except PipelineError as error:
        gaps[entry.id] = str(error)
        rows = gap(entry, State.CANNOT_CALCULATE)
    protected = protect(flagged(rows, entry, breaks, edition.date), entry.sources, entry.counts_only)
    main = entry.sources[0]
    release = edition.releases[main].release if main in edition.releases else ""
    return compared(protected, entry).assign(indicator=entry.id, source=main, release=release)


def typed(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the table with its columns in order: numbers as float, dates as dates, everything else as str."""
    words = {name: "str" for name in COLUMNS if name not in {*NUMBERS, *DATES}}
    return rows[list(COLUMNS)].astype(
        words | dict.fromkeys(NUMBERS, "float64") | dict.fromkeys(DATES, "datetime64[us]")
    )
