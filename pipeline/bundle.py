"""The bundle: everything that one run of one chapter for one borough may read, in one file.

The runner writes it, its digest is part of what a result depends on, it travels as bytes, and it lies beside the
executed notebook as evidence. Without the variable CDP_BUNDLE (JupyterLab, nbval) a notebook reads the repository.
"""

import hashlib
import io
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.areas import AREAS, COMPARATORS, Area, find_reported_area, stand_ins
from pipeline.chapters import ChapterNotebook, find_chapter, own_chapters, shipped_chapters, words_in_quotes
from pipeline.errors import PipelineError
from pipeline.indicators import CATALOGUE, Indicator
from pipeline.local.data import BoroughData
from pipeline.project import BUNDLE_VARIABLE, Audience, Project, find_project
from pipeline.release import Kept

if TYPE_CHECKING:
    from pipeline.indicators.catalogue import Tick
    from pipeline.release import Edition

# A run that is given its bundle reads nothing else, so what only makes tables (pandera: a second) is imported where it is used.
_METADATA_KEY = b"cdp"


class _Parts:
    """A bundle's rows by indicator, each part taken out when it is first asked for."""

    def __init__(self, rows: pd.DataFrame) -> None:
        self.rows = rows
        self.held: dict[str, pd.DataFrame] = {}

    @cached_property
    def places(self) -> dict[str, np.ndarray]:
        return cast("dict[str, np.ndarray]", self.rows.groupby("indicator", sort=False).indices)

    def of(self, indicator: str) -> pd.DataFrame:
        if indicator not in self.held:
            places = self.places.get(indicator, np.empty(0, dtype=np.intp))
            start, stop = (int(places[0]), int(places[-1]) + 1) if len(places) else (0, 0)
            together = stop - start == len(places)  # a slice is no copy
            self.held[indicator] = self.rows.iloc[start:stop] if together else self.rows.iloc[places]
        return self.held[indicator]


@dataclass(frozen=True)
class Bundle:
    """One run's evidence: protected indicator rows, the register of breaks, and the record of each source used."""

    chapter: str
    area_code: str
    edition: str
    edition_date: str
    audience: str
    topics: tuple[str, ...]
    rows: pd.DataFrame
    breaks: pd.DataFrame
    sources: dict[str, dict] = field(default_factory=dict)
    similar: tuple[str, ...] = ()  # codes of the boroughs most alike, nearest first
    named: tuple[str, ...] = ()  # indicators that the code of any chapter names, for the chapter that defines them
    local: BoroughData = field(default_factory=lambda: BoroughData(""))  # what the borough says of itself
    before: Kept | None = None  # what was published of it in the edition before, for the chapter that remembers
    _parts: "_Parts | None" = field(default=None, repr=False, compare=False)  # goes along to another area
    answers: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)  # of pipeline.findings

    def __post_init__(self) -> None:
        """Take the rows apart once for all bundles that hold the very same."""
        if self._parts is None or self._parts.rows is not self.rows:
            object.__setattr__(self, "_parts", _Parts(self.rows))

    def rows_of(self, indicator: str) -> pd.DataFrame:
        """The rows of one indicator, in a frame of the caller's own: what is changed in it changes nothing else."""
        return cast("_Parts", self._parts).of(indicator).copy(deep=False)

    @property
    def area(self) -> Area:
        """The area reported on."""
        return AREAS[self.area_code]

    def to_bytes(self) -> bytes:
        """The bundle as one Parquet file; the same bytes for the same evidence."""
        table = pa.Table.from_pandas(self.rows, preserve_index=False)
        facts = {name: getattr(self, name) for name in _FACTS}
        facts["breaks"] = json.loads(self.breaks.to_json(orient="records", date_format="iso"))
        facts["local"] = self.local.to_json()
        facts["before"] = self.before.to_json() if self.before else None
        text = json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()
        buffer = io.BytesIO()
        with pq.ParquetWriter(buffer, table.schema, compression="zstd") as file:
            file.write_table(table)
            file.add_key_value_metadata(
                {_METADATA_KEY: text}
            )  # once: as the schema's own it would be written twice over
        return buffer.getvalue()

    @property
    def digest(self) -> str:
        """The sha256 of its bytes."""
        return hashlib.sha256(self.to_bytes()).hexdigest()


_FACTS = ("chapter", "area_code", "edition", "edition_date", "audience", "topics", "sources", "similar", "named")


def read_bundle(content: bytes) -> Bundle:
    """Return the bundle written by `Bundle.to_bytes`."""
    file = pq.ParquetFile(io.BytesIO(content))
    facts = json.loads(file.metadata.metadata[_METADATA_KEY])
    breaks = pd.DataFrame(facts.pop("breaks"), columns=["source", "measure", "month", "area", "note", "kind"])
    breaks["month"] = pd.to_datetime(breaks["month"]).dt.tz_localize(None)
    facts |= {"topics": tuple(facts["topics"]), "similar": tuple(facts["similar"]), "named": tuple(facts["named"])}
    facts["local"], facts["before"] = BoroughData.from_json(facts["local"]), Kept.from_json(facts["before"])
    return Bundle(rows=file.read().to_pandas(), breaks=breaks, **facts)


