"""What each run is given to read, and what earlier runs left that still holds."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from statistics import median

from pipeline.build.choices import CACHE
from pipeline.bundle import make_bundle, named_indicators
from pipeline.editions import hash_of
from pipeline.execution.cache import RunCache
from pipeline.execution.key import AFTER_RUNS, Key, digest, key_of, package_hash
from pipeline.execution.ledger import Entry, latest, record
from pipeline.execution.outcome import Outcome
from pipeline.execution.plan import Run
from pipeline.kept import hash_of_kept
from pipeline.processed import tables_hash
from pipeline.project import Audience, Project
from pipeline.release import Edition

LEDGER = "ledger.jsonl"
USUAL = 2.0  # seconds of a run of which nothing is known


@dataclass
class EvidenceRoom:
    """The figures of each run; and its outputs, where a run with the same key has left them.

    `keys` hold, by executed notebook, what a run's bundle was made from and the run's key; `editions`, by area, the
    sha256 of its edition.
    """

    project: Project
    audience: Audience
    again: bool = False
    keys: dict[Path, tuple[str, Key]] = field(default_factory=dict)
    editions: dict[str, str] = field(default_factory=dict)

    @cached_property
    def cache(self) -> RunCache:
        """Executed notebooks of earlier runs."""
        return RunCache(self.project.reports(self.audience) / CACHE / "runs")

    @cached_property
    def ledger(self) -> Path:
        """What happened before."""
        return self.project.reports(self.audience) / LEDGER

    @cached_property
    def before(self) -> dict[tuple[str, str], Entry]:
        """The newest entry of each run."""
        return latest(self.ledger)

    def bundle_for(self, run: Run, edition: Edition) -> bytes:
        """Return the bundle of a run: the one beside its executed notebook where it would be made the same again."""
        inputs = self.inputs_of(run, edition)
        held = self._at_hand(run, inputs)
        bundle = held or make_bundle(self.project, run.chapter, run.area, edition, self.audience).to_bytes()
        self.keys[run.executed] = (inputs, key_of(run, digest(bundle)))
        return bundle

    def inputs_of(self, run: Run, edition: Edition) -> str:
        """Return one sha256 of everything that a run's bundle is made from, without making it."""
        figures = self.editions.get(run.area.code) or hash_of(edition)
        self.editions[run.area.code] = figures
        named = named_indicators(self.project, run.area) if run.chapter.defines else ()
        kept = hash_of_kept(self.project, run.area, edition) if run.chapter.remembers else ""
        parts = [
            run.chapter.chapter, run.chapter.topics, named, kept, run.area.code, self.audience.value, edition.id, edition.date,
            figures, tables_hash(self.project, self.audience), package_hash(AFTER_RUNS),
        ]  # fmt: skip
        return digest(json.dumps(parts))

    def kept_for(self, run: Run, _: bytes) -> Outcome | None:
        """Return what a run with the same key gave before; None where it must be run."""
        key = self.keys[run.executed][1]
        notebook = None if self.again else self.cache.find(key, run)
        return Outcome(notebook, 0.0, None, is_kept=True) if notebook else None

    def write_down(self, entry: Entry, is_kept: bool) -> None:
        """Add what happened to the ledger; nothing for what was kept and is as it was."""
        before = self.before.get((entry.borough, entry.name))
        if is_kept and before and before.status == "ok":
            entry = replace(entry, seconds=before.seconds)
            if entry == before:
                return
        record(self.ledger, entry)
        self.before[entry.borough, entry.name] = entry

    def seconds(self, runs: Sequence[Run]) -> dict[Path, float]:
        """Return how long each run is expected to take: as long as its last time, else as its chapter elsewhere."""
        past = {key: one.seconds for key, one in self.before.items() if one.status == "ok" and one.seconds}
        chapters: dict[str, list[float]] = {}
        for (_, name), seconds in past.items():
            chapters.setdefault(name, []).append(seconds)
        usual = {name: median(found) for name, found in chapters.items()}
        return {one.executed: past.get((one.area.slug, one.name), usual.get(one.name, USUAL)) for one in runs}

    def _at_hand(self, run: Run, inputs: str) -> bytes | None:
        entry = self.before.get((run.area.slug, run.name))
        if not entry or entry.inputs != inputs or not run.bundle.is_file():
            return None
        content = run.bundle.read_bytes()
        return content if digest(content) == entry.bundle else None
