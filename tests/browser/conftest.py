"""The pages that the browser tests look at: those of the last build, else built once, with the real figures."""

import shutil
from pathlib import Path

import pytest

from pipeline.areas import find_area
from pipeline.documents import DOCUMENTS
from pipeline.project import Project
from pipeline.report.browser import find_browser

ROOT = Path(__file__).parent.parent.parent
PAGES = {"index": "index.html", **{one.id: f"barnet/{one.file}" for one in DOCUMENTS}}
DESKTOP, HALF, PHONE = 1280, 640, 320
SHEET = 673  # CSS pixels between the margins of an A4 sheet, at 96 to the inch
UNFOLD = "document.querySelectorAll('details').forEach(one => one.open = true)"


def pytest_collection_modifyitems(items):
    """Every test here is for a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def reports(tmp_path_factory):
    """The folder of the reports: Barnet's documents and the index."""
    if all((ROOT / "reports" / page).is_file() for page in PAGES.values()):
        return ROOT / "reports"
    from pipeline.build import build  # noqa: PLC0415

    root = tmp_path_factory.mktemp("project")
    for folder in ("notebooks", "data/raw"):
        shutil.copytree(ROOT / folder, root / folder)
    result = build(Project(root), [find_area("barnet")])
    assert result.ok, result.failures
    return root / "reports"


@pytest.fixture(scope="module")  # closed before another module starts one of its own: two cannot be driven at once
def chromium():
    """The installed browser; without one, or without the package that drives it, the tests here are skipped."""
    driver = pytest.importorskip("playwright.sync_api").sync_playwright
    program = find_browser()
    if not program:
        pytest.skip("no Chromium, Chrome or Edge is installed (Debian and Ubuntu: sudo apt install chromium)")
    with driver() as playwright:
        browser = playwright.chromium.launch(executable_path=program)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium, reports):
    """Open a page as it is at first, at a width."""
    contexts = []

    def open_page(name, width=DESKTOP, **settings):
        page = _open(chromium, reports, name, width, **settings)
        contexts.append(page.context)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="module", params=PAGES)
def unfolded(request, chromium, reports):
    """A page with everything open that can be opened, loaded once for many looks: leave it as it was."""
    page = _open(chromium, reports, request.param)
    page.evaluate(UNFOLD)
    yield page
    page.context.close()


def _open(browser, reports, name, width=DESKTOP, **settings):
    """Load a page; in `asked` are the addresses that it wanted beside itself, none of which it got."""
    context = browser.new_context(viewport={"width": width, "height": 900}, **settings)
    page, address = context.new_page(), (reports / PAGES[name]).as_uri()
    page.asked = []
    context.route("**/*", lambda route: _only(address, route, page.asked))
    page.goto(address)
    return page


def _only(address, route, asked):
    if route.request.url == address:
        route.continue_()
    else:
        asked.append(route.request.url)
        route.abort()


def at(page, width):
    """The same page at another width."""
    page.set_viewport_size({"width": width, "height": 900})
    return page
