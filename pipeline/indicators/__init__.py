"""Indicators: what each one is. `catalogue.calculate_indicators` makes all of them into one table."""

from pipeline.indicators.indicator import CATALOGUE, COLUMNS, Indicator

# Importing a topic enters its indicators: this is the order of the report and of its appendices.
# isort: off
import pipeline.indicators.offences
import pipeline.indicators.wards
import pipeline.indicators.deaths
import pipeline.indicators.admissions
import pipeline.indicators.alcohol
import pipeline.indicators.treatment
import pipeline.indicators.profiles  # noqa: F401
# isort: on

__all__ = ["CATALOGUE", "COLUMNS", "Indicator"]
