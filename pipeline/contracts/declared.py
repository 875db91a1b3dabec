"""The contract of each published source; a source that is not named here keeps what holds of every one."""

from pipeline.contracts import health, police, residents, treatment
from pipeline.contracts.contract import Contract
from pipeline.sources.source import Source

CONTRACTS: dict[str, Contract] = {
    "mps_recorded_crime": police.RECORDED_CRIME,
    "mps_knife_crime": police.KNIFE_CRIME,
    "mps_custody": police.CUSTODY,
    "home_office_seizures": police.SEIZURES,
    "ons_drug_poisoning": health.POISONING,
    "ons_drug_misuse_deaths": health.MISUSE_DEATHS,
    "nhs_drug_admissions": health.ADMISSIONS,
    "phe_alcohol_dependence": health.DEPENDENCE,
    "fingertips": health.PROFILES,
    "ons_health_index": health.HEALTH_INDEX,
    "ndtms": treatment.NDTMS,
    "ons_alcohol_treatment": treatment.MET_NEED,
    "ohid_england": treatment.ENGLAND_TREATMENT,
    "ons_population": residents.POPULATION,
    "ons_census": residents.CENSUS,
    "imd": residents.DEPRIVATION,
}
ANY = Contract()


def contract_of(source: Source) -> Contract:
    """Return the source's contract; for one without, the rules that hold of every source."""
    return CONTRACTS.get(source.id, ANY)
