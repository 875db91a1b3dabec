"""The verbs that make nothing: `check` and `status`."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.areas import BOROUGHS, JOINT, Area
from pipeline.asked import areas_of
from pipeline.cli.options import AudienceOption, EditionOption, app
from pipeline.errors import PipelineError
from pipeline.project import Audience, Project, find_project

if TYPE_CHECKING:
    from pipeline.release import Edition


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


def _check_own(project: Project, areas: Sequence[Area], audience: Audience) -> None:
    """Print what each borough's own files hold; PipelineError with every fault of all of them."""
    from pipeline.execution.own import check_own_files  # noqa: PLC0415

    checked = [check_own_files(project, area, audience) for area in areas]
    print("\n\n".join("\n".join(one.lines) for one in checked))
    refused = [message for one in checked for message in one.refused]
    if refused:
        raise PipelineError("\n" + "\n\n".join(refused))


@app.command()
def status(
    names: Annotated[list[str] | None, typer.Argument(metavar="[BOROUGH]...", help="Only these.")] = None,
    why: Annotated[
        bool, typer.Option("--why", help="Of one borough, then any chapters: what has changed since they were run.")
    ] = False,
    audience: AudienceOption = Audience.PUBLIC,
    edition: EditionOption = "latest",
) -> None:
    """Show which boroughs' documents are built, and which are stale or missing, and why.

    \b
    cdp status
    cdp status barnet bromley
    cdp status --why barnet supply
    cdp status --audience partners
    """
    from pipeline.build.status import standings  # noqa: PLC0415
    from pipeline.editions import load_edition  # noqa: PLC0415

    project = find_project()
    state = load_edition(project, edition, audience)
    if why:
        [area] = areas_of((names or [])[:1], everything=False)
        _say_why(project, area, (names or [])[1:], state, audience)
        return
    areas = areas_of(names, everything=False) if names else [*BOROUGHS, *JOINT]
    found = standings(project, areas, state, audience)
    width = max(len(each.borough) for each in found)
    for each in found:
        print(f"{each.borough:<{width}}  {each.state:<10}  {each.why}".rstrip())
    stale = [each.slug for each in found if each.state == "stale"]
    if stale:
        print(f"\nMake them again: cdp build {' '.join(stale)}")


def _say_why(project: Project, area: Area, chapters: Sequence[str], edition: "Edition", audience: Audience) -> None:
    """Print a line for each of these chapters, for all where none is named."""
    from pipeline.build.status import why  # noqa: PLC0415

    def say(text: str) -> None:
        print(text, file=sys.stderr)

    for name, changed in why(project, area, chapters, edition, audience, say).items():
        print(f"{area.name}, {name}: {'; '.join(changed) or 'nothing has changed'}")
