"""The command `cdp`. Each verb imports what it needs when it is called, so that help appears at once."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline import __version__
from pipeline.areas import BOROUGHS, JOINT, Area
from pipeline.asked import areas_of, formats_of
from pipeline.documents import Board, find_documents
from pipeline.errors import PipelineError
from pipeline.project import Audience, find_project

if TYPE_CHECKING:
    from pipeline.build import BuildResult, Choices
    from pipeline.project import Project

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,  # our faults keep Python's own traceback; a person's are one sentence
    context_settings={"help_option_names": ["-h", "--help"]},
)
local = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(local, name="local")
AudienceOption = Annotated[Audience, typer.Option(help="Who will read it; partners' reports have their own folder.")]
EditionOption = Annotated[
    str, typer.Option(metavar="ID", help="The figures to build from: a signed edition, or the latest.")
]


def main() -> None:
    """Run the command line: a fault that a person can put right is one message on stderr and exit code 1."""
    try:
        app(prog_name="cdp")
    except PipelineError as error:
        print(error, file=sys.stderr)
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
    cdp check                       read every figure, name every row that is wrong
    cdp check barnet                say which of the borough's own files are used
    cdp local init barnet           write templates for them
    cdp status                      what is built, and what has changed since

    \b
    Documents are in reports/<borough>/: open reports/index.html.
    """


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
) -> None:
    """Make every document of these boroughs, and the index of all that are made.

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
    project = find_project()
    from pipeline.build import Choices  # noqa: PLC0415

    choices = Choices(edition, audience, workers, cell_timeout, documents, board, formats_of(form))
    result = _watched_build(project, areas, replace(choices, cold=cold or choices.cold))
    _summarise(project, result)
    raise typer.Exit(0 if result.ok else 1)


def _watched_build(project: "Project", areas: list[Area], choices: "Choices") -> "BuildResult":
    """Build with a bar for a person at a terminal, with plain lines for anything else."""
    from pipeline.build import build as build_reports  # noqa: PLC0415
    from pipeline.execution.watch import Bar, Lines  # noqa: PLC0415

    if not sys.stderr.isatty():
        return build_reports(project, areas, choices, Lines())
    with Bar() as bar:
        return build_reports(project, areas, choices, bar)


def _summarise(project: "Project", result: "BuildResult") -> None:
    """Print the files that were made (stdout), then every failure with where, what and the cure (stderr)."""
    from pipeline.execution.failure import summary  # noqa: PLC0415

    for path in [*(path for made in result.made.values() for path in made), result.index]:
        print(path.relative_to(project.root).as_posix())
    if result.failures:
        lost = "Not everything was made; the last good documents stay."
        print(f"\n{lost}\n\n{summary(result.failures)}", file=sys.stderr)


@app.command()
def check(
    boroughs: Annotated[list[str] | None, typer.Argument(metavar="[BOROUGH]...", help="Only its own files.")] = None,
    audience: AudienceOption = Audience.PUBLIC,
    edition: EditionOption = "latest",
) -> None:
    """Read every figure and calculate every indicator, without making a report.

    Every row that cannot be used is named at once, by file, line, column and value; the exit code is then 1.
    With a borough: what its own files hold, which are missing, and which are refused and why.

    \b
    cdp check && cdp build --all
    cdp check barnet
    """
    if boroughs:
        _check_own(find_project(), areas_of(boroughs, everything=False), audience)
        return
    from pipeline.execution.stock import take_stock  # noqa: PLC0415

    for line in take_stock(find_project(), edition, audience):
        print(line)


def _check_own(project: "Project", areas: Sequence[Area], audience: Audience) -> None:
    """Print what each borough's own files hold; PipelineError with every fault of all of them."""
    from pipeline.execution.own import check_own_files  # noqa: PLC0415

    checked = [check_own_files(project, area, audience) for area in areas]
    print("\n\n".join("\n".join(one.lines) for one in checked))
    refused = [message for one in checked for message in one.refused]
    if refused:
        raise PipelineError("\n" + "\n\n".join(refused))


@app.command()
def status(audience: AudienceOption = Audience.PUBLIC, edition: EditionOption = "latest") -> None:
    """Show which boroughs' documents are built, and which are stale or missing, and why.

    \b
    cdp status
    cdp status --audience partners
    """
    from pipeline.editions import load_edition  # noqa: PLC0415
    from pipeline.execution.status import standings  # noqa: PLC0415

    project = find_project()
    found = standings(project, (*BOROUGHS, *JOINT), load_edition(project, edition, audience), audience)
    width = max(len(each.borough) for each in found)
    for each in found:
        print(f"{each.borough:<{width}}  {each.state:<10}  {each.why}".rstrip())
    stale = [each.slug for each in found if each.state == "stale"]
    if stale:
        print(f"\nMake them again: cdp build {' '.join(stale)}")


@local.callback()
def own_files() -> None:
    """Look after a borough's own files: governance, strategy, money, services, decisions, tables it supplies.

    \b
    cdp local init barnet           write templates that explain every field
    cdp check barnet                say which files are used, missing or refused
    """


@local.command()
def init(boroughs: Annotated[list[str], typer.Argument(metavar="BOROUGH", help="Name, slug or code.")]) -> None:
    """Write the templates that a borough does not have yet, each field explained; nothing is overwritten.

    \b
    cdp local init hackney
    """
    from pipeline.dropins import init_tables  # noqa: PLC0415
    from pipeline.local import init_borough  # noqa: PLC0415

    project = find_project()
    for area in areas_of(boroughs, everything=False):
        for path in [*init_borough(project, area), *init_tables(project, area)]:
            print(path.relative_to(project.root).as_posix())
        print(
            f"\nFill in what {area.spoken} holds and leave the rest as it is: what is missing is printed as a gap.\n"
            f"Then: cdp check {area.slug} && cdp build {area.slug}"
        )
