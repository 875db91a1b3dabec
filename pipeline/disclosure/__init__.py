"""Disclosure control: a rule for each kind of source, the sums that tables share, an auditor, and secondary suppression.

A count is safe when nobody can narrow it with everything that is printed, here or elsewhere (domain.md, 4.12).
"""

from pipeline.disclosure.audience import protect, readable, refuse_restricted
from pipeline.disclosure.auditor import Range, audit, leaks
from pipeline.disclosure.control import Table, control_tables
from pipeline.disclosure.groups import AllInOne, all_in_one
from pipeline.disclosure.knowledge import Known, hidden, rounded, shown, together, withheld
from pipeline.disclosure.layout import Layout, cell_ids, spread, sums
from pipeline.disclosure.pattern import Pattern, control
from pipeline.disclosure.relations import Share, Sum
from pipeline.disclosure.rows import numbers_left, protected
from pipeline.disclosure.rules import RULES, Rule, pooled

__all__ = [
    "RULES", "AllInOne", "Known", "Layout", "Pattern", "Range", "Rule", "Share", "Sum", "Table",
    "all_in_one", "audit", "cell_ids", "control", "control_tables", "hidden", "leaks", "numbers_left", "pooled",
    "protect", "protected", "readable", "refuse_restricted", "rounded", "shown", "spread", "sums", "together", "withheld",
]  # fmt: skip
