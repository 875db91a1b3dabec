"""The borough's own records on the page: a table that names its papers, or a stated gap with the file that would fill it."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline import findings, phrases
from pipeline.dropins import TABLES
from pipeline.indicators import CATALOGUE
from pipeline.notebook.context import bundle
from pipeline.notebook.page import put_table, table
from pipeline.notebook.words import put_list
from pipeline.states import State
from pipeline.tables import grid

NOT_GIVEN = "not given"
NOTHING = "–"
CONFLICT = re.compile(r"the conflict ([a-z0-9]+(?:-[a-z0-9]+)*)")
Write = Callable[[Any], str]


def local_id(file: str, record: str) -> str:
    """Return the id of a finding about the borough's own data."""
    return f"local.{bundle().area.slug}.{file}.{record}"


def counted(number: int, one: str, several: str) -> str:
    """Return a number with its noun, "" for none."""
    return f"{phrases.count(number)} {one if number == 1 else several}" if number else ""


def together(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: "a, b and c"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)


def record_table(
    name: str, caption: str, records: Sequence[Any], columns: Sequence[tuple[str, Write]], notes: Sequence[str] = ()
) -> None:
    """Put records on the page as a table; each row names its paper, or the line under the table where all share one."""
    paper = _paper(records)
    where: Write = partial(_place, paper=paper)
    shown = [*columns, *([("Where", where)] if len({one.source for one in records}) > 1 else [])]
    frame = pd.DataFrame([{label: write(record) or NOT_GIVEN for label, write in shown} for record in records])
    made = grid(frame, [(label, label) for label in frame.columns], caption, notes)
    put_table(name, made, frame, f"Source: {paper or 'the papers named in the rows'}, in this project's words.")


def _paper(records: Sequence[Any]) -> str:
    """The part of their sources that all records share: the paper, without the sections."""
    parts = [record.source.split(", ") for record in records]
    same = takewhile(lambda words: len(set(words)) == 1, zip(*parts, strict=False))
    return ", ".join(words[0] for words in same)


def _place(record: Any, paper: str) -> str:
    return record.source.removeprefix(paper).removeprefix(", ") or "the paper as a whole"


def note_of(record: Any) -> str:
    """Return a record's note; a conflict that it names by its id is named by what it is about."""
    abouts = {one.id: one.about for one in bundle().local.conflicts}
    said = CONFLICT.sub(lambda match: f"“{abouts[match[1]]}”" if match[1] in abouts else match[0], record.note)
    return said or NOTHING


def missing(name: str, what: str, holder: str, file: str) -> None:
    """Say, where a table would stand, that the borough's folder holds nothing of this, who has it, and how to add it."""
    text = f"{what} for {bundle().area.spoken}. {holder} can add this: {file} in the borough's own folder."
    put_list("gap", [{"text": text, "id": name, "finding": local_id(Path(file).stem.lower(), "missing")}])


def own_figures(code: str, indicators: Sequence[str], name: str, caption: str) -> None:
    """Put figures of one of the partnership's own tables on the page, newest period of each; a stated gap without it."""
    held = [_newest(one) for one in indicators if one in CATALOGUE]
    held = [rows for rows in held if len(rows)]
    if held:
        return table(pd.concat(held, ignore_index=True), f"{caption}: the partnership's own figures", table_id=name)
    supplied = next(one for one in TABLES if one.code == code)
    holder = f"{supplied.holder[:1].upper()}{supplied.holder[1:]}"
    return missing(name, f"{caption}: nothing is on file", holder, supplied.place)


def _newest(indicator: str) -> pd.DataFrame:
    """The rows of the newest period, once: a year that is also the latest twelve months is told as these."""
    own = findings.own_rows(bundle(), indicator)
    known = own[own["state"] == State.OK]
    last = known[known["period_end"] == known["period_end"].max()]
    reported = last["period_type"] == CATALOGUE[indicator].headline
    return last[reported] if reported.any() else last
