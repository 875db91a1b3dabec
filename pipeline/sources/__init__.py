"""One module for each publisher's issue of figures, one for the partnership's own tables, and all read as one table."""

import pandas as pd

from pipeline.breaks import HasReleases, breaks_of, flag_breaks
from pipeline.observations import SCHEMA
from pipeline.project import Project
from pipeline.sources import (
    fingertips,
    fingertips_profiles,
    home_office_seizures,
    imd,
    mps_custody,
    mps_knife_crime,
    mps_recorded_crime,
    ndtms,
    ndtms_monthly,
    nhs_drug_admissions,
    nhs_peers,
    ohid_england,
    ohid_prevalence,
    ohid_treatment_deaths,
    ons_adults_by_ethnicity,
    ons_alcohol_treatment,
    ons_census,
    ons_drug_misuse_deaths,
    ons_drug_misuse_rates,
    ons_drug_poisoning,
    ons_health_index,
    ons_population,
    ons_unemployment,
    phe_alcohol_dependence,
    police_stop_search,
)
from pipeline.sources.local import LOCAL, LocalSource
from pipeline.sources.source import Source, read_each

PUBLISHED: dict[str, Source] = {
    module.SOURCE.id: module.SOURCE
    for module in (
        mps_recorded_crime, mps_knife_crime, mps_custody, ons_drug_poisoning, ons_drug_misuse_deaths,
        nhs_drug_admissions, phe_alcohol_dependence, ons_alcohol_treatment, fingertips, ndtms, ons_population,
        ons_census, imd, ons_health_index, home_office_seizures, ohid_england, fingertips_profiles,
        ons_drug_misuse_rates, ons_adults_by_ethnicity, ons_unemployment,
        ohid_treatment_deaths, ohid_prevalence, ndtms_monthly, nhs_peers, police_stop_search,
    )
}  # fmt: skip
SOURCES: dict[str, Source] = {**PUBLISHED, **LOCAL}  # published issues first, then the partnership's own tables


def read_observations(project: Project, edition: HasReleases) -> pd.DataFrame:
    """Return everything in an edition as one checked table, with what breaks.csv knows in its flags.

    The partnership's own tables are those that the edition was loaded with: a table that nobody supplied has no rows.
    Raises PipelineError naming every bad row of every source.
    """

    def read(source: Source) -> pd.DataFrame:
        release = edition.releases[source.id]
        if isinstance(source, LocalSource):
            return source.read_files(release.folder, release.provenance["files"])
        return source.read(project.raw / source.id / release.release)

    published = [source for source in PUBLISHED.values() if source.id in edition.releases]
    local = [source for source in LOCAL.values() if _supplied(source, edition)]
    return SCHEMA.validate(flag_breaks(read_each(read, [*published, *local]), breaks_of(project, edition)))


def _supplied(source: LocalSource, edition: HasReleases) -> bool:
    return source.id in edition.releases and bool(edition.releases[source.id].provenance["files"])
