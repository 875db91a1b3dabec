"""Treatment: adults who are helped with drugs or alcohol."""

import pandas as pd

from pipeline.indicators.indicator import calculated, indicator

IN_TREATMENT = "intreatment_allintx"
GROUPS = {
    "all": "",
    "opiate": "opiate",
    "non_opiate": "non-opiate",
    "non_opiate_and_alcohol": "non-opiate and alcohol",
    "alcohol": "alcohol",
}


@indicator(
    name="Adults in treatment", short="the number of adults in drug and alcohol treatment", unit="adults",
    topic="treatment", priority=2, outcome=5, kind="count", comparators=(), rule="not tested", headline="FY",
    decimals=0, measures=(IN_TREATMENT,),
    caveats=(
        "At borough level only Barnet's figures are in an open table at hand; others are a gap that partners can fill.",
        "Barnet's counts are rounded to 5, so groups may not add up to the total; England's are not rounded.",
        "More people in treatment is neither better nor worse by itself: need and access both move it.",
    ),
)  # fmt: skip
def adults_in_treatment(ndtms: pd.DataFrame) -> pd.DataFrame:
    """Adults (18 and over) who had any structured treatment for drugs or alcohol in the financial year.

    By the area where they live, each adult once a year. The four drug groups leave nobody out and count nobody twice:
    opiates come first, then drugs with alcohol, then drugs, then alcohol alone. It does not count people who need
    treatment and have none.
    """
    everyone = (ndtms["sex"] == "persons") & (ndtms["age"] == "18 and over")
    rows = ndtms[everyone & (ndtms["measure"] == IN_TREATMENT) & ndtms["category"].isin(list(GROUPS))]
    named = rows.assign(group_type="drug group", group=rows["category"].map(GROUPS))
    return calculated(named)
