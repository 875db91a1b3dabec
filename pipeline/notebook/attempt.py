"""Look before it counts: which indicators there are, and one tried before it is in the catalogue."""

import os
from collections.abc import Callable
from dataclasses import fields
from typing import Any

import pandas as pd

from pipeline.errors import PipelineError, did_you_mean
from pipeline.indicators import CATALOGUE, Indicator
from pipeline.notebook import context
from pipeline.project import BUNDLE_VARIABLE, Audience, find_project

_FACTS = tuple(one.name for one in fields(Indicator) if one.name != "calculate")


class Indicators:
    """The indicators there are: `indicators.find("deaths")` searches, `indicators.` and Tab completes their ids."""

    def __dir__(self) -> list[str]:
        """Return the ids, for completion."""
        return [*CATALOGUE, "find"]

    def __getattr__(self, name: str) -> str:
        """Return an id as text, so that what was completed can be given to any word."""
        if name in CATALOGUE:
            return name
        raise AttributeError(f"There is no indicator '{name}'.{did_you_mean(name, CATALOGUE)}")

    def find(self, word: str = "", topic: str = "") -> pd.DataFrame:
        """Return those whose id, name or definition holds a word (any case), by id: name, unit, topic, period, source."""
        entries = [one for one in CATALOGUE.values() if topic in ("", one.topic)]
        found = [one for one in entries if word.lower() in f"{one.id} {one.name} {one.definition}".lower()]
        facts = [(one.id, one.name, one.unit, one.topic, one.headline, one.sources[0]) for one in found]
        return pd.DataFrame(facts, columns=["indicator", "name", "unit", "topic", "period", "source"]).set_index(
            "indicator"
        )

    def _repr_html_(self) -> str:
        return str(self.find().to_html())

    def __repr__(self) -> str:
        """Return them as a table."""
        return str(self.find().to_string())


indicators = Indicators()


def try_indicator(calculate: Callable[..., pd.DataFrame], **facts: Any) -> pd.DataFrame:
    """Return the rows of an indicator that is not in the catalogue yet, protected and compared as if it were.

    `calculate` is written as in pipeline/indicators: its parameters name sources, it returns `calculated(rows)`, its
    docstring is the definition. `facts` are those of @indicator; what is left out is careful: nothing is compared.
    One row for each area, period and group. For cells tagged `explore`: a build refuses it.
    """
    if os.environ.get(BUNDLE_VARIABLE):
        raise PipelineError(
            "try_indicator is for looking, and a build leaves nothing uncounted.\n"
            "Tag the cell `explore`, or put the indicator into the catalogue: docs/add-an-indicator.md."
        )
    _refuse_strange(facts)
    entry = _entry(calculate, facts)
    _refuse_unknown_sources(entry)
    return _calculated(entry, context.bundle().edition)


def _calculated(entry: Indicator, edition_id: str) -> pd.DataFrame:
    # Only here: importing these reads the checks of every source, which takes a second that no chapter needs.
    from pipeline.breaks import breaks_of  # noqa: PLC0415
    from pipeline.editions import load_edition  # noqa: PLC0415
    from pipeline.indicators.catalogue import calculate_one  # noqa: PLC0415

    project = find_project()
    edition = load_edition(project, edition_id)
    observations = pd.read_parquet(project.observations, filters=[("source", "in", list(entry.sources))])
    breaks = breaks_of(project, edition)
    return calculate_one(entry, observations, edition, breaks, Audience.PUBLIC)


def _entry(calculate: Callable[..., pd.DataFrame], facts: dict[str, Any]) -> Indicator:
    name = calculate.__name__.replace("_", " ").capitalize()
    careful = {
        "name": name, "short": name.lower(), "unit": "", "topic": "context", "priority": None, "outcome": None, "polarity": None,
        "comparators": (), "rule": "not tested", "headline": "CY",
    }  # fmt: skip
    return Indicator(calculate=calculate, **(careful | facts))


def _refuse_strange(facts: dict[str, Any]) -> None:
    for name in facts:
        if name not in _FACTS:
            raise PipelineError(
                f"An indicator has no '{name}'.{did_you_mean(name, _FACTS)}\nIt has: {', '.join(_FACTS)}."
            )


def _refuse_unknown_sources(entry: Indicator) -> None:
    from pipeline.sources import SOURCES  # noqa: PLC0415  reads the checks of all of them: a second

    for name in entry.sources:
        if name not in SOURCES:
            raise PipelineError(
                f"{entry.id}({name}): its parameters name sources, and '{name}' is none.{did_you_mean(name, SOURCES)}"
            )
    if entry.id in CATALOGUE:
        raise PipelineError(f"There is an indicator '{entry.id}' already: give yours another name.")
