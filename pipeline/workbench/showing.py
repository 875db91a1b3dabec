"""What is on show: a borough's documents as they stand, what failed in the last build, and who is looking."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.areas import Area
from pipeline.documents import DOCUMENTS
from pipeline.execution.key import digest
from pipeline.project import Audience, Project
from pipeline.workbench.served import served, waiting

DIED = "The program that builds has ended: most often a module that was saved cannot be imported."
CURE = "Correct it and save: the build begins anew."


class Showing:
    """The pages of a watched borough. Whoever looks at one is told its version, and each new one."""

    def __init__(self, project: Project, area: Area, documents: tuple[str, ...]) -> None:
        """Show what is there; the first of the documents is opened."""
        self.area, self.documents = area, documents
        self._folder = project.reports(Audience.PUBLIC) / area.slug
        self._known = {document.id: document for document in DOCUMENTS}
        self.failed: list[dict[str, str]] = []
        self._lookers: dict[asyncio.Queue[str], tuple[str, str]] = {}  # the document, and the version last told

    def knows(self, document: str) -> bool:
        """Whether it is one of the documents that there are: nothing else is served."""
        return document in self._known and (document in self.documents or self._path(document).is_file())

    def page(self, document: str) -> str:
        """Return the copy of a document that is served."""
        html, version = self._html(document), self.version(document)
        return served(html, version, f"events/{document}", self.failed)

    def version(self, document: str) -> str:
        """Return what tells one state of a page from another."""
        return digest(repr([self._html(document), self.failed]))[:16]

    def look(self, document: str) -> "asyncio.Queue[str]":
        """Return where the versions of a document come in, the present one first."""
        queue: asyncio.Queue[str] = asyncio.Queue()
        self._lookers[queue] = (document, self.version(document))
        queue.put_nowait(self._lookers[queue][1])
        return queue

    def leave(self, queue: "asyncio.Queue[str]") -> None:
        """Forget somebody who has stopped looking."""
        self._lookers.pop(queue, None)

    def refresh(self) -> None:
        """Tell everybody who looks at a page that is no longer as they were told."""
        versions = {document: self.version(document) for document, _ in self._lookers.values()}
        for queue, (document, told) in list(self._lookers.items()):
            if versions[document] != told:
                self._lookers[queue] = (document, versions[document])
                queue.put_nowait(versions[document])

    def take(self, told: Mapping[str, Any], failed: list[dict[str, str]]) -> None:
        """Take in one thing told of a build, whose failures so far are `failed`: pages follow at once."""
        if "failed" in told:
            failed.append(told["failed"])
        elif "died" in told:
            failed.append({"place": self.area.name, "error": DIED, "cure": CURE, "traceback": told["died"]})
        if {"made", "died", "done"} & told.keys():
            self.failed = list(failed)
            self.refresh()

    def _path(self, document: str) -> Path:
        return self._folder / self._known[document].file

    def _html(self, document: str) -> str:
        path = self._path(document)
        if path.is_file():
            return path.read_text(encoding="utf-8")
        return waiting(f"{self._known[document].title}: {self.area.name}")
