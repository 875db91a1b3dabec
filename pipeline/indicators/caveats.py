"""What travels with a figure: an indicator's sentences for the period shown, and its publishers' own."""

from typing import TYPE_CHECKING

import pandas as pd

from pipeline.indicators import admissions, alcohol, custody, deaths, fifths, police, population, starting
from pipeline.indicators.indicator import Indicator
from pipeline.release import issue_of

if TYPE_CHECKING:  # a chapter that is given its rows reads no edition
    from pipeline.release import Edition

_EVER = ("1900-01", "2999-12")
# Sentences that hold for a time only: first and last month of the periods they concern.
HOLDS = {
    admissions.ROUNDED: ("2017-04", _EVER[1]),
    alcohol.LAST_YEAR: ("2018-04", _EVER[1]),
    alcohol.LAST_YEAR_COUNTS: ("2018-04", _EVER[1]),
    alcohol.RELABELLED: ("2010-01", "2015-03"),
    alcohol.CALENDAR: ("2010-01", "2015-12"),
    police.NEWEST: ("2026-02", "2026-02"),
    police.STEP: ("2024-04", _EVER[1]),
    police.NEW_SYSTEM: ("2023-04", _EVER[1]),
    starting.ONE_YEAR: ("2010-04", "2011-03"),
    starting.OTHER_SERVICE: ("2014-04", _EVER[1]),
}
# Sentences about these releases of an indicator's main source; in another release they would be wrong.
IN_RELEASE = {
    police.NEWEST: ("2026-04",),
    fifths.LOCATED_HERE: ("2026-04",),
    custody.WHOLE_YEARS: ("2026-03",),
    deaths.NO_LATER: ("2020", "2016-18"),
    population.BEFORE_CENSUS: ("2020",),
}


def caveats_of(entry: Indicator, start: pd.Timestamp, end: pd.Timestamp, release: str) -> tuple[str, ...]:
    """Return the sentences that hold for a period of an indicator in a release of its main source, in their order."""
    return tuple(sentence for sentence in caveats_in(entry, release) if _reaches(sentence, start, end))


def caveats_in(entry: Indicator, release: str) -> tuple[str, ...]:
    """Return the sentences that hold for an indicator in a release of its main source, in their order."""
    return tuple(sentence for sentence in entry.caveats if _holds(sentence, release))


def _holds(sentence: str, release: str) -> bool:
    return sentence not in IN_RELEASE or issue_of(release) in IN_RELEASE[sentence]


def _reaches(sentence: str, start: pd.Timestamp, end: pd.Timestamp) -> bool:
    first, last = HOLDS.get(sentence, _EVER)
    return pd.Period(first, "M").start_time <= end and start <= pd.Period(last, "M").end_time


def publishers_caveats(entry: Indicator, edition: "Edition") -> dict[str, tuple[str, ...]]:
    """Return by source what its provenance record says must travel with its figures."""
    return {
        source: tuple(edition.releases[source].provenance.get("caveats", ()))
        for source in entry.sources
        if source in edition.releases
    }
