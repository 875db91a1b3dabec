"""What a feed is: how the next release of a source comes from its publisher.

Two halves that never meet: `collect` asks for files and reads nothing but listings; `carry` reads files and asks for
nothing. So every layout is read offline, from a file as it was published.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import pandas as pd


class Kind(StrEnum):
    """What a file has to be; an answer of another kind (a page of a portal that blocks scripts) is refused."""

    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    ZIP = "zip"
    HTML = "html"


class Get(Protocol):
    """Ask a publisher for a file."""

    def __call__(
        self, url: str, *, name: str, kind: Kind, limit: int = 50_000_000, form: Mapping[str, str] | None = None
    ) -> Path:
        """Return the file, kept under `name`; PipelineError where no good answer came. `form` is posted."""


@dataclass(frozen=True)
class Carried:
    """What a publisher's files say, in the layout of our source: cells are text, an empty cell is missing.

    `tables`: by file name of the source's tables. `release`: the folder's name; releases sort by age.
    """

    release: str
    tables: Mapping[str, pd.DataFrame]
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True)
class Feed:
    """How the next release of one source is fetched.

    `hosts` are those that may answer: the publisher's own, and those it sends on to. `before`, given to `carry`, is the
    folder of the newest release at hand, for what the publisher's files do not repeat. `by_hand` says how a person
    gets the files, and is all there is where no machine may ask.
    """

    source: str
    where: str
    licence: str
    attribution: str
    hosts: tuple[str, ...]
    collect: Callable[[Get], Mapping[str, Path]] | None
    carry: Callable[[Mapping[str, Path], Path | None], Carried]
    by_hand: str = ""
    caveats: tuple[str, ...] = field(default=())
