"""Adults in drug and alcohol treatment (NDTMS ViewIt): Barnet in full, England for numbers in treatment and ethnicity.

Drug groups exclude each other and add up to all; substances cited overlap. Barnet's counts are rounded to 5, so that a
printed 0 may be 1 or 2: rounded, never zero. England's are not rounded.
"""

import pandas as pd

from pipeline.areas import ENGLAND
from pipeline.observations import observations
from pipeline.periods import financial_year as read_year
from pipeline.periods import with_periods
from pipeline.sources.columns import area_code, code, count, financial_year, table, word
from pipeline.sources.source import Source, Table
from pipeline.states import Flag

DRUG_GROUPS = ("all", "opiate", "non_opiate", "non_opiate_and_alcohol", "alcohol")
SEXES = {"all": "persons", "female": "female", "male": "male"}
AGES = {"all": "18 and over", "18-29": "18-29", "30-49": "30-49", "50+": "50+"}


def _treatment(clients: pd.DataFrame) -> pd.DataFrame:
    exact = clients["area_code"] == ENGLAND.code
    named = clients.assign(
        sex=clients["sex"].map(SEXES),
        age=clients["age_group"].map(AGES),
        category=clients["drug_group"],
        value=clients["count"],
        numerator=clients["count"],
        flags=exact.map({True: "", False: Flag.ROUNDED.value}),
    )
    return observations(with_periods(named, reader=read_year), category_type="drug group", unit="adults")


SOURCE = Source(
    id="ndtms",
    title="National Drug Treatment Monitoring System, ViewIt: adults in treatment",
    publisher="Office for Health Improvement and Disparities",
    newer=(
        "The Office for Health Improvement and Disparities publishes newer years on NDTMS ViewIt and provisional "
        "monthly reports; the partnership's commissioner and provider hold current figures."
    ),
    tables=(
        Table(
            "adults_in_treatment.csv",
            table(
                area_code=area_code(ENGLAND.code),
                period=financial_year(),
                sex=word(*SEXES),
                age_group=word(*AGES),
                drug_group=word(*DRUG_GROUPS),
                measure=code(r"[a-z][a-z0-9_]+", "a measure's name in lower case"),
                count=count(),
            ),
            _treatment,
            key=("area_code", "period", "sex", "age_group", "drug_group", "measure"),
        ),
    ),
)
