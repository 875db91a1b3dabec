"""Every kind of finding in every branch, drawn by hand. All figures in this file are invented."""

from typing import Any

import pandas as pd

from pipeline.areas import AREAS
from pipeline.findings import Age, Finding

BARNET = AREAS["E09000003"]
NAN = float("nan")
LEVEL = {
    "value": 12.0, "lower": 10.0, "upper": 14.0, "numerator": 120.0, "denominator": 1000.0, "london": 11.0, "england": 18.0,
    "period": "2024/25", "comparator": "England", "merged": "", "modelled": False, "unreliable": False, "rounded": False,
    "small": False,
}  # fmt: skip
CHANGE = {
    "first": "2023/24", "last": "2024/25", "from_value": 8.9, "to_value": 4.5, "before": 62.0, "after": 33.0,
    "of_before": 700.0, "of_after": 730.0, "rounded": False, "modelled": False, "counted": True, "percent": -49.0,
    "ratio": 0.51, "lower": 0.34, "upper": 0.77, "small": False, "difference": -4.3, "difference_lower": -7.0,
    "difference_upper": -1.8, "reason": "",
}  # fmt: skip
TREND = {
    "reason": "", "first": "2020/21", "last": "2024/25", "from_value": 8.9, "to_value": 4.5, "small": False, "lower": 3.2,
    "upper": 6.3,
}  # fmt: skip
SHARE = {
    "value": 24.0, "lower": 20.1, "upper": 28.4, "england": 30.0, "numerator": 96.0, "denominator": 400.0, "period": "2024/25",
    "ratio": False, "rounded": False, "small": False, "comparator": "England", "not_stated": None, "all_ages": False,
    "reason": "",
}  # fmt: skip
RATIO = SHARE | {
    "value": 0.34, "lower": 0.27, "upper": 0.42, "england": 0.4, "ratio": True,
    "all_ages": True, "not_stated": 7.0,
}  # fmt: skip
FUNNEL = {"period": "2024/25", "areas": 32, "explained": "", "small": False, "reason": "", "value": 3.5}
JUMP = {
    "first": "2023/24", "last": "2024/25", "before": 500.0, "after": 315.0, "ratio": 0.63, "beside": "England",
    "beside_ratio": 1.01,
}  # fmt: skip
BREAKDOWN = {
    "period": "2024/25", "by": "referral source", "groups": [("self", 45.0), ("health", 40.0), ("other", 15.0)], "of": 200.0,
    "rounded": True, "not_stated": 8.0, "small": False, "overlap": False,
}  # fmt: skip
SEASON = {
    "first": pd.Timestamp("2010-04-01"), "last": pd.Timestamp("2024-02-01"), "high": 6, "low": 2, "times": 1.4, "reason": "",
    "since_break": 0,
}  # fmt: skip
FIFTHS = {
    "period": "the 12 months to May 2026", "located": 990.0, "most": 300.0, "most_rate": 6.0, "least": 7.0, "least_rate": 0.1,
    "fifth": "2", "largest": 210.0, "with": 8.0, "without": 4.0, "small": False,
}  # fmt: skip
CUSTODY = {"period": "2025", "value": 39.9, "pending": 26.0, "cases": 22_133.0, "lower": 39.2, "upper": 40.5}
SPREAD = {
    "period": "the 12 months to May 2026", "low": 1.1, "low_area": "Sutton", "high": 5.4, "high_area": "Islington",
    "areas": 32, "missing": 1, "london": 2.4, "england": NAN,
}  # fmt: skip
BROKEN = SEASON | {"since_break": 24, "break": pd.Timestamp("2024-03-01")}
ALL_HELD = SPREAD | {"london": NAN, "missing": 0}
MONTHS = "violence_with_injury_offences"
NEED, WOMEN, CRIME = "alcohol_met_need", "women_in_treatment_share", "drug_trafficking_rate"


def made(kind: str, indicator: str, verdict: str, facts: dict[str, Any], **more: Any) -> Finding:
    """Return a finding for Barnet."""
    return Finding(kind, indicator, BARNET, verdict, facts, **more)


