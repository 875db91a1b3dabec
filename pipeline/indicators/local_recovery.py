"""Recovery, health and complex needs of people in treatment, from the partnership's tables L8, L15 and L17."""

import pandas as pd

from pipeline.indicators.indicator import indicator
from pipeline.indicators.local_rows import CAVEATS, COUNT, SHARE, TREATMENT, counted, share

NEEDS = "Needs are counted, not people: a person with two needs counts twice."
OFFERED = "Out of those who were offered it: who is never asked is not in it."
ASKED = "Out of those who were asked: what is not asked about is not found."
KITS = "Kits are counted, not people; whether a kit was used is not known."
_RECOVERY = {**SHARE, **TREATMENT, "outcome": 6}
_HEALTH = {**SHARE, **TREATMENT, "outcome": 3}
_COMPLEX = {**SHARE, **TREATMENT, "outcome": 6, "unit": "% of people asked", "caveats": (*CAVEATS, ASKED)}
_HARM = {**COUNT, **TREATMENT, "outcome": 3}


@indicator(**_RECOVERY | {"caveats": (*CAVEATS, NEEDS)}, name="Recovery needs met", unit="% of needs",
    measures=("people_received", "people_with_need"),
    short="the share of recovery needs of people in treatment that were met")  # fmt: skip
def recovery_need_met_share(local_recovery: pd.DataFrame) -> pd.DataFrame:
    """Needs of people in treatment for which they received help, out of all needs found, also by need.

    Work, education, a home, mental and physical health, family and money. Received is not the same as solved.
    """
    return share(local_recovery, "people_received", "people_with_need", by="need")


@indicator(**_HEALTH | {"caveats": (*CAVEATS, OFFERED)}, name="Naloxone issued", unit="% of those offered it",
    measures=("naloxone_issued", "naloxone_offered"),
    short="the share of people offered naloxone who took a kit home")  # fmt: skip
def naloxone_issued_share(local_recovery: pd.DataFrame) -> pd.DataFrame:
    """People at risk of an opiate overdose who took a naloxone kit home, out of those who were offered one.

    Naloxone reverses an overdose for a time. It does not say how many at risk were offered it.
    """
    return share(local_recovery, "naloxone_issued", "naloxone_offered", leave=("need",))


@indicator(**_HEALTH | {"caveats": (*CAVEATS, OFFERED)}, name="Blood-borne virus test accepted", unit="% of those offered it",
    measures=("bbv_accepted", "bbv_offered"),
    short="the share of people offered a test for blood-borne viruses who accepted")  # fmt: skip
def blood_borne_virus_accepted_share(local_recovery: pd.DataFrame) -> pd.DataFrame:
    """People in treatment who accepted a test or vaccination for blood-borne viruses, out of those who were offered it.

    Hepatitis B and C and HIV. It does not say what the tests found.
    """
    return share(local_recovery, "bbv_accepted", "bbv_offered", leave=("need",))


@indicator(**_HEALTH, name="Registered with a GP", unit="% of people in treatment",
    measures=("gp_registered", "people_in_treatment"),
    short="the share of people in treatment who are registered with a GP")  # fmt: skip
def gp_registered_share(local_recovery: pd.DataFrame) -> pd.DataFrame:
    """People in treatment who are registered with a general practice, out of all people in treatment in the table.

    As their treatment service recorded it. Being registered does not say that they are seen there.
    """
    return share(local_recovery, "gp_registered", "people_in_treatment", leave=("need",))


@indicator(**_HEALTH, name="Physical health check", unit="% of people in treatment",
    measures=("health_check", "people_in_treatment"),
    short="the share of people in treatment with a physical health check")  # fmt: skip
def health_check_share(local_recovery: pd.DataFrame) -> pd.DataFrame:
    """People in treatment who had a physical health check in the twelve months, out of all people in treatment.

    Of the kind that the service and general practice have agreed. It does not say what followed.
    """
    return share(local_recovery, "health_check", "people_in_treatment", leave=("need",))


