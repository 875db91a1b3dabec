"""The conditions of the rules, each judged over findings: met, with the findings it rests on, or not, with the reason."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from pipeline import findings
from pipeline.areas import ENGLAND, LONDON
from pipeline.bundle import Bundle
from pipeline.findings import Age, Finding
from pipeline.recommendations.condition import ALL, Local, Met, Trigger
from pipeline.recommendations.rule import Rule
from pipeline.states import State
from pipeline.statistics.comparison import compare

OPEN_RATIO = "ethnicity_representation"  # of NDTMS: the table that has England's own


def one_ward_stands_out(bundle: Bundle, rule: Rule, local: Local) -> Iterator[Met]:
    """One ward holds the share of located offences, the count, and several times its year before."""
    found = findings.concentration(bundle, rule.indicators[0])
    facts, need = found.facts, rule.thresholds
    if found.kind == "gap" or facts["before"] is None:
        return
    if (
        facts["share"] >= need["share"]
        and facts["count"] >= need["count"]
        and facts["count"] >= need["times"] * facts["before"]
    ):
        yield Met((found,), facts["ward"])


def above_london(bundle: Bundle, rule: Rule, local: Local) -> Iterator[Met]:
    """The latest value is higher than London; one-off months are named beside it."""
    found = findings.level(bundle, rule.indicators[0])
    if found.verdict == "higher" and found.facts["comparator"] == LONDON.name:
        odd = findings.one_off_months(bundle, rule.thresholds["months"])
        yield Met((found, odd) if odd else (found,))


def share_falls(bundle: Bundle, rule: Rule, local: Local) -> Iterator[Met]:
    """A share has fallen beyond chance, with both counts large enough. Over a break it is met too, and refused later."""
    found = _change(bundle, rule)
    facts = found.facts
    if (
        found.kind == "change"
        and facts["upper"] < 1
        and min(facts["before"], facts["after"]) >= rule.thresholds["count"]
    ):
        yield Met((found,))


def parents_up(bundle: Bundle, rule: Rule, local: Local) -> Iterator[Met]:
    """A share has risen beyond chance, and counts enough people now. Over a break it is met too, and refused later."""
    found = _change(bundle, rule)
    facts = found.facts
    if found.kind == "change" and facts["lower"] > 1 and facts["after"] >= rule.thresholds["count"]:
        yield Met((found,))


def _change(bundle: Bundle, rule: Rule) -> Finding:
    """The change to the newest year from so many `years` before."""
    indicator = rule.indicators[0]
    series = findings.yearly_rows(bundle, indicator)
    labels = series.loc[series["state"] == State.OK, "period_label"].tolist()
    back = rule.thresholds.get("years", 1)
    return findings.change(bundle, indicator, first=labels[-1 - back] if len(labels) > back else "")


def below_england_in_successive_years(bundle: Bundle, rule: Rule, local: Local) -> Iterator[Met]:
    """The upper limit lies below England in each of the newest successive years that have limits."""
    indicator, years = rule.indicators[0], rule.thresholds["years"]
    series = findings.yearly_rows(bundle, indicator)
    limited = series[(series["state"] == State.OK) & series["upper"].notna() & series["england"].notna()].tail(years)
    successive = len(limited) == years and (limited["period_start"].diff().dt.days.dropna() <= 366).all()
    if successive and (limited["upper"] < limited["england"]).all():
        judged = [findings.level(bundle, indicator, label) for label in reversed(limited["period_label"].tolist())]
        yield Met(tuple(judged))


def old_headline_held_newer(bundle: Bundle, rule: Rule, local: Local) -> Iterator[Met]:
    """Headlines are historical and a partner holds newer ones in a table that is not supplied yet."""
    if set(rule.thresholds["tables"]) <= local.tables:
        return
    judged = [findings.level(bundle, name) for name in rule.indicators if findings.has_headline(bundle, name)]
    old = [
        one for one in judged if one.kind == "level" and one.age == Age.HISTORICAL and findings.holder_of(one.indicator)
    ]
    held = [findings.holding(bundle, one.indicator) for one in old]
    if old:
        yield Met(tuple(one for one in held if one))


def profile_missing(bundle: Bundle, rule: Rule, local: Local) -> Iterator[Met]:
    """The table of who is in treatment is not held, or it states the ethnic group of too few."""
    found = findings.level(bundle, rule.indicators[0])
    held = findings.holding(bundle, rule.indicators[0])
    few = found.kind == "level" and found.facts["value"] < rule.thresholds["stated"]
    if rule.thresholds["table"] not in local.tables or few:
        yield Met((*([held] if held else []), found))


def under_represented(bundle: Bundle, rule: Rule, local: Local) -> Iterator[Met]:
    """With the table at hand: groups whose ratio's upper limit is below the threshold and below England's own ratio."""
    for group in rule.thresholds["groups"]:
        judged = (findings.representation(bundle, indicator, group) for indicator in rule.indicators)
        found = next((_beside_england(bundle, one) for one in judged if one.kind != "gap"), None)
        if found and found.verdict == "lower" and found.facts["upper"] < rule.thresholds["ratio"]:
            yield Met((found,), group, group=group)


def _beside_england(bundle: Bundle, found: Finding) -> Finding:
    """The partnership's own ratio beside England's newest open one: its table has none of England."""
    if pd.notna(found.facts["england"]):
        return found
    rows = findings.rows_of(bundle, OPEN_RATIO)
    own = rows[(rows["area_code"] == ENGLAND.code) & (rows["group"] == found.group) & (rows["state"] == State.OK)]
    if not len(own):
        return found
    england = own.sort_values("period_end")["value"].iloc[-1]
    verdict = str(compare(found.facts["value"], found.facts["lower"], found.facts["upper"], england))
    return replace(found, verdict=verdict, facts={**found.facts, "england": england, "reason": ""})


def women_below_england(bundle: Bundle, rule: Rule, local: Local) -> Iterator[Met]:
    """Drug groups large enough in which women are a smaller share than in England, beyond chance."""
    for group in rule.thresholds["groups"]:
        found = findings.representation(bundle, rule.indicators[0], group)
        if found.verdict == "lower" and found.facts["denominator"] >= rule.thresholds["count"]:
            yield Met((found,), group)


def above_england(bundle: Bundle, rule: Rule, local: Local) -> Iterator[Met]:
    """A share is larger than England's, beyond chance, in one drug group or more that is large enough."""
    judged = [findings.representation(bundle, rule.indicators[0], group) for group in rule.thresholds["groups"]]
    higher = [one for one in judged if one.verdict == "higher" and one.facts["denominator"] >= rule.thresholds["count"]]
    if higher:
        yield Met(tuple(higher))


