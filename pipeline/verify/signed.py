"""Whether a page that says it is signed was: against the borough's own record."""

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.project import Project
from pipeline.report.fresh import CONTENT
from pipeline.report.provenance import read_status
from pipeline.signing import read_signatures
from pipeline.verify.report import Report
from pipeline.verify.verdict import Difference


def signed(report: Report, record: Mapping[str, Any], project: Project) -> Iterator[Difference]:
    """Yield a signature that the page or its record claims and the borough's signed.toml does not hold."""
    status = read_status(record)
    says = '<div class="status signed"' in report.html
    if says != status.is_signed:
        yield Difference("status", f"the page says {'signed' if says else 'draft'}, its record {status.standing.value}")
    if not status.is_signed or report.area is None or status.signature is None:
        return
    held = read_signatures(project, report.area).get(status.signature.document)
    if held != status.signature:
        later = "another version was signed since" if held else "the borough's signed.toml does not hold it"
        yield Difference("signature", later)
    elif held.content != record.get(CONTENT):
        yield Difference("signature", "what was signed is another content")
