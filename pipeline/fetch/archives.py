"""Packed files (ZIP, and XLSX and ODS, which are ZIP inside): looked through before anything opens them.

The directory at the end says what the file unpacks to, and a hostile one lies; so everything is unpacked once, a
bounded piece at a time and to nowhere, and counted.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import BinaryIO

from pipeline.errors import PipelineError

_PIECE = 1 << 20
_HEADER = struct.Struct("<4s5H3L2H")  # the record before each entry; its last two numbers are lengths to skip


@dataclass(frozen=True)
class Bounds:
    """What an archive may unpack to: bytes in all, entries, and bytes for each packed byte once past a megabyte.

    Sheets of figures pack to a tenth or a fiftieth; a bomb to a thousandth.
    """

    total: int = 600_000_000
    entries: int = 5_000
    ratio: int = 200
    small: int = 1_000_000


def refuse_archive(path: Path, bounds: Bounds = Bounds()) -> set[str]:
    """Return the names of the entries of a sound archive; PipelineError that says what is wrong with another."""
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as file:
            entries = archive.infolist()
            _refuse_directory(entries, bounds)
            _refuse_bodies(file, entries, path.stat().st_size, bounds)
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, UnicodeDecodeError) as error:
        raise PipelineError(f"the packed file is damaged or cut off ({error}).") from None
    return {entry.filename for entry in entries}


def _refuse_directory(entries: list[zipfile.ZipInfo], bounds: Bounds) -> None:
    """Judge what the archive says of itself."""
    names = [entry.filename for entry in entries]
    if len(entries) > bounds.entries:
        raise _hostile(f"it holds {len(entries):,} entries; at most {bounds.entries:,} are expected")
    for name in names:
        if _leads_away(name):
            raise _hostile(f"an entry is named {name[:80]!r}, which leads out of the folder")
    if len(set(names)) < len(names):
        raise _hostile("two entries have one name")
    for entry in entries:
        if entry.flag_bits & 1:
            raise _hostile(f"{entry.filename[:80]} is locked with a password")
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise _hostile(f"{entry.filename[:80]} is packed in an unusual way")
    _refuse_size(sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries), bounds)


def _refuse_bodies(file: BinaryIO, entries: list[zipfile.ZipInfo], size: int, bounds: Bounds) -> None:
    """Judge what the archive really holds: entries that do not overlap, and unpack to what the directory says."""
    unpacked, end = 0, 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        start = _start(file, entry)
        if entry.header_offset < end or start + entry.compress_size > size:
            raise _hostile("its entries lie over each other")
        end = start + entry.compress_size
        found = 0
        for piece in _unpacked(file, entry, start):
            found += piece
            _refuse_size(unpacked + found, end, bounds)
            if found > entry.file_size:
                raise _hostile(f"{entry.filename[:80]} unpacks to more than its directory says")
        unpacked += found


def _refuse_size(unpacked: int, packed: int, bounds: Bounds) -> None:
    if unpacked > bounds.total:
        raise _hostile(f"it unpacks to more than {bounds.total:,} bytes")
    if unpacked > bounds.small and unpacked > bounds.ratio * max(1, packed):
        raise _hostile(f"it unpacks to more than {bounds.ratio} times its size")


def _start(file: BinaryIO, entry: zipfile.ZipInfo) -> int:
    """Return where the bytes of an entry begin."""
    if entry.header_offset < 0:  # zipfile subtracts what it believes to be missing at the beginning
        raise zipfile.BadZipFile("it does not begin where it says")
    file.seek(entry.header_offset)
    record = _HEADER.unpack(file.read(_HEADER.size))
    if record[0] != b"PK\x03\x04":
        raise zipfile.BadZipFile(f"no entry where {entry.filename[:80]} should be")
    return entry.header_offset + _HEADER.size + record[9] + record[10]


def _unpacked(file: BinaryIO, entry: zipfile.ZipInfo, start: int) -> Iterator[int]:
    """Give the sizes of the pieces that an entry unpacks to; what it holds is thrown away."""
    file.seek(start)
    unpack = zlib.decompressobj(-zlib.MAX_WBITS)
    left = entry.compress_size
    while left:
        packed = file.read(min(left, _PIECE))
        if not packed:
            raise EOFError("it ends too early")
        left -= len(packed)
        if entry.compress_type == zipfile.ZIP_STORED:
            yield len(packed)
            continue
        while packed and not unpack.eof:
            yield len(unpack.decompress(packed, _PIECE))
            packed = unpack.unconsumed_tail


def _leads_away(name: str) -> bool:
    posix, windows = PurePosixPath(name), PureWindowsPath(name)
    return posix.is_absolute() or bool(windows.drive or windows.root) or ".." in windows.parts


def _hostile(words: str) -> PipelineError:
    return PipelineError(f"the packed file is refused: {words}.\nAsk the publisher; do not open it.")
