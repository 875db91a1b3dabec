"""Say counts beside each other: two years, halves of a year, and months that stand out."""

from pipeline.findings import Finding
from pipeline.phrases.amounts import count, place, times


def since(finding: Finding) -> str:
    """Return two financial years' counts beside each other, with London's and any break between."""
    facts = finding.facts
    own = f" ({times(facts['times'])})" if facts["times"] else ""
    text = (
        f"There were {count(facts['before'])} {finding.entry.short} in {facts['first']} "
        f"and {count(facts['after'])} in {facts['last']}{own} in {place(finding)}"
    )
    london = f"; in London {times(facts['london_times'])}" if facts["london_times"] else ""
    return f"{text}{london}.{_break_words(facts['breaks'])}"


def _break_words(breaks: list[dict]) -> str:
    """Name the breaks, the most telling first; the register in the methods chapter holds what is known of each."""
    if not breaks:
        return ""
    named = " and ".join(
        f"{one['month']:%B %Y}{', cause not known' if 'cause not known' in one['note'] else ''}" for one in breaks
    )
    lie = "A break in the records ({}) lies between" if len(breaks) == 1 else "Breaks in the records ({}) lie between"
    return f" {lie.format(named)}, so no trend is judged."


def since_headline(finding: Finding) -> str:
    """Return two years' counts as the title of a chart."""
    facts = finding.facts
    across = ", across breaks in the records" if facts["breaks"] else ""
    counts = f"{count(facts['before'])} in {facts['first']}, {count(facts['after'])} in {facts['last']}"
    return f"{finding.entry.name}: {counts}{across}"


def season(finding: Finding) -> str:
    """Return the latest six months beside the same six a year before."""
    facts = finding.facts
    span = f"{facts['first_month']:%B %Y} to {facts['last_month']:%B %Y}"
    word = {"level": "level with", "more": "more than", "fewer": "fewer than"}.get(finding.verdict)
    judged = f"{word} the {count(facts['before'])}" if word else f"against {count(facts['before'])}"
    late = " The newest month is provisional." if facts["provisional"] else ""
    return (
        f"From {span} there were {count(facts['now'])} {finding.entry.short} in {place(finding)}, {judged} of the same "
        f"six months a year before (London {count(facts['london_now'])} against {count(facts['london_before'])}).{late}"
    )


def season_headline(finding: Finding) -> str:
    """Return the comparison of six months as the title of a chart."""
    word = {"level": "level with", "more": "more than", "fewer": "fewer than"}.get(finding.verdict, "beside")
    return f"{finding.entry.name}: latest six months {word} the same months a year before"


def one_off(finding: Finding) -> str:
    """Return the months that stand out, with the total with and without them."""
    facts = finding.facts
    months = " and ".join(
        f"{label} ({count(value)}, usually about {count(usual)})" for label, value, usual in facts["months"]
    )
    return (
        f"One-off: {months} stands far above the other months and is not explained. The latest 12 months hold "
        f"{count(facts['total'])} with it and {count(facts['without'])} without."
    )
