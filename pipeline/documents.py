"""The documents that are made for a borough: which chapters each holds, in which order; and the index of all boroughs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.areas import Area
from pipeline.chapters import ChapterNotebook, find_chapter, own_chapters
from pipeline.errors import PipelineError, did_you_mean
from pipeline.project import Project

PRIORITY = "priority"  # the chapter that runs once for each of the borough's own strategic priorities
LAST = "methods"  # an extra chapter of a borough goes before it, where it names no other place


class Board(StrEnum):
    """The board that reads: Health and Wellbeing Board (treatment first) or Community Safety Partnership (supply first)."""

    HWB = "hwb"
    CSP = "csp"


# What each board reads first of the three chapters of the national priorities.
FIRST = {Board.HWB: "treatment", Board.CSP: "supply"}


@dataclass(frozen=True)
class Document:
    """One document: its title and first sentence, the chapters it holds, and how they stand.

    `front`: the summary opens the page, without a title of its own. `paper`: a board paper, with its cover and the
    author's blocks, and of its chapters only what fits on a few pages.
    """

    id: str
    title: str
    lede: str
    chapters: tuple[str, ...]
    front: bool = False
    paper: bool = False

    @property
    def name(self) -> str:
        """Its name in a list of documents."""
        return self.id.replace("-", " ").capitalize()

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.id}.html"


DOCUMENTS = (
    Document(
        "needs-assessment", "Drug and alcohol needs assessment",
        "What published figures say about drug and alcohol harm in {area}, where they are silent, and what the "
        "partnership may want to ask.",
        (
            "summary", "context", "supply", "treatment", "demand", "inequalities", "services", "voice", PRIORITY,
            "recommendations", LAST,
        ),
        front=True,
    ),
    Document(
        "board-paper", "Board paper on drug and alcohol harm",
        "What the board of {area} is asked to decide, and the findings that it rests on.",
        ("summary", "recommendations"), front=True, paper=True,
    ),
    Document(
        "performance-framework", "Drug and alcohol performance framework",
        "The national outcomes and the borough's own measures: what can be shown for {area}, what only comes near, and "
        "what nobody publishes.",
        ("outcomes", PRIORITY, LAST),
    ),
    Document(
        "delivery-plan", "Drug and alcohol delivery plan",
        "What is asked in {area}, of whom and by when, and how the partnership judges its delivery.",
        ("recommendations", "delivery"),
    ),
    Document(
        "progress-report", "Drug and alcohol progress report",
        "What cannot be judged in {area}, what changed, and how the actions of the plan stand.",
        ("progress", "summary", "outcomes", "delivery"),
    ),
)  # fmt: skip
NEEDS_ASSESSMENT = DOCUMENTS[0]
LONDON_CHAPTER = "london"
INDEX = Document(
    "index",
    "Drug and alcohol reports",
    "The reports of every borough, and the boroughs side by side.",
    (LONDON_CHAPTER,),
)


@dataclass(frozen=True)
class Section:
    """One chapter in a borough's documents: `name` is the chapter's, or that of one of its runs ("priority-1")."""

    name: str
    chapter: ChapterNotebook
    parameters: Mapping[str, str] = field(default_factory=dict)


def find_documents(names: Iterable[str]) -> tuple[Document, ...]:
    """Return the documents asked for in their usual order, all where none is named; PipelineError for an unknown one."""
    asked = list(names)
    known = {document.id: document for document in DOCUMENTS}
    unknown = [f"There is no document '{name}'.{did_you_mean(name, known)}" for name in asked if name not in known]
    if unknown:
        raise PipelineError("\n".join([*unknown, f"The documents are {', '.join(known)}."]))
    return tuple(document for document in DOCUMENTS if not asked or document.id in asked)


def sections(
    project: Project, document: Document, area: Area, priorities: Sequence[int] = (), board: Board | None = None
) -> list[Section]:
    """Return a document's chapters for one borough in order: shipped ones, its own priorities, its own extra chapters."""
    made = [
        section
        for name in board_order(document.chapters, board)
        for section in _runs_of(find_chapter(project, name, area), priorities)
    ]
    for extra in own_chapters(project, area):
        if document.id in extra.documents:
            made.insert(_place(extra, made), Section(extra.chapter, extra))
    return made


def board_order(chapters: Sequence[str], board: Board | None) -> list[str]:
    """Return the chapters with the one that this board reads first before the other national priorities."""
    first = FIRST[board] if board else ""
    if first not in chapters:
        return list(chapters)
    others = [name for name in chapters if name != first]
    place = min((others.index(name) for name in FIRST.values() if name in others), default=len(others))
    return [*others[:place], first, *others[place:]]


def _runs_of(chapter: ChapterNotebook, priorities: Sequence[int]) -> list[Section]:
    if chapter.chapter != PRIORITY:
        return [Section(chapter.chapter, chapter)]
    return [Section(f"{PRIORITY}-{number}", chapter, {PRIORITY: str(number)}) for number in priorities]


def _place(extra: ChapterNotebook, made: Sequence[Section]) -> int:
    """After the chapter it names and the extra ones already there, else before the methods, else at the end."""
    chapters = [section.chapter.chapter for section in made]
    if extra.after not in chapters:
        return chapters.index(LAST) if LAST in chapters else len(chapters)
    place = len(chapters) - chapters[::-1].index(extra.after)
    while place < len(made) and made[place].chapter.after == extra.after:
        place += 1
    return place


def union(documents: Iterable[Sequence[Section]]) -> list[Section]:
    """Return every section of these documents once: each is run once, whatever number of documents hold it."""
    return list({section.name: section for held in documents for section in held}.values())
