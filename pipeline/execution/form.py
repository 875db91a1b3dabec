"""The form in which a notebook is run, and kept when it was: the same evidence gives the same bytes, on any machine."""

import json
import re
import sys
from pathlib import Path
from typing import Any

from pipeline.execution.failure import shown_path
from pipeline.execution.plan import KERNEL, Run


def working_copy(path: Path) -> dict[str, Any]:
    """Return the notebook to run: without outputs and `explore` cells, each code cell carrying its author's number."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["metadata"]["kernelspec"] = {"name": KERNEL, "display_name": "Python 3", "language": "python"}
    notebook["nbformat_minor"] = max(5, notebook["nbformat_minor"])
    number = 0
    for position, cell in enumerate(notebook["cells"], start=1):
        cell.setdefault("id", f"cell-{position}")
        if cell["cell_type"] == "code":
            number += 1
            cell["metadata"]["cdp"] = {"cell": number}
            cell.update(outputs=[], execution_count=None)
    notebook["cells"] = [cell for cell in notebook["cells"] if "explore" not in cell["metadata"].get("tags", [])]
    return notebook


def kept_form(notebook: dict[str, Any], run: Run, root: Path) -> bytes:
    """Return an executed notebook without times, process numbers and machine paths: same evidence, same bytes."""
    papermill = notebook["metadata"].pop("papermill", {})
    notebook["metadata"]["papermill"] = {
        "input_path": shown_path(run.chapter.path, root),
        "output_path": shown_path(run.executed, root),
        "parameters": run.parameters,
        "version": papermill.get("version", ""),
    }
    for number, cell in enumerate(notebook["cells"], start=1):
        cell["metadata"].pop("papermill", None)
        cell["metadata"].pop("execution", None)
        if set(cell["metadata"].get("tags", [])) & {"injected-parameters", "papermill-error-cell-tag"}:
            cell["id"] = f"papermill-{number}"
    return as_bytes(notebook)


def as_bytes(notebook: dict[str, Any]) -> bytes:
    """Return a notebook as nbformat writes it."""
    return (json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def without_machine_paths(content: bytes, root: Path) -> bytes:
    """Return a failed notebook whose tracebacks name the project's files, not where they are on this machine."""
    text = content.decode()
    for folder, word in ((sys.prefix, "<python>"), (sys.base_prefix, "<python>"), (str(root), "<project>")):
        text = text.replace(json.dumps(folder)[1:-1], word)
    return re.sub(r"[^\s\"]*ipykernel_\d+[\\/]+\d+\.py", "<cell>", text).encode()
