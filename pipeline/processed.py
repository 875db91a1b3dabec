"""The processed tables: rebuilt when a figure, a break or a definition has changed, and otherwise left alone."""

import hashlib
import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pandas as pd

from pipeline.breaks import breaks_of
from pipeline.editions import figures_of, hash_of, load_edition, refuse_unrecorded
from pipeline.errors import PipelineError
from pipeline.files import write_whole
from pipeline.indicators.catalogue import Tick, calculate_indicators
from pipeline.project import Audience, Project
from pipeline.release import LATEST, Edition
from pipeline.sources import read_observations

# What the tables are made by: a change in any of these makes them stale.
_MODULES = (
    "areas.py", "breaks.py", "editions.py", "observations.py", "periods.py", "processed.py",
    "states.py", "disclosure/*.py", "dropins/*.py", "indicators/*.py", "sources/*.py", "statistics/*.py",
)  # fmt: skip
STATE = "state.json"


def ensure_tables(
    project: Project,
    edition: Edition | str = LATEST,
    audience: Audience = Audience.PUBLIC,
    say: Callable[[str], object] = print,
    tick: Tick = lambda done, of: None,
) -> bool:
    """Return whether observations and indicators had to be rebuilt; afterwards they fit the edition.

    `say` is told that they are being made, `tick` after each indicator how many are done.
    Raises PipelineError if a raw table cannot be used; the tables of before then stay as they are.
    """
    wanted = edition if isinstance(edition, Edition) else load_edition(project, edition, audience)
    if wanted.audience != audience:  # an edition for the public has none of the partnership's restricted tables
        wanted = load_edition(project, wanted.id, audience)
    inputs = _inputs(wanted)
    if _fits(project, audience, inputs):
        return False
    say(f"Making the tables of edition {wanted.id} from the published figures ...")
    observations, breaks = read_observations(project, wanted), breaks_of(project, wanted)
    refuse_unrecorded(project, wanted)  # after reading: a broken row is named first
    indicators = calculate_indicators(observations, wanted, breaks, audience, tick)
    write_table(observations, observations_of(project, audience))
    write_table(indicators, project.indicators(audience))
    # Last: without it, or with another in it, the tables count as stale.
    state = {
        "edition": wanted.id,
        "inputs": inputs,
        "bytes": _sizes(project, audience),
        "sha256": tables_hash(project, audience),
        "gaps": indicators.attrs["gaps"],
    }
    write_whole(project.indicators(audience).with_name(STATE), json.dumps(state, indent=1, sort_keys=True).encode())
    return True


def read_indicators(project: Project, audience: Audience = Audience.PUBLIC) -> pd.DataFrame:
    """Return the protected table: text as str, dates as datetime64; attrs["gaps"] says why an indicator failed."""
    path = project.indicators(audience)
    if not path.is_file():
        raise PipelineError(f"{path.relative_to(project.root).as_posix()} is not there yet.\nMake it: cdp build")
    return pd.read_parquet(path)


def tables_hash(project: Project, audience: Audience = Audience.PUBLIC) -> str:
    """Return the sha256 of the protected table: everything downstream reads it, and nothing else of the figures."""
    path = project.indicators(audience)
    return _hash(path, path.stat().st_mtime_ns, path.stat().st_size)


@lru_cache(maxsize=8)
def _hash(path: Path, modified: int, size: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def observations_of(project: Project, audience: Audience) -> Path:
    """Return where the observations of an audience lie: the partnership's restricted ones never in the public's file."""
    public = audience == Audience.PUBLIC
    return project.observations if public else project.indicators(audience).with_name(project.observations.name)


def write_table(table: pd.DataFrame, path: Path) -> None:
    """Write a table as Parquet, whole or not at all."""
    write_whole(path, table.to_parquet(index=False, compression="zstd"))


def _fits(project: Project, audience: Audience, inputs: str) -> bool:
    tables = (observations_of(project, audience), project.indicators(audience))
    state = project.indicators(audience).with_name(STATE)
    if not state.is_file() or not all(table.is_file() for table in tables):
        return False
    try:
        made = json.loads(state.read_bytes())
        whole = made["bytes"] == _sizes(project, audience) and made["sha256"] == tables_hash(project, audience)
        return bool(made["inputs"] == inputs and whole)
    except (ValueError, KeyError, TypeError):
        return False


def _sizes(project: Project, audience: Audience) -> list[int]:
    return [table.stat().st_size for table in (observations_of(project, audience), project.indicators(audience))]


def _inputs(edition: Edition) -> str:
    """Return the sha256 of everything that the tables depend on: figures and breaks, date, definitions."""
    package = Path(__file__).parent
    sources = sorted(path for pattern in _MODULES for path in package.glob(pattern))
    digest = hashlib.sha256(f"{edition.id} {edition.date} {hash_of(figures_of(edition))}".encode())
    for path in sources:
        digest.update(
            f"\n{path.relative_to(package).as_posix()} {len(path.read_bytes())}\n".encode() + path.read_bytes()
        )
    return digest.hexdigest()
