"""What figures are at hand: all of them read and every indicator calculated, without making a report."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.areas import AREAS, BOROUGH_CODES
from pipeline.breaks import breaks_of
from pipeline.editions import refuse_unrecorded
from pipeline.errors import PipelineError
from pipeline.indicators import CATALOGUE, Indicator
from pipeline.indicators.catalogue import calculate_indicators
from pipeline.indicators.coverage import headline_rows
from pipeline.project import Project
from pipeline.release import Edition
from pipeline.sources import read_observations
from pipeline.states import State

WIDE = 30  # boroughs, merged ones counted once, with a value: an indicator for London as a whole


@dataclass(frozen=True)
class Stock:
    """The figures of an edition: everything observed, and every indicator calculated from it."""

    edition: Edition
    observations: pd.DataFrame
    indicators: pd.DataFrame

    @property
    def lines(self) -> list[str]:
        """The stock for people: sources, then each indicator with areas, periods, states and gaps."""
        kinds = self._kinds()
        return [
            f"Edition {self.edition.id}: {self.observations['source'].nunique()} sources, read by {self.edition.date}",
            f"{len(self.observations):,} observations: {_states(self.observations)}",
            f"{self.indicators['indicator'].nunique()} indicators, {len(self.indicators):,} rows: {_states(self.indicators)}",
            f"{kinds.sum()} areas: {_counted(kinds)}",
            "",
            *catalogue(self.indicators),
        ]

    def as_dict(self) -> dict[str, Any]:
        """Return the stock as plain values with stable keys."""
        by_indicator = {str(name): rows for name, rows in self.indicators.groupby("indicator")}
        return {
            "sources": int(self.observations["source"].nunique()),
            "observations": {"rows": len(self.observations), "states": _numbers(self.observations["state"])},
            "areas": {str(kind): int(count) for kind, count in self._kinds().items()},
            "indicators": [
                entry_facts(by_indicator[entry.id], entry) for entry in CATALOGUE.values() if entry.id in by_indicator
            ],
        }

    def _kinds(self) -> pd.Series:
        return pd.Series([AREAS[code].kind for code in self.indicators["area_code"].unique()]).value_counts()


def take_stock(project: Project, edition: Edition) -> Stock:
    """Return the stock of an edition.

    Raises PipelineError naming every row that cannot be used, or every indicator that cannot be calculated.
    """
    observations = read_observations(project, edition)
    refuse_unrecorded(project, edition)
    indicators = calculate_indicators(observations, edition, breaks_of(project, edition), edition.audience)
    gaps = indicators.attrs["gaps"]
    if gaps:
        raise PipelineError("\n".join(f"{name} cannot be calculated: {why}" for name, why in gaps.items()))
    return Stock(edition, observations, indicators)


def entry_facts(rows: pd.DataFrame, entry: Indicator) -> dict[str, Any]:
    """Return what is at hand of one indicator: areas with a value, the period reported, and boroughs without."""
    valued = rows[rows["state"] == State.OK.value]
    reported = headline_rows(rows, entry)
    without = reported[reported["area_code"].isin(BOROUGH_CODES) & (reported["state"] != State.OK.value)]
    return {
        "indicator": entry.id,
        "rows": len(rows),
        "areas": sorted(valued["area_code"].unique()),
        "period": str(reported["period_label"].iloc[0]),
        "periods": {str(kind): int(count) for kind, count in _period_counts(valued).items()},
        "states": _numbers(rows["state"]),
        "gaps": dict(sorted(zip(without["area_code"], without["state"], strict=True))),
    }


def catalogue(indicators: pd.DataFrame) -> list[str]:
    """Return a line for each indicator: boroughs with a value, period reported, all periods, states, and what is a gap.

    Those of the partnership's own tables have one as far as somebody supplied them; a last line counts the others.
    """
    by_indicator = {str(name): rows for name, rows in indicators.groupby("indicator")}
    at_hand = [entry for entry in CATALOGUE.values() if entry.id in by_indicator]
    waiting = [entry for entry in at_hand if entry.local and not (by_indicator[entry.id]["state"] == State.OK).any()]
    entries = [entry for entry in at_hand if entry not in waiting]
    facts = {entry.id: _facts(by_indicator[entry.id], entry) for entry in entries}
    wide = sum(areas >= WIDE for areas, _ in facts.values())
    width = max((len(name) for name in facts), default=0)
    return [
        f"Catalogue: {wide} of {len(facts)} indicators have values for {WIDE} boroughs or more.",
        "",
        *(f"{name:<{width}}  {words}" for name, (_, words) in facts.items()),
        *([f"\n{len(waiting)} more wait for the partnership's own tables (cdp local init)."] if waiting else []),
    ]


def _facts(rows: pd.DataFrame, entry: Indicator) -> tuple[int, str]:
    valued = rows[rows["state"] == State.OK.value]
    places = [AREAS[code] for code in valued["area_code"].unique()]
    boroughs = sum(place.kind in {"borough", "merged"} for place in places)
    beside = [place.name for place in places if place.kind not in {"borough", "merged"}]
    reported = headline_rows(rows, entry)
    parts = [
        f"{boroughs:>2} borough{'s' if boroughs != 1 else ''}{' and ' + ', '.join(beside) if beside else ''}",
        f"{_period(reported)} ({_periods(valued)})",
        _states(rows),
        _gaps(reported),
    ]
    return boroughs, "; ".join(filter(None, parts))


def _period(reported: pd.DataFrame) -> str:
    return str(reported["period_label"].iloc[0]) or "no period"


def _periods(valued: pd.DataFrame) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in _period_counts(valued).items()) or "no period"


def _period_counts(valued: pd.DataFrame) -> pd.Series:
    return valued.groupby("period_type")["period_label"].nunique()


def _gaps(reported: pd.DataFrame) -> str:
    """Say which boroughs have no figure of their own at the period reported, and in which state they are."""
    boroughs = reported[reported["area_code"].isin(BOROUGH_CODES) & (reported["state"] != State.OK.value)]
    if boroughs.empty:
        return ""
    few = ", ".join(AREAS[code].name for code in boroughs["area_code"])
    many = f"{len(boroughs)} boroughs"
    states = " or ".join(sorted(boroughs["state"].unique()))
    return f"gap: {few if len(boroughs) <= 5 else many} {states}"


def _numbers(cells: pd.Series) -> dict[str, int]:
    return {str(name): int(count) for name, count in cells.value_counts().items()}


def _states(table: pd.DataFrame) -> str:
    return _counted(table["state"].value_counts())


def _counted(counts: pd.Series) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts.items())
