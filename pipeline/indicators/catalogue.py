"""All indicators of an edition in one long table: the only thing that anything downstream reads."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pandas as pd

from pipeline.disclosure import protect, readable, refuse_restricted
from pipeline.disclosure.supplied import controlled
from pipeline.dropins.tables import BY_SOURCE
from pipeline.errors import PipelineError
from pipeline.indicators.benchmarks import compared
from pipeline.indicators.coverage import everywhere, gap, where_supplied
from pipeline.indicators.faults import find_faults, refuse_faults
from pipeline.indicators.flags import flagged
from pipeline.indicators.indicator import CATALOGUE, COLUMNS, Indicator
from pipeline.indicators.joint import with_joint
from pipeline.indicators.local_totals import totals
from pipeline.indicators.minimum import kept_to_counts
from pipeline.indicators.recent import with_trend
from pipeline.indicators.similar import SOURCES, similar_boroughs, with_similar
from pipeline.project import Audience
from pipeline.release import Edition
from pipeline.sources.local import NOT_SUPPLIED
from pipeline.states import State

Tick = Callable[[int, int], object]  # is told how many indicators are done, and of how many
NUMBERS = ("numerator", "denominator", "value", "lower", "upper", "london", "england", "similar")
DATES = ("period_start", "period_end")


@dataclass(frozen=True)
class _Given:
    """What indicators are calculated from: rows (own tables with totals) and faults by source, edition, breaks."""

    by_source: dict[str, pd.DataFrame]
    published: dict[str, pd.DataFrame]  # as they were read
    faults: dict[str, pd.DataFrame]
    edition: Edition
    breaks: pd.DataFrame


def calculate_indicators(
    observations: pd.DataFrame,
    edition: Edition,
    breaks: pd.DataFrame,
    audience: Audience,
    tick: Tick = lambda done, of: None,
) -> pd.DataFrame:
    """Return every indicator's rows for this audience, protected, in the order of the catalogue.

    An indicator that cannot be calculated becomes a stated gap and stops no other: attrs["gaps"] says why, and
    attrs["similar"] names the similar boroughs of each borough in this edition, the most alike first.
    """
    given, gaps = _given(observations, edition, breaks, audience), dict[str, str]()
    parts = []
    for done, entry in enumerate(CATALOGUE.values(), 1):
        parts.append(_rows(entry, given, gaps))
        tick(done, len(CATALOGUE))
    used = {entry.id: entry.sources for entry in CATALOGUE.values()}
    peers = _peers(given.published, given.faults)
    whole = with_similar(pd.concat(parts, ignore_index=True), peers)
    rows = refuse_restricted(typed(whole), used, audience)
    rows.attrs["gaps"] = gaps
    rows.attrs["similar"] = peers.groupby("area_code")["peer"].agg(list).to_dict()
    return rows


def calculate_one(
    entry: Indicator, observations: pd.DataFrame, edition: Edition, breaks: pd.DataFrame, audience: Audience
) -> pd.DataFrame:
    """Return the protected rows of one indicator, in the catalogue or not; PipelineError says why it has none."""
    gaps: dict[str, str] = {}
    rows = _rows(entry, _given(observations, edition, breaks, audience), gaps)
    if gaps:
        raise PipelineError(gaps[entry.id])
    return refuse_restricted(typed(rows.assign(similar=float("nan"))), {entry.id: entry.sources}, audience)


def _given(observations: pd.DataFrame, edition: Edition, breaks: pd.DataFrame, audience: Audience) -> _Given:
    open_rows = readable(observations, audience)
    published = {str(source): rows for source, rows in open_rows.groupby("source")}
    faults = {source: find_faults(rows) for source, rows in published.items()}
    return _Given(published | _supplied(published, audience), published, faults, edition, breaks)


def _peers(by_source: dict[str, pd.DataFrame], faults: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """A bad row in what they rest on leaves every borough without similar ones, and stops nothing."""
    usable = [by_source[name] for name in SOURCES if name in by_source and faults[name].empty]
    return similar_boroughs(pd.concat(usable) if usable else pd.DataFrame({"source": []}))


def _supplied(by_source: dict[str, pd.DataFrame], audience: Audience) -> dict[str, pd.DataFrame]:
    """The partnership's own tables with their totals and years made; for the public whole tables are controlled together."""
    made = {name: totals(by_source[name], table) for name, table in BY_SOURCE.items() if name in by_source}
    if audience == Audience.PARTNERS:
        return made
    return {name: controlled(rows, BY_SOURCE[name]) for name, rows in made.items()}


