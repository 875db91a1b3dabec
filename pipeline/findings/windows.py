"""Judge change: only between like periods, and beside London's where a break lies between (interpretation.md 1)."""

import pandas as pd

from pipeline.areas import LONDON
from pipeline.bundle import Bundle
from pipeline.findings.evidence import evidence_of, london_row, own_rows, rows_of
from pipeline.findings.finding import Finding, dated
from pipeline.findings.gap import gap
from pipeline.findings.memory import once
from pipeline.indicators import CATALOGUE
from pipeline.periods import financial_year
from pipeline.states import Flag, State, split_flags
from pipeline.statistics.change import count_ratio
from pipeline.statistics.one_off import stands_out, usual_level

LEVEL_WITHIN = 0.10  # recorded crime: a smaller difference is not called one
SMALLEST_BASE = 10  # no ratio or percentage on fewer


def breaks_between(bundle: Bundle, indicator: str, start: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """Return the breaks of the indicator's main source after `start` and up to `end`; its own before general ones."""
    entry = CATALOGUE[indicator]
    found = bundle.breaks[
        (bundle.breaks["kind"] == "break") & (bundle.breaks["source"] == entry.sources[0])
        & bundle.breaks["measure"].isin(["all", *entry.measures])
        & (bundle.breaks["month"] > start) & (bundle.breaks["month"] <= end)
    ]  # fmt: skip
    return found.assign(general=found["measure"] == "all").sort_values(["general", "month"], ignore_index=True)


@once
def since(bundle: Bundle, indicator: str, first: str = "", last: str = "") -> Finding:
    """Put two financial years' counts beside each other, with London's change and any break that lies between.

    Without years: the latest at hand and the one five years before. Verdict "not comparable" across a break: the counts
    are shown, no trend is judged.
    """
    own = own_rows(bundle, indicator)
    first, last = (first, last) if first else _five_years(rows_of(bundle, indicator))
    pair = own[own["period_label"].isin([first, last]) & (own["state"] == State.OK)].sort_values("period_end")
    if pair["period_label"].tolist() != [first, last]:
        return gap(bundle, indicator, period=f"{first} and {last}")
    before, after = pair.iloc[0], pair.iloc[1]
    breaks = breaks_between(bundle, indicator, before["period_start"], after["period_end"])
    facts = {
        "first": first, "last": last, "before": before["numerator"], "after": after["numerator"],
        "times": _times(after["numerator"], before["numerator"]), "london_times": _london_times(bundle, indicator, first, last),
        "breaks": breaks[["month", "note", "general"]].to_dict("records"),
    }  # fmt: skip
    verdict = "not comparable" if len(breaks) else "shown"
    finding = Finding("since", indicator, bundle.area, verdict, facts, evidence=evidence_of(pair))
    return dated(finding, after["period_end"], bundle.edition_date)


def _five_years(rows: pd.DataFrame) -> tuple[str, str]:
    """Return the labels of the latest financial year of any area and of the one five years before."""
    years = rows.loc[rows["period_type"] == "FY", "period_start"]
    last = years.max().year
    return financial_year(f"{last - 5}/{(last - 4) % 100:02d}").label, financial_year(
        f"{last}/{(last + 1) % 100:02d}"
    ).label


def _times(after: float, before: float) -> float | None:
    return after / before if before >= SMALLEST_BASE else None


def _london_times(bundle: Bundle, indicator: str, first: str, last: str) -> float | None:
    before, after = london_row(bundle, indicator, first), london_row(bundle, indicator, last)
    return None if before is None or after is None else _times(after["numerator"], before["numerator"])


@once
def same_season(bundle: Bundle, indicator: str) -> Finding:
    """Compare the latest six months with the same six a year before: the honest recent comparison after a break.

    Verdict "more" or "fewer" only beyond 10% and beyond chance, else "level".
    """
    own = own_rows(bundle, indicator).sort_values("period_start")
    if not len(own) or (own["state"] != State.OK).any():
        return gap(bundle, indicator, period="the latest six months")
    now, before = own.iloc[-6:], own.iloc[-18:-12]
    breaks = breaks_between(bundle, indicator, before["period_start"].min(), now["period_end"].max())
    later, earlier = now["value"].sum(), before["value"].sum()
    rows = rows_of(bundle, indicator)
    london = rows[rows["area_code"] == LONDON.code].sort_values("period_start")["value"]
    facts = {
        "now": later, "before": earlier, "london_now": london.iloc[-6:].sum(), "london_before": london.iloc[-18:-12].sum(),
        "first_month": now["period_start"].min(), "last_month": now["period_start"].max(),
        "provisional": any(Flag.PROVISIONAL in split_flags(cell) for cell in now["flags"]),
    }  # fmt: skip
    verdict = "not comparable" if len(breaks) else _change_word(later, earlier)
    evidence = evidence_of(pd.concat([before, now]))
    finding = Finding("season", indicator, bundle.area, verdict, facts, evidence=evidence)
    return dated(finding, now["period_end"].max(), bundle.edition_date)


def _change_word(later: float, earlier: float) -> str:
    if earlier < SMALLEST_BASE:
        return "too few to compare"
    ratio, lower, upper = count_ratio(later, earlier)
    if abs(ratio - 1) < LEVEL_WITHIN or lower <= 1 <= upper:
        return "level"
    return "more" if ratio > 1 else "fewer"


@once
def one_off_months(bundle: Bundle, indicator: str) -> Finding | None:
    """Name months of the latest twelve that stand far out of their series, with the total with and without them.

    Rule: over twice the 13-month median around the month, and 50 or more above it. Nothing when there is none.
    """
    own = own_rows(bundle, indicator).sort_values("period_start")
    if not len(own) or (own["state"] != State.OK).any():
        return None
    usual, odd = usual_level(own["value"]), own[stands_out(own["value"])]
    latest = own.iloc[-12:]
    odd = odd[odd["period_start"] >= latest["period_start"].min()]
    if not len(odd):
        return None
    facts = {
        "months": [(row["period_label"], row["value"], usual[index]) for index, row in odd.iterrows()],
        "total": latest["value"].sum(), "without": latest["value"].sum() - odd["value"].sum(),
    }  # fmt: skip
    evidence = evidence_of(odd)
    finding = Finding(
        "one-off", indicator, bundle.area, "one-off month", facts, query="not explained", evidence=evidence
    )
    return dated(finding, own["period_end"].max(), bundle.edition_date)
