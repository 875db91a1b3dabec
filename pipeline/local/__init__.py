"""What a borough says of itself: governance, strategy, money, services, voice, decisions, in its own small files."""

from pipeline.local.data import (
    Action,
    Board,
    BoroughData,
    Commentary,
    Conflict,
    Funding,
    Heard,
    LocalFigure,
    Member,
    Milestone,
    Partnership,
    Service,
)
from pipeline.local.files import borough_files, every_borough
from pipeline.local.reading import read_borough
from pipeline.local.references import Reference, check_references, references
from pipeline.local.scaffold import init_borough
from pipeline.local.strategy import Claim, KeyMessage, LocalMeasure, LocalPriority, Strategy

__all__ = [
    "Action", "Board", "BoroughData", "Claim", "Commentary", "Conflict", "Funding", "Heard", "KeyMessage", "LocalFigure",
    "LocalMeasure", "LocalPriority", "Member", "Milestone", "Partnership", "Reference", "Service", "Strategy",
    "borough_files", "check_references", "every_borough", "init_borough", "read_borough", "references",
]  # fmt: skip