def deaths_in_three_years(bundle: Bundle, rule: Rule, local: Local) -> Iterator[Met]:
    """So many deaths in the three pooled years, whatever the comparison."""
    found = findings.level(bundle, rule.indicators[0])
    if found.kind == "level" and found.facts["numerator"] >= rule.thresholds["count"]:
        yield Met((found,), number=found.facts["numerator"])


def offences_stand_in(bundle: Bundle, rule: Rule, local: Local) -> Iterator[Met]:
    """A local measure asks for arrests, charges or seizures, and only recorded offences are at hand."""
    words = " ".join(local.measures).lower()
    wanted = [name for name, begins in rule.thresholds["wanted"].items() if re.search(rf"\b{begins}", words)]
    if wanted and rule.thresholds["table"] not in local.tables:
        listed = " and ".join([", ".join(wanted[:-1]), wanted[-1]] if wanted[1:] else wanted)
        yield Met((findings.level(bundle, rule.indicators[0]),), listed, ALL)


def break_or_step(bundle: Bundle, rule: Rule, local: Local) -> Iterator[Met]:
    """A change that would be told lies across a listed break, or comes with a step in the whole of London."""
    for indicator in rule.indicators:
        series = findings.yearly_rows(bundle, indicator)
        labels = series.loc[series["state"] == State.OK, "period_label"].tolist()
        if len(labels) <= rule.thresholds["years"]:
            continue
        found = findings.since(bundle, indicator, labels[-1 - rule.thresholds["years"]], labels[-1])
        told = abs(100 * ((found.facts.get("times") or 1) - 1)) >= rule.thresholds["least"]
        if told and (found.verdict == "not comparable" or _steps_with_london(found, rule.thresholds["step"])):
            yield Met((found,), indicator.replace("_", "-"))


def _steps_with_london(found: Finding, step: float) -> bool:
    """Both moved by the step (%) or more, in one direction."""
    own, london = found.facts.get("times"), found.facts.get("london_times")
    moves = [100 * (ratio - 1) for ratio in (own, london) if ratio]
    return len(moves) == 2 and (min(moves) >= step or max(moves) <= -step)


TRIGGERS: dict[str, Trigger] = {
    "one ward stands out": one_ward_stands_out,
    "above London": above_london,
    "share falls": share_falls,
    "below England in successive years": below_england_in_successive_years,
    "old headline held newer": old_headline_held_newer,
    "profile missing": profile_missing,
    "under-represented": under_represented,
    "women below England": women_below_england,
    "deaths in three years": deaths_in_three_years,
    "parents up": parents_up,
    "above England": above_england,
    "offences stand in": offences_stand_in,
    "break or step": break_or_step,
}
