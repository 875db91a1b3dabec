"""Say what is missing: in which state, and who is asked to supply which table."""

from pipeline.areas import CITY_OF_LONDON
from pipeline.findings import Finding
from pipeline.phrases.amounts import sentence_case, subject
from pipeline.states import State

POLICE = ("mps_recorded_crime", "mps_knife_crime")


def gap(finding: Finding) -> str:
    """Return why there is no figure, and who can fill the gap."""
    if finding.area == CITY_OF_LONDON and set(POLICE) & set(finding.entry.sources):
        return (
            "The City of London has its own police force, and the Metropolitan Police figures used here leave it out: "
            f"no figure for {finding.entry.short}."
        )
    words = {
        State.SUPPRESSED: f"The figure for {subject(finding)} is not shown [c], to protect people: it rests on too few.",
        State.NOT_APPLICABLE: f"No figure for {subject(finding)} applies [z].",
        State.CANNOT_CALCULATE: f"{sentence_case(subject(finding))} cannot be calculated from the figures at hand.",
    }
    missing = f"No figure for {subject(finding)} is in the open tables at hand."
    said = words.get(State(finding.verdict), missing)
    owner, table = finding.facts.get("owner"), finding.facts.get("table")
    ask = f" {sentence_case(owner)} is asked to supply it (table {table})." if owner and said == missing else ""
    return f"{said}{ask}"


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
