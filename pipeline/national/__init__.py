"""The national framework: outcomes, metrics and what stands for them; names, grants and headings with their dates."""

from pipeline.errors import PipelineError, did_you_mean
from pipeline.national.framework import SURE, Metric, Outcome, Stand, Standing, read_outcomes
from pipeline.national.framing import Asked, Framing, Grant, Heading, Named, Step, Unit, on, read_framing

OUTCOMES = {one.number: one.name for one in read_outcomes()}
METRICS = {one.id: one for outcome in read_outcomes() for one in outcome.metrics}


def outcome(number: int) -> Outcome:
    """Return the national outcome of this number (1 to 6)."""
    return read_outcomes()[number - 1]


def metric(name: str) -> Metric:
    """Return the metric of this id, such as H5; PipelineError with the nearest known."""
    if name not in METRICS:
        raise PipelineError(f"There is no metric '{name}' in the national framework.{did_you_mean(name, METRICS)}")
    return METRICS[name]


__all__ = [
    "METRICS", "OUTCOMES", "SURE", "Asked", "Framing", "Grant", "Heading", "Metric", "Named", "Outcome", "Stand", "Standing",
    "Step", "Unit", "metric", "on", "outcome", "read_framing", "read_outcomes",
]  # fmt: skip
