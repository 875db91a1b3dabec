"""What a machine lacks is named with what works without it and the cure; the command fails only where nothing would work."""

import json
import subprocess
import sys
from contextlib import nullcontext
from importlib import metadata

import pytest

from pipeline import doctor
from pipeline.errors import PipelineError


def found(name):
    return next(one for one in doctor.examine() if one.name == name)


def said(name):
    printed = list(doctor.lines(doctor.examine()))
    first = next(at for at, line in enumerate(printed) if name in line)
    return " ".join(" ".join(printed[first : first + 3]).split())


def test_every_pin_of_the_project_is_compared():
    [words] = [one.found for one in doctor.examine() if one.name == "packages"]
    plain = [need for need in metadata.requires(doctor.PACKAGE) if "extra ==" not in need]

    assert words == f"{len(plain)} of {len(plain)} as pinned"


def test_another_version_is_named_and_no_reason_to_stop(monkeypatch):
    real = metadata.version
    monkeypatch.setattr(metadata, "version", lambda name: "0.1" if name == "pandas" else real(name))
    one = found("packages")

    assert not one.here and not one.needed
    assert f"pandas 0.1 for {real('pandas')}" in one.found


def test_a_missing_package_stops_every_build(monkeypatch):
    real = metadata.version

    def version(name):
        if name == "papermill":
            raise metadata.PackageNotFoundError
        return real(name)

    monkeypatch.setattr(metadata, "version", version)
    one = found("packages")

    assert one.needed and not one.here
    assert "papermill missing" in one.found
    assert "Builds cannot work: packages." in list(doctor.lines([one]))


def no_library():
    raise PipelineError("Pango is not installed.\nInstall it.")


def test_without_browser_and_pango_a_pdf_is_all_that_is_missing(monkeypatch):
    monkeypatch.setattr(doctor, "find_browser", lambda: None)
    monkeypatch.setattr(doctor, "weasy_press", no_library)

    words = said("PDF")
    assert words.startswith("without PDF no Chromium, Chrome or Edge; Pango is not installed.")
    assert "Word and workbook are made without it" in words and "Install Chromium, Chrome or Edge" in words
    assert list(doctor.lines(doctor.examine()))[-1] == "Everything that a build needs is here."


def test_one_way_of_printing_is_enough(monkeypatch):
    monkeypatch.setattr(doctor, "find_browser", lambda: None)
    monkeypatch.setattr(doctor, "weasy_press", nullcontext)

    assert found("PDF").here and found("PDF").found == "by WeasyPrint"


def test_without_forks_the_same_pages_are_made_more_slowly(monkeypatch):
    monkeypatch.setattr(doctor, "can_fork", lambda: False)

    assert "the same pages, some seconds later" in said("forks")


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_outside_a_project_the_command_fails_and_says_what_is_expected(tmp_path, options):
    code = "import sys; from pipeline import doctor, project; project.__file__ = '/nowhere/pipeline/project.py'; "
    code += f"sys.argv = ['cdp', 'doctor', *{options}]; from pipeline.cli import main; main()"
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert run.returncode == 1
    if options:
        [project] = [one for one in json.loads(run.stdout) if one["name"] == "project"]
        assert not project["here"] and project["needed"]
    else:
        assert "MISSING  project" in run.stdout and "Builds cannot work: project." in run.stdout
