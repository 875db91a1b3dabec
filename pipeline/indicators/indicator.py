"""What an indicator is: a pure function from published observations to rows, with its facts in a decorator.

The function's name is the indicator's id, its parameters name its sources (modules of pipeline/sources), and its
docstring is printed as the definition, so it is written for a public health reader.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from pipeline.states import State

# What the function returns: one row for each area, period and group.
CALCULATED = (
    "area_code", "period_label", "period_start", "period_end", "period_type", "group_type", "group",
    "numerator", "denominator", "value", "lower", "upper", "state", "flags",
)  # fmt: skip
# What the catalogue adds: the contract that everything downstream reads.
COLUMNS = (
    "indicator", *CALCULATED, "source", "release",
    "london", "vs_london", "england", "vs_england",
)  # fmt: skip

_DEFAULTS: dict[str, str | float] = {
    "group_type": "", "group": "", "flags": "", "state": State.OK.value,
    "numerator": float("nan"), "denominator": float("nan"), "lower": float("nan"), "upper": float("nan"),
}  # fmt: skip


def calculated(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with every column that an indicator gives, in order; what does not apply stays empty."""
    full = rows.copy()
    for name, value in _DEFAULTS.items():
        if name not in full:
            full[name] = value
    return full[list(CALCULATED)]


@dataclass(frozen=True)
class Indicator:
    """One indicator: its calculation and everything a page must say about it.

    `short` is the phrase inside a sentence ("recorded drug trafficking offences"); `unit` follows the number.
    `polarity`: "higher is better", "lower is better" or None, where no direction is better (interpretation.md 2).
    `comparators`: which of London and England are published for it; a missing one is [x], never a mean of boroughs.
    `rule`: how it may be compared: "recorded crime" (limits and 10%), "limits", or "not tested" (no limits published).
    `headline`: the period type of which the latest period is the one reported.
    `decimals`: digits printed after the point.  `caveats`: sentences that travel with it.
    `measures`: the measures of its main source that it counts: a break in one of them is a break in it.
    `counts_only`: so few that only counts are shown, never a rate, limits or a rank.
    """

    calculate: Callable[..., pd.DataFrame]
    name: str
    short: str
    unit: str
    topic: str
    priority: int | None
    outcome: int | None
    polarity: str | None
    comparators: tuple[str, ...]
    rule: str
    headline: str
    decimals: int = 1
    caveats: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    counts_only: bool = False

    @property
    def id(self) -> str:
        """The function's name."""
        return self.calculate.__name__

    @property
    def definition(self) -> str:
        """The docstring, as printed."""
        return inspect.cleandoc(self.calculate.__doc__ or "")

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources it is calculated from: the main one first."""
        return tuple(inspect.signature(self.calculate).parameters)


CATALOGUE: dict[str, Indicator] = {}


def indicator(**facts: object) -> Callable[[Callable[..., pd.DataFrame]], Callable[..., pd.DataFrame]]:
    """Enter a calculation in the catalogue with its facts; the function itself stays plain and testable."""

    def enter(calculate: Callable[..., pd.DataFrame]) -> Callable[..., pd.DataFrame]:
        entry = Indicator(calculate=calculate, **facts)  # type: ignore[arg-type]
        if entry.id in CATALOGUE:
            raise ValueError(f"two indicators are called {entry.id}")
        CATALOGUE[entry.id] = entry
        return calculate

    return enter
