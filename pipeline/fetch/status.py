"""What the first line and the headers of an answer mean, before a byte of it is read."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from pipeline.errors import PipelineError
from pipeline.fetch.address import shown
from pipeline.fetch.network import Again

_RANGE = re.compile(r"bytes (\d{1,15})-(\d{1,15})/(\d{1,15})")
_BUSY = {408, 425, 429}
_SHUT = {401, 402, 403, 407, 451}
_GONE = {404, 410}


def refuse_status(response: httpx.Response, longest_wait: float) -> None:
    """Pass for an answer with a file in it; Again for a busy or broken publisher, PipelineError for a refusal."""
    code, where = response.status_code, shown(response.url)
    if code in {200, 206, 304}:
        return
    if code in _BUSY or code >= 500:
        asked = asked_wait(response.headers.get("retry-after", ""), datetime.now(UTC))
        if asked is not None and asked > longest_wait:
            raise PipelineError(
                f"{where} answers {code} and asks to stay away for {asked:.0f} seconds.\nTry again after that."
            )
        raise Again(f"{where} answers {code} ({'too many requests' if code == 429 else 'busy or broken'}).", asked)
    if code in _SHUT:
        raise PipelineError(f"{where} answers {code}: it does not let programs in, or wants a name and a password.")
    if code in _GONE:
        raise PipelineError(f"{where} answers {code}: no file is there any more. The publisher may have moved it.")
    raise PipelineError(f"{where} answers {code}, which is no file.")


def asked_wait(header: str, now: datetime) -> float | None:
    """Return the seconds of a Retry-After header, which are a number or a day and time; None for anything else."""
    if re.fullmatch(r"\d{1,9}", header.strip()):
        return float(header)
    try:
        until = parsedate_to_datetime(header)
    except (ValueError, TypeError):
        return None
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - now).total_seconds())


def continued_from(response: httpx.Response, asked: int) -> tuple[int, int | None]:
    """Return where this answer goes on from, and the file's bytes in all where they are told; 0 for a whole file.

    Raises Again for a part other than the one asked for, PipelineError for a part that nobody asked for.
    """
    if response.status_code == 200:
        return 0, _length(response)
    if not asked:
        raise PipelineError(f"{shown(response.url)} answers with a part of the file where the whole was asked for.")
    found = _RANGE.fullmatch(response.headers.get("content-range", ""))
    if not found or int(found[1]) != asked or int(found[2]) + 1 != int(found[3]) or int(found[3]) <= asked:
        raise Again(f"{shown(response.url)} sent another part of the file than was asked for.")
    return asked, int(found[3])


def coding_of(response: httpx.Response) -> str:
    """Return how the answer is packed: "" or "gzip"; PipelineError for what was not asked for."""
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding in {"", "identity"}:
        return ""
    if coding in {"gzip", "x-gzip"}:
        return "gzip"
    raise PipelineError(f"{shown(response.url)} is packed as {coding[:40]!r}, which was not asked for.")


def _length(response: httpx.Response) -> int | None:
    told = response.headers.get("content-length", "")
    return int(told) if re.fullmatch(r"\d{1,15}", told) else None
