import pytest
from bs4 import BeautifulSoup

from pipeline.execution.failure import Failure
from pipeline.project import Audience, Project
from pipeline.report.index import publish_index
from tests.report.invented_page import edition


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path)


def built(project, slug, audience=Audience.PUBLIC):
    folder = project.reports(audience) / slug
    folder.mkdir(parents=True)
    (folder / "needs-assessment.html").write_text("good")


def failure(code="E09000003", name="Barnet"):
    return Failure(code, name, "supply", "ValueError", "Correct the cell.")


def shown(project, *failures, audience=Audience.PUBLIC):
    path = publish_index(project, edition(), audience, failures)
    return BeautifulSoup(path.read_text(), "html.parser")


def test_all_33_boroughs_are_on_the_map_and_in_the_list_and_only_built_ones_are_links(project):
    built(project, "barnet")

    page = shown(project)

    assert [len(page.select(f"{name} li")) for name in (".map", ".names")] == [33, 33]
    assert [link["href"] for link in page.select(".map a, .names a")] == ["barnet/needs-assessment.html"] * 2


def test_a_failed_borough_keeps_the_link_to_its_last_good_report(project):
    built(project, "barnet")

    page = shown(project, failure())

    assert "supply could not be made. The report linked is the last good one." in page.select_one(".failed").text
    assert page.select_one(".map .old a").text == "Barnetlast good report"


def test_a_borough_that_failed_and_never_had_a_report_says_so(project):
    page = shown(project, failure())

    assert "There is no earlier report." in page.select_one(".failed").text
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
