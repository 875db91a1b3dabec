"""What `cdp verify` says of a report that nobody touched, and of one that somebody did. Figures real, chapters invented."""

import json
import shutil
import subprocess
import sys

import pytest

from pipeline.errors import PipelineError
from pipeline.verify import read_report, verify
from pipeline.verify.rebuild import rebuilt
from pipeline.verify.rerun import rerun

pytestmark = pytest.mark.slow


def quietly(_):
    return None


def parts(page, project, quick=True):
    """The parts that differ, by name."""
    return [one.part for one in verify(page, project, quick, quietly).differences]


def test_an_untouched_report_holds_when_it_is_made_and_run_again(page, project):
    said = []

    verdict = verify(page, project, say=said.append)

    assert verdict.differences == []
    assert verdict.holds
    assert verdict.not_checked == []
    assert [line for line in said if line.startswith("Running summary")]


def edited(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_number_changed_on_the_page_is_named(page, project):
    edited(page, "1 minute", "7 minutes")

    assert parts(page, project) == ["page"]


def test_a_rebuild_takes_the_releases_that_are_named_and_not_the_newest_and_finds_the_number(page, project):
    old = project.raw / "mps_recorded_crime" / "2026-04"
    newer = shutil.copytree(old, old.with_name("2026-10"))
    record = json.loads((newer / "provenance.json").read_text())
    (newer / "provenance.json").write_text(json.dumps({**record, "accessed": "2027-01-01"}))
    edited(page, "1 minute", "7 minutes")
    report = read_report(page)

    [found] = rebuilt(report, report.record, project, quietly)

    assert found.part == "page"
    assert found.what.endswith("“7 minutes” against “1 minute”")


@pytest.mark.parametrize(
    ("file", "part"),
    [
        ("notebooks/summary.ipynb", "notebook summary"),
        ("notebooks/recommendations.bundle.parquet", "bundle recommendations"),
        ("../../requirements.lock", "lock"),
        ("../../data/raw/mps_recorded_crime/2026-04/ward.csv", "source mps_recorded_crime 2026-04 ward.csv"),
        ("../../data/raw/local/barnet/strategy.toml", "source local {local} barnet/strategy.toml"),
        ("../../notebooks/summary.ipynb", "chapter notebooks/summary.ipynb"),
    ],
)  # fmt: skip
def test_one_more_byte_in_one_file_names_that_part_and_no_other(page, project, file, part):
    path = page.parent / file
    path.write_bytes(path.read_bytes() + b" ")
    release = json.loads((page.parent / "provenance.json").read_text())["documents"]["board-paper"]["sources"]["local"]

    assert parts(page, project) == [part.format(local=release["release"]).replace("  ", " ")]


@pytest.mark.parametrize("name", ["notebooks/older.ipynb", "board-paper.pdf", "charts/one.png"])
def test_a_file_that_no_record_names_is_an_extra_one(page, project, name):
    (page.parent / name).parent.mkdir(exist_ok=True)
    (page.parent / name).write_bytes(b"from another build")

    assert parts(page, project) == [f"extra file {name}"]


def test_a_release_without_its_record_is_named(page, project):
    [place] = (project.raw / "imd").glob("*/provenance.json")
    place.unlink()

    assert parts(page, project) == [f"source imd {place.parent.name} provenance.json"]


def test_the_page_of_changes_to_review_is_no_extra_file(page, project):
    (page.parent / "review.html").write_bytes(b"written by cdp review")

    assert parts(page, project) == []


def test_what_is_gone_is_named(page, project):
    (page.parent / "notebooks" / "summary.bundle.parquet").unlink()
    shutil.rmtree(project.raw / "imd")

    found = verify(page, project, quick=True, say=quietly).differences

    assert ("bundle summary", "is not there") in found
    assert {what for part, what in found if part.startswith("source imd")} == {"is not at hand in data/raw"}


def test_another_package_is_named_and_nothing_is_made_with_it(page, project, monkeypatch):
    for place in ("hashes", "whole"):
        monkeypatch.setattr(f"pipeline.verify.{place}.package_hash", lambda: "0" * 64)

    verdict = verify(page, project, say=quietly)

    assert [one.part for one in verdict.differences] == ["package"]
    assert any("needs the package it was made with" in line for line in verdict.not_checked)


def test_an_output_that_does_not_come_again_names_its_notebook_and_cell(page, project):
    path = page.parent / "notebooks" / "summary.ipynb"
    notebook = json.loads(path.read_text())
    shown = notebook["cells"][-1]["outputs"][0]["data"]["application/vnd.cdp+json"]
    shown["title"] = "Another title"
    path.write_text(json.dumps(notebook))

    report = read_report(page)

    [found] = rerun(report, report.record, quietly)

    assert found.part == "notebook summary"
    assert found.what == "run again, another output: Cell 2"


def test_a_moved_folder_says_what_it_was_made_from_without_a_project(page, tmp_path):
    moved = shutil.copytree(page.parent, tmp_path / "years later")

    verdict = verify(moved / page.name, None, say=quietly)

    assert verdict.holds
    assert "no project is at hand" in verdict.not_checked[0]
    for words in ("made by: cdp build barnet", "mps_recorded_crime 2026-04", "Status: Draft", "figures at hand on"):
        assert words in "\n".join(verdict.made_from)


def test_a_page_that_was_moved_and_renamed_is_still_known(page, project, tmp_path):
    moved = shutil.copytree(page.parent, tmp_path / "moved")
    (moved / page.name).rename(moved / "for the board.html")

    assert parts(moved / "for the board.html", project) == []


def test_a_page_alone_says_what_it_knows_of_itself_and_that_nothing_was_checked(page, tmp_path):
    alone = shutil.copy(page, tmp_path / "sent by post.html")

    verdict = verify(tmp_path / "sent by post.html", None, say=quietly)

    assert alone
    assert verdict.checked == []
    assert "mps_recorded_crime 2026-04" in "\n".join(verdict.made_from)
    assert "Only what the page says of itself is known." in verdict.lines()


def test_a_page_that_is_not_ours_is_refused(tmp_path):
    (tmp_path / "page.html").write_text("<p>Hello")

    with pytest.raises(PipelineError, match=r"does not say what it was made from"):
        verify(tmp_path / "page.html", None)


@pytest.mark.parametrize("text", ["{", '{"documents": {"board-paper": {}}, "area": {}}', "[]"])
def test_a_record_that_is_none_is_refused(page, text):
    (page.parent / "provenance.json").write_text(text)

    with pytest.raises(PipelineError, match=r"provenance.json cannot be read as the record of a report"):
        verify(page, None)


def test_the_command_prints_the_part_as_json_and_exits_with_1(page, project):
    edited(page, "1 minute", "7 minutes")
    command = [sys.executable, "-m", "pipeline", "verify", str(page), "--quick", "--json"]

    run = subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)

    told = json.loads(run.stdout)
    assert run.returncode == 1
    assert told["differences"][0]["part"] == "page"
