"""The evidence behind one finding, one click away on the page: its rows, its definition, how it is made, what limits it.

Every word comes from the finding, its rows after disclosure, the catalogue and the record of the sources.
"""

import pandas as pd

from pipeline import findings, phrases
from pipeline.areas import CITY_OF_LONDON
from pipeline.display import Panel
from pipeline.findings import Age, Certainty, Finding, period_words
from pipeline.indicators import CATALOGUE, police, profiles
from pipeline.indicators.caveats import caveats_of
from pipeline.notebook import behind, evidence
from pipeline.notebook.context import bundle
from pipeline.notebook.evidence import concerns_this_place
from pipeline.phrases.amounts import inside, sentence_case
from pipeline.phrases.doubt import open_query
from pipeline.phrases.gaps import POLICE
from pipeline.states import Flag, State, split_flags
from pipeline.tables import FLAG_MARKS

SHOWN = frozenset({"level", "since", "season", "concentration", "representation", "gap"})
MOST_CAVEATS = 3
# What the panel says in other words: that there are no limits or what they are worth, and which comparator is missing.
SAID = frozenset({police.SMALL_CHANCE, profiles.NO_LIMITS, profiles.NO_LONDON})
_SAID_BY = {
    Certainty.COUNT: (Flag.PROVISIONAL,), Certainty.MODELLED: (Flag.MODELLED,), Certainty.QUERY: (Flag.QUERY,),
}  # fmt: skip
ELSEWHERE = "More stand with the definition in the chapter on methods."
NOBODY = "No partner is asked for it."
OWN_FORCE = "The City of London Police, a force of its own."


def panel(finding: Finding) -> Panel | None:
    """Return what lies behind a finding as terms with texts; a gap says who holds the figure.

    None for a finding that is a range of areas or a count of records: the table beside it is its evidence.
    """
    if finding.kind not in SHOWN:
        return None
    told = _gap(finding) if finding.kind == "gap" else _figure(finding, _row(finding))
    return Panel(
        id=_id(finding),
        title=", ".join(filter(None, [_name(finding), _when(finding).removeprefix("the ")])),
        finding=finding.id,
        facts=[{"term": ", ".join(terms), "text": text} for text, terms in _by_text(told).items()],
    )


def _id(finding: Finding) -> str:
    """The finding's own, without its area; a gap says which kind of gap it is, whatever period was asked for."""
    state = [finding.verdict] if finding.kind == "gap" and finding.verdict != State.NOT_AVAILABLE else []
    parts = ["evidence", *finding.id.split(".")[1:], *state]
    return "-".join(part.replace(" ", "-") for part in parts)


def _by_text(told: dict[str, str]) -> dict[str, list[str]]:
    """The terms of each text, in order: what holds for three of them is said once."""
    terms: dict[str, list[str]] = {}
    for term, text in told.items():
        if text:
            terms[text] = [*terms[text], inside(term)] if text in terms else [term]
    return terms


def _name(finding: Finding) -> str:
    return f"{finding.entry.name} ({finding.group})" if finding.group else finding.entry.name


def _when(finding: Finding) -> str:
    facts = finding.facts
    if finding.kind == "since":
        return f"{facts['first']} and {facts['last']}"
    if finding.kind == "season":
        return f"{facts['first_month']:%B %Y} to {facts['last_month']:%B %Y}"
    return "no figure" if finding.kind == "gap" else str(facts["period"])


def _row(finding: Finding) -> pd.Series:
    """The newest row that the finding rests on."""
    rows = findings.rows_of(bundle(), finding.indicator)
    keys = {(one.area_code, one.period, one.group) for one in finding.evidence}
    named = rows[["area_code", "period_label", "group"]].itertuples(index=False, name=None)
    return rows[[key in keys for key in named]].sort_values("period_end").iloc[-1]


