"""The form in which a chapter is committed: the author's cells, and nothing that an editor, a kernel or a desk adds."""

import json
from collections.abc import Mapping
from typing import Any

from pipeline.execution.plan import KERNEL
from pipeline.workbench.parameters import parameters_cell, values_of, with_values

KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": KERNEL}
LANGUAGE = {"name": "python"}
Notebook = Mapping[str, Any]


def as_committed(notebook: Notebook, before: Notebook | None = None, given: Mapping[str, Any] | None = None) -> bytes:
    """Return a notebook as it is committed: no outputs, no counts, no metadata but tags and what the chapter says of itself.

    `given` are the parameters that the desk showed: each gets back the value that it has in `before`, the notebook on
    disk, whatever stands in the editor. PipelineError where the parameters cell cannot be read.
    """
    held = {cell.get("id"): cell["source"] for cell in before["cells"]} if before else {}
    cells = [_cell(cell, held.get(cell.get("id"))) for cell in notebook["cells"]]
    if before and given:
        _put_back(cells, before, given)
    kept = {
        "cells": cells, "metadata": _metadata(notebook, before), "nbformat": notebook["nbformat"],
        "nbformat_minor": notebook["nbformat_minor"],
    }  # fmt: skip
    return (json.dumps(kept, indent=1, ensure_ascii=False) + "\n").encode()


def _put_back(cells: list[dict[str, Any]], before: Notebook, given: Mapping[str, Any]) -> None:
    committed = values_of("".join(parameters_cell(before["cells"])["source"]))
    cell = parameters_cell(cells)
    source = "".join(cell["source"])
    values_of(source)
    cell["source"] = with_values(source, {name: committed[name] for name in given if name in committed}).splitlines(
        keepends=True
    )


def _cell(cell: Mapping[str, Any], held: str | list[str] | None) -> dict[str, Any]:
    """A cell as its author wrote it, its fields in the order in which notebooks are stored.

    `held` is its text on disk: one that is the same stays written as it is, whole or in lines.
    """
    tags, text = list(cell.get("metadata", {}).get("tags", [])), "".join(cell["source"])
    kept = {
        **cell,
        "metadata": {"tags": tags} if tags else {},
        "source": held if held is not None and "".join(held) == text else text.splitlines(keepends=True),
        **({"outputs": [], "execution_count": None} if cell["cell_type"] == "code" else {}),
    }
    return dict(sorted(kept.items()))


def _metadata(notebook: Notebook, before: Notebook | None) -> dict[str, Any]:
    """What the chapter says of itself; the names of kernel and language stay what they were, whichever ran it here."""
    committed = before["metadata"] if before else {}
    told = {"kernelspec": KERNELSPEC, "language_info": LANGUAGE} | {
        name: committed[name] for name in ("kernelspec", "language_info") if name in committed
    }
    if "cdp" in notebook["metadata"]:
        same = notebook["metadata"]["cdp"] == committed.get("cdp")  # then in the order in which it is committed
        told["cdp"] = committed["cdp"] if same else dict(notebook["metadata"]["cdp"])
    return dict(sorted(told.items()))
