"""What figures are at hand: all of them read and every indicator calculated, without making a report."""

import pandas as pd

from pipeline.areas import AREAS
from pipeline.breaks import read_breaks
from pipeline.editions import LATEST, load_edition
from pipeline.errors import PipelineError
from pipeline.indicators.catalogue import calculate_indicators
from pipeline.project import Audience, Project
from pipeline.sources import read_observations


def take_stock(project: Project, edition_id: str = LATEST, audience: Audience = Audience.PUBLIC) -> list[str]:
    """Return the counts of sources, observations, indicators, areas and states, as lines to print.

    Raises PipelineError naming every row that cannot be used, or every indicator that cannot be calculated.
    """
    edition = load_edition(project, edition_id)
    observations = read_observations(project, edition)
    indicators = calculate_indicators(observations, edition, read_breaks(project), audience)
    gaps = indicators.attrs["gaps"]
    if gaps:
        raise PipelineError("\n".join(f"{name} cannot be calculated: {why}" for name, why in gaps.items()))
    kinds = pd.Series([AREAS[code].kind for code in indicators["area_code"].unique()]).value_counts()
    return [
        f"Edition {edition.id}: {observations['source'].nunique()} sources, read by {edition.date}",
        f"{len(observations):,} observations: {_states(observations)}",
        f"{indicators['indicator'].nunique()} indicators, {len(indicators):,} rows: {_states(indicators)}",
        f"{kinds.sum()} areas: {_counted(kinds)}",
    ]


def _states(table: pd.DataFrame) -> str:
    return _counted(table["state"].value_counts())


def _counted(counts: pd.Series) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts.items())
