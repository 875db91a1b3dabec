"""The board paper: a cover, what fits on a few pages of the chapters, and the blocks that only its author can write."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.documents import Board
from pipeline.local.data import BoroughData
from pipeline.report.request import Page
from pipeline.report.stitch import Part, StitchedChapter

TO_BE_COMPLETED = "To be completed by the author"
# What a board paper shows of a chapter: figures, tables and prose stay in the needs assessment, to which it links.
KEPT = frozenset({"board", "tiles", "messages", "commentary"})
IN_SHORT = "recommendations"
# What boards expect of a paper that no figure can say (interpretation.md 6): name in paper.toml, heading.
BLOCKS = {
    "decisions": "Decisions asked",
    "reasons": "Reasons for the decisions",
    "alternatives": "Alternatives considered",
    "next_steps": "Next steps",
    "corporate_priorities": "Corporate priorities",
    "resources": "Finance and resources",
    "legal": "Legal",
    "risk": "Risk",
    "equalities": "Equalities duty",
    "corporate_parenting": "Corporate parenting",
    "consultation": "Consultation",
    "background_papers": "Background papers",
}
BOARD_NAMES = {Board.HWB: "Health and Wellbeing Board", Board.CSP: "Community Safety Partnership"}


@dataclass(frozen=True)
class Block:
    """One of the author's blocks: its paragraphs, none where it is still to be written."""

    name: str
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class CoverRow:
    """One row of the cover: `texts` as they stand, and links to other documents as (file, title)."""

    term: str
    texts: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()

    @property
    def is_status(self) -> bool:
        """Whether it says how the paper stands, which is no part of its content."""
        return self.term == "Status"


def shortened(chapter: StitchedChapter) -> StitchedChapter:
    """Return a chapter as a board paper shows it: the board's box, tiles, messages; recommendations as one short table."""
    parts = [part for part in chapter.parts if part.kind in KEPT]
    asked = [bundle for bundle in chapter.bundles if bundle["kind"] == "cards" and bundle["role"] == IN_SHORT]
    if asked:
        cards = [card for bundle in asked for card in bundle["cards"]]
        parts.append(Part("brief", bundles=({**asked[0], "cards": cards},)))
    return replace(chapter, parts=tuple(parts), code="")


def author_blocks(written: Mapping[str, str]) -> tuple[Block, ...]:
    """Return the author's blocks in order; one that is not written has no paragraphs."""
    return tuple(Block(name, heading, paragraphs(written.get(name, ""))) for name, heading in BLOCKS.items())


def paragraphs(text: str) -> tuple[str, ...]:
    """Return a text's paragraphs: an empty line stands between two."""
    return tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())


def cover(page: Page) -> list[CoverRow]:
    """Return the cover's rows: to whom, of whom, wards, status and appendices; what only the author knows is left open."""
    local = page.local
    return [
        CoverRow("Report to", _boards(local, page.board)),
        CoverRow("Report of", tuple(filter(None, [local.partnership.sro_role, local.partnership.name]))),
        CoverRow("Title", (page.document.title,)),
        CoverRow("Date of meeting", ()),
        CoverRow("Wards affected", paragraphs(local.paper.get("wards", ""))),
        CoverRow("Status", (page.status.words,)),
        CoverRow("Appendices", (), tuple((other.file, other.title) for other in page.others)),
    ]


def _boards(local: BoroughData, board: Board | None) -> tuple[str, ...]:
    """The boards of this kind by the borough's own names; every one where no kind is chosen."""
    named = [one.name for one in local.boards if (one.kind == board if board else one.kind in set(Board))]
    return tuple(named) or ((BOARD_NAMES[board],) if board else ())
