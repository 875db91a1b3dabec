"""Small counts in the partnership's own tables, hidden from the public together with everything that gives them away.

All figures of one borough's table are one system: groups and everybody, a part and its whole, months and years that
share months, a broad ethnic group and its detailed ones. What is printed nowhere and follows by subtraction (those who
did not start, a group that was not listed) is protected like a printed count. Counts in other tables are not looked at.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import pandas as pd

from pipeline.disclosure.knowledge import Known, hidden, shown
from pipeline.disclosure.pattern import control
from pipeline.disclosure.relations import Sum
from pipeline.disclosure.rows import protected
from pipeline.disclosure.rules import RULES
from pipeline.dropins.sums import OVERLAPPING_KINDS
from pipeline.dropins.table import DropIn
from pipeline.errors import PipelineError
from pipeline.states import Flag, State, split_flags

RULE = RULES["partnership tables"]


@dataclass
class System:
    """One borough's table as cells and sums: `counts` are printed and may be hidden, `elsewhere` cannot be hidden here."""

    counts: dict[str, int] = field(default_factory=dict)
    elsewhere: dict[str, Known] = field(default_factory=dict)
    sums: list[Sum] = field(default_factory=list)

    def value(self, cell: str) -> int | None:
        """The count of a printed cell; None for one that is not known here."""
        known = self.elsewhere.get(cell)
        fixed = known.low if known is not None and known.low == known.high else None
        return self.counts.get(cell, fixed)

    def add(self, total: str, parts: list[str], where: str, rest: str, named: bool = False) -> None:
        """Declare that the parts and what is left of the total make it up; a small rest is protected like a count.

        `named`: the rest is a cell of other sums too, so it stands here even where nothing is left. Nothing is declared
        where the parts are more than the total: nobody can subtract them.
        """
        known = [self.value(part) for part in parts]
        whole, so_far = self.value(total), sum(count for count in known if count is not None)
        if whole is not None and so_far > whole:
            return
        left = whole - so_far if whole is not None and None not in known else None
        few = left is not None and 0 < left < RULE.threshold
        if few and whole is not None and whole >= RULE.threshold:  # a small whole is hidden itself
            self.elsewhere[rest] = hidden(RULE.threshold, told=False)
        self.sums.append(Sum(total, tuple(parts if left == 0 and not named else [*parts, rest]), where))


def controlled(rows: pd.DataFrame, table: DropIn) -> pd.DataFrame:
    """Return one source's rows (made by indicators.local_totals) as the public may see them."""
    people = [name for name, column in table.measures.items() if column.people]
    parts = [_of_borough(own, table, people) for _, own in rows.groupby("area_code", sort=False)]
    return pd.concat(parts).sort_index() if parts else rows


def _of_borough(own: pd.DataFrame, table: DropIn, people: list[str]) -> pd.DataFrame:
    ours = own["measure"].isin(people) & ~_as_it_is(own)
    ids = pd.Series([cell_id(row) for row in own.to_dict("records")], index=own.index, dtype=object)
    gone: frozenset[str] = frozenset()
    if (ours & own["numerator"].notna()).any():
        gone = _hidden(system_of(own[own["measure"].isin(people)], table))
    shown_rows = pd.concat([protected(own[ours], RULE, also=ids[ours].isin(gone)), own[~ours]]).sort_index()
    return _with_bases(shown_rows, ids, table)


def _hidden(system: System) -> frozenset[str]:
    """The cells that must not be printed; all of them where nothing can be proved, or where hiding some does not help."""
    few = any(0 < count < RULE.threshold for count in system.counts.values())
    if not few and not any(known.whole for known in system.elsewhere.values()):
        return frozenset()
    try:
        pattern = control(system.counts, system.sums, RULE, system.elsewhere)
    except PipelineError:  # supplied figures that contradict each other
        return frozenset(system.counts)
    return pattern.hidden if pattern.safe else frozenset(system.counts)


def _as_it_is(rows: pd.DataFrame) -> pd.Series:
    """Rounded, or controlled by whoever supplied it: passed on as supplied."""
    flags = [split_flags(cell) for cell in rows["flags"]]
    rounded = pd.Series([Flag.ROUNDED in held for held in flags], index=rows.index)
    whole = rows["numerator"].isna() | (
        rows["numerator"] % 5 == 0
    )  # a sum with an exact part is not rounded as a whole
    return pd.Series([Flag.CONTROLLED in held for held in flags], index=rows.index) | (rounded & whole)


def cell_id(row: Mapping) -> str:
    """Return what a row counts, the same wherever it is printed: measure, days, group."""
    when = f"{row['period_start']:%Y-%m-%d} to {row['period_end']:%Y-%m-%d}"
    group = f" | {row['category_type']}={row['category']}" if row["category_type"] else ""
    return f"{row['measure']} | {when}{group}"


