"""Templates come from the records' own fields: untouched they say nothing, filled in they are read."""

import re
from dataclasses import fields

import pytest

from pipeline.local import BoroughData, init_borough, read_borough
from pipeline.local.files import PAPER, RECORDS
from pipeline.local.planning import CLAIM
from pipeline.local.resourcing import PAPER_BLOCKS
from pipeline.local.scaffold import templates
from pipeline.project import Project
from pipeline.recommendations import read_decisions
from tests.local.folder import BARNET, project

KINDS = [*(kind for kinds in RECORDS.values() for kind in kinds), CLAIM]


def filled(text: str) -> str:
    """The template with the # of its examples taken away."""
    return re.sub(r"^# ", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.record.__name__)
def test_every_field_of_a_record_is_explained(kind):
    assert list(kind.fields) == [one.name for one in fields(kind.record)]


def test_untouched_templates_say_nothing(tmp_path):
    place = Project(tmp_path)

    written = init_borough(place, BARNET)

    assert {path.name for path in written} >= {*RECORDS, PAPER, "recommendations.toml", "README.md"}
    assert read_borough(place, BARNET) == BoroughData(BARNET.code)
    assert read_decisions(place, BARNET) == ()


def test_nothing_is_overwritten(tmp_path):
    place = project(tmp_path, {"voice.toml": "# ours\n"})

    assert "voice.toml" not in {path.name for path in init_borough(place, BARNET)}
    assert init_borough(place, BARNET) == []
    assert (place.raw / "local" / "barnet" / "voice.toml").read_text() == "# ours\n"


def test_filled_templates_are_read(tmp_path):
    texts = {name: filled(text) for name, text in templates(BARNET).items() if name != "commentary/README.md"}

    place = project(tmp_path, texts)
    data = read_borough(place, BARNET)

    empty = [
        one.name for one in fields(data) if not getattr(data, one.name) and one.name not in {"commentary", "tables"}
    ]
    assert not empty
    assert set(data.paper) == set(PAPER_BLOCKS) and data.messages[0].claims[0].judge == "level"
    assert [one.decided for one in read_decisions(place, BARNET)] == ["accepted"]


def test_templates_explain_what_is_needed_and_what_may_be_written():
    members = templates(BARNET)["members.csv"]

    assert "## seat (needed): the kind of seat; one of chair, vice-chair, member, invited\n" in members
    assert "\n## role: the role that sits for it\n" in members
