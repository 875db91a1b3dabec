"""Sign one document: its content as it stands, by a role; then publish it again with nothing but its status changed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.areas import LONDON, Area
from pipeline.build.headlines import refuse_open
from pipeline.build.made import Remade, remade
from pipeline.changes.keeping import id_for, keep
from pipeline.documents import LONDON_CHAPTER, Document
from pipeline.editions import refuse_unrecorded
from pipeline.errors import PipelineError
from pipeline.execution.keep import read_records
from pipeline.execution.lock import only_one_build
from pipeline.execution.plan import folder_of
from pipeline.kept import editions_kept
from pipeline.project import Audience, Project
from pipeline.release import LATEST, Edition
from pipeline.report.content import content_hash
from pipeline.report.fresh import index_stands, key_of_index, mark_index, stands
from pipeline.report.index import publish_index
from pipeline.report.paper import TO_BE_COMPLETED
from pipeline.report.provenance import read_status
from pipeline.report.publish import publish
from pipeline.signing import Signature, read_signatures, refuse_name, sign, take_back


@dataclass(frozen=True)
class Signing:
    """What is asked: by which role, on which day (ISO), and under which id its edition is kept ("" for the usual)."""

    role: str
    date: str
    edition: str = ""


def sign_document(
    project: Project, area: Area, document: Document, asked: Signing, say: Callable[[str], object] = print
) -> Signature:
    """Return the signature that now stands: the edition is kept, the page and the index say so, no notebook was run.

    PipelineError, and everything as it was, where the document is not there or not as it would be made now, where a
    headline holds an open query, or where role or day cannot be.
    """
    refuse_name(asked.role)
    with only_one_build(project):
        made = remade(project, area, document)
        page = stands(project, made.page, made.executed, made.formats)
        if page is None:
            raise PipelineError(
                f"The {document.name.lower()} of {area.spoken} is not what would be made now: figures, notebooks or the "
                f"program have changed.\nMake it, look at it, then sign: {made.page.made.command}"
            )
        _refuse_day(asked.date, made.edition)
        _refuse_older(project, area, document, made.edition)
        refuse_unrecorded(project, made.edition)
        refuse_open(project, area, made.executed)
        open_blocks = page.read_text(encoding="utf-8").count(TO_BE_COMPLETED)
        if open_blocks:
            place = f"data/raw/local/{area.slug}/paper.toml"
            say(f"It still says {open_blocks} times “{TO_BE_COMPLETED}”: fill in {place}, build and sign again.")
        id = _kept(project, area, made.edition, asked.edition, say)
        signature = Signature(document.id, asked.role, asked.date, content_hash(page.read_text(encoding="utf-8")), id)
        _sign(project, area, document, signature)
        _index(project, made.edition)
    return signature


def _sign(project: Project, area: Area, document: Document, signature: Signature) -> None:
    """Write the signature and publish the page again; both or nothing."""
    before = read_signatures(project, area)
    sign(project, area, signature)
    try:
        status = _published(project, remade(project, area, document))
    except BaseException:
        take_back(project, area, before)
        raise
    if not status:
        take_back(project, area, before)
        _published(project, remade(project, area, document))
        raise PipelineError(
            "Not signed: published again, the page was another. This is a fault of cdp; please report it."
        )


def _published(project: Project, made: Remade) -> bool:
    """Publish a document; whether it is signed then."""
    path = publish(project, made.page, made.executed, made.formats).path
    return read_status(read_records(path.parent)[path.stem]).is_signed


def _kept(project: Project, area: Area, edition: Edition, id: str, say: Callable[[str], object]) -> str:
    """Keep the figures and findings under an id, so that next year can be compared with them; return the id."""
    if edition.id != LATEST and id in {"", edition.id}:
        id = edition.id
    id = id or id_for(project, edition)
    say(f"Keeping the edition {id}: its figures, and what it says of {area.spoken} ...")
    keep(project, edition, id, [area])
    return id


def _refuse_day(day: str, edition: Edition) -> None:
    """Pass for a day on which this can have been signed."""
    try:
        signed = date.fromisoformat(day)
    except ValueError:
        raise PipelineError(f"--date '{day}' is not a day such as {date.today().isoformat()}.") from None
    if signed > date.today():
        raise PipelineError(f"--date {day} has not come yet.")
    if signed < date.fromisoformat(edition.date):
        raise PipelineError(f"--date {day} is before the day on which the figures were at hand, {edition.date}.")


def _refuse_older(project: Project, area: Area, document: Document, edition: Edition) -> None:
    """Pass unless the page is of an older edition than the one its document was last signed with."""
    signed = read_signatures(project, area).get(document.id)
    if signed is None or edition.id in {LATEST, signed.edition}:
        return
    order = [folder.name for folder in editions_kept(project, area)]
    if {edition.id, signed.edition} <= {*order} and order.index(edition.id) < order.index(signed.edition):
        raise PipelineError(
            f"The {document.name.lower()} was signed with the edition {signed.edition}; this page is of the older edition "
            f"{edition.id}, and its signature would take that one's place.\n"
            f"Make the page of today's figures first: cdp build {area.slug} --document {document.id}"
        )


def _index(project: Project, edition: Edition) -> Path:
    """Let the index say what is signed."""
    notebook = folder_of(project, LONDON, Audience.PUBLIC) / f"{LONDON_CHAPTER}.ipynb"
    executed = {LONDON_CHAPTER: notebook} if notebook.is_file() else {}
    key = key_of_index(project, edition, Audience.PUBLIC, (), executed)
    there = index_stands(project, Audience.PUBLIC, key)
    if there is None:
        there = publish_index(project, edition, Audience.PUBLIC, (), executed)
        mark_index(project, Audience.PUBLIC, key)
    return there
