"""What must hold between the cells of a drop-in table: the borough, periods, keys, and sums that do not exceed their total."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.areas import AREAS, Area
from pipeline.dropins.periods import OVERLAPPING, period_fault
from pipeline.dropins.row import Fault, Row
from pipeline.dropins.sums import sum_faults
from pipeline.dropins.table import NOT_STATED, ROUNDED, DropIn

_WARD = re.compile(r"E05\d{6}")
_BROAD = ("Asian", "Black", "Mixed", "White", "Other")


def table_faults(table: DropIn, area: Area, rows: Sequence[Row]) -> Iterator[Fault]:
    """Return every fault between cells and rows; rows with a wrong cell are left out, as nothing rests on them."""
    for row in rows:
        yield from (Fault(row.line, what) for what in _of_this_borough(area, row))
        yield from (Fault(row.line, what) for what in _of_a_period(table, row))
        yield from (Fault(row.line, what) for what in _of_a_characteristic(table, row))
    sound = [row for row in rows if row.sound]
    yield from _repeated(table, sound)
    yield from _overlapping(table, sound)
    yield from _rounded_beside_exact(sound)
    yield from _cohorts(sound)
    yield from sum_faults(table, sound)


def _of_this_borough(area: Area, row: Row) -> Iterator[str]:
    code, name = row["area_code"], row["area_name"]
    if code and code != area.code:
        other = f"the code of {AREAS[code].name}" if code in AREAS else "not an ONS code of a London borough"
        yield f"area_code {code} is {other}; this is the folder of {area.name} ({area.code})"
    if name and name.lower() not in {area.name.lower(), area.formal_name.lower()}:
        yield f"area_name {name} is not {area.name}"


def _of_a_period(table: DropIn, row: Row) -> Iterator[str]:
    start, end, kind = row["period_start"], row["period_end"], row["period_type"]
    if start is None or end is None or not kind:
        return
    if table.periods and kind not in table.periods:
        yield f"period_type {kind} is not {' or '.join(table.periods)}, of which {table.code} is"
    wrong = period_fault(start, end, kind)
    if wrong:
        yield wrong
    elif row["extract_date"] is not None and row["extract_date"] < end:
        yield (
            f"extract_date {row['extract_date']:%Y-%m-%d} is before period_end {end:%Y-%m-%d}: a period that was not over "
            "is not a period; write the months that were"
        )


def _of_a_characteristic(table: DropIn, row: Row) -> Iterator[str]:
    """Groups are named alike in every table: ethnic groups in the census's words, wards by code."""
    if table.pairs and row["breakdown_type"]:
        yield f"breakdown_type must be empty: {table.code} has {table.pairs[0][0]} and {table.pairs[0][1]} for it"
    for kind, group in table.kinds:
        yield from (f"{group} {row[group]} {wrong}" for wrong in _misnamed(row[kind], row[group]) if row[group])
    ward = row["ward_code"]
    if ward and ward != "all" and not _WARD.fullmatch(ward):
        yield f"ward_code {ward} is not the ONS code of a ward like E05013628"


def _misnamed(kind: str | None, group: str | None) -> Iterator[str]:
    if not group or group.lower() == NOT_STATED:
        return
    if kind == "ethnicity5" and group not in _BROAD:
        yield f"is not one of {', '.join(_BROAD)}, {NOT_STATED}"
    if kind == "ethnicity19" and not any(group.startswith(f"{broad}: ") for broad in _BROAD):
        yield f"does not begin with its broad group, like {_BROAD[0]}: Indian"
    if kind == "ward" and not _WARD.fullmatch(group):
        yield "is not the ONS code of a ward like E05013628"


def _period(row: Row) -> tuple:
    return (row["period_type"], row["period_start"], row["period_end"])


def _by(rows: Iterable[Row], names: Sequence[str]) -> dict[tuple, list[Row]]:
    found: dict[tuple, list[Row]] = defaultdict(list)
    for row in rows:
        found[tuple(row[name] for name in names)].append(row)
    return found


def _repeated(table: DropIn, rows: Sequence[Row]) -> Iterator[Fault]:
    for key, same in _by(rows, [*table.key, "period_type", "period_start", "period_end"]).items():
        shown = ", ".join(f"{name} {cell}" for name, cell in zip(table.key[1:], key[1:], strict=False) if cell)
        for row in same[1:]:
            yield Fault(row.line, f"repeats line {same[0].line} ({shown}): one row for each period and group")


def _overlapping(table: DropIn, rows: Sequence[Row]) -> Iterator[Fault]:
    for series in _by(rows, [*table.key, "period_type"]).values():
        ordered = sorted(series, key=lambda row: (row["period_start"], row.line))
        for before, after in pairwise(ordered):
            same = _period(before) == _period(after)  # said as a repetition
            if not same and before["period_type"] not in OVERLAPPING and after["period_start"] <= before["period_end"]:
                yield Fault(
                    after.line, f"its period overlaps with that of line {before.line}: only rolling12 and 3y may"
                )


def _rounded_beside_exact(rows: Sequence[Row]) -> Iterator[Fault]:
    """Exact figures beside rounded ones of the same period give the rounded ones away."""
    for same in _by(rows, ["period_type", "period_start"]).values():
        exact = [row for row in same if row["sdc_state"] != ROUNDED]
        for row in same if exact and len(exact) < len(same) else []:
            if row["sdc_state"] == ROUNDED:
                yield Fault(
                    row.line, f"sdc_state rounded5 stands beside exact counts of the same period (line {exact[0].line})"
                )


def _cohorts(rows: Sequence[Row]) -> Iterator[Fault]:
    """A file that counts adults in one period and adults with young people in another would show a change that is none."""
    by_period = {
        period: {row["cohort"] for row in same} for period, same in _by(rows, ["period_type", "period_start"]).items()
    }
    plain = {period: cohorts for period, cohorts in by_period.items() if "all" not in cohorts}
    if len({frozenset(cohorts) for cohorts in by_period.values()}) > 1 and plain:
        words = "; ".join(sorted({" and ".join(sorted(cohorts)) for cohorts in by_period.values()}))
        yield Fault(
            0, f"cohort differs between periods ({words}): give every period the same cohorts, or a row for all"
        )
