"""The verb `verify`."""

import json
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import app
from pipeline.errors import PipelineError
from pipeline.project import PROJECT_VARIABLE, Project, find_project


@app.command()
def verify(
    report: Annotated[Path, typer.Argument(metavar="REPORT", help="A page, such as reports/barnet/board-paper.html.")],
    quick: Annotated[bool, typer.Option("--quick", help="Compare hashes only: about a second.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Say what a page was made from, and whether everything is as recorded and would be made the same again.

    Its files, figures, notebooks, package and lock are hashed and compared with provenance.json beside it; then the
    document is made again in a temporary folder from the releases that the record names, and its notebooks are run
    again. The exit code is 0 only if nothing differs; every part that does is named.

    A page that was moved, or is opened years later, still says what it was made from.

    \b
    cdp verify reports/barnet/needs-assessment.html
    cdp verify reports/barnet/board-paper.html --quick
    cdp verify ~/Downloads/board-paper.html --json
    """
    from pipeline.verify import verify as verify_report  # noqa: PLC0415

    def say(text: str) -> None:
        print(text, file=sys.stderr, flush=True)

    verdict = verify_report(report, _project(), quick, say)
    print(json.dumps(verdict.to_json(), indent=1, ensure_ascii=False) if as_json else "\n".join(verdict.lines()))
    raise typer.Exit(0 if verdict.holds and verdict.checked else 1)


def _project() -> Project | None:
    """The project at hand, if there is one; one that was named must be there."""
    try:
        return find_project()
    except PipelineError:
        if PROJECT_VARIABLE in os.environ:
            raise
        return None
