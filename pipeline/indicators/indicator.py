"""What an indicator is: a pure function from published observations to rows, with its facts in a decorator.

The function's name is the indicator's id, its parameters name its sources (modules of pipeline/sources), and its
docstring is printed as the definition, so it is written for a public health reader.
"""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from pipeline.indicators.polarity import POLARITY
from pipeline.states import State

# What the function returns: one row for each area, period and group.
CALCULATED = (
    "area_code", "period_label", "period_start", "period_end", "period_type", "group_type", "group",
    "numerator", "denominator", "value", "lower", "upper", "state", "flags",
)  # fmt: skip
# What the catalogue adds: the contract that everything downstream reads.
COLUMNS = (
    "indicator", *CALCULATED, "source", "release",
    "london", "vs_london", "england", "vs_england", "similar", "trend",
)  # fmt: skip

_DEFAULTS: dict[str, str | float] = {
    "group_type": "", "group": "", "flags": "", "state": State.OK.value,
    "numerator": float("nan"), "denominator": float("nan"), "lower": float("nan"), "upper": float("nan"),
}  # fmt: skip
SIMILAR = "similar London boroughs"
LOCAL = "local_"  # begins the id of every table of the partnership's own
# How a value comes about. Only these are divided from figures that may be added up over areas and divided again.
FROM_COUNTS = ("rate", "proportion", "ratio", "estimate")
KINDS = (*FROM_COUNTS, "representation", "count", "published")
_PER = re.compile(r"(?:per|each) ([\d,]+)")


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
    `polarity`: "higher is better", "lower is better" or None, where no direction is better (polarity.py).
    `comparators`: which of London and England are published for it; a missing one is [x], never a mean of boroughs.
    `rule`: how it may be compared: "recorded crime" (limits and 10%), "limits", or "not tested" (no limits published).
    `headline`: the period type of which the latest period is the one reported.
    `decimals`: digits printed after the point.  `caveats`: sentences that travel with it (by period: caveats.py).
    `measures`: the measures of its main source that it counts: a break or a bad row in one of them is its own.
    `counts_only`: so few that only counts are shown, never a rate, limits or a rank.
    `kind`: how its value comes about (KINDS); `minimum`: below this count (rates, ratios) nothing is judged, and on a
    smaller base (proportions) no percentage is made.  `title`: words that the title of any chart of it must hold.
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
    kind: str = "published"
    minimum: int = 10
    title: str = ""

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

    @property
    def optional(self) -> tuple[str, ...]:
        """The sources it can do without: parameters that have a default."""
        parameters = inspect.signature(self.calculate).parameters.values()
        return tuple(one.name for one in parameters if one.default is not inspect.Parameter.empty)

    @property
    def local(self) -> bool:
        """Whether its figures are the partnership's own: nobody else's stand beside them."""
        return self.sources[0].startswith(LOCAL)

    @property
    def per(self) -> float:
        """What its value is made for each of, where it is made of counts: 1,000 residents, 100 of the base; else 0."""
        if self.kind not in FROM_COUNTS:
            return 0
        found = _PER.search(self.unit)
        return float(found[1].replace(",", "")) if found else 100

    @property
    def benchmarks(self) -> tuple[str, ...]:
        """What stands beside its value: comparators, and the similar boroughs, which give no status."""
        return (*self.comparators, SIMILAR) if self.kind in FROM_COUNTS and not self.local else self.comparators

    @property
    def restricted(self) -> bool:
        """Whether a source is closed to the public, so that a public table has only a stated gap."""
        return any(source.restricted for source in self._published())

    @property
    def disclosure(self) -> str:
        """The disclosure rule of its main source."""
        return self._published()[0].disclosure

    @property
    def newer(self) -> str:
        """Whether newer figures are published and who holds them: a sentence of its main source."""
        return self._published()[0].newer

    def _published(self) -> list:
        # A chapter that is given its rows reads no source, and reading the checks of all of them takes a second.
        from pipeline.sources import SOURCES  # noqa: PLC0415

        return [SOURCES[source] for source in self.sources]


CATALOGUE: dict[str, Indicator] = {}


def indicator(**facts: object) -> Callable[[Callable[..., pd.DataFrame]], Callable[..., pd.DataFrame]]:
    """Enter a calculation in the catalogue with its facts; the function itself stays plain and testable."""

    def enter(calculate: Callable[..., pd.DataFrame]) -> Callable[..., pd.DataFrame]:
        known = {"polarity": POLARITY.get(calculate.__name__), **facts}
        entry = Indicator(calculate=calculate, **known)  # type: ignore[arg-type]
        if entry.id in CATALOGUE:
            raise ValueError(f"two indicators are called {entry.id}")
        CATALOGUE[entry.id] = entry
        return calculate

    return enter
