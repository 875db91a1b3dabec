"""Whether a report is what its record says, and would be made the same again: `cdp verify`."""

from pipeline.verify.report import Report, read_report
from pipeline.verify.verdict import Difference, Verdict
from pipeline.verify.whole import verify

__all__ = ["Difference", "Report", "Verdict", "read_report", "verify"]
