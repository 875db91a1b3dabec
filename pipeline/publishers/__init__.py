"""One module for each publisher: where its files are, and how its layouts are read, by header name and never by position."""

from pipeline.publishers import (
    fingertips,
    govuk_prevalence,
    govuk_treatment,
    met_custody,
    met_knife_crime,
    met_recorded_crime,
    mhclg_imd,
    ndtms_monthly,
    ndtms_viewit,
    nhs_peers,
    nomis,
    nomis_census,
    nomis_unemployment,
    ons_census_adults,
    ons_death_rates,
    ons_deaths,
    police_uk,
)
from pipeline.publishers.feed import Carried, Feed, Get, Kind

_ALL: tuple[Feed, ...] = (
    met_recorded_crime.FEED,
    met_knife_crime.FEED,
    met_custody.FEED,
    police_uk.FEED,
    ons_deaths.FEED,
    ons_death_rates.DEATHS,
    ons_death_rates.RATES,
    nomis.POPULATION,
    nomis_census.CENSUS,
    ons_census_adults.FEED,
    nomis_unemployment.FEED,
    mhclg_imd.FEED,
    fingertips.FEED,
    fingertips.PROFILES_FEED,
    ndtms_viewit.FEED,
    ndtms_monthly.FEED,
    govuk_treatment.FEED,
    govuk_prevalence.FEED,
    nhs_peers.FEED,
)
FEEDS: dict[str, Feed] = {feed.source: feed for feed in _ALL}

__all__ = ["FEEDS", "Carried", "Feed", "Get", "Kind"]
