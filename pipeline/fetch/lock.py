"""One fetch at a time in one project."""

from contextlib import AbstractContextManager
from pathlib import Path

from pipeline.lock import only_one


def only_one_fetch(downloads: Path) -> AbstractContextManager[None]:
    """Hold the folder of downloads while fetching; PipelineError if another fetch holds it."""
    return only_one(downloads / ".fetch.lock", "fetch")
