"""The command itself and the options that several verbs share."""

from typing import Annotated

import typer

from pipeline.project import Audience

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,  # our faults keep Python's own traceback; a person's are one sentence
    context_settings={"help_option_names": ["-h", "--help"]},
)

AudienceOption = Annotated[Audience, typer.Option(help="Who will read it; partners' reports have their own folder.")]
EditionOption = Annotated[
    str, typer.Option(metavar="ID", help="The figures to build from: a signed edition, or the latest.")
]