@indicator(**_HARM, name="Needle exchange visits", unit="visits", measures=("needle_exchange_visits",),
    short="the number of visits to needle exchange")  # fmt: skip
def needle_exchange_visits(local_harm_reduction: pd.DataFrame) -> pd.DataFrame:
    """Visits to needle and syringe programmes in pharmacies, services and outreach in the twelve months, by place.

    Visits are counted, not people. More visits may be more injecting or better access.
    """
    return counted(local_harm_reduction, "needle_exchange_visits", by="site")


@indicator(**_HARM | {"caveats": (*CAVEATS, KITS)}, name="Naloxone kits given out", unit="kits",
    measures=("naloxone_kits",),
    short="the number of naloxone kits given out")  # fmt: skip
def naloxone_kits(local_harm_reduction: pd.DataFrame) -> pd.DataFrame:
    """Naloxone kits that were given out in the twelve months to people at risk, their families and workers, by place.

    A kit given to replace a used one counts again. It does not say how many people carry one.
    """
    return counted(local_harm_reduction, "naloxone_kits", by="site")


@indicator(**_HEALTH, name="Tested for hepatitis C", unit="% of people who have ever injected",
    measures=("hepatitis_c_tested", "ever_injected"),
    short="the share of people in treatment who have ever injected and were tested for hepatitis C")  # fmt: skip
def hepatitis_c_tested_share(local_harm_reduction: pd.DataFrame) -> pd.DataFrame:
    """People in treatment who were tested for hepatitis C, out of those in treatment who have ever injected drugs.

    People who inject and are not in treatment are not in it. It does not say how many were found and treated.
    """
    return share(local_harm_reduction, "hepatitis_c_tested", "ever_injected", by="site")


@indicator(**_COMPLEX, name="Domestic abuse", measures=("domestic_abuse", "people_asked"),
    short="the share of people in treatment who have experienced domestic abuse")  # fmt: skip
def domestic_abuse_share(local_complex_needs: pd.DataFrame) -> pd.DataFrame:
    """People in treatment who have experienced domestic abuse, out of those who were asked about it.

    As they told their treatment service. Many do not tell, so a rise may be better asking.
    """
    return share(local_complex_needs, "domestic_abuse", "people_asked")


@indicator(**_COMPLEX, name="Multiple disadvantage", measures=("multiple_disadvantage", "people_asked"),
    short="the share of people in treatment who face multiple disadvantage")  # fmt: skip
def multiple_disadvantage_share(local_complex_needs: pd.DataFrame) -> pd.DataFrame:
    """People in treatment who face three or more of homelessness, offending, mental ill health, abuse and substance use.

    Out of those who were asked. People who face the most of it are often not in treatment at all.
    """
    return share(local_complex_needs, "multiple_disadvantage", "people_asked")


@indicator(**_COMPLEX, name="Mental health treatment needed", measures=("dual_diagnosis", "people_asked"),
    short="the share of people in treatment who need mental health treatment too")  # fmt: skip
def dual_diagnosis_share(local_complex_needs: pd.DataFrame) -> pd.DataFrame:
    """People in treatment who need mental health treatment as well, out of those who were asked.

    Often called dual diagnosis or co-occurring conditions. It does not say whether they receive it.
    """
    return share(local_complex_needs, "dual_diagnosis", "people_asked")


@indicator(**_COMPLEX | {"outcome": 3}, name="Smoking among people in treatment", measures=("smoking", "people_asked"),
    short="the share of people in treatment who smoke")  # fmt: skip
def smoking_in_treatment_share(local_complex_needs: pd.DataFrame) -> pd.DataFrame:
    """People in treatment who smoke tobacco, out of those who were asked.

    Smoking is far more common among people in treatment than among other residents, and shortens their lives.
    """
    return share(local_complex_needs, "smoking", "people_asked")
