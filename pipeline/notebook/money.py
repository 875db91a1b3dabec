"""Budgets, grants, services and settings: each sum with its own years, and never an old grant as a present one."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape

import pandas as pd

from pipeline import findings
from pipeline.display import Sentence
from pipeline.findings import Age, age_of, months_between
from pipeline.local.data import Funding
from pipeline.national import SURE, Grant, read_framing
from pipeline.notebook import evidence
from pipeline.notebook.context import bundle
from pipeline.notebook.output import show
from pipeline.notebook.page import put_table
from pipeline.notebook.partnership import DISAGREE
from pipeline.notebook.records import (
    NOT_GIVEN,
    NOTHING,
    counted,
    local_id,
    missing,
    note_of,
    own_figures,
    record_table,
    together,
)
from pipeline.notebook.words import stated_gap
from pipeline.periods import financial_year
from pipeline.states import State
from pipeline.tables import How, cell, grid

SETTINGS = "treatment_settings"
CAPACITY = ("treatment_posts", "caseload_per_worker", "residential_places")
FROM_MEMORY = "M"
OVERLAP = "One person can be treated in several settings: the rows are never added."
YEARS = re.compile(r"\d{4}/\d{2}(?:(?:, | and | to )\d{4}/\d{2})*")
YEAR = re.compile(r"\d{4}/\d{2}")
NO_YEARS = "years not given exactly"
KINDS = {"budget": "Budget", "grant": "Grant", "planned": "Planned, not yet given", "conflict": DISAGREE}


def resources() -> None:
    """Put on the page, in one paragraph, what is on file of money and services, and how new the newest sum is."""
    local = bundle().local
    held = [
        counted(len(local.funding), "sum of money", "sums of money"),
        counted(len(local.services), "service", "services"),
    ]
    listed = together([words for words in held if words])
    here = bundle().area.spoken
    text = (
        f"On file for {here}: {listed}.{_newest_sum()}"
        if listed
        else f"Neither money nor services are on file for {here}."
    )
    said = Sentence(text=text, finding=local_id("funding", "all"), link="funding" if local.funding else "")
    show({"kind": "answer", "area_code": bundle().area_code, "sentences": [said]}, f"<p>{escape(text)}</p>")


def _newest_sum() -> str:
    """Whether any sum is of a year that still runs; a board is not to take an old one for today's."""
    sums = bundle().local.funding
    ends = {one.years: end for one in sums if (end := last_year_end(one.years)) is not None}
    if not sums or any(end >= pd.Timestamp(bundle().edition_date) for end in ends.values()):
        return ""
    newest = f": the newest is of {max(ends, key=lambda years: ends[years])}" if ends else ""
    return f" None of the sums is known to be of a year that still runs{newest}."


def funding() -> None:
    """Put budgets and grants on the page, each sum with its years and its age at this edition."""
    sums = bundle().local.funding
    if not sums:
        return missing("funding", "No budgets or grants are on file", "The commissioner", "funding.csv")
    columns = [
        ("What", lambda one: one.what), ("Years", lambda one: one.years), ("Amount", pounds), ("Age at this edition", age),
        ("From", _from), ("What to know", lambda one: ". ".join(text for text in (one.purpose, note_of(one)) if text != NOTHING)),
    ]  # fmt: skip
    return record_table("funding", "Budgets and grants, each of its own years", sums, columns, list(_totals(sums)))


def _from(one: Funding) -> str:
    return ": ".join(text for text in (KINDS[one.status], one.grant) if text)


def pounds(one: Funding) -> str:
    """Return a sum as printed, "£2,349,399.34"; where papers disagree, neither."""
    if one.status == "conflict":
        return DISAGREE
    if not one.amount:
        return "no sum given"
    return sterling(Decimal(one.amount.replace(",", "").removeprefix("£")))


def sterling(amount: Decimal) -> str:
    """Return pounds with commas, and pence where the sum has any."""
    return f"£{amount:,.2f}" if amount % 1 else f"£{amount:,.0f}"


