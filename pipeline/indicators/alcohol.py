"""Alcohol: how many adults are dependent, by a model, and what share of them is in treatment."""

import pandas as pd

from pipeline.indicators.indicator import calculated, indicator
from pipeline.states import join_flags, split_flags

MODELLED = "The number of dependent adults is a modelled estimate with wide limits, not a count."
NO_ADULT_RATE = "The population table has no adults, so no rate is made: larger boroughs have larger numbers."
CALENDAR = "Estimates of 2010 to 2014 are for calendar years, later ones for financial years."
WITH_NON_OPIATES = "In treatment counts adults treated for alcohol, with or without drugs other than opiates."
LAST_YEAR = (
    "The estimate of 2018/19 is the mean of the three years before it, without limits; its counts are no longer rounded"
    " and jump in some boroughs: read it as a query."
)
LAST_YEAR_COUNTS = "From 2018/19 on the counts are no longer rounded and jump in some boroughs: read them as a query."
TREATED_KNOWN = "The limits take the number in treatment as known: they hold the doubt about the estimate only."
RELABELLED = "The estimates of 2010/11 to 2014/15 are those of calendar years under another label."
ALCOHOL_MEASURES = ("met_need_percent", "in_alcohol_treatment", "alcohol_dependent_adults_estimate")
_KEYS = ["area_code", "period_label", "period_start", "period_end", "period_type"]


@indicator(
    name="Adults dependent on alcohol", short="the number of adults dependent on alcohol", unit="adults (estimate)",
    topic="demand", priority=3, outcome=1, comparators=(), rule="not tested", headline="FY", decimals=0,
    measures=("alcohol_dependent_adults",), caveats=(MODELLED, NO_ADULT_RATE, CALENDAR),
)  # fmt: skip
def alcohol_dependent_adults(phe_alcohol_dependence: pd.DataFrame) -> pd.DataFrame:
    """Estimated number of adults (18 and over) who are dependent on alcohol and may need specialist treatment.

    A model makes it from a national survey, hospital admissions and deprivation; nobody was counted. With the limits
    that were published, for 2015/16 on. It does not measure how many people drink too much.
    """
    return calculated(phe_alcohol_dependence[[*_KEYS, "value", "lower", "upper", "state", "flags"]])


@indicator(
    name="Alcohol met need", short="the share of adults dependent on alcohol who are in treatment", unit="%",
    topic="treatment", priority=2, outcome=5, kind="estimate", comparators=("England",), rule="limits",
    headline="FY", measures=ALCOHOL_MEASURES,
    caveats=(MODELLED, LAST_YEAR, TREATED_KNOWN, WITH_NON_OPIATES, RELABELLED),
)  # fmt: skip
def alcohol_met_need(ons_alcohol_treatment: pd.DataFrame, phe_alcohol_dependence: pd.DataFrame) -> pd.DataFrame:
    """Adults in alcohol treatment out of the estimated number of adults who are dependent on alcohol.

    The rest is unmet need. Limits are given only where the publisher gives limits of the estimate (2015/16 to
    2017/18). It does not say how well treatment works, or how many adults would take it up.
    """
    treated, estimate, need = (
        _measure(ons_alcohol_treatment, measure)
        for measure in ("in_alcohol_treatment", "alcohol_dependent_adults_estimate", "met_need_percent")
    )
    rows = need.assign(numerator=treated["value"], denominator=estimate["value"]).reset_index()
    published = phe_alcohol_dependence[[*_KEYS, "lower", "upper"]]
    rows = rows.drop(columns=["lower", "upper"]).merge(published, on=_KEYS, how="left", validate="1:1")
    # The more adults are dependent, the smaller the share in treatment: the limits change places.
    lower, upper = 100 * rows["numerator"] / rows["upper"], 100 * rows["numerator"] / rows["lower"]
    return calculated(rows.assign(lower=lower, upper=upper, flags=_flags(need, treated, estimate)))


@indicator(
    name="Alcohol unmet need", short="the number of adults dependent on alcohol who are not in treatment",
    unit="adults (estimate)", topic="treatment", priority=2, outcome=5, kind="count", comparators=(), rule="not tested",
    headline="FY", decimals=0, measures=ALCOHOL_MEASURES, caveats=(MODELLED, NO_ADULT_RATE, LAST_YEAR, TREATED_KNOWN, RELABELLED),
)  # fmt: skip
def alcohol_unmet_need(ons_alcohol_treatment: pd.DataFrame, phe_alcohol_dependence: pd.DataFrame) -> pd.DataFrame:
    """Estimated adults who are dependent on alcohol, less the adults in alcohol treatment in the year.

    An estimate less a count: with limits only where the publisher gives limits of the estimate (2015/16 to 2017/18).
    Not everybody in it wants treatment, and some recover without it. Where more are treated than are estimated to be
    dependent it is 0.
    """
    need = alcohol_met_need(ons_alcohol_treatment, phe_alcohol_dependence)
    published = need[_KEYS].merge(
        phe_alcohol_dependence[[*_KEYS, "lower", "upper"]], on=_KEYS, how="left", validate="1:1"
    )
    ends = {"value": need["denominator"], "lower": published["lower"], "upper": published["upper"]}
    unmet = {name: (end - need["numerator"]).clip(lower=0) for name, end in ends.items()}
    return calculated(need.assign(**unmet, numerator=float("nan"), denominator=float("nan")))


@indicator(
    name="Adults in alcohol treatment", short="the number of adults in treatment for alcohol", unit="adults",
    topic="treatment", priority=2, outcome=5, kind="count", comparators=(), rule="not tested", headline="FY", decimals=0,
    measures=("in_alcohol_treatment",), caveats=(WITH_NON_OPIATES, NO_ADULT_RATE, LAST_YEAR_COUNTS),
)  # fmt: skip
def adults_in_alcohol_treatment(ons_alcohol_treatment: pd.DataFrame) -> pd.DataFrame:
    """Adults in structured treatment for alcohol in the financial year, by the area where they live.

    With and without drugs other than opiates; people treated for opiates who also drink are not in it. More of them
    may mean more need, or that more people are reached.
    """
    return calculated(_measure(ons_alcohol_treatment, "in_alcohol_treatment").reset_index())


def _measure(observed: pd.DataFrame, measure: str) -> pd.DataFrame:
    return observed[observed["measure"] == measure].set_index(_KEYS).sort_index()


def _flags(need: pd.DataFrame, *others: pd.DataFrame) -> list[str]:
    """Return what is to be known of any part of each row of the first."""
    parts = pd.concat([part["flags"] for part in (need, *others)], axis=1).reindex(need.index).fillna("")
    return [join_flags(flag for cell in row for flag in split_flags(cell)) for row in parts.to_numpy()]
