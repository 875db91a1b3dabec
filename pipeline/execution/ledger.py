"""What happened: one line for each run, in our own words (papermill calls a killed or timed-out run complete)."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Entry:
    """One run: `notebook`, `bundle`, `inputs` and `key` say what it was made from, `executed` what it made.

    `run` is its name where it is not the chapter's ("priority-1"); `inputs` is the sha256 of what the bundle was made
    from, `key` holds the parts of the run's key (key.py).
    """

    borough: str
    chapter: str
    status: str  # ok, failed
    error: str
    cell: int | None
    seconds: float
    edition: str
    notebook: str
    bundle: str
    executed: str
    run: str = ""
    inputs: str = ""
    key: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of the run, which is the chapter's unless it says otherwise."""
        return self.run or self.chapter


def record(ledger: Path, entry: Entry) -> None:
    """Add one line to the ledger, whole: one write to a file opened for appending."""
    ledger.parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True) + "\n"
    if _cut_short(ledger):
        line = "\n" + line
    descriptor = os.open(ledger, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(descriptor, line.encode())
    finally:
        os.close(descriptor)


def _cut_short(ledger: Path) -> bool:
    """Whether the last line was never finished: the next must not be written onto its end."""
    if not ledger.is_file() or ledger.stat().st_size == 0:
        return False
    with ledger.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read() != b"\n"


def latest(ledger: Path) -> dict[tuple[str, str], Entry]:
    """Return the newest entry of each (borough slug, name of the run); nothing where there is no ledger yet."""
    if not ledger.is_file():
        return {}
    entries = [_entry(line) for line in ledger.read_text(encoding="utf-8").splitlines()]
    return {(entry.borough, entry.name): entry for entry in entries if entry}


def _entry(line: str) -> Entry | None:
    """Read one line; None for one that was cut short by a power failure or written by another version."""
    try:
        return Entry(**json.loads(line))
    except (json.JSONDecodeError, TypeError):
        return None
