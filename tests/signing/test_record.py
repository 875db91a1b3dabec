"""The record of signatures: what is written is read again, and nobody's name enters it."""

from dataclasses import replace

import pytest

from pipeline.areas import find_area
from pipeline.errors import PipelineError
from pipeline.local import read_borough
from pipeline.project import Audience, Project
from pipeline.signing import Signature, read_signatures, refuse_name, sign, signed_file, take_back
from pipeline.sources.supplied import supplied_files

BARNET = find_area("barnet")
PAPER = Signature("board-paper", "Director of Public Health", "2026-12-01", "a" * 64, "2026-autumn")


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path)


def test_signatures_are_read_as_they_were_written_each_document_once(project):
    plan = replace(PAPER, document="delivery-plan", role="Chair of the “Combating Drugs” Partnership")
    sign(project, BARNET, PAPER)
    sign(project, BARNET, plan)
    sign(project, BARNET, replace(PAPER, date="2026-12-02"))

    assert read_signatures(project, BARNET) == {
        "board-paper": replace(PAPER, date="2026-12-02"), "delivery-plan": plan,
    }  # fmt: skip


def test_nobody_has_signed_where_there_is_no_file(project):
    assert read_signatures(project, BARNET) == {}


def test_a_signature_that_is_taken_back_leaves_what_was_there(project):
    take_back(project, BARNET, {})
    sign(project, BARNET, PAPER)

    take_back(project, BARNET, {})

    assert not signed_file(project, BARNET).exists()


@pytest.mark.parametrize(
    "role", ["Director of Public Health", "Chair", "Senior Responsible Owner", "Deputy Head of Community Safety", "DPH"]
)
def test_a_role_may_sign(role):
    refuse_name(role)


@pytest.mark.parametrize(
    ("role", "why"),
    [
        ("Ms " + "Invented Person, Director", "names a person"), ("Invented Person", "may be a person's name"),
        ("someone@example.org, Director", "e-mail address"), ("Director, 020 7946 0000", "telephone number"),
        ("", "not the name of a post"), ("Director <b>", "not the name of a post"),
        ("Director\nof Public Health", "not the name of a post"), ("Director " * 20, "not the name of a post"),
    ],
)  # fmt: skip
def test_what_may_be_a_person_is_refused(role, why):
    with pytest.raises(PipelineError, match=why):
        refuse_name(role)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("2026-12-01", "1 December", "date 1 December is not one"), ("a" * 64, "abc", "content abc is not one"),
        ("Director of Public Health", "Dr " + "Nobody", "names a person"), ("[board-paper]", "[board-papr]", "Did you mean"),
        ("edition =", "editon =", "other fields than"), ("role = ", "role ", "cannot be read"),
    ],
)  # fmt: skip
def test_a_file_changed_by_hand_is_refused_with_its_fault(project, old, new, fault):
    sign(project, BARNET, PAPER)
    path = signed_file(project, BARNET)
    path.write_text(path.read_text().replace(old, new))

    with pytest.raises(PipelineError, match=fault):
        read_signatures(project, BARNET)


@pytest.mark.parametrize("audience", list(Audience))
def test_a_signature_is_no_part_of_what_a_run_reads(project, audience):
    own = project.raw / "local" / "barnet" / "members.csv"
    own.parent.mkdir(parents=True)
    own.write_text("organisation,role,seat,source\nInvented service,Manager,member,Invented paper\n")
    before = read_borough(project, BARNET, audience), supplied_files(project, audience)

    sign(project, BARNET, PAPER)

    assert (read_borough(project, BARNET, audience), supplied_files(project, audience)) == before