def system_of(rows: pd.DataFrame, table: DropIn) -> System:
    """Return the cells of one borough's table and everything that ties them to each other."""
    system = System()
    as_it_is = _as_it_is(rows)
    exact = rows[~(as_it_is & rows["flags"].map(lambda cell: Flag.ROUNDED in split_flags(cell)))]
    keyed = exact.assign(cell=[cell_id(row) for row in exact.to_dict("records")]).drop_duplicates("cell")
    for row in keyed.assign(fixed=as_it_is).to_dict("records"):
        if pd.isna(row["numerator"]):
            if row["state"] == State.SUPPRESSED:
                system.elsewhere[row["cell"]] = hidden(RULE.threshold, told=False)
        elif row["fixed"]:
            system.elsewhere[row["cell"]] = shown(int(row["numerator"]))
        else:
            system.counts[row["cell"]] = int(row["numerator"])
    for declare in (_groups, _parts, _times):
        declare(system, keyed, table)
    return system


def _groups(system: System, rows: pd.DataFrame, table: DropIn) -> None:
    """Groups of one kind and everybody; kinds of which one person may have several, each by itself."""
    overlapping = {column.name for column in table.groups if column.overlaps} | OVERLAPPING_KINDS
    for (measure, start, end), same in rows.groupby(["measure", "period_start", "period_end"], sort=False):
        if table.measures[str(measure)].type != "count":
            continue
        everybody = same.loc[same["category_type"] == "", "cell"]
        where = f"{measure} {start:%Y-%m-%d} {end:%Y-%m-%d}"
        for kind, found in same[same["category_type"] != ""].groupby("category_type", sort=False):
            cells = found["cell"].tolist()
            for parts in [[cell] for cell in cells] if kind in overlapping else [cells]:
                rest = f"{parts[0]} and not" if kind in overlapping else f"{where} | {kind} not listed"
                if len(everybody) == 1:
                    system.add(everybody.iloc[0], parts, where, rest)
        _nested(system, same, where)


def _nested(system: System, same: pd.DataFrame, where: str) -> None:
    """Each broad ethnic group is the sum of its detailed ones, which begin with its name."""
    broad = same[same["category_type"] == "ethnicity5"]
    detailed = same[same["category_type"] == "ethnicity19"]
    for cell, group in zip(broad["cell"], broad["category"], strict=True):
        parts = detailed.loc[detailed["category"].str.startswith(f"{group}: "), "cell"].tolist()
        if parts:
            system.add(cell, parts, where, f"{cell} not listed in detail")


def _parts(system: System, rows: pd.DataFrame, table: DropIn) -> None:
    """A part and its whole: those of the whole who are not in the part follow from the two."""
    by_measure = {str(measure): found for measure, found in rows.groupby("measure", sort=False)}
    same = ["period_start", "period_end", "category_type", "category"]
    for part, whole in table.parts:
        if part in by_measure and whole in by_measure:
            pairs = by_measure[part].merge(by_measure[whole], on=same, suffixes=("", "_whole"))
            for cell, total in zip(pairs["cell"], pairs["cell_whole"], strict=True):
                system.add(total, [cell], f"{total} and {part}", f"{total} without {part}")


def _times(system: System, rows: pd.DataFrame, table: DropIn) -> None:
    """Periods that share months: each is the sum of the stretches of time between all first and last days."""
    flows = [name for name, column in table.measures.items() if column.flow and column.type == "count"]
    series = rows[rows["measure"].isin(flows)].groupby(["measure", "category_type", "category"], sort=False)
    for (measure, kind, group), same in series:
        name = f"{measure} over time {kind}={group}"
        for total, parts, rest in _stretches(same, name):
            system.add(total, parts, name, rest, named=rest.startswith(name))


def _stretches(same: pd.DataFrame, name: str) -> Iterator[tuple[str, list[str], str]]:
    """Return each period that others cut, with the stretches it is made of: printed ones by their cell, others by name."""
    after = same["period_end"] + pd.Timedelta(days=1)
    cuts = sorted({*same["period_start"], *after})
    printed = dict(zip(zip(same["period_start"], after, strict=True), same["cell"], strict=True))
    for (first, end), cell in printed.items():
        inside = [cut for cut in cuts if first <= cut <= end]
        pieces = list(pairwise(inside))
        if len(pieces) < 2:
            continue
        known = [printed[piece] for piece in pieces if piece in printed]
        unknown = [f"{name} | {start:%Y-%m} to {stop:%Y-%m}" for start, stop in pieces if (start, stop) not in printed]
        # One stretch that nobody printed is what is left; of several only the sum follows.
        yield cell, [*known, *unknown[1:]], unknown[0] if unknown else f"{cell} beyond its parts"


def _with_bases(rows: pd.DataFrame, ids: pd.Series, table: DropIn) -> pd.DataFrame:
    """Hide a median or percentage with the count that it rests on: also where that count was not supplied."""
    for measure, column in table.measures.items():
        if not column.base:
            continue
        concerned = (rows["measure"] == measure) & ~_as_it_is(rows)
        held = rows[(rows["measure"] == column.base) & (rows["state"] == State.OK)]
        bases = ids.str.replace(f"{measure} |", f"{column.base} |", n=1, regex=False)
        bare = concerned & ~bases.isin(ids[held.index])
        empty = {name: rows[name].mask(bare) for name in ("value", "numerator")}
        state = rows["state"].mask(bare, State.SUPPRESSED.value)
        rows = rows.assign(**empty, state=state, flags=rows["flags"].mask(bare, ""))
    return rows