def make_bundle(
    project: Project, chapter: ChapterNotebook, area: Area, edition: "Edition", audience: Audience = Audience.PUBLIC
) -> Bundle:
    """Return what this chapter may read for this area: the topics it declares, others only as comparators."""
    from pipeline.breaks import breaks_of  # noqa: PLC0415
    from pipeline.kept import newest_before  # noqa: PLC0415
    from pipeline.local import read_borough  # noqa: PLC0415
    from pipeline.sources import SOURCES  # noqa: PLC0415

    entries = [entry for entry in CATALOGUE.values() if entry.topic in chapter.topics]
    modified = project.indicators(audience).stat().st_mtime_ns
    table, peers = _indicators(project, audience, modified)
    rows, similar = table.rows_for(entries, area), tuple(peers.get(area.code, ()))
    used = sorted({name for entry in entries for name in entry.sources})
    # Without the hashes of its files: one ward's new count must not make the bundle of every borough another.
    records = {name: edition.releases[name].provenance for name in used}
    sources = {
        name: {key: value for key, value in record.items() if key != "files"}
        | {"newer": SOURCES[name].newer_than(str(record["release"]))}
        for name, record in records.items()
    }
    return Bundle(
        chapter.chapter, area.code, edition.id, edition.date, audience.value, chapter.topics,
        rows, breaks_of(project, edition), sources, similar,
        named_indicators(project, area) if chapter.defines else (), read_borough(project, area, audience),
        newest_before(project, area, edition, rows) if chapter.remembers else None,
    )  # fmt: skip


class _Table:
    """The table of indicators, taken apart once for many bundles: where each indicator's rows lie, which are compared."""

    def __init__(self, rows: pd.DataFrame) -> None:
        self.rows = rows
        self.places = cast("dict[str, np.ndarray]", rows.groupby("indicator", sort=False).indices)
        self.areas, codes = pd.factorize(rows["area_code"])
        self.area_numbers = {str(code): number for number, code in enumerate(codes)}
        headlines = rows["indicator"].map({entry.id: entry.headline for entry in CATALOGUE.values()})
        self.compared = ((rows["period_type"] == headlines) & (rows["group"] == "")).to_numpy(dtype=bool)
        self.ends = rows["period_end"].to_numpy()

    def rows_for(self, entries: Iterable[Indicator], area: Area) -> pd.DataFrame:
        """All rows of the area, its stand-ins, London and England; of other areas only the period that is compared.

        What is counted for a joint partnership takes the place of its members: nobody stands beside a part of itself.
        """
        near = self._of([area.code, *(place.code for place in (*stand_ins(area.code), *COMPARATORS))])
        own, members = self._of([area.code]), self._of(area.members if area.kind == "joint" else ())
        chosen = [np.empty(0, dtype=np.intp)]
        for places in (self.places[entry.id] for entry in entries if entry.id in self.places):
            held = places[~members[places]] if own[places].any() else places
            chosen += [held[near[held]], self._compared_beside(held[~near[held]], held)]
        return self.rows.take(np.concatenate(chosen)).reset_index(drop=True)

    def _of(self, codes: Iterable[str]) -> np.ndarray:
        """Whether each row is of one of these areas."""
        return np.isin(self.areas, [self.area_numbers[code] for code in codes if code in self.area_numbers])

    def _compared_beside(self, others: np.ndarray, held: np.ndarray) -> np.ndarray:
        """Of other areas' rows those of the newest period that is compared among all that are held."""
        ends = self.ends[held[self.compared[held]]]
        known = ends[~np.isnat(ends)]
        return others[self.compared[others] & (self.ends[others] == known.max())] if len(known) else others[:0]


@lru_cache(maxsize=2)
def _indicators(project: Project, audience: Audience, modified: int) -> tuple[_Table, dict]:
    """Read the table once for many bundles, with the similar boroughs; `modified` makes a rebuilt one new.

    The rows leave their attrs behind: pandas copies them whole at every step, half of a notebook's time when measured.
    """
    from pipeline.processed import read_indicators  # noqa: PLC0415

    table = read_indicators(project, audience)
    peers, table.attrs = table.attrs.get("similar", {}), {}
    return _Table(table), peers


def named_indicators(project: Project, area: Area) -> tuple[str, ...]:
    """Return the ids of the indicators that the code of the shipped chapters and of the area's own names, sorted."""
    chapters = [*shipped_chapters(project, area), *own_chapters(project, area)]
    return tuple(sorted({word for one in chapters for word in words_in_quotes(one)} & CATALOGUE.keys()))


def current_bundle(chapter: str, borough: str, edition: str, tick: "Tick" = lambda done, of: None) -> Bundle:
    """Return the bundle that a running notebook reads: the one named by CDP_BUNDLE, else one from the repository.

    `tick` is told how far the tables are, where they have to be made first.
    Raises PipelineError if the named bundle is of another chapter or area than the notebook's parameters say.
    """
    area = find_reported_area(borough)
    named = os.environ.get(BUNDLE_VARIABLE)
    if not named:
        return _from_repository(chapter, area, edition, tick)
    bundle = read_bundle(Path(named).read_bytes())
    if (bundle.chapter, bundle.area_code) != (chapter, area.code):
        raise PipelineError(
            f"This run was given the figures of {AREAS[bundle.area_code].name} for '{bundle.chapter}', "
            f"but its parameters say {area.name} and '{chapter}'. Nothing was made."
        )
    return bundle


def _from_repository(chapter: str, area: Area, edition_id: str, tick: "Tick") -> Bundle:
    from pipeline.editions import for_area, load_edition  # noqa: PLC0415
    from pipeline.processed import ensure_tables  # noqa: PLC0415

    project = find_project()
    edition = load_edition(project, edition_id)
    ensure_tables(project, edition, Audience.PUBLIC, tick=tick)
    return make_bundle(project, find_chapter(project, chapter, area), area, for_area(edition, area))
