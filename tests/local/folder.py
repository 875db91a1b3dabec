"""Write a borough's own files for a test. Everything in them is invented."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.areas import find_area
from pipeline.errors import PipelineError
from pipeline.local import BoroughData, read_borough
from pipeline.project import Project

BARNET = find_area("Barnet")


def project(root: Path, files: Mapping[str, str | bytes], slug: str = "barnet") -> Project:
    """Return a project in which a borough has these files."""
    for name, content in files.items():
        path = root / "data" / "raw" / "local" / slug / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return Project(root)


def read(root: Path, files: Mapping[str, str | bytes], **more: object) -> BoroughData:
    """Return what Barnet says with these files."""
    return read_borough(project(root, files), BARNET, **more)


def refused(root: Path, files: Mapping[str, str | bytes], **more: object) -> str:
    """Return the message by which these files are refused."""
    with pytest.raises(PipelineError) as error:
        read(root, files, **more)
    return str(error.value)
