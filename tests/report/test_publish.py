import json
from dataclasses import replace
from hashlib import sha256

import nbformat
import pytest

from pipeline.documents import DOCUMENTS, Board
from pipeline.errors import PipelineError
from pipeline.project import Audience, Project
from pipeline.report.formats import Format
from pipeline.report.fresh import stands
from pipeline.report.publish import publish
from pipeline.report.request import Made
from pipeline.signing import Signature
from tests.report.invented_page import (
    HACKNEY,
    about,
    answer,
    cards,
    edition,
    figure,
    notebook,
    opening,
    page_notebooks,
    sentence,
)

NEEDS_ASSESSMENT, BOARD_PAPER, FRAMEWORK = DOCUMENTS[:3]


@pytest.fixture
def project(tmp_path):
    (tmp_path / "notebooks").mkdir()
    return Project(tmp_path)


def executed(project, notebooks=None):
    aside = project.root / "aside"
    aside.mkdir(exist_ok=True)
    for name, content in (notebooks or page_notebooks()).items():
        nbformat.write(content, aside / f"{name}.ipynb")
        (aside / f"{name}.bundle.parquet").write_bytes(b"rows")
    return {name: aside / f"{name}.ipynb" for name in (notebooks or page_notebooks())}


def record(path):
    return json.loads((path.parent / "provenance.json").read_text())["documents"][path.stem]


def test_page_and_provenance_stand_in_the_boroughs_folder_and_nothing_else(project):
    path = publish(project, about(), executed(project)).path

    assert path == project.root / "reports" / "barnet" / "needs-assessment.html"
    assert sorted(file.name for file in path.parent.iterdir()) == ["needs-assessment.html", "provenance.json"]


def test_partners_reports_have_their_own_folder(project):
    notebooks = executed(project, {"supply": notebook(opening(audience="partners"))})

    path = publish(project, about(audience=Audience.PARTNERS), notebooks).path

    assert path.parent == project.root / "reports" / "partners" / "barnet"


def test_publishing_twice_gives_the_same_bytes(project):
    notebooks = executed(project)
    contents = []
    for _ in range(2):
        folder = publish(project, about(), notebooks).path.parent
        contents.append([file.read_bytes() for file in sorted(folder.iterdir())])

    assert contents[0] == contents[1]


def test_a_refused_page_leaves_the_last_good_one_and_its_record(project):
    path = publish(project, about(), executed(project)).path
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}

    with pytest.raises(PipelineError, match="Hackney"):
        publish(project, about(), executed(project, page_notebooks(HACKNEY)))

    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before


def test_a_page_that_fails_its_check_is_not_published(project):
    notebooks = {"supply": notebook(opening(), figure(source="Read from /home/someone/a.csv"))}

    with pytest.raises(PipelineError, match="/home/someone"):
        publish(project, about(), executed(project, notebooks))

    assert not (project.root / "reports").exists()


def test_the_record_says_what_the_document_was_made_from(project):
    path = publish(project, replace(about(), edition=edition("fingertips")), executed(project)).path
    told = record(path)

    assert told["edition"] == {"id": "latest", "date": "2026-11-22"}
    assert told["sources"]["fingertips"]["files"] == {"a.csv": "0" * 64}
    assert told["chapters"]["supply"]["notebook_sha256"] == "3f2a9c1b" * 8
    assert told["chapters"]["supply"]["bundle_sha256"] == sha256(b"rows").hexdigest()
    assert told["page_sha256"] == sha256(path.read_bytes()).hexdigest()
    assert told["command"] == "cdp build barnet"


def test_each_document_keeps_its_own_record(project):
    first = publish(project, about(), executed(project)).path
    before = record(first)
    made = Made("cdp build barnet --document board-paper")
    second = publish(project, about(document=BOARD_PAPER, made=made), executed(project)).path

    assert record(first) == before
    assert record(second)["command"] == "cdp build barnet --document board-paper"
    assert list(record(second)["chapters"]) == ["summary", "supply"]


