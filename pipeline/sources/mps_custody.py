"""How drug cases in police custody ended, London as a whole: people dealt with, not people who use or sell drugs.

Cells are small: they are summed to ethnicity by disposal before a page shows them.
"""

import pandas as pd

from pipeline.areas import LONDON
from pipeline.observations import observations
from pipeline.periods import Period, month, with_periods
from pipeline.periods import calendar_year as read_year
from pipeline.sources.columns import calendar_year, count, table, text, word
from pipeline.sources.source import Source, Table
from pipeline.states import Flag

LAST_MONTH = month("2026-02")  # the release ends here, so its last year is a part of one


def _year(label: str) -> Period:
    year = read_year(label)
    if year.end <= LAST_MONTH.end:
        return year
    return Period(f"{year.start:%B} to {LAST_MONTH.label}", year.start, LAST_MONTH.end, year.type)


def _disposals(disposals: pd.DataFrame) -> pd.DataFrame:
    named = disposals.assign(
        sex=disposals["sex"].str.lower(),
        age=disposals["age_group"],
        category=disposals["offence_group"] + " | " + disposals["ethnicity"] + " | " + disposals["disposal"],
        value=disposals["count"],
        numerator=disposals["count"],
    )
    dated = with_periods(named, "year", _year)
    partial = pd.to_datetime(dated["period_end"]).dt.month < 12
    return observations(
        dated.assign(flags=partial.map({True: Flag.PARTIAL_PERIOD.value, False: ""})),
        area_code=LONDON.code,
        measure="custody_disposals",
        category_type="offence group | ethnicity | disposal",
        unit="disposals",
    )


SOURCE = Source(
    id="mps_custody",
    title="MPS custody data: disposals for drug offences",
    publisher="Metropolitan Police Service",
    newer="The Metropolitan Police Service publishes newer months on the London Datastore.",
    tables=(
        Table(
            "disposals.csv",
            table(
                year=calendar_year(),
                offence_group=word("Drug Possession", "Drug Supply"),
                sex=word("Female", "Male", "Not Recorded"),
                age_group=word("Adult", "Child", "Not Recorded"),
                ethnicity=word("Asian", "Black", "Other", "White", "Not Recorded"),
                disposal=text(),
                count=count(),
            ),
            _disposals,
            key=("year", "offence_group", "sex", "age_group", "ethnicity", "disposal"),
        ),
    ),
)