def _figure(finding: Finding, row: pd.Series) -> dict[str, str]:
    entry = finding.entry
    return {
        "Value": behind.value(finding, row),
        "95% limits": behind.limits(finding, row),
        "Number": behind.number(finding, row),
        "Out of": behind.base(finding, row),
        "Period": _period(finding, row),
        "Compared with": behind.beside(finding, row),
        "How it is made": behind.method(finding, row),
        "How sure": _sure(finding, row),
        "Definition": " ".join(entry.definition.split()),
        "Source": _source(row),
        "Caveats": _caveats(finding, row),
    }


def _gap(finding: Finding) -> dict[str, str]:
    """What is missing and who holds it; nothing hidden can be read off what stands beside."""
    state = State(finding.verdict)
    rows = findings.own_rows(bundle(), finding.indicator)
    return {
        "Value": state.words,
        "Limits and numbers": f"{state.mark} None: there is no value to give them with",
        "Held by": _holder(finding),
        "Definition": " ".join(finding.entry.definition.split()),
        "Source": _source(rows.iloc[-1]) if len(rows) else "",
    }


def _holder(finding: Finding) -> str:
    """Who can fill the gap: the partner asked for it, and what its publisher issues."""
    if finding.area == CITY_OF_LONDON and set(POLICE) & set(finding.entry.sources):
        return OWN_FORCE
    owner, table = finding.facts["owner"], finding.facts["table"]
    asked = f"{sentence_case(owner)}, in table {table}." if owner else NOBODY
    closed = "It is for the partnership only." if finding.facts["closed"] else ""
    newer = "" if finding.entry.local else bundle().sources[finding.entry.sources[0]]["newer"]
    return " ".join(filter(None, [asked, closed, newer]))


def _period(finding: Finding, row: pd.Series) -> str:
    when = _when(finding) if finding.kind in behind.PAIRS else period_words(row)
    return f"{sentence_case(when)}; {finding.age}, {finding.months_old} months old at this edition"


def _sure(finding: Finding, row: pd.Series) -> str:
    """How sure the finding is, the doubts that the row's flags name, and an open query."""
    is_crime = finding.kind == "level" and finding.entry.rule == behind.CRIME
    is_count = finding.certainty == Certainty.NO_LIMITS and finding.entry.kind == "count"
    sure = phrases.certainty(finding) if is_crime else f"{'a count' if is_count else finding.certainty}."
    old = "Historical: it has no status." if finding.age == Age.HISTORICAL else ""
    # A break lies between figures, of which one is shown here; the others are said already.
    flags = split_flags(row["flags"]) - {Flag.BREAK_BEFORE, *_SAID_BY.get(finding.certainty, ())}
    doubts = [f"{words.partition(' ')[2]}." for flag, (_, words) in FLAG_MARKS.items() if flag in flags]
    return " ".join(sentence_case(text) for text in [sure, old, *doubts, open_query(finding).strip()] if text)


def _source(row: pd.Series) -> str:
    """The source and release of a row, then those of what it is divided by."""
    entry, records = CATALOGUE[row["indicator"]], bundle().sources
    main = evidence.source_line(row.to_frame().T).removeprefix("Source: ").removesuffix(".")
    others = [records[name] for name in entry.sources[1:] if name in records]
    bases = [f"{one['title'].partition(':')[0]}, release {one['release']}" for one in others]
    return f"{main}{'; with ' if bases else ''}{'; '.join(bases)}."


def _caveats(finding: Finding, row: pd.Series) -> str:
    """The breaks between its periods, then what holds for this period and place and for few other indicators."""
    entry = finding.entry
    true = caveats_of(entry, row["period_start"], row["period_end"], row["release"])
    held = [text for text in true if concerns_this_place(text) and text not in SAID]
    breaks = [f"{one['month']:%B %Y}: {one['note']}." for one in finding.facts.get("breaks", [])]
    shared = {text: sum(text in other.caveats for other in CATALOGUE.values()) for text in held}
    own = sorted(held, key=lambda text: shared[text])[: MOST_CAVEATS - len(breaks)]
    return " ".join([*breaks, *own, *([ELSEWHERE] if len(held) > len(own) else [])])
