"""How drug cases in police custody ended, London as a whole: people dealt with, not people who use or sell drugs.

Cells are small: they are summed to ethnicity by disposal before a page shows them.
"""

import pandas as pd

from pipeline.areas import LONDON
from pipeline.observations import observations
from pipeline.periods import Period, month, with_periods
from pipeline.periods import calendar_year as read_year
from pipeline.sources.columns import calendar_year, count, optional, table, text, word
from pipeline.sources.columns import month as month_column
from pipeline.sources.source import Source, Table
from pipeline.states import Flag

# The first release ends here without a column that says so, so its last year is a part of one; later ones have `to_month`.
LAST_MONTH = "2026-02"


def _year(text: str) -> Period:
    """Read "2026 to 2026-02", a year of a release that ends in February 2026, as the months of it that are there."""
    label, _, last = text.partition(" to ")
    year, newest = read_year(label), month(last)
    if year.end <= newest.end:
        return year
    return Period(f"{year.start:%B} to {newest.label}", year.start, newest.end, year.type)


def _disposals(disposals: pd.DataFrame) -> pd.DataFrame:
    named = disposals.assign(
        sex=disposals["sex"].str.lower(),
        age=disposals["age_group"],
        category=disposals["offence_group"] + " | " + disposals["ethnicity"] + " | " + disposals["disposal"],
        value=disposals["count"],
        numerator=disposals["count"],
    )
    years = named["year"] + " to " + named.get("to_month", pd.Series(LAST_MONTH, named.index))
    dated = with_periods(named.assign(year=years), "year", _year)
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
                to_month=optional(month_column()),
            ),
            _disposals,
            key=("year", "offence_group", "sex", "age_group", "ethnicity", "disposal"),
        ),
    ),
)
