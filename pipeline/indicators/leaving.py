"""Treatment: what becomes of people in treatment, how long they stay, where and for what; Barnet is the borough held."""

import pandas as pd

from pipeline.indicators.indicator import indicator
from pipeline.indicators.ndtms_rows import (
    BARNET_ALONE,
    COUNT,
    IN_TREATMENT,
    SHARE,
    adults,
    answers,
    counts_of,
    share_of,
    side_by_side,
)

EVERYONE = "Out of everyone in treatment, not only of those who left: it falls when more people come."
ANOTHER = (
    "Another figure, and another year, than completions: people followed for six months after they left, to 2020/21."
)
OVERLAP = "One person may be counted in several: they are never added."
SETTINGS_FROM = "Settings are held from 2014/15 on; before, many had none recorded."
_OUT_OF = {**SHARE, "outcome": 6, "unit": "% of adults in treatment", "caveats": (*BARNET_ALONE, EVERYONE)}
_FOLLOWED = {**SHARE, "outcome": 6, "caveats": (*BARNET_ALONE, ANOTHER)}
EXITS = {
    "exits_successfulcompletion_allintx": "completed", "exits_droppedout_allintx": "dropped out",
    "exits_transferrednotincustody_allintx": "transferred, not in custody",
    "exits_transferredincustody_allintx": "transferred in custody", "exits_prison_allintx": "prison",
    "exits_treatmentdeclined_allintx": "declined", "exits_died_allintx": "died",
    **dict.fromkeys(
        (
            "exits_inconsistent_allintx", "exits_movedaway_allintx", "exits_noappropriatetreatment_allintx",
            "exits_notknown_allintx", "exits_other_allintx", "exits_referredon_allintx", "exits_treatmentwithdrawn_allintx",
        ),
        "other or not known",
    ),
}  # fmt: skip
LENGTHS = {
    "lengthintreatment_under1year_allintx": "under 1 year", "lengthintreatment_1to2years_allintx": "1 to 2 years",
    "lengthintreatment_2to4years_allintx": "2 to 4 years", "lengthintreatment_4to6years_allintx": "4 to 6 years",
    "lengthintreatment_over6years_allintx": "over 6 years",
}  # fmt: skip
SETTINGS = {
    "interventions_community_setting": "community", "interventions_primarycare_setting": "primary care",
    "interventions_inpatient_setting": "inpatient", "interventions_residentialrehab_setting": "residential rehabilitation",
    "interventions_recoveryhouse_setting": "recovery house",
}  # fmt: skip
WITH_SETTING = "interventions_total_individuals_any_struct_int_with_settings"
SUBSTANCES = {
    f"substanceanycitation_{measure}_allintx": name
    for measure, name in (
        ("alcohol", "alcohol"), ("opiatesandcrack", "opiates and crack"), ("opiatesnotcrack", "opiates, not crack"),
        ("cracknotopiates", "crack, not opiates"), ("cannabis", "cannabis"), ("cocaine", "cocaine"),
        ("benzodiazepines", "benzodiazepines"), ("amphetamines", "amphetamines"), ("anyclubdrug", "club drugs"),
        ("prescripopiates", "prescription opiates"), ("hallucinogens", "hallucinogens"), ("otherdrugs", "other drugs"),
    )
}  # fmt: skip


def _out_of_everyone(ndtms: pd.DataFrame, measure: str) -> pd.DataFrame:
    return share_of(adults(ndtms, measure), adults(ndtms, IN_TREATMENT))


@indicator(
    **_OUT_OF, name="Treatment completed", short="the share of adults in treatment who completed it",
    measures=("exits_successfulcompletion_allintx", IN_TREATMENT),
)  # fmt: skip
def treatment_completion_share(ndtms: pd.DataFrame) -> pd.DataFrame:
    """Adults who completed treatment in the financial year, out of all adults in treatment, also by drug group.

    Completed means that they left free of dependence, as their service judged. It does not say who came back later.
    """
    return _out_of_everyone(ndtms, "exits_successfulcompletion_allintx")


@indicator(
    **_OUT_OF, name="Treatment broken off", short="the share of adults in treatment who dropped out",
    measures=("exits_droppedout_allintx", IN_TREATMENT),
)  # fmt: skip
def treatment_drop_out_share(ndtms: pd.DataFrame) -> pd.DataFrame:
    """Adults who dropped out of treatment in the financial year, out of all adults in treatment, also by drug group.

    They stopped coming without an agreed end. People who declined, moved to another service or died are not in it.
    """
    return _out_of_everyone(ndtms, "exits_droppedout_allintx")


