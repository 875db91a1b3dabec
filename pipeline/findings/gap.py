"""Judge that there is nothing to judge: what is missing, why, and who can fill it."""

from dataclasses import dataclass
from typing import Any

from pipeline.bundle import Bundle
from pipeline.dropins.tables import BY_SOURCE, TABLES
from pipeline.findings.evidence import evidence_of, own_rows, period_words
from pipeline.findings.finding import Evidence, Finding, months_between
from pipeline.indicators import CATALOGUE
from pipeline.project import Audience
from pipeline.states import State


@dataclass(frozen=True)
class Holder:
    """Who holds what an open table lacks, as a role, and the partnership's own table by which it is supplied."""

    role: str
    table: str
    title: str


def _of_table(code: str) -> "Holder":
    table = next(table for table in TABLES if table.code == code)
    return Holder(table.holder, code, f"{table.title[:1].lower()}{table.title[1:]}")


# By the source that has a gap. Sources whose publisher issues newer figures to everybody need no holder: they name it.
HOLDERS = {
    "ndtms": Holder("the provider's data lead", "L0", "treatment figures"),
    "ons_alcohol_treatment": Holder("the commissioner", "L0", "treatment figures"),
    "ons_drug_poisoning": Holder("the Director of Public Health", "L13", "deaths reviewed and drug alerts"),
    "ons_drug_misuse_deaths": Holder("the Director of Public Health", "L13", "deaths reviewed and drug alerts"),
    "nhs_drug_admissions": Holder("the Integrated Care Board", "L14", "hospital"),
    **{source: _of_table(table.code) for source, table in BY_SOURCE.items()},
}
_PLACES = {table.code: table.place for table in TABLES}


def holder_of(indicator: str) -> Holder | None:
    """Return who can fill a gap in an indicator; nothing where the publisher alone holds it."""
    return HOLDERS.get(CATALOGUE[indicator].sources[0])


def gap(
    bundle: Bundle, indicator: str, state: State | str = State.NOT_AVAILABLE, period: str = "", group: str = ""
) -> Finding:
    """Say that an indicator has no value here, in which state, and who is asked to supply which table in which file.

    `closed` says that its figures are for the partnership only, so that a public report has none, supplied or not.
    """
    holder = holder_of(indicator)
    table = BY_SOURCE.get(CATALOGUE[indicator].sources[0])
    facts = {
        "period": period,
        "owner": holder.role if holder else "",
        "table": f"{holder.table}, {holder.title}" if holder else "",
        "file": f"data/raw/local/{bundle.area.slug}/{_PLACES[holder.table]}" if holder else "",
        "closed": table is not None and table.restricted and bundle.audience == Audience.PUBLIC.value,
    }  # fmt: skip
    evidence = (Evidence(indicator, bundle.area_code, period, group),)
    return Finding("gap", indicator, bundle.area, str(state), facts, group=group, evidence=evidence)


def holding(bundle: Bundle, indicator: str) -> Finding | None:
    """Say how old the newest figure at hand is and who holds a newer one: judged today, so it is never historical.

    Nothing where nobody is known to hold newer.
    """
    holder = holder_of(indicator)
    if holder is None:
        return None
    own = own_rows(bundle, indicator)
    known = own[own["state"] == State.OK].sort_values("period_end")
    facts: dict[str, Any] = {
        "owner": holder.role,
        "table": f"{holder.table}, {holder.title}",
        "period": "",
        "months": None,
    }
    if len(known):
        newest = known.iloc[-1]
        # What a borough supplied may be newer than the published sources, which date the edition.
        months = max(0, months_between(newest["period_end"], bundle.edition_date))
        facts |= {"period": period_words(newest), "months": months}
    return Finding("holding", indicator, bundle.area, "held by a partner", facts, evidence=evidence_of(known.tail(1)))
