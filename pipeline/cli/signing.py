"""The verb `sign`."""

import sys
from typing import Annotated

import typer

from pipeline.asked import areas_of
from pipeline.cli.options import app
from pipeline.documents import find_documents
from pipeline.project import Audience, find_project


@app.command()
def sign(
    borough: Annotated[str, typer.Argument(metavar="BOROUGH", help="Name, slug or code.")],
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="needs-assessment, board-paper ...")],
    role: Annotated[str, typer.Option(metavar="ROLE", help="The role that signs, never a person's name.")],
    day: Annotated[
        str, typer.Option("--date", metavar="YYYY-MM-DD", help="The day of signing; today if left out.")
    ] = "",
    edition_id: Annotated[
        str, typer.Option("--edition-id", metavar="ID", help="The name under which its figures are kept.")
    ] = "",
) -> None:
    """Sign a borough's public document as it stands: until then, and after every change of content, it is a draft.

    What is signed is the page's content. It is written down, by role, in the borough's signed.toml; the figures and
    findings behind it are kept in data/raw/editions; page and index are published again, and no notebook is run.

    A document that would now be made otherwise, or whose headline holds an open query, is not signed.

    \b
    cdp sign barnet board-paper --role "Director of Public Health"
    cdp sign barnet board-paper --role "Director of Public Health" --date 2026-12-01 --edition-id 2026-autumn
    """
    from datetime import date  # noqa: PLC0415

    [area] = areas_of([borough], everything=False)
    [wanted] = find_documents([document])
    project = find_project()
    from pipeline.build.sign import Signing, sign_document  # noqa: PLC0415  pandas and nbconvert

    def say(text: str) -> None:
        print(text, file=sys.stderr)

    signature = sign_document(project, area, wanted, Signing(role, day or date.today().isoformat(), edition_id), say)
    page = project.reports(Audience.PUBLIC) / area.slug / wanted.file
    print(page.relative_to(project.root).as_posix())
    print(f"Signed by the {role} on {signature.date}; edition {signature.edition}.", file=sys.stderr)
    kept = f"data/raw/local/{area.slug}/signed.toml and data/raw/editions/{signature.edition}"
    print(f"Commit {kept}: they are the record.", file=sys.stderr)
