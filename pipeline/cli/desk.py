"""The verbs of the analyst's desk: `edit` and `watch`."""

import sys
from typing import Annotated

import typer

from pipeline.asked import areas_of
from pipeline.cli.options import EditionOption, app
from pipeline.documents import NEEDS_ASSESSMENT, find_documents
from pipeline.project import find_project

BoroughArgument = Annotated[str, typer.Argument(metavar="BOROUGH", help="Name, slug or code.")]
PortOption = Annotated[
    int, typer.Option(min=0, max=65535, metavar="N", help="A port of this machine; 0 takes a free one.")
]
NoBrowserOption = Annotated[bool, typer.Option("--no-browser", help="Print the address only.")]


@app.command()
def edit(  # noqa: PLR0913, PLR0917  one parameter for each option
    borough: BoroughArgument,
    chapter: Annotated[str, typer.Argument(metavar="CHAPTER", help="Such as supply, or priority-2.")],
    only_here: Annotated[
        bool, typer.Option("--only-here", help="Edit a copy that stands in for the chapter in this borough alone.")
    ] = False,
    edition: EditionOption = "latest",
    port: PortOption = 0,
    no_browser: NoBrowserOption = False,
) -> None:
    """Open a chapter in JupyterLab with a borough's parameters in place and its figures ready.

    Saving saves the chapter for all boroughs: the borough's parameters, outputs and counts never reach
    the file. After a run that failed it opens at the failing cell. Only this machine can reach it.

    \b
    cdp edit barnet treatment
    cdp edit hackney priority-2
    cdp edit barnet supply --only-here
    """
    [area] = areas_of([borough], everything=False)
    project = find_project()
    from pipeline.editions import load_edition  # noqa: PLC0415
    from pipeline.processed import ensure_tables  # noqa: PLC0415
    from pipeline.project import Audience  # noqa: PLC0415
    from pipeline.workbench.lab import open_lab  # noqa: PLC0415
    from pipeline.workbench.place import find_place  # noqa: PLC0415

    place = find_place(project, area, chapter, edition, only_here)
    ensure_tables(project, load_edition(project, edition), Audience.PUBLIC, _say)
    _say(f"{place.path(project)} with the figures of {area.name}")
    if place.number:
        _say(f"Its last run failed in cell {place.number}: it opens there.")
    open_lab(project, place, port, browser=not no_browser)


@app.command()
def watch(
    borough: BoroughArgument,
    document: Annotated[
        list[str] | None,
        typer.Option(metavar="DOCUMENT", help="Instead of the needs assessment; give it again for more."),
    ] = None,
    port: PortOption = 0,
    no_browser: NoBrowserOption = False,
) -> None:
    """Show a borough's page and make it again, in the browser too, whenever something it is made from is saved.

    That is a chapter, a file of the borough's own, a published table, a template or a module of this
    program. A cell that fails shows on top of the page with its traceback. End with Ctrl-C.

    \b
    cdp watch barnet
    cdp watch barnet --document delivery-plan --document board-paper
    """
    [area] = areas_of([borough], everything=False)
    documents = tuple(one.id for one in find_documents(document or [NEEDS_ASSESSMENT.id]))
    project = find_project()
    from pipeline.workbench.watching import watch_area  # noqa: PLC0415

    watch_area(project, area, documents, port, browser=not no_browser)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
