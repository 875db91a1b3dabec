"""The verbs for editions beside each other: `diff` and `review`."""

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.areas import BOROUGHS, Area
from pipeline.asked import areas_of
from pipeline.cli.options import app
from pipeline.errors import PipelineError
from pipeline.project import Project, find_project

if TYPE_CHECKING:
    from pipeline.changes import Changes

_EDITION = "An edition's id, latest, or the path of an edition's folder or of another project's data/raw."


@app.command()
def diff(  # noqa: PLR0913, PLR0917  each an argument of the command
    old: Annotated[str, typer.Argument(metavar="OLD", help=_EDITION)],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The same; the newer one.")] = "latest",
    boroughs: Annotated[list[str] | None, typer.Argument(metavar="[BOROUGH]...", help="Only these.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON record, for machines.")] = False,
    whole: Annotated[bool, typer.Option("--all", help="List every change, and judge every finding again.")] = False,
    page: Annotated[str, typer.Option("--review", metavar="BOROUGH", help="Write its page of changes to review.")] = "",
) -> None:
    """Say what differs between two editions and why: words of findings, recommendations, revisions, new periods.

    A figure is of a new period, revised by its publisher, calculated in another way, or new or gone. What only follows
    from a revised figure (sums, rates, comparisons) is told with it. What is unchanged is not told.

    \b
    cdp diff 2026-autumn latest
    cdp diff 2026-autumn latest barnet --all
    cdp diff 2026-autumn latest --review barnet
    cdp diff ../last-year/data/raw latest barnet --json
    """
    project = find_project()
    if page:
        [area] = areas_of([page], everything=False)
        _publish(project, area, _changes(project, old, new, [area], whole))
        return
    areas = areas_of(boroughs, everything=False) if boroughs else list(BOROUGHS)
    found = _changes(project, old, new, areas, whole)
    from pipeline.changes import as_records, told  # noqa: PLC0415

    if as_json:
        print(json.dumps(as_records(found), ensure_ascii=False, sort_keys=True))
    else:
        print("\n".join(told(found, whole)))


@app.command()
def review(  # noqa: PLR0913, PLR0917  each an argument of the command
    borough: Annotated[str, typer.Argument(metavar="BOROUGH", help="Name, slug or code.")],
    change: Annotated[str, typer.Argument(metavar="[CHANGE]", help="The id of a change on the page.")] = "",
    decision: Annotated[str, typer.Argument(metavar="[accept|query]", help="What is decided about it.")] = "",
    role: Annotated[str, typer.Option(metavar="ROLE", help="The role that decides, never a person's name.")] = "",
    note: Annotated[str, typer.Option(metavar="TEXT", help="Why, or what is asked of whom.")] = "",
    day: Annotated[str, typer.Option("--date", metavar="YYYY-MM-DD", help="The day; today if left out.")] = "",
    old: Annotated[str, typer.Option("--old", metavar="ID", help="Since which edition; the newest kept one.")] = "",
    new: Annotated[str, typer.Option("--new", metavar="ID", help="Up to which edition.")] = "latest",
) -> None:
    """Write the page of a borough's changes since an edition was kept; or accept or query one of them.

    Decisions are kept in the borough's review.toml. One that was made on a number which has moved since is history: the
    change is open again. A document whose headline holds an open query is not signed.

    \b
    cdp review barnet
    cdp review barnet barnet.drug_trafficking_rate.period-rolling12.figure accept --role "Community safety analyst"
    cdp review barnet barnet.deaths.level query --role "Consultant in public health" --note "Asked the publisher."
    """
    project = find_project()
    [area] = areas_of([borough], everything=False)
    from pipeline.changes.reviewing import asked_for, decide  # noqa: PLC0415
    from pipeline.signing import refuse_name  # noqa: PLC0415

    asked = None
    if change:
        refuse_name(" ".join(role.split()))
        asked = asked_for(decision, role, note, day)
    changes = _changes(project, old or _newest(project, area, new), new, [area], whole=False)
    if asked:
        made = decide(project, area, changes, change, asked)
        print(f"{made.what}: {made.decision} by the {made.role} on {made.date}.", file=sys.stderr)
    _publish(project, area, changes)


def _changes(project: Project, old: str, new: str, areas: list[Area], whole: bool) -> "Changes":
    from pipeline.changes.comparing import compare  # noqa: PLC0415  pandas and every indicator
    from pipeline.changes.side import sides  # noqa: PLC0415

    print("Comparing ...", file=sys.stderr)
    with sides(project, old, new) as (then, now):
        return compare(then, now, areas, whole)


def _publish(project: Project, area: Area, changes: "Changes") -> None:
    from pipeline.changes.reviewing import review as reviewed  # noqa: PLC0415
    from pipeline.report.review_page import publish_review  # noqa: PLC0415

    found = reviewed(project, area, changes)
    path = publish_review(project, area, changes, found)
    still = sum(one.state == "open" for one in found)
    print(path.relative_to(project.root).as_posix())
    print(f"{len(found)} changes, {still} open.", file=sys.stderr)


def _newest(project: Project, area: Area, new: str) -> str:
    """The id of the newest edition that keeps this borough with other figures than the newer side."""
    from pipeline.editions import load_edition, manifest_of  # noqa: PLC0415
    from pipeline.kept import editions_kept, manifest_kept, other_sources  # noqa: PLC0415

    kept = [folder.name for folder in editions_kept(project, area) if folder.name != new]
    if kept:  # one that keeps the very figures at hand was signed from them: nothing has changed since
        now, editions = manifest_of(load_edition(project, new)), project.raw / "editions"
        kept = [name for name in kept if other_sources(manifest_kept(editions / name), now, area)] or kept
    else:
        raise PipelineError(
            f"No edition keeps {area.spoken} yet, so there is nothing to compare with.\n"
            "Signing a document keeps its edition: cdp sign BOROUGH DOCUMENT --role ROLE"
        )
    return kept[-1]
