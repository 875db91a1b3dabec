"""Print faults for the person who can mend them."""

from collections.abc import Iterable

from pipeline.linter.fault import Fault


def report(faults: Iterable[Fault], where: str) -> str:
    """Return the faults as lines to read: place, rule, sentence, what is wrong and the cure; one line if there is none."""
    lines = [f"{where}: {fault.rule}: {fault.what}\n    {fault.sentence}\n    Cure: {fault.cure}." for fault in faults]
    return "\n".join(lines) if lines else f"{where}: no sentence contradicts its numbers."
