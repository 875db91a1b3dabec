"""The whole way, with the real figures and thin chapters: what is made, what is refused, and what then stays."""

import json

import pytest
from bs4 import BeautifulSoup

from pipeline.build import Choices, build
from pipeline.build.status import standings
from pipeline.documents import DOCUMENTS, Board
from pipeline.editions import load_edition
from pipeline.errors import PipelineError
from pipeline.project import Audience
from tests.build.invented import BARNET, HACKNEY, PRIORITIES, RUNS, STRATEGY, only, write_chapter

pytestmark = pytest.mark.slow


def standing(project):
    [found] = standings(project, [BARNET], load_edition(project), Audience.PUBLIC)
    return found


def page(path):
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def chapters_of(path):
    return [section["id"] for section in page(path).select("section.chapter")]


def test_every_document_is_published_with_its_evidence_and_the_index(built, folder):
    assert built.ok
    assert built.made == {one.id: (folder / one.file,) for one in DOCUMENTS}
    assert {path.name for path in (folder / "notebooks").iterdir()} == {
        f"{name}.{kind}" for name in RUNS for kind in ("ipynb", "bundle.parquet")
    }
    assert [link["href"] for link in page(built.index).select(".shelf a")] == [
        f"barnet/{one.file}" for one in DOCUMENTS
    ]
    assert page(built.index).select_one("#london h2").text == "London"


def test_every_chapter_is_run_once_for_all_documents_and_each_of_the_boroughs_own_priorities(project, built):
    lines = [json.loads(line) for line in (project.root / "reports" / "ledger.jsonl").read_text().splitlines()]
    first = lines[: len(RUNS) + 1]

    assert {(line["borough"], line["run"]) for line in first} == {
        ("london", "london"),
        *(("barnet", run) for run in RUNS),
    }
    assert {line["status"] for line in first} == {"ok"}
    assert all(len(line[name]) == 64 for line in lines for name in ("notebook", "bundle", "executed", "inputs"))


def test_each_priority_has_its_own_section_under_its_own_title(folder):
    shown = page(folder / "performance-framework.html")

    assert chapters_of(folder / "performance-framework.html") == ["outcomes", "priority-1", "priority-2", "methods"]
    assert "Invented aim two" in shown.select_one("#priority-2 h2").text


def test_a_progress_report_opens_with_progress(folder):
    assert chapters_of(folder / "progress-report.html") == ["progress", "summary", "outcomes", "delivery"]


def test_documents_of_a_borough_lead_to_each_other(folder):
    links = [link["href"] for link in page(folder / "delivery-plan.html").select(".others a")]

    assert links == [one.file for one in DOCUMENTS if one.id != "delivery-plan"]


def test_the_board_decides_which_priority_comes_first(project, folder):
    good = {path: path.read_bytes() for path in folder.glob("*.*")}
    build(project, [BARNET], only("needs-assessment", board=Board.HWB))
    health = [name for name in chapters_of(folder / "needs-assessment.html") if name in PRIORITIES]
    command = json.loads((folder / "provenance.json").read_text())["documents"]["needs-assessment"]["command"]
    for path, content in good.items():
        path.write_bytes(content)

    assert health == ["treatment", "supply", "demand"]
    assert command == "cdp build barnet --document needs-assessment --board hwb"


def test_a_report_is_up_to_date_until_a_notebook_changes(project, built):
    before = standing(project)
    write_chapter(project, "demand", "# thought again")
    after = standing(project)
    write_chapter(project, "demand")

    assert (before.state, after.state) == ("up to date", "stale")
    assert after.why == "notebook changed: demand (in needs-assessment)"


def test_a_report_is_stale_when_the_boroughs_own_files_change_or_a_document_is_not_there(project, folder):
    strategy, paper = project.raw / "local" / "barnet" / "strategy.toml", folder / "board-paper.html"
    good = paper.read_bytes()
    strategy.write_text(STRATEGY + "# thought again\n")
    paper.unlink()
    after = standing(project)
    strategy.write_text(STRATEGY)
    paper.write_bytes(good)

    assert after.why == "not there: board-paper; its own files changed"


