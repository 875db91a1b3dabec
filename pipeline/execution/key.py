"""What a run's outputs depend on: its code, its parameters, its figures, this package and the libraries.

Words around the code are no part of it: an edited Markdown cell runs nothing again. Importing this imports no pandas.
"""

import json
import platform
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from pipeline.chapters import ChapterNotebook
from pipeline.execution.plan import Run

PACKAGE = Path(__file__).parents[1]
# What comes after a run: it publishes outputs and cannot change them.
AFTER_RUNS = (
    "untouched.py", "signing/", "report/", "build/", "verify/", "workbench/", "doctor.py", "asked.py", "cli/", "__main__.py",
)  # fmt: skip
WHY = {
    "code": "its code changed",
    "parameters": "its parameters changed",
    "figures": "its figures changed",
    "package": "the package changed",
    "environment": "Python or a library changed",
}


@dataclass(frozen=True)
class Key:
    """Each part as a sha256, so that it can be told which one changed."""

    code: str
    parameters: str
    figures: str
    package: str
    environment: str

    @property
    def base(self) -> str:
        """The sha256 of everything but the figures."""
        return digest("\n".join([self.code, self.parameters, self.package, self.environment]))

    def changed(self, before: "Key") -> list[str]:
        """Say what differs from an earlier run, in words."""
        return [WHY[part.name] for part in fields(self) if getattr(self, part.name) != getattr(before, part.name)]

    def to_dict(self) -> dict[str, str]:
        """The parts by name."""
        return asdict(self)


def key_of(run: Run, figures: str) -> Key:
    """Return the key of a run that is given the bundle with this sha256."""
    parameters = digest(json.dumps(run.parameters, sort_keys=True))
    return Key(code_of(run.chapter), parameters, figures, package_hash(AFTER_RUNS), environment_hash())


def code_of(chapter: ChapterNotebook) -> str:
    """Return the sha256 of a notebook's code cells with their tags, and of what it declares of itself."""
    notebook = json.loads(chapter.path.read_text(encoding="utf-8"))
    cells = [
        ["".join(cell["source"]), sorted(cell["metadata"].get("tags", []))]
        for cell in notebook["cells"]
        if cell["cell_type"] == "code" and "explore" not in cell["metadata"].get("tags", [])
    ]
    return digest(json.dumps([chapter.chapter, notebook["metadata"].get("cdp"), cells], sort_keys=True))


@lru_cache(maxsize=4)
def package_hash(without: tuple[str, ...] = ()) -> str:
    """Return one sha256 of the package's own files, without those whose path begins like one of these."""
    return hash_of_files(
        (path, name)
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
        for name in [path.relative_to(PACKAGE).as_posix()]
        if not name.startswith(without)
    )


@lru_cache(maxsize=1)
def environment_hash() -> str:
    """Return one sha256 of Python and of every installed distribution with its version, as their folders are named."""
    places = [Path(place) for place in sys.path if place.endswith("-packages")]
    names = sorted({found.name for place in places for found in place.glob("*.dist-info")})
    return digest("\n".join([platform.python_version(), platform.machine(), sys.platform, *names]))


def hash_of_files(files: Iterable[tuple[Path, str]]) -> str:
    """Return one sha256 of files and the names they go by, in the order of the names."""
    lines = [f"{name} {sha256(path.read_bytes()).hexdigest()}" for path, name in sorted(files, key=lambda one: one[1])]
    return digest("\n".join(lines))


def digest(content: str | bytes) -> str:
    """Return the sha256 of a text or of bytes."""
    return sha256(content.encode() if isinstance(content, str) else content).hexdigest()
