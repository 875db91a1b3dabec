"""A publisher's file beside what was said of it: kept whole, or in part with what is needed to ask for the rest.

Nothing here is taken on trust: a file that is not the one recorded is as good as none.
"""

import json
import re
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path

from pipeline.files import write_whole

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,120}")
_NOT_OURS = (".part", ".json.told")


@dataclass(frozen=True)
class Told:
    """What a publisher said of a file: `etag` and `modified` as they came. `sha256` is empty while it is in part."""

    url: str
    etag: str = ""
    modified: str = ""
    sha256: str = ""

    @property
    def validator(self) -> str:
        """What names this very version: a strong ETag, else its day; empty where a rest may be another file's."""
        return self.etag if self.etag and not self.etag.startswith("W/") else "" if self.etag else self.modified


@dataclass(frozen=True)
class Place:
    """Where one download lies, with its part and their records."""

    path: Path

    @property
    def part(self) -> Path:
        """What has come so far."""
        return self.path.with_name(f"{self.path.name}.part")

    def whole(self, url: str) -> Told | None:
        """Return what was told of the kept file, if it is this address's and still the file that came."""
        told = _read(self.path)
        if told is None or told.url != url or not self.path.is_file() or sha256_of(self.path) != told.sha256:
            return None
        return told

    def begun(self, url: str) -> tuple[Told, int] | None:
        """Return what was told of the part and its bytes, if the rest of it can be asked for."""
        told = _read(self.part)
        size = self.part.stat().st_size if self.part.is_file() else 0
        return (told, size) if told and told.url == url and told.validator and size else None

    def start(self, told: Told) -> None:
        """Begin a part, and record what it is a part of; nothing of an older one stays, which may be another version's."""
        self.drop()
        _write(self.part, told)

    def drop(self) -> None:
        """Take the part away."""
        self.part.unlink(missing_ok=True)
        _record(self.part).unlink(missing_ok=True)

    def keep(self, told: Told) -> Told:
        """Make the part the kept file; returns its record. A kill in between leaves a file that is asked for again."""
        whole = Told(told.url, told.etag, told.modified, sha256_of(self.part))
        self.part.replace(self.path)
        _write(self.path, whole)
        self.drop()
        return whole


def place_for(folder: Path, name: str) -> Place:
    """Return the place of a download in this folder; ValueError for a name that would lie elsewhere."""
    if not _NAME.fullmatch(name) or name.endswith(_NOT_OURS):
        raise ValueError(f"a feed asked to keep a file under {name!r}: letters, digits, '_', '-' and '.' only")
    return Place(folder / name)


def sha256_of(path: Path) -> str:
    """Return the sha256 of a file's bytes."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _record(path: Path) -> Path:
    return path.with_name(f"{path.name}.json.told")


def _write(path: Path, told: Told) -> None:
    write_whole(_record(path), json.dumps(asdict(told), indent=2).encode())


def _read(path: Path) -> Told | None:
    """Return the record; None for one that is missing or damaged."""
    try:
        told = Told(**json.loads(_record(path).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return told if all(isinstance(value, str) for value in asdict(told).values()) else None