def test_a_failed_chapter_stops_only_the_documents_that_hold_it(project, folder):
    good = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    write_chapter(project, "demand", "1 / 0")
    result = build(project, [BARNET], Choices(workers=2))
    write_chapter(project, "demand")

    [failure] = result.failures
    assert (failure.borough, failure.chapter, failure.cell) == ("Barnet", "demand", 3)
    assert failure.notebook == "reports/barnet/notebooks/demand.failed.ipynb"
    assert (project.root / failure.notebook).is_file()
    assert {name for name, made in result.made.items() if not made} == {"needs-assessment"}
    assert {path: path.read_bytes() for path in good} == good
    assert "demand could not be made" in result.index.read_text(encoding="utf-8")


def test_no_document_leads_to_one_that_was_never_made(project, built):
    write_chapter(project, "delivery", "1 / 0")
    build(project, [HACKNEY], only("performance-framework", "delivery-plan"))
    write_chapter(project, "delivery")
    [made] = (project.root / "reports" / "hackney").glob("*.html")

    assert made.name == "performance-framework.html"
    assert chapters_of(made) == ["outcomes", "methods"]  # a borough without priorities of its own
    assert not page(made).select(".others")


def test_a_boroughs_own_chapter_stands_in_its_place_in_its_own_documents_only(project, built):
    facts = {"title": "Night life", "after": "outcomes", "documents": ["performance-framework"]}
    path = write_chapter(project, "night-life", folder="local/barnet", **facts)
    build(project, [BARNET, HACKNEY], only("performance-framework"))
    path.unlink()

    reports = project.root / "reports"
    assert chapters_of(reports / "barnet" / "performance-framework.html")[:2] == ["outcomes", "night-life"]
    assert "night-life" not in chapters_of(reports / "hackney" / "performance-framework.html")


def test_own_files_that_cannot_be_read_stop_their_borough_only(project, built):
    strategy = project.raw / "local" / "barnet" / "strategy.toml"
    strategy.write_text(STRATEGY.replace('title = "Invented aim two"', 'titel = "Invented aim two"'))
    result = build(project, [BARNET, HACKNEY], only("delivery-plan"))
    strategy.write_text(STRATEGY)

    [failure] = result.failures
    assert (failure.borough, failure.chapter) == ("Barnet", "own files")
    assert "titel" in failure.error
    assert [path.parent.name for path in result.made["delivery-plan"]] == ["hackney"]


def test_an_index_without_its_chapter_is_still_written_and_says_so(project, built):
    write_chapter(project, "london", "1 / 0")
    result = build(project, [BARNET], only("delivery-plan"))
    write_chapter(project, "london")

    shown = page(result.index)
    assert [failure.borough for failure in result.failures] == ["London"]
    assert "london could not be made" in shown.select_one(".failed").text
    assert shown.select(".map a")


def test_a_broken_figure_stops_the_build_and_leaves_the_last_good_report(project, folder):
    report = (folder / "needs-assessment.html").read_bytes()
    table = project.raw / "imd" / "2025" / "borough.csv"
    whole = table.read_text(encoding="utf-8")
    table.write_text(whole.replace("E09000003", "E99999999", 1), encoding="utf-8")

    with pytest.raises(PipelineError, match=r"(?s)imd: 1 of .* line \d+: .*E99999999"):
        build(project, [BARNET])
    table.write_text(whole, encoding="utf-8")

    assert (folder / "needs-assessment.html").read_bytes() == report


def test_a_parameter_that_a_notebook_lacks_is_refused_before_anything_runs(project, built):
    path = project.notebooks / "demand.ipynb"
    path.write_text(path.read_text().replace('borough = \\"', 'burough = \\"'))

    with pytest.raises(PipelineError, match=r"demand.ipynb.*no `borough`. Did you mean burough\?"):
        build(project, [BARNET])
    write_chapter(project, "demand")
