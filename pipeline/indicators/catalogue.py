"""All indicators of an edition in one long table: the only thing that anything downstream reads."""

from dataclasses import dataclass

import pandas as pd

from pipeline.disclosure import protect, readable, refuse_restricted
from pipeline.editions import Edition
from pipeline.errors import PipelineError
from pipeline.indicators.benchmarks import compared
from pipeline.indicators.coverage import everywhere, gap
from pipeline.indicators.faults import find_faults, refuse_faults
from pipeline.indicators.flags import flagged
from pipeline.indicators.indicator import CATALOGUE, COLUMNS, Indicator
from pipeline.indicators.minimum import kept_to_counts
from pipeline.indicators.recent import with_trend
from pipeline.indicators.similar import SOURCES, similar_boroughs, with_similar
from pipeline.project import Audience
from pipeline.states import State

NUMBERS = ("numerator", "denominator", "value", "lower", "upper", "london", "england", "similar")
DATES = ("period_start", "period_end")


@dataclass(frozen=True)
class _Given:
    """What indicators are calculated from: rows and faults by source, the edition and its register of breaks."""

    by_source: dict[str, pd.DataFrame]
    faults: dict[str, pd.DataFrame]
    edition: Edition
    breaks: pd.DataFrame


def calculate_indicators(
    observations: pd.DataFrame, edition: Edition, breaks: pd.DataFrame, audience: Audience
) -> pd.DataFrame:
    """Return every indicator's rows for this audience, protected, in the order of the catalogue.

    An indicator that cannot be calculated becomes a stated gap and stops no other: attrs["gaps"] says why, and
    attrs["similar"] names the similar boroughs of each borough in this edition, the most alike first.
    """
    open_rows = readable(observations, audience)
    by_source = {str(source): rows for source, rows in open_rows.groupby("source")}
    faults = {source: find_faults(rows) for source, rows in by_source.items()}
    gaps: dict[str, str] = {}
    given = _Given(by_source, faults, edition, breaks)
    parts = [_rows(entry, given, gaps) for entry in CATALOGUE.values()]
    used = {entry.id: entry.sources for entry in CATALOGUE.values()}
    peers = _peers(by_source, faults)
    whole = with_similar(pd.concat(parts, ignore_index=True), peers)
    rows = refuse_restricted(typed(whole), used, audience)
    rows.attrs["gaps"] = gaps
    rows.attrs["similar"] = peers.groupby("area_code")["peer"].agg(list).to_dict()
    return rows


def _peers(by_source: dict[str, pd.DataFrame], faults: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """A bad row in what they rest on leaves every borough without similar ones, and stops nothing."""
    usable = [by_source[name] for name in SOURCES if name in by_source and faults[name].empty]
    return similar_boroughs(pd.concat(usable) if usable else pd.DataFrame({"source": []}))


def _rows(entry: Indicator, given: _Given, gaps: dict[str, str]) -> pd.DataFrame:
    missing = [source for source in entry.sources if source not in given.by_source]
    try:
        if missing:
            gaps[entry.id] = f"No figures of {' or '.join(missing)} are open to this audience in this edition."
            rows = gap(entry, State.NOT_AVAILABLE)
        else:
            for source in entry.sources:
                refuse_faults(source, given.faults[source], entry.measures if source == entry.sources[0] else ())
            rows = entry.calculate(**{source: given.by_source[source] for source in entry.sources})
            rows = everywhere(rows.reset_index(drop=True), entry)
    except PipelineError as error:
        gaps[entry.id] = str(error)
        rows = gap(entry, State.CANNOT_CALCULATE)
    protected = protect(flagged(rows, entry, given.breaks, given.edition.date), entry.sources, entry.counts_only)
    judged = with_trend(compared(kept_to_counts(protected, entry), entry), entry)
    main = entry.sources[0]
    release = given.edition.releases[main].release if main in given.edition.releases else ""
    return judged.assign(indicator=entry.id, source=main, release=release)


def typed(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the table with its columns in order: numbers as float, dates as dates, everything else as str."""
    words = {name: "str" for name in COLUMNS if name not in {*NUMBERS, *DATES}}
    return rows[list(COLUMNS)].astype(
        words | dict.fromkeys(NUMBERS, "float64") | dict.fromkeys(DATES, "datetime64[us]")
    )
