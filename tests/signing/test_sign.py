"""`cdp sign` on a whole project: what it refuses, what it writes, what it publishes again. Chapters invented."""

import json
import shutil

import pytest

from pipeline.build import build
from pipeline.build.sign import Signing, sign_document
from pipeline.documents import find_documents
from pipeline.errors import PipelineError
from pipeline.project import Project
from pipeline.signing import read_signatures, signed_file
from tests.build.invented import BARNET, only, thin_project, write_chapter

pytestmark = pytest.mark.slow
[PAPER] = find_documents(["board-paper"])
[PLAN] = find_documents(["delivery-plan"])
DPH = Signing("Director of Public Health", "2026-11-22", "2026-autumn")


@pytest.fixture(scope="module")
def thin(tmp_path_factory):
    """An invented project of thin chapters with a board paper of Barnet."""
    project = thin_project(tmp_path_factory.mktemp("thin"))
    assert build(project, [BARNET], only("board-paper")).ok
    return project


@pytest.fixture
def project(thin, tmp_path):
    shutil.copytree(thin.root, tmp_path / "project")
    return Project(tmp_path / "project")


def quietly(_):
    return None


def paper(project):
    return project.root / "reports" / "barnet" / "board-paper.html"


def record(project):
    return json.loads((paper(project).parent / "provenance.json").read_text())["documents"]["board-paper"]


def everything(project):
    return {path: path.read_bytes() for path in sorted(project.root.rglob("*")) if path.is_file()}


def test_a_signed_document_says_so_nothing_is_run_again_and_a_change_makes_it_a_draft(project):
    before, kept = record(project), (paper(project).parent / "notebooks" / "summary.ipynb").read_bytes()

    signature = sign_document(project, BARNET, PAPER, DPH, quietly)

    assert read_signatures(project, BARNET) == {"board-paper": signature}
    assert signature.content == before["content_sha256"] == record(project)["content_sha256"]
    assert "<b>Signed by the Director of Public Health on 22 November 2026.</b>" in paper(project).read_text()
    assert "signed 22 November 2026" in (project.root / "reports" / "index.html").read_text()
    assert (paper(project).parent / "notebooks" / "summary.ipynb").read_bytes() == kept
    assert (project.raw / "editions" / "2026-autumn" / "findings" / "barnet.json").is_file()

    again = build(project, [BARNET], only("board-paper"))
    assert (again.runs, record(project)["status"]["is"]) == (0, "signed")

    write_chapter(project, "summary", "from pipeline.notebook import messages\nmessages(1)")
    assert build(project, [BARNET], only("board-paper")).ok
    assert record(project)["status"]["is"] == "changed"
    assert "another version was signed by the Director of Public Health" in paper(project).read_text()
    assert "draft: changed since it was signed" in (project.root / "reports" / "index.html").read_text()


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (Signing("Ms " + "Invented Person", "2026-11-22"), "names a person"),
        (Signing("Director", "2099-01-01"), "has not come yet"),
        (Signing("Director", "2020-01-01"), "before the day on which the figures were at hand"),
        (Signing("Director", "22 November"), "is not a day such as"),
        (Signing("Director", "2026-11-22", "Not an id"), "cannot name an edition"),
    ],
)
def test_who_when_and_under_which_name_are_refused_and_nothing_is_left(project, asked, why):
    before = everything(project)

    with pytest.raises(PipelineError, match=why):
        sign_document(project, BARNET, PAPER, asked, quietly)

    assert everything(project) == before


def test_a_document_that_is_not_there_is_not_signed(project):
    with pytest.raises(PipelineError, match="Barnet has no delivery plan"):
        sign_document(project, BARNET, PLAN, DPH, quietly)


@pytest.mark.parametrize(
    "file",
    [
        "data/raw/local/barnet/strategy.toml", "notebooks/summary.ipynb", "reports/barnet/notebooks/summary.ipynb",
        "reports/barnet/board-paper.html",
    ],
)  # fmt: skip
def test_a_document_that_would_now_be_another_is_not_signed(project, file):
    path = project.root / file
    path.write_bytes(path.read_bytes() + b"\n")

    with pytest.raises(PipelineError, match="is not what would be made now") as refused:
        sign_document(project, BARNET, PAPER, DPH, quietly)

    assert "cdp build barnet --document board-paper" in str(refused.value)
    assert not signed_file(project, BARNET).exists()


def test_newer_figures_at_hand_are_built_before_anybody_signs(project):
    old = project.raw / "mps_recorded_crime" / "2026-04"
    shutil.copytree(old, old.with_name("2026-10"))

    with pytest.raises(PipelineError, match="is not what would be made now"):
        sign_document(project, BARNET, PAPER, DPH, quietly)
