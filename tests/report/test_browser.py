import sys

import pytest

from pipeline.errors import PipelineError
from pipeline.report import browser, pdf
from pipeline.report.browser import BROWSER_VARIABLE, browser_press, find_browser
from pipeline.report.weasy import prepared, weasy_press


def program(folder, name):
    path = folder / name
    path.write_text("#!/bin/sh\nexit 1\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """A machine without a browser."""
    monkeypatch.delenv(BROWSER_VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser, "_MAC", ())
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path


def test_none_is_found_where_none_is_installed(bare):
    assert find_browser() is None


@pytest.mark.skipif(sys.platform == "win32", reason="programs have other names")
@pytest.mark.parametrize("name", ["chromium", "google-chrome", "microsoft-edge"])
def test_a_browser_is_found_by_its_name(bare, name):
    path = program(bare, name)

    assert find_browser() == path


def test_edge_is_found_where_windows_puts_it(bare, monkeypatch):
    path = bare / "Microsoft" / "Edge" / "Application" / "msedge.exe"
    path.parent.mkdir(parents=True)
    path.write_text("")
    monkeypatch.setenv("PROGRAMFILES", str(bare))

    assert find_browser() == path


@pytest.mark.skipif(sys.platform == "win32", reason="programs have other names")
def test_the_browser_that_is_named_goes_first(bare, monkeypatch):
    program(bare, "chromium")
    named = program(bare, "my-browser")
    monkeypatch.setenv(BROWSER_VARIABLE, str(named))

    assert find_browser() == named


def test_a_named_browser_that_is_not_there_is_an_error_with_its_cure(bare, monkeypatch):
    monkeypatch.setenv(BROWSER_VARIABLE, "no-such-browser")

    with pytest.raises(PipelineError, match=r"no-such-browser, which is not a program\.\nGive the whole path"):
        find_browser()


@pytest.mark.skipif(sys.platform == "win32", reason="programs have other names")
def test_a_browser_that_does_not_start_is_an_error_with_its_cure(bare):
    pytest.importorskip("playwright")
    broken = program(bare, "chromium")

    with pytest.raises(PipelineError, match=f"chromium could not print.*\n.*{BROWSER_VARIABLE}"), browser_press(broken):
        pass


def test_without_a_browser_and_without_weasyprint_the_package_is_named(bare, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    with pytest.raises(PipelineError, match=r"weasyprint.*\n.*pip install -e .\[pdf\]"):
        pdf.pdf_bytes("<html></html>")


def test_without_a_browser_and_without_pango_both_cures_are_named(bare, monkeypatch):
    def without_pango(name):
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr("pipeline.report.extras.import_module", without_pango)

    with pytest.raises(PipelineError, match=r"(?s)Chromium.*CDP_BROWSER.*libpango"), weasy_press():
        pass


def test_weasyprint_gets_the_colours_of_range_bars_with_the_bars():
    page = '<head></head><circle class="dot worse" r="7"/><rect class="here"/>'

    ready = prepared(page)

    assert '<circle fill="#801650" stroke="#fff" stroke-width="2" r="7"/>' in ready
    assert '<rect class="here"/>' in ready
