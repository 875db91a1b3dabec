"""Files written whole or not at all."""

import errno
import os
from pathlib import Path

from pipeline.errors import PipelineError

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG}) if hasattr(errno, "EDQUOT") else frozenset({errno.ENOSPC})
MAKE_ROOM = "Make room on the disk and give the command again: what is finished is not done twice."


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader, and a power cut, finds the old one or the new one and never a part.

    Raises PipelineError when the disk is full.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as error:
        if error.errno in FULL:
            raise PipelineError(f"The disk is full: {path.name} could not be written.\n{MAKE_ROOM}") from None
        raise
    finally:
        aside.unlink(missing_ok=True)
