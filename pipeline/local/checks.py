"""What holds between records: numbers of priorities, evidence or a gap for each measure."""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.errors import did_you_mean
from pipeline.local.fault import Fault
from pipeline.local.planning import MEASURE, PRIORITY
from pipeline.local.records import Found

STRATEGY, ACTIONS = "strategy.toml", "actions.csv"


def between_records(found: Mapping[str, Sequence[Found]]) -> Iterator[Fault]:
    """Return what the records of a borough's files, by file, say against each other."""
    strategy = found.get(STRATEGY, ())
    priorities = [one for one in strategy if one.kind is PRIORITY]
    numbers = [str(one.values.get("number", "")) for one in priorities]
    names = [one.values.get("id", "") for one in priorities]
    yield from _numbered_once(priorities, numbers)
    for one in strategy:
        yield from _measure(one, numbers) if one.kind is MEASURE else ()
    for one in found.get(ACTIONS, ()):
        wanted = one.values.get("local_priority", "")
        if wanted and wanted not in (*numbers, *names):
            what = (
                f"local_priority {wanted} is no priority of {STRATEGY} {_known(numbers)}.{did_you_mean(wanted, names)}"
            )
            yield Fault(ACTIONS, one.entry.at("local_priority"), what.removesuffix("."))


def _known(numbers: Sequence[str]) -> str:
    return f"(it has {', '.join(filter(None, numbers)) or 'none'})"


def _numbered_once(priorities: Sequence[Found], numbers: Sequence[str]) -> Iterator[Fault]:
    for place, number in enumerate(numbers):
        if number and number in numbers[:place]:
            first, line = (priorities[which].entry.at("number") for which in (numbers.index(number), place))
            yield Fault(STRATEGY, line, f"number {number} is used twice, first in line {first}")


def _measure(one: Found, numbers: Sequence[str]) -> Iterator[Fault]:
    for number in one.values.get("priorities", ()):
        if str(number) not in numbers:
            what = f"priorities {number} is no [[priority]] of this file {_known(numbers)}"
            yield Fault(STRATEGY, one.entry.at("priorities"), what)
    if one.record and not (one.record.indicators or one.record.tables or one.record.gap):
        what = f"measure {one.record.id} has no indicators, no tables and no gap: say at least what is missing"
        yield Fault(STRATEGY, one.entry.line, what)
