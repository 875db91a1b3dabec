"""Whether anything at all has changed since a build that went well: answered from bytes, before anything is imported.

Coarse on purpose: one changed byte in figures, notebooks, package or libraries, or in a document that was made, and the
build itself looks closer (execution/key.py). Nothing is trusted by its date.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pipeline.areas import Area
from pipeline.execution.key import digest, environment_hash, hash_of_files, package_hash
from pipeline.files import write_whole
from pipeline.project import Project

FOLDER = "last"


@dataclass(frozen=True)
class Stamp:
    """Where the mark of one kind of build lies: those areas, with those options."""

    project: Project
    reports: Path
    areas: Sequence[Area]
    options: str

    @property
    def path(self) -> Path:
        """The file of the mark."""
        asked = digest(json.dumps([sorted(area.code for area in self.areas), self.options]))
        return self.reports / ".cache" / FOLDER / f"{asked}.json"

    def made(self) -> tuple[Path, ...]:
        """Return the documents that the last such build made, if nothing has changed since; else none."""
        try:
            mark = json.loads(self.path.read_bytes())
            held = {self.project.root / name: sha for name, sha in mark["files"].items()}
            made = tuple(self.project.root / name for name in mark["made"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return ()
        whole = all(path.is_file() and digest(path.read_bytes()) == sha for path, sha in held.items())
        return made if whole and mark.get("inputs") == inputs_hash(self.project) else ()

    def set(self, inputs: str, made: Iterable[Path]) -> None:
        """Mark that a build from these inputs made these documents, and left these files beside them."""
        files = {path.relative_to(self.project.root).as_posix(): path for path in self._files()}
        told = [path.relative_to(self.project.root).as_posix() for path in made]
        hashes = {name: digest(path.read_bytes()) for name, path in sorted(files.items())}
        write_whole(self.path, json.dumps({"inputs": inputs, "made": told, "files": hashes}, indent=0).encode())

    def _files(self) -> Iterator[Path]:
        """Everything that stands for these areas, and the index."""
        folders = [self.reports / area.slug for area in self.areas]
        yield from (path for folder in folders for path in folder.rglob("*") if path.is_file())
        yield from (path for path in [self.reports / "index.html"] if path.is_file())


def inputs_hash(project: Project) -> str:
    """Return one sha256 of everything that any build reads: notebooks, figures, package, libraries."""
    folders = [project.notebooks, project.raw]
    read = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file() and _counts(path))
    files = hash_of_files((path, path.relative_to(project.root).as_posix()) for path in read)
    lock = project.root / "requirements.lock"
    written = sha256(lock.read_bytes()).hexdigest() if lock.is_file() else ""
    return digest("\n".join([files, package_hash(), environment_hash(), written]))


def _counts(path: Path) -> bool:
    """Editors' own folders beside notebooks are not read by a build."""
    return not any(part.startswith(".") or part == "__pycache__" for part in path.parts[-3:])
