"""One module for each publisher's issue of figures, one for the partnership's own tables, and all read as one table."""

from collections.abc import Mapping
from typing import Any, Protocol

import pandas as pd

from pipeline.breaks import flag_breaks, read_breaks
from pipeline.observations import SCHEMA
from pipeline.project import Project
from pipeline.sources import (
    fingertips,
    home_office_seizures,
    imd,
    mps_custody,
    mps_knife_crime,
    mps_recorded_crime,
    ndtms,
    nhs_drug_admissions,
    ohid_england,
    ons_alcohol_treatment,
    ons_census,
    ons_drug_misuse_deaths,
    ons_drug_poisoning,
    ons_health_index,
    ons_population,
    phe_alcohol_dependence,
)
from pipeline.sources.local import LOCAL, LocalSource
from pipeline.sources.source import Source, read_each

PUBLISHED: dict[str, Source] = {
    module.SOURCE.id: module.SOURCE
    for module in (
        mps_recorded_crime, mps_knife_crime, mps_custody, ons_drug_poisoning, ons_drug_misuse_deaths,
        nhs_drug_admissions, phe_alcohol_dependence, ons_alcohol_treatment, fingertips, ndtms, ons_population,
        ons_census, imd, ons_health_index, home_office_seizures, ohid_england,
    )
}  # fmt: skip
SOURCES: dict[str, Source] = {**PUBLISHED, **LOCAL}  # published issues first, then the partnership's own tables


class HasReleases(Protocol):
    """What of an edition is needed here: by source, a release with its folder."""

    @property
    def releases(self) -> Mapping[str, Any]:
        """The releases by source."""
        ...


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
    return SCHEMA.validate(
        flag_breaks(
            read_each(read, [*published, *local]), read_breaks(project, edition.releases["breaks"].folder)
        )
    )


def _supplied(source: LocalSource, edition: HasReleases) -> bool:
    return source.id in edition.releases and bool(edition.releases[source.id].provenance["files"])
