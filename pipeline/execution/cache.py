"""Executed notebooks kept by what they depend on: what has not changed is not run again.

An entry is trusted only whole: its own sha256 stands in front. The words of the notebook are never taken from here.
"""

import json
import os
import zlib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.execution.form import as_bytes, working_copy
from pipeline.execution.key import Key
from pipeline.execution.plan import Run
from pipeline.files import write_whole

MOST_BYTES = 500_000_000  # some fifteen full builds of 33 boroughs
_DIGEST = 32
_QUICK = 3  # zlib: a third of the time of the usual level, for a tenth more bytes


@dataclass(frozen=True)
class RunCache:
    """A folder of executed notebooks, one file for each key."""

    folder: Path
    most_bytes: int = MOST_BYTES

    def may_hold(self, key: Key) -> bool:
        """Whether anything is kept that differs at most in its figures."""
        return self._place(key).parent.is_dir()

    def find(self, key: Key, run: Run) -> bytes | None:
        """Return the executed notebook with the words that it has now; None where it is not kept, or is damaged."""
        place = self._place(key)
        try:
            content = place.read_bytes()
            if sha256(content[_DIGEST:]).digest() != content[:_DIGEST]:
                raise ValueError("damaged")
            notebook = json.loads(zlib.decompress(content[_DIGEST:]))
        except FileNotFoundError:
            return None
        except (ValueError, zlib.error, OSError):
            place.unlink(missing_ok=True)
            return None
        os.utime(place)  # what is used stays longest
        return with_words_of(run, notebook)

    def keep(self, key: Key, notebook: bytes) -> None:
        """Keep an executed notebook that went well."""
        content = zlib.compress(notebook, _QUICK)
        write_whole(self._place(key), sha256(content).digest() + content)

    def trim(self) -> None:
        """Remove what was not used for longest, until the folder is as small as it may be."""
        found = [(entry.stat(), entry) for entry in self.folder.glob("*/*") if entry.is_file()]
        size = sum(facts.st_size for facts, _ in found)
        for facts, entry in sorted(found, key=lambda one: one[0].st_mtime_ns):
            if size <= self.most_bytes:
                return
            entry.unlink(missing_ok=True)
            size -= facts.st_size
            if not any(entry.parent.iterdir()):
                entry.parent.rmdir()

    def _place(self, key: Key) -> Path:
        return self.folder / key.base[:32] / key.figures


def with_words_of(run: Run, executed: dict[str, Any]) -> bytes:
    """Return an executed notebook with the Markdown cells of the chapter as it is now: what a new run would give."""
    ran = [cell for cell in executed["cells"] if cell["cell_type"] == "code"]
    cells: list[dict[str, Any]] = []
    for cell in working_copy(run.chapter.path)["cells"]:
        if cell["cell_type"] == "code":
            cells.append(_of_now(ran.pop(0), cell))
            if "parameters" in cell["metadata"].get("tags", []):
                cells.append(ran.pop(0))  # those that papermill put in
                cells[-1]["id"] = f"papermill-{len(cells)}"
        else:
            cells.append(_of_now(cell, cell) | {"source": "".join(cell["source"]).splitlines(keepends=True)})
    return as_bytes(executed | {"cells": cells})


def _of_now(cell: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """A cell under its present name and with its present metadata, as papermill fills it up."""
    return cell | {"id": now["id"], "metadata": {"tags": [], **now["metadata"]}}
