"""What publishers write where a number is not given: a state each, and never a zero.

The letters are those of the Government Analysis Function ([c], [x], [z]); the older signs are those of NDTMS and OHID.
"""

import re
from pathlib import Path

import pandas as pd

from pipeline.publishers.reading import refuse, row_fault
from pipeline.states import State

STATES = {
    "c": State.SUPPRESSED,  # confidential
    "*": State.SUPPRESSED,  # fewer than five people
    "x": State.NOT_AVAILABLE,
    ":": State.NOT_AVAILABLE,
    "-": State.NOT_AVAILABLE,
    "null": State.NOT_AVAILABLE,  # not collected
    "": State.NOT_AVAILABLE,
    "z": State.NOT_APPLICABLE,
}
_NUMBER = re.compile(r"(\d{1,3}(,\d{3})+|\d{1,15})(\.\d+)?([eE]-\d{1,2})?")


def state_of(cell: str) -> State:
    """Return what a cell says: a number is ok, a marker has its state. ValueError for anything else."""
    bare = cell.strip().strip("[]").lower()
    if _NUMBER.fullmatch(cell.strip().removesuffix("%")):
        return State.OK
    if "no data available" in bare:  # NDTMS says it to screen readers beside its dash
        return State.NOT_AVAILABLE
    if bare.replace("–", "-").replace("—", "-") in STATES:
        return STATES[bare.replace("–", "-").replace("—", "-")]
    raise ValueError(cell)


def read_marked(path: Path, cells: pd.Series) -> pd.DataFrame:
    """Return cells as `value` (text of a number of 0 or more, empty where none is given) and `state`.

    Thousands commas and % signs are taken off. PipelineError names every cell that is neither number nor marker.
    """
    states, faults = {}, []
    for cell in cells.unique():
        try:
            states[cell] = state_of(cell).value
        except ValueError:
            row = cells.index[cells == cell][0]
            rule = f"is neither a number of 0 or more nor one of the markers {', '.join(filter(None, STATES))}"
            faults.append(row_fault(path, row, str(cells.name), cell, rule))
    refuse(path, faults, "If it is a new marker, say what it means in pipeline/publishers/markers.py.")
    state = cells.map(states)
    bare = cells.str.strip().str.removesuffix("%").str.replace(",", "")
    return pd.DataFrame({"value": bare.where(state == State.OK.value, ""), "state": state})
