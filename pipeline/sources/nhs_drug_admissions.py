"""Hospital admissions for drugs, three measures that overlap: never added.

An empty cell is not shown in the copy: it may be none or suppressed. Counts are rounded to 5 from 2017/18 (breaks.csv).
"""

import pandas as pd

from pipeline.observations import observations
from pipeline.periods import financial_year as read_year
from pipeline.periods import with_periods
from pipeline.sources.columns import count, financial_year, table, word
from pipeline.sources.merged import area_name, code_or_merged, fill_merged, fits_name
from pipeline.sources.source import Source, Table

MEASURES = (
    "poisoning_by_drug_misuse_primary",
    "drug_mental_behavioural_primary",
    "drug_mental_behavioural_primary_or_secondary",
)


def _admissions(admissions: pd.DataFrame) -> pd.DataFrame:
    dated = with_periods(fill_merged(admissions), reader=read_year)
    counted = dated.assign(value=admissions["admissions"], numerator=admissions["admissions"])
    return observations(counted, unit="admissions")


SOURCE = Source(
    id="nhs_drug_admissions",
    title="Statistics on Drug Misuse: hospital admissions",
    publisher="NHS Digital",
    newer="NHS England publishes newer hospital admissions by local authority; none is held here.",
    newer_of="2018-19",
    tables=(
        Table(
            "admissions.csv",
            table(
                fits_name(),
                area_code=code_or_merged(),
                area_name=area_name(),
                measure=word(*MEASURES),
                period=financial_year(),
                admissions=count(empty=True),
            ),
            _admissions,
            key=("area_name", "measure", "period"),
        ),
    ),
)
