"""Files that a person has downloaded: judged as strictly as those that come by themselves."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.fetch.kinds import kind_by_name, refuse_content

LIMIT = 1_000_000_000  # bytes


class Given(dict[str, Path]):
    """Files by their names without ending; a reader that asks for one that is not given says which."""

    def __init__(self, files: Mapping[str, Path], by_hand: str) -> None:
        """Keep the files, and how a person gets them."""
        super().__init__(files)
        self.by_hand = by_hand

    def __missing__(self, name: str) -> Path:
        """Say which file is needed, and that names matter."""
        given = ", ".join(path.name for path in self.values())
        raise PipelineError(f"a file called {name} is needed, beside {given}.\nBy hand: {self.by_hand}")


def files_by_hand(paths: Sequence[Path], by_hand: str) -> Given:
    """Return the files by their names without ending; PipelineError names every one that cannot be taken."""
    faults = [fault for path in paths if (fault := _fault(path))]
    names = [path.stem for path in paths]
    faults += [f"{name}: two files have this name" for name in sorted({n for n in names if names.count(n) > 1})]
    if faults:
        raise PipelineError("\n".join(faults))
    return Given(dict(zip(names, paths, strict=True)), by_hand)


def _fault(path: Path) -> str:
    if not path.is_file():
        return f"{path} is not there."
    if path.stat().st_size > LIMIT:
        return f"{path.name} holds {path.stat().st_size:,} bytes; at most {LIMIT:,} are read."
    try:
        refuse_content(path, kind_by_name(path))
    except PipelineError as error:
        return f"{path.name}: {error}"
    return ""
