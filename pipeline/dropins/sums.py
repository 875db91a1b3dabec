"""Groups never add up to more than their total, nor months to more than their year."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.dropins.periods import YEARS
from pipeline.dropins.row import Fault, Row
from pipeline.dropins.table import ROUNDED, TOTAL, DropIn

_PERIOD = ("period_type", "period_start", "period_end")
_INSIDE = {"month": ("quarter", *YEARS), "quarter": YEARS}
OVERLAPPING_KINDS = frozenset({"disability"})  # one person may have several


def sum_faults(table: DropIn, rows: Sequence[Row]) -> Iterator[Fault]:
    """Return a fault at every total that its parts exceed; rounded counts are left out, as they need not add up."""
    exact = [row for row in rows if row["sdc_state"] != ROUNDED]
    for column in table.groups:
        yield from _groups(table, exact, column.name, column.overlaps)
    for kind, group in table.kinds:
        yield from _kinds(table, exact, kind, group)
    yield from _periods(table, exact)


def _counts(table: DropIn) -> list[str]:
    return [column.name for column in table.figures if column.type == "count"]


def _key(table: DropIn, row: Row, without: tuple[str, ...]) -> tuple:
    names = [name for name in (*table.key, *_PERIOD) if name not in (*without, *table.ids)]
    return tuple((name, row[name]) for name in names)


def _groups(table: DropIn, rows: Sequence[Row], name: str, overlaps: bool) -> Iterator[Fault]:
    totals = {_key(table, row, (name,)): row for row in rows if row[name] == TOTAL}
    parts = [row for row in rows if row[name] != TOTAL]
    yield from _compared(table, totals, parts, (name,), name, overlaps)


def _kinds(table: DropIn, rows: Sequence[Row], kind: str, group: str) -> Iterator[Fault]:
    totals = {_key(table, row, (kind, group)): row for row in rows if not row[kind]}
    for each in sorted({row[kind] for row in rows if row[kind]}):
        parts = [row for row in rows if row[kind] == each]
        yield from _compared(table, totals, parts, (kind, group), each, each in OVERLAPPING_KINDS)


def _compared(  # noqa: PLR0913, PLR0917 - one comparison, with its words
    table: DropIn, totals: dict[tuple, Row], parts: Sequence[Row], names: tuple[str, ...], what: str, overlaps: bool
) -> Iterator[Fault]:
    together: dict[tuple, list[Row]] = defaultdict(list)
    for row in parts:
        together[(*_key(table, row, names), row.line if overlaps else "")].append(row)
    for key, same in together.items():
        total = totals.get(key[:-1])
        if total is not None:
            yield from _exceeded(table, total, same, f"the groups of {what}" if not overlaps else f"a group of {what}")


def _exceeded(table: DropIn, total: Row, parts: Sequence[Row], what: str) -> Iterator[Fault]:
    if table.tallies:  # rows are events, not figures of groups
        return
    for name in _counts(table):
        added = sum(row[name] or 0 for row in parts)
        if total[name] is not None and added > total[name]:
            lines = ", ".join(str(row.line) for row in parts[:5]) + (" ..." if len(parts) > 5 else "")
            yield Fault(total.line, f"{name} {total[name]:g} is less than {added:g}, {what} together (lines {lines})")


def _periods(table: DropIn, rows: Sequence[Row]) -> Iterator[Fault]:
    """Months and quarters inside a year of the same group, for counts that add up over time."""
    flows = [column.name for column in table.figures if column.type == "count" and column.flow]
    series: dict[tuple, list[Row]] = defaultdict(list)
    for row in rows:
        series[_key(table, row, _PERIOD)].append(row)
    for same in [] if table.tallies or table.long else series.values():
        for long in same:
            for kind, longer in _INSIDE.items():
                inside = [row for row in same if row["period_type"] == kind and _within(row, long)]
                if long["period_type"] in longer and inside:
                    yield from _too_much(flows, long, inside, kind)


def _within(row: Row, long: Row) -> bool:
    return bool(long["period_start"] <= row["period_start"] and row["period_end"] <= long["period_end"])


def _too_much(flows: Sequence[str], long: Row, inside: Sequence[Row], kind: str) -> Iterator[Fault]:
    for name in flows:
        added = sum(row[name] or 0 for row in inside)
        if long[name] is not None and added > long[name]:
            yield Fault(long.line, f"{name} {long[name]:g} is less than {added:g}, its {kind}s together")
