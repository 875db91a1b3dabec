"""The whole verification, quick parts first: hashes, then the document made again, then its notebooks run again."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pipeline.execution.key import package_hash
from pipeline.project import Project
from pipeline.report.fresh import CONTENT
from pipeline.verify.hashes import files, program, sources
from pipeline.verify.report import Report, made_from, read_report
from pipeline.verify.signed import signed
from pipeline.verify.verdict import Verdict

Say = Callable[[str], object]


def verify(path: Path, project: Project | None, quick: bool = False, say: Say = print) -> Verdict:
    """Return what differs between a page and its record; `quick` compares hashes alone, which takes about a second.

    Without a project only the report's own files can be hashed. PipelineError where there is no page, or no record.
    """
    report = read_report(path)
    verdict = Verdict(report.path.name, made_from(report))
    if report.record is None:
        verdict.not_checked.append("anything but what the page says of itself: no provenance.json lies beside it")
        return verdict
    verdict.differences += files(report, report.record)
    verdict.checked.append("the hashes of the page, its other formats, executed notebooks and bundles")
    if project is None:
        verdict.not_checked.append("sources, program, and the page made again: no project is at hand")
        return verdict
    verdict.differences += [*sources(report.record, project), *program(report.record, project)]
    verdict.differences += signed(report, report.record, project)
    verdict.checked.append("the hashes of sources, chapters, package and lock; versions; the signature")
    if quick:
        verdict.not_checked.append("the page made again, and its notebooks run again: only hashes were asked for")
    else:
        _at_length(verdict, report, report.record, project, say)
    return verdict


def _at_length(verdict: Verdict, report: Report, record: Mapping[str, Any], project: Project, say: Say) -> None:
    """Make the page again and run its notebooks again, where that can say anything."""
    long = "the page made again, and its notebooks run again"
    if record["package"]["sha256"] != package_hash():
        commit = f" (commit {record['commit'][:12]})" if record.get("commit") else ""
        verdict.not_checked.append(f"{long}: that needs the package it was made with{commit}")
        return
    if report.area is None or report.document is None or CONTENT not in record:
        verdict.not_checked.append(f"{long}: its record does not name a document that can be made here")
        return
    lost = [one.part for one in verdict.differences if one.part.startswith("source ") and "not at hand" in one.what]
    from pipeline.verify.rebuild import rebuilt  # noqa: PLC0415  the whole of a build
    from pipeline.verify.rerun import rerun  # noqa: PLC0415

    if lost:
        verdict.not_checked.append("the page made again: a source is not at hand")
    else:
        say("Making the document again in a temporary folder ...")
        verdict.differences += rebuilt(report, record, project, say)
        verdict.checked.append("the document made again from the same releases")
    verdict.differences += rerun(report, record, say)
    verdict.checked.append("its notebooks run again, each with the bundle that was kept")