@indicator(
    **_FOLLOWED, name="Completed without return", unit="% of adults in treatment",
    short="the share of adults in treatment who completed it and did not return within six months",
    measures=("scnr_scrn_allintx", "scnr_intreatment_allintx"),
)  # fmt: skip
def completion_without_return_share(ndtms: pd.DataFrame) -> pd.DataFrame:
    """Adults who completed treatment and did not come back within six months, out of all in treatment, by drug group.

    The measure that Public health profiles publish. The base has its own count of people in treatment.
    """
    return share_of(adults(ndtms, "scnr_scrn_allintx"), adults(ndtms, "scnr_intreatment_allintx"))


@indicator(
    **_FOLLOWED, name="Return after completion", unit="% of completions",
    short="the share of adults who completed treatment and returned within six months",
    measures=("scnr_representation_allintx", "scnr_completion_allintx"),
)  # fmt: skip
def return_after_completion_share(ndtms: pd.DataFrame) -> pd.DataFrame:
    """Adults who came back to treatment within six months, out of those who had completed it, also by drug group.

    Coming back may be a relapse, and is also help that was found again. Few each year.
    """
    return share_of(adults(ndtms, "scnr_representation_allintx"), adults(ndtms, "scnr_completion_allintx"))


@indicator(
    **COUNT, outcome=3, name="Deaths in treatment", short="the number of deaths of adults in treatment", unit="deaths",
    counts_only=True, measures=("exits_died_allintx",),
    caveats=(*BARNET_ALONE, "So few that only counts are shown; deaths of any cause, not only from drugs."),
)  # fmt: skip
def deaths_in_treatment(ndtms: pd.DataFrame) -> pd.DataFrame:
    """Adults who died while they were in drug or alcohol treatment in the financial year, from any cause.

    As their service recorded it. People who died after they had left are not in it.
    """
    return counts_of(ndtms, "exits_died_allintx")


@indicator(
    **COUNT, outcome=6, name="How treatment ended", short="the number of adults who left treatment", unit="adults",
    measures=tuple(EXITS), caveats=(*BARNET_ALONE, "The sum of rounded counts is approximate."),
)  # fmt: skip
def exit_reasons(ndtms: pd.DataFrame) -> pd.DataFrame:
    """Adults who left treatment in the financial year, by the reason their service gave; first all of them together.

    Reasons that are given to few now are put together as other or not known. No shares of those who left are made:
    everyone in treatment is the base of completions.
    """
    return side_by_side(ndtms, "exit", EXITS)


@indicator(
    **SHARE, outcome=None, name="Time in treatment", short="the share of adults in treatment for two years or more",
    unit="% of adults in treatment", measures=tuple(LENGTHS), caveats=(*BARNET_ALONE, "All drug groups together."),
)  # fmt: skip
def long_treatment_share(ndtms: pd.DataFrame) -> pd.DataFrame:
    """Adults who had been in treatment for two years or more, out of all in treatment with a known time.

    The groups tell the bands. Long treatment with medicines for opiates keeps people alive; it is not failure.
    """
    return answers(ndtms, "time in treatment", LENGTHS, headline=("2 to 4 years", "4 to 6 years", "over 6 years"))


@indicator(
    **COUNT, outcome=5, name="Where treatment takes place", short="the number of adults with treatment in a known setting",
    unit="adults", measures=(WITH_SETTING, *SETTINGS), caveats=(*BARNET_ALONE, OVERLAP, SETTINGS_FROM),
)  # fmt: skip
def treatment_settings(ndtms: pd.DataFrame) -> pd.DataFrame:
    """Adults treated in the community, by a GP, in hospital, in residential rehabilitation or in a recovery house.

    One person may be treated in several settings of a year. The row of no group is everyone with a known setting.
    """
    rows = side_by_side(ndtms, "setting", SETTINGS, total=WITH_SETTING)
    return rows[rows["period_start"] >= pd.Timestamp(2014, 4, 1)]


@indicator(
    **COUNT, outcome=None, name="Substances cited in treatment", short="the number of adults in treatment", unit="adults",
    measures=(IN_TREATMENT, *SUBSTANCES), caveats=(*BARNET_ALONE, OVERLAP),
)  # fmt: skip
def substances_cited(ndtms: pd.DataFrame) -> pd.DataFrame:
    """Adults in treatment who named the substance as one of those they had problems with; first everyone in treatment.

    Up to three substances are recorded for a person, so the numbers overlap. Substances named by nearly nobody are
    left out.
    """
    return side_by_side(ndtms, "substance", SUBSTANCES, total=IN_TREATMENT)
