"""Say when and where offences were recorded, and how cases in custody stood: never who, and never why."""

from calendar import month_name

from pipeline.findings import Age, Finding
from pipeline.indicators.custody import PEOPLE
from pipeline.indicators.fifths import WHERE_RECORDED
from pipeline.phrases.amounts import SMALL, amount, count, percent, plain, sentence_case, subject, times
from pipeline.phrases.doubt import aged
from pipeline.tables import format_value


def seasonal(finding: Finding) -> str:
    """Return whether a season is shown, over which months, and what the months since the last break can say."""
    facts = finding.facts
    if finding.verdict == "cannot be tested":
        return f"Whether {subject(finding)} have a season cannot be tested: {facts['reason']}."
    span = f"{facts['first']:%B %Y} to {facts['last']:%B %Y}"
    if finding.verdict == "no season shown":
        text = f"From {span}, {subject(finding)} showed no season beyond chance."
    else:
        text = (
            f"From {span}, {subject(finding)} showed a season: a usual {month_name[facts['high']]} held "
            f"{times(facts['times'])} as a usual {month_name[facts['low']]}."
        )
    if not facts["since_break"]:
        return text
    return f"{text} The {facts['since_break']} months since the break of {facts['break']:%B %Y} are too few to test."


def seasonal_headline(finding: Finding) -> str:
    """Return the season as the title of a chart."""
    if finding.verdict != "seasonal":
        return f"{finding.entry.name}: {finding.verdict}"
    high, low = (month_name[finding.facts[name]] for name in ("high", "low"))
    return f"{finding.entry.name}: a season, most in {high}, fewest in {low}"


def fifths(finding: Finding) -> str:
    """Return the offences of the most and least deprived fifths, and what the largest small area does to its fifth."""
    facts = finding.facts
    rates = {name: format_value(facts[name], 1) for name in ("most_rate", "least_rate", "with", "without")}
    text = (
        f"In {facts['period']}, the police placed {count(facts['located'])} drug offences in small areas of "
        f"{finding.area.spoken}: {count(facts['most'])} in the most deprived fifth ({rates['most_rate']} "
        f"{finding.entry.unit}) and {count(facts['least'])} in the least deprived ({rates['least_rate']}). One small area of "
        f"fifth {facts['fifth']} holds {count(facts['largest'])}; with it that fifth has {rates['with']}, without it "
        f"{rates['without']}."
    )
    return f"{text} {SMALL}" if facts["small"] else text


def fifths_headline(finding: Finding) -> str:
    """Return the title of a chart of fifths: what it shows and what it does not."""
    return f"Drug offences by fifth of deprivation: {WHERE_RECORDED}"


def custody(finding: Finding) -> str:
    """Return the share prosecuted with the share still pending, and who is counted."""
    facts = finding.facts
    return (
        f"In {facts['period']}{aged(finding)}, {plain(finding, 'value')} of {count(facts['cases'])} drug cases in police "
        f"custody in {finding.area.spoken} were prosecuted and {percent(facts['pending'])} were still pending. These are "
        f"{PEOPLE}."
    )


def custody_headline(finding: Finding) -> str:
    """Return the title of a chart of custody: the words that any such chart must hold."""
    return f"London, {finding.facts['period']}: {PEOPLE}"


def spread(finding: Finding) -> str:
    """Return the range of boroughs with their names, London and England where published, and how many have no figure."""
    facts = finding.facts
    beside = [f"{name} {plain(finding, name.lower())}" for name in ("London", "England") if facts[name.lower()] > 0]
    absent = {0: "", 1: " One borough has no figure."}
    missing = absent.get(facts["missing"], f" {facts['missing']} boroughs have no figure.")
    return (
        f"In {facts['period']}{aged(finding)}, {finding.entry.short} ranged from {amount(finding, 'low')} in "
        f"{facts['low_area']} to {plain(finding, 'high')} in {facts['high_area']}"
        f"{'; ' + ', '.join(beside) if beside else ''}.{missing}"
    )


def spread_headline(finding: Finding) -> str:
    """Return the range of boroughs as the title of a map."""
    then = f", {finding.facts['period']}" if finding.age == Age.HISTORICAL else ""
    return (
        f"{sentence_case(finding.entry.name)}: {plain(finding, 'low')} to {plain(finding, 'high')} across London{then}"
    )
