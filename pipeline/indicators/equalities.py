"""Treatment: disability, sexual orientation and religion of those who start; Barnet is the one borough held."""

import pandas as pd

from pipeline.indicators.indicator import indicator
from pipeline.indicators.ndtms_rows import BARNET_ALONE, SHARE, answers, kinds

STARTERS = "Asked of people who start treatment in the year, not of everyone in treatment; from 2016/17 on."
MANY_MISSING = "In 2016/17, the first year, the answer is missing for many."
FEW = "Small groups: numbers this small vary by chance, and rounding to 5 hides much of them."
SEVERAL = "One person may have several disabilities: the kinds are never added."
_EQUAL = {**SHARE, "outcome": None, "caveats": (*BARNET_ALONE, STARTERS, MANY_MISSING, FEW)}
DISABILITIES = {
    "disability_behaviour_newtx": "behaviour and emotion", "disability_mobility_newtx": "mobility",
    "disability_progressive_newtx": "progressive conditions", "disability_learning_newtx": "learning",
    "disability_hearing_newtx": "hearing", "disability_sight_newtx": "sight", "disability_manual_newtx": "manual dexterity",
    "disability_personal_newtx": "self-care", "disability_perception_newtx": "perception of danger",
    "disability_speech_newtx": "speech", "disability_other_newtx": "other",
}  # fmt: skip
ORIENTATIONS = {
    "sexuality_hetero_newtx": "heterosexual", "sexuality_gaylesbian_newtx": "gay or lesbian",
    "sexuality_bi_newtx": "bisexual", "sexuality_other_newtx": "other",
}  # fmt: skip
ORIENTATION_UNKNOWN = ("sexuality_asked_newtx", "sexuality_missing_newtx", "sexuality_notstated_newtx")
RELIGIONS = {
    "religion_christian_newtx": "Christian", "religion_muslim_newtx": "Muslim", "religion_jewish_newtx": "Jewish",
    "religion_hindu_newtx": "Hindu", "religion_buddhist_newtx": "Buddhist", "religion_sikh_newtx": "Sikh",
    "religion_jain_newtx": "Jain", "religion_bahai_newtx": "Baha'i", "religion_pagan_newtx": "Pagan",
    "religion_zoroastrian_newtx": "Zoroastrian", "religion_other_newtx": "another religion", "religion_none_newtx": "no religion",
}  # fmt: skip
RELIGION_UNKNOWN = ("religion_missing_newtx", "religion_decline_newtx", "religion_unknown_newtx")


@indicator(
    **_EQUAL | {"caveats": (*BARNET_ALONE, STARTERS, MANY_MISSING, FEW, SEVERAL)},
    name="Disability among new presentations", short="the share of new presentations with a disability",
    unit="% of new presentations whose answer is recorded",
    measures=("disability_any_newtx", "disability_nodisability_newtx", *DISABILITIES),
)  # fmt: skip
def disability_share(ndtms: pd.DataFrame) -> pd.DataFrame:
    """Adults who start treatment and say that they have a disability, out of those who say whether they have one.

    By kind of disability in the groups, which overlap. Many of them are conditions of mental health and behaviour.
    """
    base = ("disability_any_newtx", "disability_nodisability_newtx")
    return kinds(ndtms, "disability", base, headline="disability_any_newtx", named=DISABILITIES)


@indicator(
    **_EQUAL, name="Sexual orientation of new presentations", measures=(*ORIENTATIONS, *ORIENTATION_UNKNOWN),
    short="the share of new presentations who are gay, lesbian, bisexual or of another orientation",
    unit="% of new presentations whose answer is recorded",
)  # fmt: skip
def sexual_orientation_share(ndtms: pd.DataFrame) -> pd.DataFrame:
    """Adults who start treatment and are gay, lesbian, bisexual or of another orientation, out of those who say.

    The groups tell each orientation. The census asked people of 16 and over another question, so the two are not
    divided by each other.
    """
    other = ("gay or lesbian", "bisexual", "other")
    return answers(ndtms, "sexual orientation", ORIENTATIONS, headline=other, unstated=ORIENTATION_UNKNOWN)


@indicator(
    **_EQUAL, name="Religion of new presentations", short="the share of new presentations with a religion",
    unit="% of new presentations whose answer is recorded", measures=(*RELIGIONS, *RELIGION_UNKNOWN),
)  # fmt: skip
def religion_share(ndtms: pd.DataFrame) -> pd.DataFrame:
    """Adults who start treatment and name a religion, out of those who say whether they have one.

    The groups tell each religion. It helps to plan with communities; it does not say who needs treatment.
    """
    faiths = tuple(name for name in RELIGIONS.values() if name != "no religion")
    return answers(ndtms, "religion", RELIGIONS, headline=faiths, unstated=RELIGION_UNKNOWN)
