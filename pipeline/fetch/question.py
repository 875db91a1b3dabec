"""What is asked for, and under which conditions: the file, the rest of it, or only another than the one at hand."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import httpx

from pipeline.fetch.kept import Place, Told
from pipeline.publishers import Kind


@dataclass(frozen=True)
class Begun:
    """A file of which `size` bytes are here."""

    told: Told
    size: int


@dataclass(frozen=True)
class Wanted:
    """One file to be asked for: `limit` in bytes, `form` posted where there is one."""

    url: str
    place: Place
    kind: Kind
    limit: int
    form: Mapping[str, str] | None = None

    @property
    def is_repeatable(self) -> bool:
        """Whether an earlier answer is good for this question: a page with a form is made for one visit."""
        return self.form is None and self.kind is not Kind.HTML

    def at_hand(self) -> tuple[Begun | None, Told | None]:
        """Return the part that is here or, where there is none, what was told of the whole file that is."""
        if not self.is_repeatable:
            return None, None
        found = self.place.begun(self.url)
        return (Begun(*found), None) if found else (None, self.place.whole(self.url))

    def told_by(self, response: httpx.Response) -> Told:
        """Return what an answer's headers say of the file."""
        headers = response.headers
        return Told(self.url, headers.get("etag", "")[:200], headers.get("last-modified", "")[:100])


def conditions(begun: Begun | None, whole: Told | None) -> dict[str, str]:
    """Return the headers that ask for the rest of this very version, or only for another than this."""
    if begun:
        return {"Range": f"bytes={begun.size}-", "If-Range": begun.told.validator}
    if whole:
        asked = {"If-None-Match": whole.etag, "If-Modified-Since": whole.modified}
        return {name: value for name, value in asked.items() if value}
    return {}


def is_same_version(begun: Begun, told: Told) -> bool:
    """Return whether a part's headers speak of the version whose beginning is here, as far as they say."""
    before = begun.told
    return told.etag in {"", before.etag} and (bool(told.etag) or told.modified in {"", before.modified})


def without_validator(told: Told) -> Told:
    """Return what is told of a part that cannot be taken up again."""
    return replace(told, etag="", modified="")
