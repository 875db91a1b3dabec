"""One build at a time in one project."""

from contextlib import AbstractContextManager

from pipeline.lock import only_one
from pipeline.project import Project


def only_one_build(project: Project) -> AbstractContextManager[None]:
    """Hold the project while building; PipelineError if another build holds it."""
    return only_one(project.root / "reports" / ".build.lock", "build")
