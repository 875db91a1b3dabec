"""Workers that publish, while others run notebooks: nbconvert is imported in them only, and importing this is quick."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.execution.crew import Workers

if TYPE_CHECKING:
    from pipeline.execution.failure import Failure
    from pipeline.project import Audience, Project
    from pipeline.release import Edition
    from pipeline.report.formats import Format
    from pipeline.report.publish import Published
    from pipeline.report.request import Page

SHARE = 4  # a page takes about a tenth of the time of its notebooks: one that publishes for so many that run


def press(workers: int, formats: "Sequence[Format]") -> Workers:
    """Return the workers that publish beside so many that run notebooks; as many where other formats take their time."""
    return Workers(workers if formats else max(1, workers // SHARE), get_ready, at_once=True)


def get_ready() -> None:
    """Import what documents need, and do once, on nothing, what would make the first of them slow."""
    import pipeline.report.index  # noqa: PLC0415
    import pipeline.report.publish  # noqa: F401, PLC0415
    from pipeline.report.page import read_templates  # noqa: PLC0415

    read_templates()


def make_document(
    project: "Project", page: "Page", executed: Mapping[str, Path], formats: "Sequence[Format]"
) -> "Published":
    """Publish one document, as `pipeline.report.publish` does."""
    from pipeline.report.publish import publish  # noqa: PLC0415

    return publish(project, page, executed, formats)


def make_index(
    project: "Project",
    edition: "Edition",
    audience: "Audience",
    failures: "Sequence[Failure]",
    executed: Mapping[str, Path],
) -> Path:
    """Publish the index, as `pipeline.report.index` does."""
    from pipeline.report.index import publish_index  # noqa: PLC0415

    return publish_index(project, edition, audience, failures, executed)
