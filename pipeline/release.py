"""What a release of a source and an edition of the report are; reading them: editions.py. Importing this is quick."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.project import Audience

LATEST = "latest"


@dataclass(frozen=True)
class Release:
    """One publisher's issue of one source: its name, its folder and its provenance record."""

    release: str
    folder: Path
    provenance: dict[str, Any]


@dataclass(frozen=True)
class Edition:
    """The state of the whole report; `date` (ISO) is the latest day on which a published source was accessed.

    `audience`: for whom it was loaded; only the partnership's own has the files of restricted folders.
    """

    id: str
    date: str
    releases: dict[str, Release]
    audience: Audience = Audience.PUBLIC
