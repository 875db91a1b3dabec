"""What a borough's records name that is defined further down: indicators, recommendations, measures.

The catalogue is downstream of a borough's files, so whoever knows it checks them: `cdp check`.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from pipeline.areas import AREAS
from pipeline.errors import PipelineError, did_you_mean
from pipeline.local.data import BoroughData

INDICATOR, RECOMMENDATION, MEASURE = "indicator", "recommendation", "measure"


class Reference(NamedTuple):
    """An id that a record names: in which file, record and field, and of what kind of thing it is the id."""

    file: str
    record: str
    field: str
    kind: str
    id: str


def references(data: BoroughData) -> Iterator[Reference]:
    """Return every id that the records name and this part of the pipeline cannot know."""
    for measure in data.measures:
        yield from _named("strategy.toml", measure.id, "indicators", INDICATOR, measure.indicators)
    for message in data.messages:
        yield from _named(
            "messages.toml", message.id, "claims", INDICATOR, (claim.indicator for claim in message.claims)
        )
        yield from _named("messages.toml", message.id, "indicators", INDICATOR, message.indicators)
    for action in data.actions:
        yield from _named("actions.csv", action.id, "recommendations", RECOMMENDATION, action.recommendations)
        yield from _named("actions.csv", action.id, "measures", MEASURE, action.measures)


def _named(file: str, record: str, field: str, kind: str, ids: Iterable[str]) -> Iterator[Reference]:
    return (Reference(file, record, field, kind, each) for each in ids)


def check_references(data: BoroughData, known: Collection[str], kind: str = INDICATOR) -> None:
    """Pass if every id of this kind is known; PipelineError names each that is not, with its file and record.

    The measures of the borough's own strategy are known beside those given.
    """
    ids = {*known, *(one.id for one in data.measures)} if kind == MEASURE else known
    wrong = [
        f"  {one.file}, {one.record}: {one.field} {one.id} is no {kind}.{did_you_mean(one.id, ids)}".removesuffix(".")
        for one in references(data) if one.kind == kind and one.id not in ids
    ]  # fmt: skip
    if wrong:
        name = AREAS[data.area_code].name if data.area_code in AREAS else "The borough"
        heading = f"{name}: its own files name {len(wrong)} unknown {kind}{'s' if len(wrong) > 1 else ''}."
        raise PipelineError(
            "\n".join([heading, "", *wrong, "", "Put the ids right, or leave them out and state the gap."])
        )
