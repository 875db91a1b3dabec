"""The verb that looks at the machine."""

import json
from typing import Annotated

import typer

from pipeline.cli.options import app


@app.command()
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="For machines: one JSON document.")] = False,
) -> None:
    """Say what this machine lacks, what still works without it, and how to get it.

    Nothing is written and nothing is fetched. The exit code is 1 only where no build can work.

    \b
    cdp doctor
    """
    from pipeline.doctor import as_dict, examine, lines  # noqa: PLC0415

    found = examine()
    print(json.dumps(as_dict(found), indent=1) if as_json else "\n".join(lines(found)))
    if any(one.needed and not one.here for one in found):
        raise typer.Exit(1)
