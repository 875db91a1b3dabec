"""The verb `build`."""

import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.areas import Area
from pipeline.asked import areas_of, formats_of
from pipeline.cli.options import AudienceOption, EditionOption, app
from pipeline.documents import Board, find_documents
from pipeline.project import Audience, Project, find_project

if TYPE_CHECKING:
    from pipeline.build import BuildResult, Choices


@app.command()
def build(  # noqa: PLR0913, PLR0917  one parameter for each option
    boroughs: Annotated[list[str] | None, typer.Argument(metavar="BOROUGH", help="Name, slug or code.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="All 33 boroughs.")] = False,
    document: Annotated[
        list[str] | None, typer.Option(metavar="DOCUMENT", help="Only this one; give it again for more.")
    ] = None,
    board: Annotated[
        Board | None, typer.Option(help="Who will read it: hwb puts treatment first, csp supply first.")
    ] = None,
    audience: AudienceOption = Audience.PUBLIC,
    edition: EditionOption = "latest",
    workers: Annotated[
        int, typer.Option(min=0, metavar="N", help="Notebooks run at once; 0 is one for each core.")
    ] = 0,
    cell_timeout: Annotated[int, typer.Option(min=1, metavar="SECONDS", help="Seconds that one cell may take.")] = 300,
    form: Annotated[
        str, typer.Option("--format", metavar="LIST", help="Beside the page: pdf, docx, xlsx (tables), png (charts).")
    ] = "html",
    cold: Annotated[bool, typer.Option("--cold", help="Run each notebook in a kernel of its own (slower).")] = False,
    again: Annotated[bool, typer.Option("--again", help="Run every notebook, though nothing has changed.")] = False,
    scheduler: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Run notebooks on the workers of this Dask scheduler.")
    ] = "",
) -> None:
    """Make every document of these boroughs, and the index of all that are made.

    What has not changed is not made again: a notebook runs when its code, its figures, this
    program or a library has changed (cdp status --why BOROUGH CHAPTER says which).

    A borough is its name, its short name in file names, or its code:

    \b
    cdp build hackney
    cdp build "Kensington and Chelsea" kingston-upon-thames E09000003
    cdp build --all --workers 4
    cdp build barnet --document board-paper --document delivery-plan --board csp
    cdp build barnet --format pdf,docx,xlsx

    The documents are needs-assessment, board-paper, performance-framework, delivery-plan and
    progress-report; all of them come from one set of notebooks. Where a notebook fails, the
    documents that hold it keep their last good state, and the others are made. The exit code is
    0 only if everything asked for was made.
    """
    areas = areas_of(boroughs or [], everything)
    documents = tuple(one.id for one in find_documents(document)) if document else ()
    project, formats = find_project(), formats_of(form)
    from pipeline.untouched import Stamp, inputs_hash  # noqa: PLC0415

    stamp = Stamp(project, project.reports(audience), areas, repr([edition, documents, board, formats]))
    untouched = () if again else stamp.made()
    if untouched:
        print("Nothing has changed since these were made.", file=sys.stderr)
        _print_paths(project, untouched)
        return
    inputs = inputs_hash(project)  # before anything is read: what is edited meanwhile counts as changed
    from pipeline.build import Choices  # noqa: PLC0415

    choices = Choices(edition, audience, workers, cell_timeout, documents, board, formats)
    choices = replace(choices, cold=cold or choices.cold, again=again, scheduler=scheduler)
    result = _watched_build(project, areas, choices)
    _summarise(project, result)
    if result.ok:
        stamp.set(inputs, result.paths)
    raise typer.Exit(0 if result.ok else 1)


def _watched_build(project: Project, areas: list[Area], choices: "Choices") -> "BuildResult":
    """Build with a bar for a person at a terminal, with plain lines for anything else."""
    from pipeline.build import build as build_reports  # noqa: PLC0415
    from pipeline.execution.watch import Bar, Lines  # noqa: PLC0415

    if not sys.stderr.isatty():
        return build_reports(project, areas, choices, Lines())
    with Bar() as bar:
        return build_reports(project, areas, choices, bar)


def _summarise(project: Project, result: "BuildResult") -> None:
    """Print the files that were made (stdout), then every failure with where, what and the cure (stderr)."""
    from pipeline.execution.failure import summary  # noqa: PLC0415

    _print_paths(project, result.paths)
    plural = "" if result.runs == 1 else "s"
    print(f"{result.runs} notebook{plural} run, {result.kept} had not changed", file=sys.stderr)
    if result.failures:
        lost = "Not everything was made; the last good documents stay."
        print(f"\n{lost}\n\n{summary(result.failures)}", file=sys.stderr)


def _print_paths(project: Project, paths: Iterable[Path]) -> None:
    for path in paths:
        print(path.relative_to(project.root).as_posix())
