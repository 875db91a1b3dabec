"""Say what is missing: in which state, and who is asked to supply which table."""

from collections.abc import Sequence

from pipeline.areas import CITY_OF_LONDON
from pipeline.findings import Finding
from pipeline.phrases.amounts import inside, sentence_case, subject
from pipeline.states import State

POLICE = ("mps_recorded_crime", "mps_knife_crime")
OWN_POLICE = "The City of London has its own police force, and the Metropolitan Police figures used here leave it out"


def gap(finding: Finding) -> str:
    """Return why there is no figure, and who can fill the gap."""
    if _own_police(finding):
        return f"{OWN_POLICE}: no figure for {finding.entry.short}."
    words = {
        State.SUPPRESSED: f"The figure for {subject(finding)} is not shown [c], to protect people: it rests on too few.",
        State.NOT_APPLICABLE: f"No figure for {subject(finding)} applies [z].",
        State.CANNOT_CALCULATE: f"{sentence_case(subject(finding))} cannot be calculated from the figures at hand.",
    }
    missing = f"No figure for {subject(finding)} {_absent(finding)}."
    said = words.get(State(finding.verdict), missing)
    owner, table = finding.facts.get("owner"), finding.facts.get("table")
    ask = ""
    if owner and said == missing and not finding.facts.get("closed"):
        ask = f" {sentence_case(owner)} is asked to supply it (table {table}{_file(finding)})."
    return f"{said}{ask}"


def _own_police(finding: Finding) -> bool:
    return finding.area == CITY_OF_LONDON and bool(set(POLICE) & set(finding.entry.sources))


def _absent(finding: Finding) -> str:
    """Where a figure is not: in an open table, or in one that only the partnership could supply or read."""
    if finding.facts.get("closed"):
        return f"stands in a public report: table {finding.facts['table']}, is for the partnership only"
    return "has been supplied" if finding.entry.local else "is in the open tables at hand"


def _file(finding: Finding) -> str:
    """The file that fills a gap in the partnership's own tables, by its name."""
    file = finding.facts.get("file", "") if finding.entry.local else ""
    return f", file {file.rsplit('/', maxsplit=1)[-1]}" if file else ""


def gaps_together(findings: Sequence[Finding]) -> str:
    """Return gaps of one cause as one sentence: what is missing, and who is asked to supply it."""
    first = findings[0]
    if len(findings) == 1:
        return gap(first)
    names = "; ".join(inside(one.entry.name) for one in findings)
    if _own_police(first):
        return f"{OWN_POLICE}: no figure for {names}."
    owner, table = first.facts.get("owner"), first.facts.get("table")
    if first.facts.get("closed"):
        return f"For {first.area.spoken} table {table}, is for the partnership only and stands in no public report: {names}."
    ask = f" {sentence_case(owner)} is asked to supply them (table {table}{_file(first)})." if owner else ""
    missing = "is not shown, to protect people [c]" if first.verdict == State.SUPPRESSED else _absent(first)
    return f"For {first.area.spoken} no figure {missing} of: {names}.{ask}"


def gap_headline(finding: Finding) -> str:
    """Return a gap as the title of what would stand there."""
    return f"{finding.entry.name}: no figure for {finding.area.name}"


def holding(finding: Finding) -> str:
    """Return how old the newest figure at hand is, and who holds newer ones."""
    facts = finding.facts
    if facts["months"] is None:
        return f"No figure for {subject(finding)} is at hand; {facts['owner']} can supply it (table {facts['table']})."
    return (
        f"The newest figure at hand for {subject(finding)} is of {facts['period']}, {facts['months']} months old; "
        f"{facts['owner']} can supply a newer one (table {facts['table']})."
    )
