"""Indicators: what each one is. `catalogue.calculate_indicators` makes all of them into one table."""

from pipeline.indicators.indicator import CATALOGUE, COLUMNS, Indicator

# Importing a topic enters its indicators: this is the order of the report and of its appendices.
# isort: off
import pipeline.indicators.offences
import pipeline.indicators.neighbourhood
import pipeline.indicators.knife
import pipeline.indicators.wards
import pipeline.indicators.fifths
import pipeline.indicators.seizures
import pipeline.indicators.custody
import pipeline.indicators.deaths
import pipeline.indicators.admissions
import pipeline.indicators.alcohol
import pipeline.indicators.treatment
import pipeline.indicators.clients
import pipeline.indicators.equalities
import pipeline.indicators.starting
import pipeline.indicators.leaving
import pipeline.indicators.england
import pipeline.indicators.profiles
import pipeline.indicators.health_index
import pipeline.indicators.conditions
import pipeline.indicators.population
import pipeline.indicators.deprivation
import pipeline.indicators.local_ndtms
import pipeline.indicators.local_pathways
import pipeline.indicators.local_recovery
import pipeline.indicators.local_justice
import pipeline.indicators.local_community
import pipeline.indicators.local_capacity  # noqa: F401
# isort: on

__all__ = ["CATALOGUE", "COLUMNS", "Indicator"]
