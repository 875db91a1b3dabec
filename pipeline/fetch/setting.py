"""Where and how a fetch is done: the project, the feeds, and how long publishers are waited for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.fetch.patience import Patience
from pipeline.fetch.watch import Silence, Watch
from pipeline.project import Project
from pipeline.publishers import Feed
from pipeline.sources.source import Source


@dataclass(frozen=True)
class Setting:
    """`day`: the ISO day that is recorded as the one of access. `look_only`: say what is newer and land nothing."""

    project: Project
    feeds: Mapping[str, Feed]
    sources: Mapping[str, Source]
    day: str
    look_only: bool = False
    patience: Patience = field(default_factory=Patience)
    watch: Watch = field(default_factory=Silence)
    http_to_loopback: bool = False  # for tests alone

    @property
    def downloads(self) -> Path:
        """Publishers' files as they came; never committed."""
        return self.project.raw / ".downloads"

    def folder(self, source: str) -> Path:
        """The folder of a source's releases."""
        return self.project.raw / source
