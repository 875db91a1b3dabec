"""Taking in one answer: whole, of the right kind and size, and of one version; or nothing of it is kept."""

import httpx

from pipeline.errors import PipelineError
from pipeline.fetch.address import shown
from pipeline.fetch.answer import refuse_large, write_answer
from pipeline.fetch.kept import Told
from pipeline.fetch.kinds import refuse_content, refuse_type
from pipeline.fetch.network import Again
from pipeline.fetch.patience import Deadline, OutOfTime
from pipeline.fetch.question import Begun, Wanted, is_same_version, without_validator
from pipeline.fetch.status import coding_of, continued_from
from pipeline.fetch.watch import Watch


def receive(wanted: Wanted, response: httpx.Response, begun: Begun | None, deadline: Deadline, watch: Watch) -> Told:
    """Keep the file of this answer and return what is told of it.

    A part that broke off stays, where the rest can be asked for; one that is refused (PipelineError) or makes no sense
    (Again) goes.
    """
    try:
        told = _write(wanted, response, begun, deadline, watch)
        refuse_content(wanted.place.part, wanted.kind)
    except OutOfTime:
        raise
    except (PipelineError, Again, OSError):
        wanted.place.drop()
        raise
    return wanted.place.keep(told)


def _write(wanted: Wanted, response: httpx.Response, begun: Begun | None, deadline: Deadline, watch: Watch) -> Told:
    refuse_type(response.headers.get("content-type", ""), wanted.kind)
    coding, place = coding_of(response), wanted.place
    start, total = continued_from(response, begun.size if begun else 0)
    told = wanted.told_by(response)
    if begun and start:
        if coding or not is_same_version(begun, told):
            raise Again(f"{shown(response.url)} has changed while it came.")
        told = begun.told
    else:
        place.start(told if wanted.is_repeatable and not coding else without_validator(told))
    refuse_large(response, total, wanted.limit)
    watch.file(place.path.name, total)
    size = write_answer(
        response, place.part, start=start, coding=coding, limit=wanted.limit, deadline=deadline, told=watch.got
    )
    if total is not None and not coding and size != total:
        raise Again(f"{shown(response.url)} broke off: {size:,} of {total:,} bytes came.")
    return told
