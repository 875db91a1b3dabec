"""How a release lands: made aside, read back, and put in its place by one rename, whole or not at all."""

import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.fetch.record import Read, file_facts, provenance
from pipeline.files import write_whole
from pipeline.sources.reading import read_text
from pipeline.sources.source import Source

INCOMING = ".incoming-"  # a name that begins with a dot is no release


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """Give a folder beside a source's releases in which one can be made; what has not left it by then goes."""
    aside = folder / f"{INCOMING}{secrets.token_hex(6)}"
    is_new = not folder.exists()
    aside.mkdir(parents=True)
    try:
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        if is_new:
            with suppress(OSError):  # it holds a release now
                folder.rmdir()


def sweep(folders: Iterable[Path]) -> None:
    """Take away what a killed fetch has left in these sources' folders; only while no other fetch is at work."""
    for folder in folders:
        for left in folder.glob(f"{INCOMING}*"):
            shutil.rmtree(left, ignore_errors=True)


def write_release(staged: Path, source: Source, read: Read, before: Path | None) -> None:
    """Write the tables (CSV, UTF-8, a line feed after each row) and their record.

    A table that the publisher's files do not speak of is taken over from the release before, byte for byte.
    """
    staged.mkdir()
    files = {}
    for table in source.tables:
        if table.file in read.carried.tables:
            frame = read.carried.tables[table.file]
            content = frame.to_csv(index=False, lineterminator="\n").encode()
            files[table.file] = file_facts(content, len(frame))
        elif before is not None and (before / table.file).is_file():
            content = (before / table.file).read_bytes()
            files[table.file] = file_facts(content, len(read_text(before / table.file)), before.name)
        else:
            continue  # reading it back names what is missing
        write_whole(staged / table.file, content)
    write_whole(staged / "provenance.json", provenance(source, staged.name, read, files))


def land(staged: Path, folder: Path) -> Path:
    """Put a staged release in its place and return it: until the rename it is not there, after it it is there whole."""
    place = folder / staged.name
    if place.exists():
        raise PipelineError(f"{place.name} is there already: a release is never written over.")
    _sync(staged)
    staged.rename(place)
    _sync(folder)
    return place


def put_aside(staged: Path, refused: Path) -> None:
    """Keep a release that was refused where a person can look at the lines named, in place of the one before."""
    shutil.rmtree(refused, ignore_errors=True)
    refused.parent.mkdir(parents=True, exist_ok=True)
    staged.rename(refused)


def _sync(folder: Path) -> None:
    """Have the folder's list of names written to the disk, where the system lets folders be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
