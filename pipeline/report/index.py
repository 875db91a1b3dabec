"""The index of all reports: a map and a list of the boroughs, each with the report that is there."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.areas import BOROUGHS, Area
from pipeline.editions import Edition
from pipeline.execution.failure import Failure
from pipeline.execution.keep import write_whole
from pipeline.project import Audience, Project
from pipeline.report.check import check_page
from pipeline.report.page import STATUS, render
from pipeline.report.publish import PAGE


@dataclass(frozen=True)
class IndexEntry:
    """One borough on the index: `href` is its report, if there is one; `failed` says what kept a new one from it."""

    area: Area
    href: str = ""
    failed: str = ""


def publish_index(
    project: Project, edition: Edition, audience: Audience = Audience.PUBLIC, failures: Iterable[Failure] = ()
) -> Path:
    """Write the index of the reports that are there; return its path. A failed borough keeps its last good report."""
    folder = project.reports(audience)
    html = index_html(index_entries(folder, failures), edition, audience)
    check_page(html, None)
    write_whole(folder / "index.html", html.encode())
    return folder / "index.html"


def index_entries(folder: Path, failures: Iterable[Failure] = ()) -> list[IndexEntry]:
    """Return all 33 boroughs with the report found in `folder`, and the chapters that failed this time."""
    failed: dict[str, list[str]] = {}
    for failure in failures:
        failed.setdefault(failure.area_code, []).append(failure.chapter)
    return [
        IndexEntry(
            area,
            f"{area.slug}/{PAGE}" if (folder / area.slug / PAGE).is_file() else "",
            f"{' and '.join(failed[area.code])} could not be made." if area.code in failed else "",
        )
        for area in BOROUGHS
    ]


def index_html(entries: list[IndexEntry], edition: Edition, audience: Audience = Audience.PUBLIC) -> str:
    """Return the index page; the same text for the same inputs."""
    return render("index.html.j2", entries=entries, edition=edition, audience=audience.value, status=STATUS)
