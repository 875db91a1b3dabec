"""Executed notebooks as evidence: put aside while the report is made, then renamed into place with it."""

from pathlib import Path

from pipeline.execution.plan import Run
from pipeline.processed import write_whole

ASIDE = ".new"


def put_aside(run: Run, notebook: bytes, bundle: bytes) -> Path:
    """Keep a good run beside the last good ones until its report is made; return the executed notebook."""
    run.failed.unlink(missing_ok=True)
    aside = run.folder / ASIDE
    write_whole(aside / run.bundle.name, bundle)
    write_whole(aside / run.executed.name, notebook)
    return aside / run.executed.name


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
