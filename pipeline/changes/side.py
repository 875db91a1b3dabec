"""The two editions that are compared: one that was kept, one that can be calculated here, or one of another project."""

import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.areas import BOROUGHS, Area
from pipeline.breaks import breaks_of
from pipeline.changes.judged import Record, asked_of, said_of, whole_bundle
from pipeline.changes.method import definitions
from pipeline.editions import MANIFEST, for_area, load_edition, manifest_of
from pipeline.errors import PipelineError
from pipeline.kept import ROWS, manifest_kept, read_kept
from pipeline.processed import ensure_tables, read_indicators
from pipeline.project import Audience, Project
from pipeline.release import LATEST, Edition


@dataclass(frozen=True)
class _Aside(Project):
    """A project whose tables are made aside: comparing leaves the tables of the edition at hand as they are."""

    tables: Path = Path()

    @property
    def observations(self) -> Path:
        """The tidy table, aside."""
        return self.tables / "observations.parquet"

    def indicators(self, audience: Audience) -> Path:
        """The protected table, aside."""
        return self.tables / audience / "indicators.parquet"


@dataclass(frozen=True)
class Side:
    """One edition as it can be compared: its rows, what they were made from, and what it says of an area."""

    name: str
    date: str
    rows: pd.DataFrame
    manifest: dict[str, Any]
    methods: dict[str, str]
    folder: Path | None = None  # of an edition that was kept
    project: Project | None = None  # of one that is calculated here
    edition: Edition | None = None
    met: dict[Any, Any] = field(default_factory=dict, compare=False)

    def said(self, area: Area, only: Collection[str] | None) -> list[Record] | None:
        """Return the findings about an area (of `only` these indicators); None where the edition keeps none of it."""
        if self.folder is not None:
            kept = self.kept(area)
            return None if kept is None else [one for one in kept[0] if only is None or one["indicator"] in only]
        return said_of(self._bundle(area), only)

    def asked(self, area: Area) -> list[Record] | None:
        """Return the recommendations for an area; None where the edition keeps none of it."""
        if self.folder is not None:
            kept = self.kept(area)
            return None if kept is None else kept[1]
        return asked_of(self._bundle(area))

    def kept(self, area: Area) -> tuple[list[Record], list[Record]] | None:
        """Return what a kept edition holds of an area, None for nothing."""
        if self.folder is None or not (self.folder / "findings" / f"{area.slug}.json").is_file():
            return None
        kept = read_kept(self.folder, area)
        return list(kept.findings), list(kept.recommendations)

    def holds(self, area: Area) -> bool:
        """Whether it can say what it says of an area."""
        return self.folder is None or (self.folder / "findings" / f"{area.slug}.json").is_file()

    def _bundle(self, area: Area) -> Any:
        assert self.project is not None
        assert self.edition is not None
        if area not in self.met:
            self.met[area] = whole_bundle(self.project, for_area(self.edition, area), area)
        return self.met[area]

    def breaks(self) -> pd.DataFrame | None:
        """Return the register of breaks of an edition that is calculated here."""
        return breaks_of(self.project, self.edition) if self.project and self.edition else None


@contextmanager
def sides(project: Project, *names: str) -> Iterator[list[Side]]:
    """Open editions by id, "latest", or the path of an edition's folder or of another project's data/raw."""
    with tempfile.TemporaryDirectory() as place:
        yield [_side(project, name, Path(place) / str(number)) for number, name in enumerate(names)]


def _side(project: Project, name: str, aside: Path) -> Side:
    path = Path(name)
    if name == LATEST:
        edition = load_edition(project)
        ensure_tables(project, edition, say=lambda _: None)
        return _calculated(name, project, edition)
    if (folder := project.raw / "editions" / name).is_dir() and (folder / ROWS).is_file():
        return _kept(name, folder)
    if (path / ROWS).is_file() and (path / MANIFEST).is_file():
        return _kept(path.name, path)
    if path.is_dir() and (raw := _raw_of(path)):
        other = _Aside(raw.resolve().parents[1], aside)
        return _made_aside(name, other, load_edition(other))
    other = _Aside(project.root, aside)
    return _made_aside(name, other, load_edition(other, name))


def _raw_of(path: Path) -> Path | None:
    """The data/raw that a path names: itself, or of the project that it is."""
    places = (path, path / "data" / "raw")
    found = next((one for one in places if (one / "breaks").is_dir()), None)
    if found is not None and found.resolve().parts[-2:] != ("data", "raw"):
        raise PipelineError(f"{path} holds figures, but not as data/raw of a project.\nName that project's data/raw.")
    return found


def _made_aside(name: str, project: Project, edition: Edition) -> Side:
    ensure_tables(project, edition, say=lambda _: None)
    return _calculated(name, project, edition)


def _calculated(name: str, project: Project, edition: Edition) -> Side:
    rows = read_indicators(project)
    rows.attrs = {}  # pandas copies them whole at every step
    return Side(name, edition.date, rows, manifest_of(edition), definitions(), project=project, edition=edition)


def _kept(name: str, folder: Path) -> Side:
    kept = read_kept(folder, BOROUGHS[0])
    return Side(name, kept.date, kept.rows, manifest_kept(folder), kept.definitions, folder)
