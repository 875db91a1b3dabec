import json

import nbformat
import pytest
from bs4 import BeautifulSoup

from pipeline.areas import LONDON
from pipeline.errors import PipelineError
from pipeline.execution.failure import Failure
from pipeline.project import Audience, Project
from pipeline.report.index import publish_index
from tests.report.invented_page import edition, facts, notebook, opening, prose, sentence


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path)


def built(project, slug, audience=Audience.PUBLIC, documents=("needs-assessment",)):
    folder = project.reports(audience) / slug
    folder.mkdir(parents=True)
    for document in documents:
        (folder / f"{document}.html").write_text("good")


def failure(code="E09000003", name="Barnet", chapter="supply"):
    return Failure(code, name, chapter, "ValueError", "Correct the cell.")


def london(project, *cells, title="London side by side"):
    told = opening("london", LONDON, title, None)
    nbformat.write(notebook(prose("# London"), told, *cells), project.root / "london.ipynb")
    return {"london": project.root / "london.ipynb"}


def shown(project, *failures, audience=Audience.PUBLIC, executed=None):
    path = publish_index(project, edition(), audience, failures, executed)
    return BeautifulSoup(path.read_text(), "html.parser")


def test_all_33_boroughs_are_on_the_map_and_in_the_list_and_only_built_ones_are_links(project):
    built(project, "barnet")

    page = shown(project)

    assert [len(page.select(f"{name} li")) for name in (".map", ".names")] == [33, 33]
    assert [link["href"] for link in page.select(".map a, .names a")] == ["barnet/needs-assessment.html"] * 2


def test_a_failed_borough_keeps_the_link_to_its_last_good_report(project):
    built(project, "barnet")

    page = shown(project, failure())

    assert "supply could not be made. The documents linked are the last good ones." in page.select_one(".failed").text
    assert page.select_one(".map .old a").text == "Barnetlast good report"


def test_a_borough_that_failed_and_never_had_a_report_says_so(project):
    page = shown(project, failure())

    assert "There are no earlier documents." in page.select_one(".failed").text
    assert not page.select(".map a")


def test_without_a_failure_there_is_no_box_of_failures(project):
    assert not shown(project).select(".failed")


def test_tiles_stand_where_the_boroughs_lie(project):
    styles = {item.get_text(" ").split(" not")[0]: item["style"] for item in shown(project).select(".map li")}

    assert styles["Enfield"] == "grid-area:1/5"
    assert len(set(styles.values())) == 33


def test_the_partners_index_has_its_own_folder_and_shows_their_reports_only(project):
    built(project, "barnet")

    page = shown(project, audience=Audience.PARTNERS)

    assert (project.root / "reports" / "partners" / "index.html").is_file()
    assert not page.select(".map a")
    assert "not for publication" in page.text


def test_every_document_that_is_there_is_listed_by_borough(project):
    built(project, "barnet", documents=("needs-assessment", "delivery-plan"))

    links = [link["href"] for link in shown(project).select(".shelf a")]

    assert links == ["barnet/needs-assessment.html", "barnet/delivery-plan.html"]


def test_the_chapter_about_london_stands_on_the_index(project):
    said = facts("answer", LONDON, sentences=[sentence()])

    page = shown(project, executed=london(project, said, prose("## Side by side")))

    assert page.select_one("#london h2").text == "London side by side"
    assert page.select_one("#london .answer").text == "The line goes up."


def test_a_chapter_of_a_borough_is_not_taken_for_london(project):
    with pytest.raises(PipelineError, match="Barnet"):
        shown(project, executed=london(project, facts("answer", sentences=[sentence()])))


def test_where_the_chapter_about_london_failed_the_index_stands_without_it_and_says_so(project):
    page = shown(project, failure(LONDON.code, "London", "london"))

    assert "London: london could not be made. This page is made without it." in page.select_one(".failed").text


def test_where_nothing_is_signed_every_document_is_a_draft(project):
    built(project, "barnet", documents=("needs-assessment", "board-paper"))

    words = shown(project).select_one(".status").text

    assert "None of 2 documents signed. Each is a draft and not a final paper." in words
    assert "other" not in words


def test_each_document_says_whether_it_is_a_draft_or_signed(project):
    built(project, "barnet", documents=("needs-assessment", "board-paper", "delivery-plan"))
    by = {"document": "x", "role": "Chair", "date": "2026-12-01", "content": "a" * 64, "edition": "2026-autumn"}
    records = {"board-paper": {"status": {"is": "signed", **by}}, "delivery-plan": {"status": {"is": "changed", **by}}}
    (project.reports(Audience.PUBLIC) / "barnet" / "provenance.json").write_text(json.dumps({"documents": records}))

    page = shown(project)

    assert [item.select_one(".stands").text for item in page.select(".shelf li")] == [
        "draft", "signed 1 December 2026", "draft: changed since it was signed 1 December 2026",
    ]  # fmt: skip
    assert "1 of 3 documents signed. Every other one is a draft" in page.select_one(".status").text
    assert page.select_one(".status .tag").text == "Draft"
