"""The verbs for a borough's own files."""

from typing import Annotated

import typer

from pipeline.asked import areas_of
from pipeline.cli.options import app
from pipeline.project import find_project

local = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(local, name="local")


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
