"""What a contract is: rules on a release's tables, each a view of them and what pandera checks of every row of the view.

A rule is declared with its words; a row that breaks it is printed with them, so a view shows just what is compared.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from pipeline.areas import AREAS, BOROUGH_CODES, CITY_OF_LONDON
from pipeline.observations import DEFAULTS

OBSERVED = "observations"  # among the tables of a release: all of them as the rest of the pipeline reads them
SHOWN = 20  # rows named for one rule; the number of the others is said
ALL_BOROUGHS = frozenset(BOROUGH_CODES)
WITHOUT_CITY = ALL_BOROUGHS - {CITY_OF_LONDON.code}

Tables = Mapping[str, pd.DataFrame]
_SILENT = {"row", "area_code"}


@dataclass(frozen=True)
class Rules:
    """What holds of every row of a view. `doubt`: a row that breaks it is a question to a person, not a fault."""

    where: str
    view: Callable[[Tables], pd.DataFrame]
    schema: pa.DataFrameSchema
    doubt: bool = False

    def broken(self, tables: Tables) -> list[str]:
        """Return a sentence for every row that breaks a rule, at most SHOWN for each rule and how many more there are."""
        frame = self.view(tables).reset_index(drop=True)
        try:
            self.schema.validate(frame, lazy=True)
        except SchemaErrors as errors:
            return list(self._told(frame, errors.failure_cases))
        return []

    def _told(self, frame: pd.DataFrame, cases: pd.DataFrame) -> Iterator[str]:
        for words, failed in cases.groupby("check", sort=False):
            rows = sorted({int(index) for index in failed["index"].dropna()})
            if not rows:  # the check itself failed: a column that it needs is not there
                yield f"{self.where}: {words}: could not be checked ({failed['failure_case'].iloc[0]})"
            for row in frame.loc[rows[:SHOWN]].to_dict("records"):
                yield f"{self.where}: {words}: {_shown(row)}"
            if len(rows) > SHOWN:
                yield f"{self.where}: {words}: and {len(rows) - SHOWN} rows more"


@dataclass(frozen=True)
class Known:
    """Why figures that stand out do so: nobody need ask again. `months` are "08" for every August or "2020-04"."""

    why: str
    months: tuple[str, ...]
    areas: frozenset[str] = frozenset()
    measures: tuple[str, ...] = ()

    def explains(self, area: str, measure: str, start: pd.Timestamp) -> bool:
        """Return whether it speaks of this figure; without areas or measures it speaks of all."""
        return (
            (not self.areas or area in self.areas)
            and (not self.measures or measure in self.measures)
            and bool({f"{start:%m}", f"{start:%Y-%m}"} & set(self.months))
        )


@dataclass(frozen=True)
class Contract:
    """What must hold of every release of one source, beyond the schemas of its tables.

    `since`: the month in which its first period starts. `boroughs`: those that every measure told by borough has in
    every period (in a merged area counts). `complete`: by file, columns of which every combination has a row.
    `ended`: measures that the publisher no longer issues, each with the reason: that they are gone is no fault.
    """

    since: str = "1990-01"
    boroughs: frozenset[str] = frozenset()
    complete: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ended: Mapping[str, str] = field(default_factory=dict)
    rules: tuple[Rules, ...] = ()
    known: tuple[Known, ...] = ()


def rule(words: str, holds: Callable[[pd.DataFrame], pd.Series]) -> pa.Check:
    """Return what must be true of every row, in words; a comparison with a missing value should come out true."""
    return pa.Check(holds, error=words)


def part_of(part: str, whole: str) -> pa.Check:
    """Return the rule that one column is at most another, where the view has both."""

    def holds(frame: pd.DataFrame) -> pd.Series:
        if not {part, whole} <= set(frame.columns):
            return pd.Series(True, index=frame.index)
        return ~(frame[part] > frame[whole])

    return rule(f"{part} is a part of {whole}", holds)


def rules(where: str, view: Callable[[Tables], pd.DataFrame], *checks: pa.Check, doubt: bool = False) -> Rules:
    """Return rules on one view, named by the file (or files) it is made from."""
    return Rules(where, view, pa.DataFrameSchema(checks=list(checks)), doubt)


def _shown(row: dict) -> str:
    place = (
        [AREAS[row["area_code"]].name if row["area_code"] in AREAS else row["area_code"]] if "area_code" in row else []
    )
    cells = [
        f"{name} {_cell(cell)}"
        for name, cell in row.items()
        if name not in _SILENT and _cell(cell) and cell != DEFAULTS.get(name)
    ]
    line = [f"line {row['row']}"] if "row" in row else []
    return ", ".join([*line, *place, *cells])


def _cell(cell: object) -> str:
    if isinstance(cell, float):
        return f"{cell:,.10g}" if pd.notna(cell) else ""
    return f"{cell:%Y-%m-%d}" if isinstance(cell, pd.Timestamp) else str(cell)
