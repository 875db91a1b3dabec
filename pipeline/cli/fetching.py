"""The verb `fetch`."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import app
from pipeline.project import find_project

if TYPE_CHECKING:
    from pipeline.fetch import Outcome, Setting


@app.command()
def fetch(
    sources: Annotated[list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Only these.")] = None,
    list_only: Annotated[
        bool, typer.Option("--list", help="Show what there is to fetch, and what is at hand.")
    ] = False,
    file: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Read this file, which you downloaded yourself; give it again for more."),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Say what is newer, and land nothing.")] = False,
) -> None:
    """Get newer figures from their publishers into data/raw/<source>/<release>/.

    A release lands whole or not at all, with a record of where it came from; older ones stay as
    they are. Without a name, every source that needs nobody is asked. This is the only command
    that goes to the network (docs/fetch.md: proxies, files by hand, what is refused and why).

    \b
    cdp fetch --list
    cdp fetch
    cdp fetch mps_recorded_crime fingertips
    cdp fetch ndtms --file ~/Downloads/ViewIt_Export.csv
    cdp fetch --check

    The exit code is 0 only if everything asked for was fetched or is at hand already.
    """
    from pipeline.fetch import State, listing, usual_setting, wanted  # noqa: PLC0415

    setting = usual_setting(find_project(), look_only=check)
    if list_only:
        print("\n".join(listing(setting)))
        return
    names = wanted(setting, sources or [], bool(file))
    outcomes = _watched_fetch(setting, names, [path.expanduser() for path in file or []])
    _summarise(outcomes)
    raise typer.Exit(1 if any(one.state is State.FAILED for one in outcomes) else 0)


def _watched_fetch(setting: "Setting", names: Sequence[str], files: Sequence[Path]) -> "list[Outcome]":
    """Fetch with a bar for a person at a terminal, with plain lines for anything else."""
    from dataclasses import replace  # noqa: PLC0415

    from pipeline.fetch import Bar, Lines  # noqa: PLC0415
    from pipeline.fetch import fetch as fetch_sources  # noqa: PLC0415

    if not sys.stderr.isatty():
        return fetch_sources(replace(setting, watch=Lines()), names, files)
    with Bar() as bar:
        return fetch_sources(replace(setting, watch=bar), names, files)


def _summarise(outcomes: "Sequence[Outcome]") -> None:
    """Print a line for each source (stdout) with what to know of it, then why others failed (stderr)."""
    from pipeline.fetch import State  # noqa: PLC0415

    width = max((len(one.source) for one in outcomes), default=0)
    for one in outcomes:
        print(f"{one.source:<{width}}  {one.state:<11}  {one.release}".rstrip())
        for line in one.lines:
            print(f"  {line}")
    failed = [one for one in outcomes if one.state is State.FAILED]
    if failed:
        print("\nNot everything was fetched; the releases at hand are as they were.", file=sys.stderr)
        for one in failed:
            print(f"\n{one.source}: {one.why}", file=sys.stderr)
    if any(one.state is State.LANDED for one in outcomes):
        print("\nCheck them (cdp check), then build.", file=sys.stderr)
