"""Say what became of an earlier message: each claim then and now, why one cannot be checked, and how many are which."""

from collections import Counter
from collections.abc import Sequence

from pipeline.findings.claims import Checked, Reason, Verdict
from pipeline.local.data import KeyMessage
from pipeline.phrases.amounts import count, sentence_case
from pipeline.phrases.framework import supply

_JUDGED = {
    "level": "against {comparator}", "representation": "against England", "ratio": "the first against the second",
    "season": "over the months", "since": "over the years", "trend": "over five years",
    "concentration": "the ward that holds most",
}  # fmt: skip


def claim(checked: Checked) -> str:
    """Return one claim then and now, or why it cannot be checked, as a clause."""
    entry = checked.finding.entry
    group = f" ({checked.claim.group})" if checked.claim.group else ""
    against = _JUDGED[checked.claim.judge].format(comparator=checked.finding.facts.get("comparator") or "a comparator")
    lead = f"{entry.name}{group}, {against}: said “{checked.claim.said}”"
    if checked.verdict == Verdict.UNCHECKED:
        return f"{lead}, not checked: {checked.reason}"
    return f"{lead}, now “{checked.word}”" if checked.verdict == Verdict.CHANGED else f"{lead}, and so it is now"


def why(message: KeyMessage, checked: Sequence[Checked]) -> str:
    """Return why a message has its verdict, what no figure says of it, and who holds that."""
    if message.kind == "recommendation":
        reasons = [str(Reason.ASKED)]
    else:
        reasons = [claim(one) for one in checked] or [str(Reason.NO_CLAIM)]
    said = f"{sentence_case('; '.join(reasons))}."
    return " ".join(part for part in (said, message.gap, supply(message.holder, message.tables)) if part)


def counted(verdicts: Sequence[Verdict]) -> str:
    """Return how many of the earlier messages are confirmed, changed, or cannot be checked."""
    counts = Counter(verdicts)
    confirmed, changed, unchecked = (counts[name] for name in Verdict)
    return (
        f"Of the {count(len(verdicts))} earlier messages, {count(confirmed)} {'is' if confirmed == 1 else 'are'} confirmed, "
        f"{count(changed)} {'has' if changed == 1 else 'have'} changed, and {count(unchecked)} cannot be checked with the "
        "figures at hand."
    )