def test_a_document_links_to_what_the_needs_assessment_shows(project):
    publish(project, about(), executed(project))
    chapter = notebook(opening("outcomes", title="Outcomes", priority=None), answer(sentence(link="trend-a")))

    path = publish(project, about(document=FRAMEWORK), executed(project, {"outcomes": chapter})).path

    link = '<a href="needs-assessment.html#trend-a">Figure\N{NO-BREAK SPACE}1</a> of the needs assessment'
    assert link in path.read_text()


def test_without_a_needs_assessment_a_sentence_stands_without_a_link(project):
    chapter = notebook(opening("outcomes", title="Outcomes", priority=None), answer(sentence(link="trend-a")))

    path = publish(project, about(document=FRAMEWORK), executed(project, {"outcomes": chapter})).path

    assert "needs-assessment.html" not in path.read_text()


def test_a_recommendation_can_be_linked_to_from_another_document(project):
    asked = notebook(opening("recommendations", title="Recommendations", priority=None), cards())
    publish(project, about(), executed(project, {"recommendations": asked}))
    chapter = notebook(opening("delivery", title="Delivery", priority=None), answer(sentence(link="recommendation-a")))

    path = publish(project, about(document=FRAMEWORK), executed(project, {"delivery": chapter})).path

    assert '<a href="needs-assessment.html#recommendation-a">Recommendation 1</a>' in path.read_text()


def test_the_record_names_no_folder_of_this_machine(project):
    path = publish(project, about(), executed(project)).path

    assert str(project.root) not in (path.parent / "provenance.json").read_text() + path.read_text()


def test_a_file_that_is_no_notebook_is_named(project):
    notebooks = executed(project)
    notebooks["supply"].write_text("cut sh")

    with pytest.raises(PipelineError, match=r"supply.ipynb cannot be read"):
        publish(project, about(), notebooks)


def test_a_format_that_cannot_be_made_takes_nothing_from_the_page_and_is_asked_for_again(project, monkeypatch):
    def missing(html):
        raise PipelineError("no browser here")

    monkeypatch.setattr("pipeline.report.pdf.pdf_bytes", missing)
    notebooks = executed(project)

    path, without = publish(project, about(), notebooks, [Format.PDF])

    assert path.is_file()
    assert without == {Format.PDF: "no browser here"}
    assert stands(project, about(), notebooks) == path
    assert stands(project, about(), notebooks, [Format.PDF]) is None


def test_a_page_stands_until_it_or_what_it_is_made_from_changes(project):
    notebooks = executed(project)
    path = publish(project, about(), notebooks).path
    assert stands(project, about(), notebooks) == path
    assert stands(project, about(board=Board.CSP), notebooks) is None

    path.write_text(path.read_text() + " ")
    assert stands(project, about(), notebooks) is None


def signature(path, **more):
    told = {"role": "Director of Public Health", "date": "2026-12-01", "edition": "2026-autumn"}
    return Signature("needs-assessment", content=record(path)["content_sha256"], **{**told, **more})


def test_a_signature_is_told_by_the_page_its_record_and_its_other_formats_and_the_content_stays(project):
    notebooks = executed(project)
    path = publish(project, about(), notebooks, [Format.WORKBOOK]).path
    before = record(path)

    page = about(signature=signature(path))
    assert stands(project, page, notebooks, [Format.WORKBOOK]) is None
    publish(project, page, notebooks, [Format.WORKBOOK])

    after = record(path)
    assert (before["status"], after["status"]["is"]) == ({"is": "draft"}, "signed")
    assert after["status"]["role"] == "Director of Public Health"
    assert before["content_sha256"] == after["content_sha256"]
    assert before["files"]["data-tables.xlsx"] != after["files"]["data-tables.xlsx"]
    assert stands(project, page, notebooks, [Format.WORKBOOK]) == path
    assert '<strong class="tag">Signed</strong>' in path.read_text()


def test_a_page_whose_content_is_not_the_signed_one_is_a_draft_that_says_so(project):
    path = publish(project, about(), executed(project)).path
    page = about(signature=signature(path))

    publish(project, page, executed(project, {**page_notebooks(), "supply": notebook(opening(), answer())}))

    assert record(path)["status"]["is"] == "changed"
    assert '<strong class="tag">Draft</strong>' in path.read_text()
    assert "another version was signed by the Director of Public Health on 1 December 2026" in path.read_text()
