"""The verbs that make nothing: `check` and `status`."""

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.areas import BOROUGHS, JOINT, Area
from pipeline.asked import areas_of
from pipeline.cli.options import AudienceOption, EditionOption, app
from pipeline.errors import PipelineError, did_you_mean
from pipeline.project import Audience, Project, find_project

if TYPE_CHECKING:
    from pipeline.execution.checked import Checked
    from pipeline.execution.own import OwnFiles
    from pipeline.release import Edition


@app.command()
def check(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[BOROUGH|SOURCE]...", help="Only its own files, or its release.")
    ] = None,
    detail: Annotated[bool, typer.Option("--detail", help="Name the figures behind each line of a source.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")] = False,
    audience: AudienceOption = Audience.PUBLIC,
    edition: EditionOption = "latest",
) -> None:
    """Read every figure and calculate every indicator, without making a report.

    Every row that cannot be used is named at once, by file, line, column and value; the exit code is then 1. So it is
    where a release breaks its contract: ranges, totals, boroughs that are missing. What was revised since the release
    before, and what stands out, is counted for each source.
    With a borough: what its own files hold, which are missing, and which are refused and why.
    With a source: the figures that were revised, that stand out or have no value, those that need a decision first.

    \b
    cdp check && cdp build --all
    cdp check barnet
    cdp check mps_recorded_crime
    cdp check --json > check.json
    """
    from pipeline.execution.checked import Checked  # noqa: PLC0415

    project = find_project()
    sources, boroughs = _sorted(names or [])
    try:
        found = _check_edition(project, sources, edition, audience) if sources or not boroughs else Checked()
        found = replace(found, own=_own(project, boroughs, audience))
    except PipelineError as error:
        if not as_json:
            raise
        found = Checked(unusable=str(error))
    if as_json:
        print(json.dumps(found.as_dict(), indent=1, ensure_ascii=False))
        raise typer.Exit(bool(found.faults))
    print("\n".join(found.lines(detail or bool(sources))))
    if found.faults:
        raise PipelineError("\n" + "\n\n".join([*found.faults, *found.cures]))


def _sorted(names: Sequence[str]) -> tuple[list[str], list[Area]]:
    """Return the sources and the boroughs among these names; PipelineError for what is neither."""
    from pipeline.sources import PUBLISHED  # noqa: PLC0415

    sources = list(dict.fromkeys(name.lower() for name in names if name.lower() in PUBLISHED))
    others = [name for name in names if name.lower() not in PUBLISHED]
    unknown = [f"'{name}' is not a source.{did_you_mean(name, PUBLISHED)}" for name in others if "_" in name]
    if unknown:
        raise PipelineError("\n".join([*unknown, f"The sources are {', '.join(PUBLISHED)}."]))
    return sources, areas_of(others, everything=False) if others else []


def _check_edition(project: Project, sources: Sequence[str], edition_id: str, audience: Audience) -> "Checked":
    """Examine these sources; without any, take stock of the whole edition too."""
    from pipeline.editions import load_edition, refuse_unrecorded  # noqa: PLC0415
    from pipeline.execution.checked import Checked, examine_edition  # noqa: PLC0415
    from pipeline.execution.stock import take_stock  # noqa: PLC0415

    edition = load_edition(project, edition_id, audience)
    stock = None if sources else take_stock(project, edition)
    examined = examine_edition(project, edition, sources)
    named = {name: release for name, release in edition.releases.items() if name in sources}
    if not any(one.faults for one in examined):  # a broken row is named first
        refuse_unrecorded(project, replace(edition, releases=named))
    return Checked(stock, examined)


def _own(project: Project, areas: Sequence[Area], audience: Audience) -> "tuple[OwnFiles, ...]":
    from pipeline.execution.own import check_own_files  # noqa: PLC0415

    return tuple(check_own_files(project, area, audience) for area in areas)


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
