"""`cdp sign` on a whole project: what it refuses, what it writes, what it publishes again. Chapters invented."""

import json
import shutil
from types import SimpleNamespace

import pytest

from pipeline.build import build
from pipeline.build.sign import Signing, _refuse_older, sign_document
from pipeline.changes.keeping import id_for, keep
from pipeline.documents import find_documents
from pipeline.editions import load_edition
from pipeline.errors import PipelineError
from pipeline.project import Project
from pipeline.signing import Signature, read_signatures, sign, signed_file
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


def test_figures_edited_by_hand_are_not_signed(project):
    [table] = (project.raw / "imd").glob("*/borough.csv")
    table.write_text(table.read_text().replace(",", ",0", 1))

    with pytest.raises(PipelineError):
        sign_document(project, BARNET, PAPER, DPH, quietly)
    assert not signed_file(project, BARNET).exists()


def test_an_edition_nobody_named_takes_its_date_and_the_next_one_of_that_day_a_number(project):
    edition = load_edition(project)
    first = id_for(project, edition)
    keep(project, edition, first, [BARNET])
    again = id_for(project, edition)
    rows = project.raw / "editions" / first / "manifest.json"
    record = json.loads(rows.read_text())
    record["releases"]["imd"]["files"]["borough.csv"] = "0" * 64
    rows.write_text(json.dumps(record))

    assert first == again == edition.date
    assert id_for(project, edition) == f"{edition.date}-2"


def test_a_page_of_an_older_edition_takes_no_newer_ones_signature(project, monkeypatch):
    made = SimpleNamespace(id="2026-spring", date="2026-04-01")
    signed = Signature("board-paper", "Director of Public Health", "2026-11-22", "0" * 64, "2026-autumn")
    sign(project, BARNET, signed)
    folders = [project.raw / "editions" / name for name in ("2026-spring", "2026-autumn")]
    monkeypatch.setattr("pipeline.build.sign.editions_kept", lambda project, area: folders)

    with pytest.raises(PipelineError, match="this page is of the older edition 2026-spring"):
        _refuse_older(project, BARNET, PAPER, made)
    _refuse_older(project, BARNET, PAPER, SimpleNamespace(id="latest", date="2026-11-22"))
