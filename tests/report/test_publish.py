import json
from hashlib import sha256

import nbformat
import pytest

from pipeline.errors import PipelineError
from pipeline.project import Audience, Project
from pipeline.report.publish import publish_needs_assessment
from tests.report.invented_page import BARNET, HACKNEY, edition, figure, notebook, opening, page_notebooks


@pytest.fixture
def project(tmp_path):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "supply.ipynb").write_text("{}")
    return Project(tmp_path)


def executed(project, notebooks=None):
    aside = project.root / "aside"
    aside.mkdir(exist_ok=True)
    for chapter, content in (notebooks or page_notebooks()).items():
        nbformat.write(content, aside / f"{chapter}.ipynb")
        (aside / f"{chapter}.bundle.parquet").write_bytes(b"rows")
    return {path.stem: path for path in sorted(aside.glob("*.ipynb"))}


def test_page_and_provenance_stand_in_the_boroughs_folder_and_nothing_else(project):
    path = publish_needs_assessment(project, BARNET, executed(project), edition())

    assert path == project.root / "reports" / "barnet" / "needs-assessment.html"
    assert sorted(file.name for file in path.parent.iterdir()) == ["needs-assessment.html", "provenance.json"]


def test_partners_reports_have_their_own_folder(project):
    notebooks = executed(project, {"supply": notebook(opening(audience="partners"))})

    path = publish_needs_assessment(project, BARNET, notebooks, edition(), Audience.PARTNERS)

    assert path.parent == project.root / "reports" / "partners" / "barnet"


def test_publishing_twice_gives_the_same_bytes(project):
    notebooks = executed(project)
    contents = []
    for _ in range(2):
        folder = publish_needs_assessment(project, BARNET, notebooks, edition()).parent
        contents.append([file.read_bytes() for file in sorted(folder.iterdir())])

    assert contents[0] == contents[1]


def test_a_refused_page_leaves_the_last_good_one_and_its_record(project):
    path = publish_needs_assessment(project, BARNET, executed(project), edition())
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}

    with pytest.raises(PipelineError, match="Hackney"):
        publish_needs_assessment(project, BARNET, executed(project, page_notebooks(HACKNEY)), edition())

    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before


def test_a_page_that_fails_its_check_is_not_published(project):
    notebooks = {"supply": notebook(opening(), figure(source="Read from /home/someone/a.csv"))}

    with pytest.raises(PipelineError, match="/home/someone"):
        publish_needs_assessment(project, BARNET, executed(project, notebooks), edition())

    assert not (project.root / "reports").exists()


def test_the_record_says_what_the_report_was_made_from(project):
    path = publish_needs_assessment(project, BARNET, executed(project), edition("fingertips"))
    record = json.loads((path.parent / "provenance.json").read_text())

    assert record["edition"] == {"id": "latest", "date": "2026-11-22"}
    assert record["sources"]["fingertips"]["files"] == {"a.csv": "0" * 64}
    assert record["chapters"]["supply"]["notebook_sha256"] == sha256(b"{}").hexdigest()
    assert record["chapters"]["supply"]["bundle_sha256"] == sha256(b"rows").hexdigest()
    assert record["page_sha256"] == sha256(path.read_bytes()).hexdigest()


def test_the_record_names_no_folder_of_this_machine(project):
    path = publish_needs_assessment(project, BARNET, executed(project), edition())

    assert str(project.root) not in (path.parent / "provenance.json").read_text() + path.read_text()


@pytest.mark.parametrize(
    ("audience", "command"),
    [("public", "cdp build barnet"), ("partners", "cdp build barnet --audience partners")],
)
def test_the_command_makes_the_same_report_again(project, audience, command):
    notebooks = executed(project, {"supply": notebook(opening(audience=audience))})

    path = publish_needs_assessment(project, BARNET, notebooks, edition(), Audience(audience))

    assert json.loads((path.parent / "provenance.json").read_text())["command"] == command


def test_a_file_that_is_no_notebook_is_named(project):
    notebooks = executed(project)
    notebooks["supply"].write_text("cut sh")

    with pytest.raises(PipelineError, match=r"supply.ipynb cannot be read"):
        publish_needs_assessment(project, BARNET, notebooks, edition())
