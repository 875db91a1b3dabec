"""Which tables are supplied, for whom, and that nothing in a restricted folder is opened for the public. Invented figures."""

import builtins
import io
import os
from pathlib import Path

import pytest

from pipeline.areas import AREAS
from pipeline.dropins import held_tables, init_tables, tables_at_hand
from pipeline.errors import PipelineError
from pipeline.project import Audience, Project
from pipeline.sources.supplied import RECORDS, supplied_files
from tests.dropins.drawn import BARNET, supply

NDTMS = "measure | numerator\nin_treatment | 1240"
REFERRALS = "referrals\n12"


@pytest.fixture
def project(tmp_path):
    project = Project(tmp_path)
    supply(project.raw / "local", "L1", REFERRALS)
    supply(project.raw / "local", "L0", NDTMS)
    return project


def codes(project, audience):
    return [held.table.code for held in held_tables(project, audience)]


def test_restricted_tables_are_the_partnerships(project):
    assert codes(project, Audience.PUBLIC) == ["L1"]
    assert codes(project, Audience.PARTNERS) == ["L0", "L1"]


def test_nothing_restricted_is_opened_or_listed_for_the_public(project, monkeypatch):
    touched = []

    def watched(function):
        def watching(path, *rest, **more):
            touched.append(str(path))
            return function(path, *rest, **more)

        return watching

    for module, name in ((builtins, "open"), (io, "open"), (os, "open"), (os, "scandir"), (os, "listdir")):
        monkeypatch.setattr(module, name, watched(getattr(module, name)))
    supplied_files(project, Audience.PUBLIC)

    assert any("L1-referrals" in path for path in touched)
    assert not [path for path in touched if "/restricted" in path]


def test_any_table_may_be_kept_for_the_partnership_alone(project):
    table = project.raw / "local" / "barnet" / "L1-referrals.csv"
    table.rename(table.parent / "restricted" / table.name)

    assert codes(project, Audience.PUBLIC) == []
    assert codes(project, Audience.PARTNERS) == ["L0", "L1"]


def test_the_fuller_table_in_the_restricted_folder_stands_for_the_open_one(project):
    supply(project.raw / "local" / "barnet", "L1", "referrals\n13", borough="restricted")

    [open_one] = [held.name for held in held_tables(project, Audience.PUBLIC)]
    closed = [held.name for held in held_tables(project, Audience.PARTNERS) if held.table.code == "L1"]

    assert open_one == "barnet/L1-referrals.csv"
    assert closed == ["barnet/restricted/L1-referrals.csv"]


def test_untouched_templates_are_not_supplied(tmp_path):
    project = Project(tmp_path)
    init_tables(project, BARNET)

    assert held_tables(project, Audience.PARTNERS) == ()
    assert tables_at_hand(project.raw / "local" / "barnet", BARNET, Audience.PARTNERS) == ()


def test_a_borough_without_a_folder_has_nothing(tmp_path):
    assert held_tables(Project(tmp_path), Audience.PARTNERS) == ()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("L1-referral.csv", r"barnet/L1-referral.csv is not a table's file. Did you mean L1-referrals.csv\?"),
        (
            "L1-referrals.pdf",
            "L1-referrals.pdf is not a table's file. Save its sheet as one of .csv, .ods, .xls, .xlsx",
        ),
        ("L1-referrals.xlsx", "barnet: L1-referrals.csv and L1-referrals.xlsx hold the same table: keep one"),
        ("L0-ndtms.csv", "L0-ndtms.csv is for the partnership only: move it to barnet/restricted/L0-ndtms.csv"),
    ],
)
def test_a_file_that_only_looks_like_a_table_is_named(project, name, words):
    (project.raw / "local" / "barnet" / name).write_text("a\n1\n")

    with pytest.raises(PipelineError, match=words):
        held_tables(project, Audience.PUBLIC)


def test_the_boroughs_other_files_are_part_of_the_state(project):
    folder = project.raw / "local" / "barnet"
    (folder / "voice.toml").write_text("# nothing\n")
    (folder / "restricted" / "notes.md").write_text("closed\n")

    assert set(supplied_files(project, Audience.PUBLIC)[RECORDS]) == {"barnet/voice.toml"}
    assert set(supplied_files(project, Audience.PARTNERS)[RECORDS]) == {
        "barnet/voice.toml",
        "barnet/restricted/notes.md",
    }
    assert (
        supplied_files(project, Audience.PUBLIC)["local_referrals"]["barnet/L1-referrals.csv"]["extract"]
        == "2026-05-01"
    )


def test_git_never_sees_the_restricted_folder():
    ignored = (Path(__file__).parents[2] / ".gitignore").read_text(encoding="utf-8").splitlines()

    assert "data/raw/local/*/restricted/" in ignored


def test_each_borough_has_its_own_folder(project):
    supply(project.raw / "local", "L1", REFERRALS, borough="brent", area_code="E09000005", area_name="Brent")

    held = held_tables(project, Audience.PUBLIC)

    assert [one.area for one in held] == [BARNET, AREAS["E09000005"]]
