"""Which saved files matter to a borough's page, and which of them need a new building process."""

from pathlib import Path

from pipeline.areas import Area
from pipeline.execution.key import PACKAGE
from pipeline.project import Project

_BESIDE = ("~", ".pyc", ".swp", ".tmp", ".crdownload")


class Sources:
    """Everything that a borough's page is made from: chapters, figures, the package with its templates."""

    def __init__(self, project: Project, area: Area, package: Path = PACKAGE) -> None:
        """Name the folders; `package` is where the code that builds lies."""
        self._area, self._package = area, package.resolve()
        self.folders = [project.notebooks.resolve(), project.raw.resolve(), self._package]

    def matters(self, _: object, name: str) -> bool:
        """Whether a changed file can change the page: not an editor's own files, not those of another borough."""
        path = Path(name)
        folder = next((one for one in self.folders if path.is_relative_to(one)), None)
        if folder is None or path.name.endswith(_BESIDE):
            return False
        parts = path.relative_to(folder).parts
        if any(part.startswith(".") or part == "__pycache__" for part in parts):
            return False
        return folder == self._package or parts[0] != "local" or parts[1:2] == (self._area.slug,)

    def is_code(self, name: str) -> bool:
        """Whether the file is part of the program: a process that has imported it, or read it, is of no more use."""
        return Path(name).is_relative_to(self._package)
