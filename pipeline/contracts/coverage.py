"""Whether every borough is there: by measure and period as the contract says, and in tables that are complete."""

from collections.abc import Iterator

import pandas as pd

from pipeline.areas import AREAS, BOROUGH_CODES
from pipeline.contracts.contract import OBSERVED, SHOWN, Contract, Tables
from pipeline.contracts.notices import Gap
from pipeline.contracts.series import cell_of
from pipeline.states import State


def coverage_faults(contract: Contract, tables: Tables) -> Iterator[str]:
    """Return a sentence for every measure and period that lacks a borough, and for every table with missing rows."""
    for file, key in contract.complete.items():
        yield from _shown([f"{file}: no row for {_named(row)}" for row in _absent(tables[file], list(key))])
    if contract.boroughs:
        yield from _shown(list(_lacking(tables[OBSERVED], contract.boroughs)))


def gaps_in(observations: pd.DataFrame) -> tuple[Gap, ...]:
    """Return the figures that have no value, the newest period first."""
    empty = observations[observations["state"] != State.OK.value].sort_values(
        "period_end", ascending=False, kind="stable"
    )
    return tuple(Gap(cell_of(row), row["state"]) for row in empty.to_dict("records"))


def _lacking(observations: pd.DataFrame, expected: frozenset[str]) -> Iterator[str]:
    """A row of areas that are merged covers each of them; a measure without any borough is not told by borough."""
    members = {code: {code} if code in BOROUGH_CODES else set(area.members) for code, area in AREAS.items()}
    by_borough = observations[observations["area_code"].map({code: bool(found) for code, found in members.items()})]
    keys = ["measure", "period_label"]
    for (measure, period), codes in by_borough.drop_duplicates(["area_code", *keys]).groupby(keys)["area_code"]:
        absent = expected - set().union(*(members[code] for code in codes))
        if absent:
            yield f"{measure} in {period} lacks {', '.join(sorted(AREAS[code].name for code in absent))}"


def _absent(frame: pd.DataFrame, key: list[str]) -> list[dict]:
    """Return the combinations of the values of these columns that have no row."""
    held = frame[key].drop_duplicates()
    every = pd.MultiIndex.from_product([frame[name].unique() for name in key], names=key)
    if len(every) == len(held):
        return []
    return every.difference(pd.MultiIndex.from_frame(held), sort=False).to_frame(index=False).to_dict("records")


def _named(row: dict) -> str:
    area = AREAS.get(row.get("area_code", ""))
    return ", ".join(area.name if area and name == "area_code" else str(cell) for name, cell in row.items())


def _shown(sentences: list[str]) -> list[str]:
    more = len(sentences) - SHOWN
    return [*sentences[:SHOWN], *([f"and {more} more like these"] if more > 0 else [])]
