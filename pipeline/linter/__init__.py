"""Check words against their own numbers: percentages, directions, periods, ranks and claims that a sentence cannot carry.

It reads plain text or Markdown, whether the phrase book or an analyst wrote it, and knows no finding: what the words say
must agree with itself, and with the facts given (periods held, part years, the edition's date, rounding).
"""

from pipeline.linter.check import lint
from pipeline.linter.fault import Fault, Rule
from pipeline.linter.report import report
from pipeline.linter.said import Facts

__all__ = ["Facts", "Fault", "Rule", "lint", "report"]
