"""Treatment figures that only the partnership may hold (table L0): a stated gap in every public report."""

import pandas as pd

from pipeline.indicators.indicator import indicator
from pipeline.indicators.local_rows import CAVEATS, COUNT, SHARE, TREATMENT, counted, share

RESTRICTED = "For the partnership only: it never stands in a public report."
_NDTMS = {**TREATMENT, "caveats": (RESTRICTED, *CAVEATS)}
_OF = "_of"


def _share(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    return share(rows, measure, measure + _OF, by="substance_group")


@indicator(**COUNT | _NDTMS, outcome=5, name="People in treatment (partnership)", unit="people",
    measures=("in_treatment",),
    short="the number of people in drug and alcohol treatment, as the partnership counts them")  # fmt: skip
def local_in_treatment(local_ndtms: pd.DataFrame) -> pd.DataFrame:
    """People who had any structured treatment for drugs or alcohol in the twelve months, also by drug group.

    From the monitoring system's restricted reports, so newer than the open tables. More people in treatment may be more
    need or better access.
    """
    return counted(local_ndtms, "in_treatment", by="substance_group")


@indicator(**COUNT | _NDTMS, outcome=5, name="New presentations (partnership)", unit="people",
    measures=("new_presentations",),
    short="the number of new presentations to treatment, as the partnership counts them")  # fmt: skip
def local_new_presentations(local_ndtms: pd.DataFrame) -> pd.DataFrame:
    """People who started a new period of drug or alcohol treatment in the twelve months, also by drug group.

    From the monitoring system's restricted reports. People who were still in treatment from before are not in it.
    """
    return counted(local_ndtms, "new_presentations", by="substance_group")


@indicator(**SHARE | _NDTMS, outcome=6, name="Treatment completed (partnership)", unit="% of people in treatment",
    measures=("successful_completions", "successful_completions_of"),
    short="the share of people in treatment who completed it, as the partnership counts them")  # fmt: skip
def local_completion_share(local_ndtms: pd.DataFrame) -> pd.DataFrame:
    """People who completed treatment in the twelve months, out of all who were in treatment, also by drug group.

    Everyone in treatment is in the base, so the share falls when more people come.
    """
    return _share(local_ndtms, "successful_completions")


@indicator(**SHARE | _NDTMS, outcome=6, name="Return after completion (partnership)", unit="% of completions",
    measures=("re_presentations", "re_presentations_of"),
    short="the share of people who completed treatment and returned within six months")  # fmt: skip
def local_re_presentation_share(local_ndtms: pd.DataFrame) -> pd.DataFrame:
    """People who came back to treatment within six months, out of those who had completed it, also by drug group.

    Coming back may be a relapse, and is also help that was found again. The people followed left half a year before.
    """
    return _share(local_ndtms, "re_presentations")


@indicator(**SHARE | _NDTMS, outcome=6, name="Treatment progress (partnership)", unit="% of people in treatment",
    measures=("treatment_progress", "treatment_progress_of"),
    short="the share of people in treatment who made progress")  # fmt: skip
def local_treatment_progress_share(local_ndtms: pd.DataFrame) -> pd.DataFrame:
    """People in treatment who completed it, are abstinent, or use much less than at the start, out of all in treatment.

    The national framework's measure of recovery. Also by drug group, as far as the table tells them.
    """
    return _share(local_ndtms, "treatment_progress")


@indicator(**SHARE | _NDTMS, outcome=5, name="Continuity of care after prison (partnership)", unit="% of people transferred",
    measures=("continuity_of_care", "continuity_of_care_of"),
    short="the share of people leaving prison with a treatment need who start treatment within three weeks")  # fmt: skip
def local_continuity_of_care_share(local_ndtms: pd.DataFrame) -> pd.DataFrame:
    """Adults who left prison with a treatment need and started treatment in the community within three weeks.

    Out of all who were transferred with such a need. People whose need the prison did not record are not in it.
    """
    return _share(local_ndtms, "continuity_of_care")


@indicator(**SHARE | _NDTMS, outcome=5, name="Waits over three weeks (partnership)", unit="% of first treatments",
    measures=("waits_over_3w", "waits_over_3w_of"),
    short="the share of first treatments that started after more than three weeks")  # fmt: skip
def local_long_wait_share(local_ndtms: pd.DataFrame) -> pd.DataFrame:
    """First treatments that started more than three weeks after the referral, out of all first treatments.

    Also by drug group. People who gave up waiting are not in it.
    """
    return _share(local_ndtms, "waits_over_3w")


@indicator(**COUNT | _NDTMS, outcome=3, name="Deaths in treatment (partnership)", unit="deaths", counts_only=True,
    measures=("deaths_in_treatment",),
    short="the number of deaths of people in treatment, as the partnership counts them")  # fmt: skip
def local_deaths_in_treatment(local_ndtms: pd.DataFrame) -> pd.DataFrame:
    """People who died while they were in drug or alcohol treatment in the twelve months, from any cause.

    So few that only counts are shown. Deaths after treatment had ended are not in it.
    """
    return counted(local_ndtms, "deaths_in_treatment", by="substance_group")
