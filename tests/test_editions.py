"""Editions, on invented releases that hold a single table each."""

import json
from hashlib import sha256

import pytest

from pipeline.editions import SOURCE_IDS, hash_of, load_edition, manifest_of, refuse_unrecorded
from pipeline.errors import PipelineError
from pipeline.project import Project


def release(project, source, name, accessed="2026-01-01", table="a\n1\n"):
    folder = project.raw / source / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "x.csv").write_text(table, encoding="utf-8")
    record = {"accessed": accessed, "files": {"x.csv": {"sha256": sha256(table.encode()).hexdigest()}}}
    (folder / "provenance.json").write_text(json.dumps(record), "utf-8")


def sign(project, id):
    manifest = manifest_of(load_edition(project)) | {"id": id}
    folder = project.raw / "editions" / id
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


@pytest.fixture
def project(tmp_path):
    project = Project(tmp_path)
    for source in SOURCE_IDS:
        release(project, source, "2025")
    return project


def test_latest_takes_the_newest_release_of_each_source(project):
    release(project, "imd", "2026", accessed="2026-03-04")

    edition = load_edition(project)

    assert edition.releases["imd"].release == "2026"
    assert edition.releases["ndtms"].release == "2025"
    assert edition.releases["imd"].folder == project.raw / "imd" / "2026"


def test_an_edition_is_as_old_as_its_latest_access(project):
    release(project, "imd", "2026", accessed="2026-03-04")

    assert load_edition(project).date == "2026-03-04"


def test_a_source_without_a_release_is_named(project):
    (project.raw / "imd" / "2025" / "provenance.json").unlink()

    with pytest.raises(PipelineError, match="imd: data/raw/imd holds no release"):
        load_edition(project)


def test_a_changed_figure_changes_the_hash(project):
    before = hash_of(load_edition(project))
    release(project, "imd", "2025", table="a\n2\n")

    assert hash_of(load_edition(project)) != before


def test_the_same_figures_have_the_same_hash(project):
    assert hash_of(load_edition(project)) == hash_of(load_edition(project))


def test_a_signed_edition_keeps_its_releases_when_newer_ones_arrive(project):
    sign(project, "autumn")
    release(project, "imd", "2026")

    edition = load_edition(project, "autumn")

    assert (edition.id, edition.releases["imd"].release) == ("autumn", "2025")
    assert load_edition(project).releases["imd"].release == "2026"


@pytest.mark.parametrize("harm", ["change", "remove"])
def test_a_signed_edition_refuses_other_figures_and_names_the_file(project, harm):
    sign(project, "autumn")
    file = project.raw / "imd" / "2025" / "x.csv"
    file.write_text("a\n2\n", encoding="utf-8") if harm == "change" else file.unlink()

    with pytest.raises(PipelineError, match=r"autumn was signed with other figures[\s\S]*data/raw/imd/2025/x\.csv"):
        load_edition(project, "autumn")


def test_an_unknown_edition_names_the_known_ones(project):
    sign(project, "autumn")

    with pytest.raises(PipelineError, match=r"'autum' is not an edition. Did you mean autumn\?\n.*latest, autumn"):
        load_edition(project, "autum")


def test_a_record_that_is_not_json_is_named(project):
    (project.raw / "imd" / "2025" / "provenance.json").write_text("{", encoding="utf-8")

    with pytest.raises(PipelineError, match=r"data/raw/imd/2025/provenance\.json is not readable"):
        load_edition(project)


def test_a_figure_changed_behind_its_record_is_named(project):
    (project.raw / "breaks" / "2025" / "x.csv").write_text("a\n9\n", encoding="utf-8")

    with pytest.raises(PipelineError, match=r"data/raw/breaks/2025/x.csv is not the file recorded"):
        refuse_unrecorded(project, load_edition(project))


def test_a_table_that_its_record_leaves_out_is_named(project):
    with pytest.raises(PipelineError, match=r"data/raw/imd/2025/borough.csv is not in its provenance.json"):
        refuse_unrecorded(project, load_edition(project))


@pytest.mark.parametrize("record", ["{}", '{"accessed": "soon", "files": {}}', '{"accessed": "2026-01-01"}', "[]"])
def test_a_record_without_what_it_must_say_is_named(project, record):
    (project.raw / "imd" / "2025" / "provenance.json").write_text(record, encoding="utf-8")

    with pytest.raises(PipelineError, match=r"imd/2025/provenance.json"):
        load_edition(project)


def test_an_edition_signed_before_a_source_was_used_says_so(project):
    sign(project, "old")
    path = project.raw / "editions" / "old" / "manifest.json"
    manifest = json.loads(path.read_text())
    del manifest["releases"]["imd"]
    path.write_text(json.dumps(manifest), encoding="utf-8")

    with pytest.raises(PipelineError, match="Edition old does not name a release of imd"):
        load_edition(project, "old")


def test_an_edition_that_is_being_written_aside_is_none_yet(project):
    sign(project, "autumn")
    (project.raw / "editions" / "autumn").rename(project.raw / "editions" / ".autumn.123")

    with pytest.raises(PipelineError, match=r"'autumn' is not an edition\.[^.]*\nEditions at hand: latest\."):
        load_edition(project, "autumn")
