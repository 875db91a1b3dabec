"""What lies in the folders of boroughs is known by name and content. All files here are invented."""

import hashlib

import pytest

from pipeline.areas import AREAS, MERGED
from pipeline.errors import PipelineError
from pipeline.local import borough_files, every_borough, read_borough
from pipeline.project import Audience, Project
from tests.local.folder import BARNET, project, refused

FILES = {
    "voice.toml": "",
    "commentary/supply.md": "x",
    "restricted/L0-ndtms.csv": "y",
    ".DS_Store": "",
    "~$funding.csv": "",
}


def test_files_are_known_by_their_hashes_and_restricted_ones_to_partners_only(tmp_path):
    place = project(tmp_path, FILES)

    assert borough_files(place, BARNET) == {
        "commentary/supply.md": hashlib.sha256(b"x").hexdigest(), "voice.toml": hashlib.sha256(b"").hexdigest(),
    }  # fmt: skip
    assert "restricted/L0-ndtms.csv" in borough_files(place, BARNET, Audience.PARTNERS)


def test_a_borough_without_a_folder_has_no_files(tmp_path):
    assert borough_files(Project(tmp_path), BARNET) == {}
    assert every_borough(Project(tmp_path)) == ()


def test_every_borough_with_files_is_found(tmp_path):
    project(tmp_path, {"voice.toml": ""})
    project(tmp_path, {"voice.toml": ""}, MERGED[0].slug)

    assert [area.name for area in every_borough(Project(tmp_path))] == ["Barnet", "City of London and Hackney"]


def test_a_folder_that_is_no_boroughs_is_named(tmp_path):
    project(tmp_path, {"voice.toml": ""}, "barking-dagenham")
    project(tmp_path, {"voice.toml": ""}, "london")

    with pytest.raises(PipelineError, match=r"barking-dagenham Did you mean barking-and-dagenham\?\n  london"):
        every_borough(Project(tmp_path))


def test_a_joint_partnership_reads_its_own_folder_and_no_members(tmp_path):
    joint = MERGED[0]
    row = "organisation,role,seat,source\n{},,member,Invented paper\n"
    for slug, name in ((joint.slug, "Joint"), ("hackney", "Hackney")):
        project(tmp_path, {"members.csv": row.format(name)}, slug)

    assert [one.organisation for one in read_borough(Project(tmp_path), joint).members] == ["Joint"]
    assert read_borough(Project(tmp_path), AREAS["E09000001"]).members == ()


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("milestone.csv", "milestone.csv\n  is not a file that is read. Did you mean milestones.csv?"),
        ("L1_referrals.csv", "L1_referrals.csv\n  is not a file that is read."),
        ("commentary/supply.docx", "commentary/supply.docx\n  is not read: commentary is Markdown, <chapter>.md"),
    ],
)
def test_a_file_that_nothing_reads_is_named(tmp_path, name, fault):
    assert fault in refused(tmp_path, {name: ""})


def test_commentary_is_held_to_the_projects_own_chapters(tmp_path):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "supply.ipynb").touch()
    text = "role: Lead\ndate: 2026-11-30\n\nText.\n"
    files = {"commentary/supply.md": text, "commentary/priority-1.md": text, "strategy.toml": (
        '[[priority]]\nid = "a"\nnumber = 1\ntitle = "A"\nsource = "Invented paper"\n'
    )}  # fmt: skip

    assert len(read_borough(project(tmp_path, files), BARNET).commentary) == 2
    assert "there is no chapter suply. Did you mean supply?" in refused(tmp_path, {"commentary/suply.md": text})
