"""What workers publish; nbconvert is imported in them only."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.editions import Edition
from pipeline.execution.failure import Failure
from pipeline.project import Audience, Project
from pipeline.report.formats import Format
from pipeline.report.request import Page

if TYPE_CHECKING:
    from pipeline.report.publish import Published


def make_document(project: Project, page: Page, executed: Mapping[str, Path], formats: Sequence[Format]) -> "Published":
    """Publish one document, as `pipeline.report.publish` does."""
    from pipeline.report.publish import publish  # noqa: PLC0415

    return publish(project, page, executed, formats)


def make_index(
    project: Project, edition: Edition, audience: Audience, failures: Sequence[Failure], executed: Mapping[str, Path]
) -> Path:
    """Publish the index, as `pipeline.report.index` does."""
    from pipeline.report.index import publish_index  # noqa: PLC0415

    return publish_index(project, edition, audience, failures, executed)
