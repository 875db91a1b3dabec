"""An edition holds what boroughs supplied: each file by its hash, none restricted for the public. Invented releases."""

import json

import pandas as pd
import pytest

from pipeline.editions import (
    SOURCE_IDS,
    figures_of,
    for_area,
    hash_of,
    load_edition,
    manifest_of,
    refuse_unrecorded,
)
from pipeline.errors import PipelineError
from pipeline.processed import observations_of
from pipeline.project import Audience, Project
from pipeline.sources import SOURCES, local, read_observations
from tests.dropins.drawn import BARNET, supply
from tests.test_editions import release

FACTS = {"source", "title", "publisher", "release", "licence", "attribution", "accessed", "caveats", "files"}


@pytest.fixture
def project(tmp_path):
    project = Project(tmp_path)
    for source in SOURCE_IDS:
        release(project, source, "2025")
    supply(project.raw / "local", "L1", "referrals\n12")
    supply(project.raw / "local", "L1", "referrals\n15", borough="brent", area_code="E09000005", area_name="Brent",
           extract_date="2026-06-03")  # fmt: skip
    supply(project.raw / "local", "L0", "measure | numerator\nin_treatment | 1240")
    (project.raw / "local" / "barnet" / "voice.toml").write_text("# nothing\n")
    return project


def test_each_table_is_a_source_with_the_newest_extract_as_its_release(project):
    edition = load_edition(project)

    assert edition.releases["local_referrals"].release == "2026-06-03"
    assert set(edition.releases["local_referrals"].provenance["files"]) == {
        "barnet/L1-referrals.csv",
        "brent/L1-referrals.csv",
    }
    assert edition.releases["local_families"].release == "not supplied"
    assert all(set(edition.releases[name].provenance) == FACTS for name in local.LOCAL)
    assert set(SOURCES) <= set(edition.releases)


def test_the_edition_is_dated_by_its_published_sources_alone(project):
    assert load_edition(project).date == "2026-01-01"


def test_restricted_files_belong_to_the_partnerships_edition_only(project):
    public, partners = (load_edition(project, audience=audience) for audience in Audience)

    assert public.releases["local_ndtms"].provenance["files"] == {}
    assert set(partners.releases["local_ndtms"].provenance["files"]) == {"barnet/restricted/L0-ndtms.csv"}
    assert "restricted" not in json.dumps(manifest_of(public))


def test_a_changed_table_changes_the_hash_and_a_changed_record_only_that_of_the_whole(project):
    before = load_edition(project)
    (project.raw / "local" / "barnet" / "voice.toml").write_text("# something\n")
    record = load_edition(project)
    supply(project.raw / "local", "L1", "referrals\n13")
    table = load_edition(project)

    assert hash_of(before) != hash_of(record)
    assert hash_of(figures_of(before)) == hash_of(figures_of(record)) != hash_of(figures_of(table))


def test_a_change_in_the_restricted_folder_changes_nothing_for_the_public(project):
    before = hash_of(load_edition(project)), hash_of(load_edition(project, audience=Audience.PARTNERS))
    supply(project.raw / "local", "L0", "measure | numerator\nin_treatment | 1241")
    after = hash_of(load_edition(project)), hash_of(load_edition(project, audience=Audience.PARTNERS))

    assert before[0] == after[0] and before[1] != after[1]


def test_a_borough_sees_its_own_files_only(project):
    own = for_area(load_edition(project), BARNET)

    assert own.releases["local_referrals"].release == "2026-05-01"
    assert set(own.releases["local_referrals"].provenance["files"]) == {"barnet/L1-referrals.csv"}
    assert set(own.releases["local"].provenance["files"]) == {"barnet/voice.toml"}
    assert own.releases["imd"] == load_edition(project).releases["imd"]


def test_local_files_need_no_record_beside_them(project, monkeypatch):
    monkeypatch.setattr("pipeline.editions.SOURCES", local.LOCAL)

    refuse_unrecorded(project, load_edition(project))


def sign(project, id):
    folder = project.raw / "editions" / id
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps(manifest_of(load_edition(project)) | {"id": id}))


def test_a_signed_edition_keeps_the_tables_that_it_was_signed_with(project):
    sign(project, "spring")
    supply(project.raw / "local", "L4", "families_started\n9")

    edition = load_edition(project, "spring")

    assert edition.releases["local_families"].provenance["files"] == {}
    assert set(edition.releases["local_referrals"].provenance["files"]) == {
        "barnet/L1-referrals.csv",
        "brent/L1-referrals.csv",
    }


def test_a_signed_edition_refuses_another_table(project):
    sign(project, "spring")
    supply(project.raw / "local", "L1", "referrals\n13")

    with pytest.raises(
        PipelineError, match=r"spring was signed with other figures[\s\S]*data/raw/local/barnet/L1-referrals\.csv"
    ):
        load_edition(project, "spring")


def test_an_edition_signed_before_there_were_such_tables_can_be_made_again(project):
    sign(project, "old")
    path = project.raw / "editions" / "old" / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["releases"] = {name: facts for name, facts in manifest["releases"].items() if name in SOURCE_IDS}
    path.write_text(json.dumps(manifest))

    assert load_edition(project, "old").releases["local_referrals"].provenance["files"] == {}


@pytest.fixture
def nothing_published(monkeypatch):
    """Only the partnership's own tables are read: reading all published ones takes seconds."""
    breaks = pd.DataFrame(columns=["source", "measure", "month", "area", "note", "kind"])
    monkeypatch.setattr("pipeline.sources.PUBLISHED", {})
    monkeypatch.setattr("pipeline.sources.breaks_of", lambda *_: breaks)


@pytest.mark.usefixtures("nothing_published")
def test_all_boroughs_tables_are_read_together(project):
    rows = read_observations(project, load_edition(project))

    assert dict(zip(rows["area_code"], rows["value"], strict=True)) == {"E09000003": 12, "E09000005": 15}
    assert dict(zip(rows["area_code"], rows["release"], strict=True)) == {
        "E09000003": "2026-05-01",
        "E09000005": "2026-06-03",
    }


@pytest.mark.usefixtures("nothing_published")
def test_the_faults_of_all_boroughs_are_named_at_once(project):
    for borough, code, name in (("barnet", "E09000003", "Barnet"), ("brent", "E09000005", "Brent")):
        supply(project.raw / "local", "L1", "referrals\nmany", borough=borough, area_code=code, area_name=name)

    with pytest.raises(PipelineError) as error:
        read_observations(project, load_edition(project))
    assert all(
        f"File: data/raw/local/{borough}/L1-referrals.csv" in str(error.value) for borough in ("barnet", "brent")
    )


def test_the_partnerships_observations_lie_apart_from_the_publics(tmp_path):
    public, partners = (observations_of(Project(tmp_path), audience) for audience in Audience)

    assert public.parent != partners.parent and partners.parent.name == "partners"