def age(one: Funding) -> str:
    """Return how old a sum's years are at the edition's date, in words: a grant of earlier years is never a present one."""
    end = last_year_end(one.years)
    if end is None:
        return NO_YEARS
    edition = bundle().edition_date
    if end >= pd.Timestamp(edition):
        return "running"
    months = f"{months_between(end, edition)} months"
    return f"{months}: historical" if age_of(end, edition) == Age.HISTORICAL else months


def last_year_end(years: str) -> pd.Timestamp | None:
    """Return the last day of the financial years named; None where the words are not plainly years."""
    return financial_year(YEAR.findall(years)[-1]).end if YEARS.fullmatch(years) else None


def _totals(sums: Sequence[Funding]) -> Iterator[str]:
    """Sums of one year, one grant and one kind are added; nothing else is, and that is said."""
    together: dict[tuple[str, str, str], list[Funding]] = defaultdict(list)
    for one in sums:
        if one.amount and one.grant and one.status in {"budget", "grant"} and YEAR.fullmatch(one.years):
            together[(one.grant, one.years, one.status)].append(one)
    for (grant, years, _), same in together.items():
        if len(same) > 1:
            total = sum((Decimal(one.amount.replace(",", "").removeprefix("£")) for one in same), Decimal(0))
            yield f"{grant}, {years}: the {len(same)} sums come to {sterling(total)}."
    yield "Age: from the end of a sum's years to this edition. None of the sums is a statement about today."
    yield "Sums of other years, grants or kinds are not added: they may overlap."


def national_grants() -> None:
    """Put the national grants on the page with their years and what became of each, those left out that nobody checked."""
    known = [one for one in read_framing().grant if one.checked != FROM_MEMORY]
    by_id = {one.id: one for one in known}
    rows = [
        {
            "Grant": f"{one.name} ({one.short})" if one.short else one.name,
            "Years": _grant_years(one.first, one.last),
            "For": one.purpose,
            "What became of it": _became(by_id.get(one.into)),
            "National sum": one.sum or NOT_GIVEN,
            "How sure": SURE[one.checked],
        }
        for one in known
    ]
    frame = pd.DataFrame(rows)
    columns = [(label, label) for label in frame.columns]
    shown = grid(frame, columns, "National grants for drug and alcohol treatment")
    source = "Source: dated facts kept by this project; a grant that was not checked at any source is left out."
    put_table("national-grants", shown, frame, source)


def _became(after: Grant | None) -> str:
    return f"part of {after.short or after.name} since {after.first}" if after else NOTHING


def _grant_years(first: str, last: str) -> str:
    if first and last:
        return f"{first} to {last}"
    return f"since {first}" if first else f"until {last}" if last else "continuing"


def services() -> None:
    """Put services and other assets on the page: what there is, who provides it, and for whom."""
    known = bundle().local.services
    if not known:
        return missing("services-table", "No list of services is on file", "The commissioner", "services.csv")
    columns = [
        ("Service", lambda one: one.what), ("For whom", lambda one: one.for_whom), ("Provider", lambda one: one.provider),
        ("What to know", note_of),
    ]  # fmt: skip
    return record_table("services-table", "Services and other assets", known, columns)


def settings() -> None:
    """Put on the page in which settings adults were treated, by the latest open table, with its year."""
    own = findings.own_rows(bundle(), SETTINGS)
    known = own[(own["group"] != "") & (own["state"] == State.OK)]
    if not len(known):
        return stated_gap(SETTINGS, "settings")
    latest = known[known["period_end"] == known["period_end"].max()].sort_values("value", ascending=False)
    row = latest.iloc[0]
    old = " (historical)" if age_of(row["period_end"], bundle().edition_date) == Age.HISTORICAL else ""
    columns: list[tuple[str, How]] = [("Setting", "group"), ("Adults", lambda one: cell(one, 0))]
    shown = grid(
        latest, columns, f"In which settings adults were treated, {findings.period_words(row)}{old}", [OVERLAP]
    )
    return put_table("settings", shown, evidence.export(latest), evidence.source_line(latest))


def capacity() -> None:
    """Put the partnership's own figures of posts, caseload and places on the page, or say who is asked for them."""
    own_figures("L16", CAPACITY, "capacity", "Posts, caseload and places")
