"""An answer, streamed to a file piece by piece: counted as it comes, for what a publisher says of its length may be wrong."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import httpx

from pipeline.errors import PipelineError
from pipeline.fetch.address import shown
from pipeline.fetch.network import Again
from pipeline.fetch.patience import Deadline

_PIECE = 1 << 20  # bytes unpacked at once, however many a packed piece pretends to hold
_AS_GZIP = 31


def refuse_large(response: httpx.Response, total: int | None, limit: int) -> None:
    """Pass unless the publisher itself says that the file is larger than `limit` bytes."""
    if total is not None and total > limit:
        raise PipelineError(_too_large(response, f"{total:,} bytes", limit))


def write_answer(  # noqa: PLR0913  one for each thing that bounds it
    response: httpx.Response,
    part: Path,
    *,
    start: int,
    coding: str,
    limit: int,
    deadline: Deadline,
    told: Callable[[int], None],
) -> int:
    """Write the answer behind the first `start` bytes of `part` and return the bytes that are there then.

    Raises PipelineError above `limit` bytes or after the deadline, Again where a packed answer breaks off.
    """
    size = start
    with part.open("r+b" if start else "wb") as file:
        file.seek(start)
        for piece in _pieces(response, coding, deadline):
            size += len(piece)
            if size > limit:
                raise PipelineError(_too_large(response, "more", limit))
            file.write(piece)
            told(size)
        file.truncate()
    return size


def _pieces(response: httpx.Response, coding: str, deadline: Deadline) -> Iterator[bytes]:
    raw = _in_time(response.iter_raw(), deadline)
    return _unpacked(raw, shown(response.url)) if coding else raw


def _in_time(pieces: Iterable[bytes], deadline: Deadline) -> Iterator[bytes]:
    for piece in pieces:
        deadline.check()
        yield piece


def _unpacked(pieces: Iterable[bytes], where: str) -> Iterator[bytes]:
    """Unpack gzip a bounded piece at a time: a small answer may hold gigabytes."""
    unpack = zlib.decompressobj(_AS_GZIP)
    try:
        for packed in pieces:
            rest = packed
            while rest and not unpack.eof:
                yield unpack.decompress(rest, _PIECE)
                rest = unpack.unconsumed_tail
    except zlib.error:
        raise Again(f"{where} is packed as gzip and cannot be unpacked.") from None
    if not unpack.eof:
        raise Again(f"{where} broke off before its end.")


def _too_large(response: httpx.Response, size: str, limit: int) -> str:
    return (
        f"{shown(response.url)} holds {size}; at most {limit:,} bytes are expected.\n"
        "If the publisher's file has grown, raise the limit in the feed."
    )