def _rows(entry: Indicator, given: _Given, gaps: dict[str, str]) -> pd.DataFrame:
    if entry.local and entry.sources[0] not in given.by_source:
        return _nobody_supplied(entry)
    missing = [name for name in entry.sources if name not in given.by_source and name not in entry.optional]
    try:
        if missing:
            gaps[entry.id] = f"No figures of {' or '.join(missing)} are open to this audience in this edition."
            rows = gap(entry, State.NOT_AVAILABLE)
        else:
            rows = _calculated(entry, given)
    except PipelineError as error:
        gaps[entry.id] = str(error)
        rows = gap(entry, State.CANNOT_CALCULATE)
    published = tuple(name for name in entry.sources if name not in BY_SOURCE)
    protected = protect(flagged(rows, entry, given.breaks, given.edition.date), published, entry.counts_only)
    judged = compared(kept_to_counts(protected, entry), entry)
    judged = _each_by_itself(judged, entry) if entry.local else with_trend(judged, entry)
    return judged.assign(indicator=entry.id, source=entry.sources[0], release=_releases(judged, entry, given))


def _calculated(entry: Indicator, given: _Given) -> pd.DataFrame:
    """An indicator's rows, with a stated gap for every area that has none; PipelineError where a figure cannot be used."""
    at_hand = [name for name in entry.sources if name in given.by_source]
    for name in at_hand:
        refuse_faults(name, given.faults[name], entry.measures if name == entry.sources[0] else ())
    rows = entry.calculate(**{name: given.by_source[name] for name in at_hand})
    joined = with_joint(rows.reset_index(drop=True), entry)
    return where_supplied(joined, entry) if entry.local else everywhere(joined, entry)


@cache
def _one_gap() -> pd.DataFrame:
    """The rows of an indicator that nobody supplied: the same for every table of the partnership's own."""
    entry = next(one for one in CATALOGUE.values() if one.local)
    return compared(gap(entry, State.NOT_AVAILABLE), entry).assign(trend="")


def _nobody_supplied(entry: Indicator) -> pd.DataFrame:
    main = entry.sources[0]
    return _one_gap().assign(period_type=entry.headline, indicator=entry.id, source=main, release=NOT_SUPPLIED)


def _each_by_itself(rows: pd.DataFrame, entry: Indicator) -> pd.DataFrame:
    """Each borough's trend to its own newest year: what another supplied later does not end its series."""
    held = rows["period_end"].notna()
    parts = [with_trend(own, entry) for _, own in rows[held].groupby("area_code", sort=False)]
    return pd.concat([*parts, rows[~held].assign(trend="")]).sort_index()


def _releases(rows: pd.DataFrame, entry: Indicator, given: _Given) -> pd.Series | str:
    """The release of every row: of the partnership's own tables the extract that its borough supplied."""
    main, releases = entry.sources[0], given.edition.releases
    if not entry.local:
        return releases[main].release if main in releases else ""
    own = given.by_source[main].groupby("area_code")["release"].max()
    return rows["area_code"].map(own).fillna(NOT_SUPPLIED)


def typed(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the table with its columns in order: numbers as float, dates as dates, everything else as str."""
    words = {name: "str" for name in COLUMNS if name not in {*NUMBERS, *DATES}}
    return rows[list(COLUMNS)].astype(
        words | dict.fromkeys(NUMBERS, "float64") | dict.fromkeys(DATES, "datetime64[us]")
    )