EVERY = {
    "level higher": made("level", NEED, "higher", LEVEL | {"value": 22.0, "lower": 20.0, "upper": 24.0}),
    "level lower": made("level", NEED, "lower", LEVEL),
    "level similar": made("level", NEED, "similar", LEVEL | {"england": 13.0}),
    "level not tested": made("level", "smoking", "not tested", LEVEL | {"lower": NAN, "upper": NAN, "numerator": NAN}),
    "level modelled": made("level", NEED, "lower", LEVEL | {"modelled": True}),
    "level historical": made("level", NEED, "lower", LEVEL | {"period": "2017/18"}, age=Age.HISTORICAL, months_old=92),
    "level latest": made("level", NEED, "lower", LEVEL | {"period": "2023/24"}, age=Age.LATEST, months_old=32),
    "level query": made("level", NEED, "lower", LEVEL, query="not explained"),
    "few level": made("level", NEED, "similar", LEVEL | {"numerator": 8.0, "england": 13.0, "small": True}),
    "level crime": made(
        "level", CRIME, "higher",
        LEVEL | {"value": 3.5, "numerator": 1359.0, "comparator": "London", "london": 2.4, "period": "the 12 months to May 2026"},
    ),
    "gap": made("gap", "adults_in_treatment", "not available", {"owner": "the provider's data lead", "table": "L0, x"}),
    "gap bare": made("gap", NEED, "not available", {}),
    "gap suppressed": made("gap", NEED, "suppressed", {}),
    "gap not calculated": made("gap", NEED, "cannot be calculated", {}),
    "gap not applicable": made("gap", NEED, "not applicable", {}),
    "holding": made("holding", NEED, "held by a partner", {"owner": "the x", "table": "L0", "period": "2018/19", "months": 92}),
    "holding nothing": made("holding", NEED, "held by a partner", {"owner": "the x", "table": "L0", "period": "", "months": None}),  # noqa: E501
    "trend up": made("trend", WOMEN, "increasing", TREND | {"from_value": 4.5, "to_value": 8.9}),
    "trend down": made("trend", WOMEN, "decreasing", TREND),
    "trend none": made("trend", WOMEN, "no significant change", TREND),
    "trend old": made("trend", WOMEN, "decreasing", TREND, age=Age.HISTORICAL),
    "trend of offences": made("trend", CRIME, "increasing", TREND | {"from_value": 2.5, "to_value": 3.9}),
    "trend untested": made("trend", WOMEN, "cannot be tested", {"reason": "fewer than 5 annual points"}),
    "few trend": made("trend", WOMEN, "no significant change", TREND | {"small": True}),
    "change fallen": made("change", WOMEN, "fallen", CHANGE),
    "change none": made("change", WOMEN, "no clear change", CHANGE),
    "change broken": made("change", WOMEN, "not comparable", CHANGE | {"reason": "a break in the series lies between"}),
    "change untested": made("change", WOMEN, "not tested", CHANGE),
    "change of a count": made(
        "change", "new_presentations", "risen",
        CHANGE | {"from_value": 100.0, "to_value": 140.0, "before": 100.0, "after": 140.0, "percent": 40.0, "ratio": 1.4,
                  "lower": 1.08, "upper": 1.81},
    ),
    "few change": made("change", WOMEN, "too few to compare", CHANGE | {"before": 3.0, "after": 7.0, "percent": None}),
    "representation lower": made("representation", WOMEN, "lower", SHARE, group="opiate"),
    "representation similar": made("representation", WOMEN, "similar", SHARE | {"england": 25.0}, group="opiate"),
    "representation unjudged": made("representation", WOMEN, "cannot be tested", SHARE | {"reason": "no England"}, group="x"),
    "representation ratio lower": made("representation", "ethnicity_representation", "lower", RATIO | {"england": 0.75}),
    "representation ratio": made("representation", "ethnicity_representation", "similar", RATIO, group="Asian"),
    "outlier high": made("outlier", CRIME, "outside, high", FUNNEL, query="not explained"),
    "outlier low": made("outlier", CRIME, "outside, low", FUNNEL, query="not explained"),
    "outlier inside": made("outlier", CRIME, "inside", FUNNEL),
    "outlier untested": made("outlier", CRIME, "cannot be tested", FUNNEL | {"reason": "too few boroughs are at hand"}),
    "breakdown": made("breakdown", "referral_source", "shown", BREAKDOWN),
    "breakdown old": made("breakdown", "substances_cited", "shown", BREAKDOWN | {"overlap": True}, age=Age.HISTORICAL),
    "few breakdown": made("breakdown", "referral_source", "shown", BREAKDOWN | {"small": True}),
    "level of a ratio": made(
        "level", "ethnicity_representation", "similar", LEVEL | {"value": 0.75, "lower": 0.69, "upper": 0.8, "england": 0.78}
    ),
    "seasonal": made("seasonal", MONTHS, "seasonal", SEASON),
    "seasonal not": made("seasonal", MONTHS, "no season shown", BROKEN),
    "seasonal untested": made("seasonal", MONTHS, "cannot be tested", SEASON | {"reason": "no events"}),
    "few fifths": made("fifths", "drug_offences_by_fifth", "shown", FIFTHS | {"small": True}),
    "custody": made("custody", "custody_prosecution_share", "shown", CUSTODY),
    "spread": made("spread", CRIME, "shown", SPREAD),
    "spread historical": made("spread", "health_index_smoking", "shown", ALL_HELD, age=Age.HISTORICAL),
    "jump": made("jump", "adults_in_alcohol_treatment", "query", JUMP, query="not explained"),
}  # fmt: skip
