"""The form in which an executed notebook is kept: the same evidence gives the same bytes, on any machine."""

import json
import re
import sys
from pathlib import Path
from typing import Any

from pipeline.execution.failure import shown_path
from pipeline.execution.plan import Run


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
