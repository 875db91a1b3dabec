"""Files as publishers issued them, through the whole way: what is committed was read from the same ones."""

import shutil
from pathlib import Path

import pytest

from pipeline.fetch import Lines, State, fetch, usual_setting
from pipeline.project import Project

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT.parent / "shared" / "published"


@pytest.mark.parametrize(
    ("source", "file"),
    [
        ("ndtms", "ViewIt_Export_Data_LAs_barnet_200910_202122.csv"),
        ("ons_drug_poisoning", "drug_poisoning_registrations_by_LA.csv"),
    ],
)
def test_a_file_that_was_read_before_says_nothing_new(tmp_path, source, file):
    if not (PUBLISHED / file).is_file():
        pytest.skip("the publisher's file is not beside the project")
    shutil.copytree(ROOT / "data" / "raw" / source, tmp_path / "data" / "raw" / source)

    [outcome] = fetch(usual_setting(Project(tmp_path)), [source], [PUBLISHED / file])

    assert (outcome.state, outcome.why) == (State.SAME, "")


def test_lines_are_for_logs(capsys):
    watch = Lines()
    watch.say("ndtms")
    watch.file("a.csv", None)
    watch.got(1)

    assert capsys.readouterr().err == "ndtms\n"
