"""The parameters cell of a chapter: its values read, and others put in their place, the rest of the cell as it was."""

import ast
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from pipeline.errors import PipelineError

TAG = "parameters"


def parameters_cell(cells: Sequence[Any]) -> Any:
    """Return the one cell tagged `parameters`; PipelineError where there is none, or more than one."""
    found = [cell for cell in cells if TAG in cell.get("metadata", {}).get("tags", [])]
    if len(found) != 1:
        raise PipelineError(
            f"{len(found)} cells are tagged `{TAG}`; a chapter needs one, with borough and edition.\n"
            "In JupyterLab: select the cell, open the property inspector (cog, top right) and add or remove the tag."
        )
    return found[0]


def values_of(source: str) -> dict[str, Any]:
    """Return the value of each assignment; PipelineError where the cell holds anything but plain assignments."""
    try:
        return {name: ast.literal_eval(value) for name, value in _assignments(source)}
    except (SyntaxError, ValueError) as error:
        raise PipelineError(f"The parameters cell holds plain assignments only, such as x = 1 ({error}).") from None


def with_values(source: str, values: Mapping[str, Any]) -> str:
    """Return the cell with these values in the place of its own; names that it does not assign are left out."""
    content = source.encode()  # Python counts columns in bytes
    starts = [0, *accumulate(len(line) for line in content.splitlines(keepends=True))]
    for name, node in reversed(list(_assignments(source))):
        if name in values and ast.literal_eval(node) != values[name]:
            start = starts[node.lineno - 1] + node.col_offset
            end = starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
            content = content[:start] + _written(values[name]).encode() + content[end:]
    return content.decode()


def _assignments(source: str) -> Iterator[tuple[str, ast.expr]]:
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            yield node.target.id, node.value
        else:
            raise ValueError(f"line {node.lineno}")


def _written(value: Any) -> str:
    """A value as our chapters write it: texts in double quotes."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)
