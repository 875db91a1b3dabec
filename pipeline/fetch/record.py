"""provenance.json of a release that was fetched: whose figures, from where, and which files they were read from."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pipeline.publishers import Carried, Feed
from pipeline.sources.source import Source


@dataclass(frozen=True)
class Origin:
    """One file of the publisher: `url`, `etag` and `modified` are empty for one that a person got."""

    name: str
    sha256: str
    bytes: int
    url: str = ""
    etag: str = ""
    modified: str = ""

    def facts(self) -> dict[str, Any]:
        """Return what is recorded of it."""
        told = {"url": self.url, "etag": self.etag, "last_modified": self.modified}
        return {"name": self.name, "sha256": self.sha256, "bytes": self.bytes} | {k: v for k, v in told.items() if v}


@dataclass(frozen=True)
class Read:
    """What was read of a feed's files on one (ISO) day."""

    feed: Feed
    carried: Carried
    origins: Sequence[Origin]
    day: str


def provenance(source: Source, release: str, read: Read, files: Mapping[str, Mapping[str, Any]]) -> bytes:
    """Return the record of a release as a file."""
    feed = read.feed
    told = {
        "source": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "release": release,
        "licence": feed.licence,
        "attribution": feed.attribution,
        "published_copy": _how(read.origins, read.day),
        "accessed": read.day,
        "where": feed.where,
        "fetched": [origin.facts() for origin in read.origins],
        "caveats": list(dict.fromkeys((*feed.caveats, *read.carried.caveats))),
        "files": files,
    }
    return (json.dumps(told, indent=2, ensure_ascii=False) + "\n").encode()


def file_facts(content: bytes, rows: int, carried_from: str = "") -> dict[str, Any]:
    """Return what is recorded of one table; `carried_from` names the release that it was taken over from unchanged."""
    facts: dict[str, Any] = {"sha256": sha256(content).hexdigest(), "rows": rows}
    return facts | ({"carried_from": carried_from} if carried_from else {})


def _how(origins: Sequence[Origin], day: str) -> str:
    if any(origin.url for origin in origins):
        return f"Downloaded from the publisher on {day} with cdp fetch."
    return f"Read on {day} from files that a person had downloaded from the publisher, with cdp fetch --file."
