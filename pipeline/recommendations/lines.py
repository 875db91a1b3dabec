"""Read a TOML file of tables, each with the line it starts on, so that every fault is named by the line an editor shows."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import PipelineError


@dataclass(frozen=True)
class Entry:
    """One [[table]] of a file: its values, and the line of each key."""

    values: Mapping[str, Any]
    line: int
    keys: Mapping[str, int]

    def at(self, key: str) -> int:
        """Return the line of a key, or of the table's heading where the key is missing."""
        return self.keys.get(key, self.line)


def read_entries(path: Path, table: str) -> list[Entry]:
    """Return the entries [[table]] of a TOML file in order; PipelineError for what is no TOML, or holds anything else."""
    try:
        text = path.read_text(encoding="utf-8")
        parsed = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PipelineError(f"{path.name} cannot be read: {error}.\nPut the line right and run again.") from None
    others = sorted(set(parsed) - {table})
    found = parsed.get(table, [])
    if others or not isinstance(found, list):
        raise PipelineError(f"{path.name} holds {', '.join(others) or table}; it may hold [[{table}]] only.")
    places = _places(text, table)
    return [Entry(values, line, keys) for values, (line, keys) in zip(found, places, strict=True)]


def _places(text: str, table: str) -> list[tuple[int, dict[str, int]]]:
    heading, key = re.compile(rf"\s*\[\[\s*{table}\s*\]\]"), re.compile(r"\s*([A-Za-z0-9_-]+)\s*=")
    places: list[tuple[int, dict[str, int]]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if heading.match(line):
            places.append((number, {}))
        elif places and (match := key.match(line)):
            places[-1][1].setdefault(match[1], number)
    return places


def refuse(path: Path, faults: list[tuple[int, str]], cure: str) -> None:
    """Raise a PipelineError naming every fault by its line, if there is any."""
    if faults:
        listed = [f"  line {line}: {text}" for line, text in sorted(faults)]
        raise PipelineError("\n".join([f"{path.name} cannot be used.", "", *listed, "", cure]))
