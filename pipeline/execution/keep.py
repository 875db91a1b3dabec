"""What is kept beside the documents: executed notebooks as evidence, and the record of what each was made from.

Notebooks are put aside until a document that holds them is made, then renamed into place.
"""

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from pipeline.execution.plan import Run
from pipeline.files import write_whole

ASIDE = ".new"
PROVENANCE = "provenance.json"


def put_aside(run: Run, notebook: bytes, bundle: bytes) -> Path:
    """Keep a good run beside the last good ones until its document is made; return the executed notebook."""
    run.failed.unlink(missing_ok=True)
    aside = run.folder / ASIDE
    write_whole(aside / run.bundle.name, bundle)
    write_whole(aside / run.executed.name, notebook)
    return aside / run.executed.name


def is_in_place(run: Run, notebook: bytes, bundle: bytes) -> bool:
    """Whether the last published run is this very one."""
    kept = ((run.executed, notebook), (run.bundle, bundle))
    return all(path.is_file() and path.read_bytes() == content for path, content in kept)


def put_in_place(run: Run) -> None:
    """Let a run that is published take the place of the last one."""
    aside = run.folder / ASIDE
    for kept in (run.bundle, run.executed):
        (aside / kept.name).replace(kept)


def drop_aside(folder: Path) -> None:
    """Remove what was put aside and not published."""
    aside = folder / ASIDE
    for file in aside.glob("*"):
        file.unlink()
    if aside.is_dir():
        aside.rmdir()


def drop_others(folder: Path, names: Collection[str]) -> None:
    """Remove the evidence of runs that no document holds any more: a priority or a chapter that was given up."""
    for file in folder.glob("*.*"):
        if file.is_file() and file.name.partition(".")[0] not in names:
            file.unlink()


def read_records(folder: Path) -> dict[str, Any]:
    """Return the records of a borough's documents by document; none where there is no file, or no whole one."""
    try:
        return dict(json.loads((folder / PROVENANCE).read_bytes())["documents"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}
