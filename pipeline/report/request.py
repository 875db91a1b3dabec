"""What a page is asked to be, before anything of it is made; importing this does not import nbconvert."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.areas import Area
from pipeline.documents import NEEDS_ASSESSMENT, Board, Document
from pipeline.local.data import BoroughData
from pipeline.project import Audience
from pipeline.release import Edition
from pipeline.signing import DRAFT, Signature, Status


@dataclass(frozen=True)
class Elsewhere:
    """What is shown in another document of the same folder: its file, its name in a sentence, the label of each id."""

    file: str = ""
    name: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Made:
    """How the page was made: the command, and the sha256 of each chapter's notebook."""

    command: str
    notebooks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """What a page is: which document, about which area, from which figures, for whom; and what stands around it.

    `others` are the area's other documents that are there; `elsewhere` is what its needs assessment shows.
    `signature` is the last one of this document; `status` says how it stands, once its content is known.
    """

    area: Area
    edition: Edition
    made: Made
    document: Document = NEEDS_ASSESSMENT
    audience: Audience = Audience.PUBLIC
    board: Board | None = None
    local: BoroughData = field(default_factory=lambda: BoroughData(""))
    others: tuple[Document, ...] = ()
    elsewhere: Elsewhere = field(default_factory=Elsewhere)
    signature: Signature | None = None
    status: Status = DRAFT
