"""What a document says of itself: a draft, signed as it stands, or a draft again because its content has changed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.signing.record import Signature

DRAFT_WORDS = "Draft for the partnership"
_DECIDES = "The software drafts from published figures; the partnership decides."


class Standing(StrEnum):
    """How a document stands: only a signed one is the partnership's own."""

    DRAFT = "draft"
    SIGNED = "signed"
    CHANGED = "changed"  # another content was signed


@dataclass(frozen=True)
class Status:
    """How a document stands, and the signature that says so; none of a draft that was never signed."""

    standing: Standing = Standing.DRAFT
    signature: Signature | None = None

    @property
    def is_signed(self) -> bool:
        """Whether this very content was signed."""
        return self.standing == Standing.SIGNED

    @property
    def tag(self) -> str:
        """The one word at the top of every page."""
        return "Signed" if self.is_signed else "Draft"

    @property
    def words(self) -> str:
        """The status in a few words, for title, cover and the foot of every sheet."""
        return self._by if self.is_signed else DRAFT_WORDS

    @property
    def note(self) -> str:
        """What a reader must know beside it, in a sentence or two."""
        if self.signature is None:
            return f"Not signed, so not a final paper. {_DECIDES}"
        if self.is_signed:
            return f"Edition {self.signature.edition}, content {self.signature.content[:12]}."
        return f"Not a final paper: its content has changed since another version was {_lower(self._by)}."

    @property
    def short(self) -> str:
        """The status as a list of documents shows it."""
        if self.signature is None:
            return "draft"
        day = spoken_day(self.signature.date)
        return f"signed {day}" if self.is_signed else f"draft: changed since it was signed {day}"

    @property
    def _by(self) -> str:
        assert self.signature
        return f"Signed by the {self.signature.role} on {spoken_day(self.signature.date)}"


DRAFT = Status()


def status_of(signature: Signature | None, content: str) -> Status:
    """Return how a document with this content (its sha256) stands, if that is its signature."""
    if signature is None:
        return DRAFT
    return Status(Standing.SIGNED if signature.content == content else Standing.CHANGED, signature)


def spoken_day(iso: str) -> str:
    """Return "1 December 2026" of an ISO day."""
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
