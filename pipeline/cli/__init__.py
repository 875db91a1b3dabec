"""The command `cdp`. Each verb imports what it needs when it is called, so that help appears at once."""

import sys
from typing import Annotated

import typer

from pipeline import __version__
from pipeline.cli import building, comparing, desk, examining, fetching, looking, own, signing, verifying  # noqa: F401  the verbs, in the order of the help
from pipeline.cli.options import app
from pipeline.errors import PipelineError
from pipeline.files import FULL, MAKE_ROOM


def main() -> None:
    """Run the command line: a fault that a person can put right is one message on stderr and exit code 1."""
    try:
        app(prog_name="cdp")
    except PipelineError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    except OSError as error:
        if error.errno not in FULL:
            raise
        print(f"The disk is full: {error.filename or 'a file'} could not be written.\n{MAKE_ROOM}", file=sys.stderr)
        sys.exit(1)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"cdp {__version__}")
        raise typer.Exit


@app.callback()
def cdp(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show it.")] = False,
) -> None:
    """Drug and alcohol needs assessments for London boroughs, and the papers that go with them, from published figures.

    \b
    cdp build barnet                make one borough's documents
    cdp build barnet "Tower Hamlets" E09000012
    cdp build --all                 make those of all 33, and the index
    cdp build barnet --document board-paper --board hwb
    cdp fetch                       get newer figures from their publishers
    cdp check                       read every figure, name every row that is wrong
    cdp check barnet                say which of the borough's own files are used
    cdp check mps_recorded_crime    say what was revised in a source, and what stands out
    cdp local init barnet           write templates for them
    cdp status                      what is built, and what has changed since
    cdp status --why barnet supply  what has changed of one chapter since it was run
    cdp sign barnet board-paper --role "Director of Public Health"
    cdp verify reports/barnet/board-paper.html
    cdp diff 2026-autumn latest     say what differs between two editions, and why
    cdp review barnet               list what has changed since the last one, to accept or query
    cdp edit barnet treatment       open a chapter in JupyterLab with Barnet's figures
    cdp watch barnet                show Barnet's page, made again whenever something is saved
    cdp doctor                      say what this machine lacks, and what works without it

    \b
    Documents are in reports/<borough>/: open reports/index.html.
    """
