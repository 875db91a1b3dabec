"""The review page: every change between two editions of one borough, with its numbers and what was decided. No script."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pipeline.areas import Area
from pipeline.changes import Asked, Changes, Moved
from pipeline.changes.reviewing import Decision, Reviewed, change_id
from pipeline.files import write_whole
from pipeline.phrases import count
from pipeline.project import Audience, Project
from pipeline.report.check import check_page
from pipeline.report.page import render
from pipeline.signing import DRAFT

STATES = {"open": "Open", "accept": "Accepted", "query": "Query"}
FILE = "review.html"


def publish_review(project: Project, area: Area, changes: Changes, reviewed: Sequence[Reviewed]) -> Path:
    """Write reports/<borough>/review.html and return its path; the same page for the same changes and decisions."""
    html = review_html(area, changes, reviewed)
    check_page(html, None)
    path = project.reports(Audience.PUBLIC) / area.slug / FILE
    write_whole(path, html.encode())
    return path


def review_html(area: Area, changes: Changes, reviewed: Sequence[Reviewed]) -> str:
    """Return the page: findings, recommendations and figures in sections, the open ones of each first."""
    parts = {
        "Findings that changed their word": [one for one in reviewed if isinstance(one.change, Moved)],
        "Recommendations": [one for one in reviewed if isinstance(one.change, Asked)],
        "Figures": [one for one in reviewed if not isinstance(one.change, Moved | Asked)],
    }
    sections = [
        {"id": title.split()[0].lower(), "title": title, "rows": [_row(one) for one in sorted(ones, key=_open_first)]}
        for title, ones in parts.items()
        if ones
    ]
    counts = {
        state: count(number) for state, number in ({"open": 0, "accept": 0, "query": 0} | _counted(reviewed)).items()
    }
    return render("review.html.j2", area=area, changes=changes, sections=sections, counts=counts, status=DRAFT)


def _counted(reviewed: Sequence[Reviewed]) -> dict[str, int]:
    return dict(Counter(one.state for one in reviewed))


def _open_first(one: Reviewed) -> int:
    return ("query", "open", "accept").index(one.state)


def _row(one: Reviewed) -> dict[str, object]:
    follow = (
        f"{count(one.follow)} other {'figure follows' if one.follow == 1 else 'figures follow'}" if one.follow else ""
    )
    return {
        "id": change_id(one.change), "title": one.title, "words": one.words, "why": one.why, "follow": follow,
        "state": STATES[one.state], "told": _told(one.decision) if one.decision else "",
        "history": [f"Before, on other values: {STATES[each.decision].lower()}, {_told(each)}" for each in one.history],
    }  # fmt: skip


def _told(decision: Decision) -> str:
    return f"{decision.role}, {decision.date}{f': {decision.note}' if decision.note else ''}"
