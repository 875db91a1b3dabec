"""The built pages in a real browser, as people meet them: WCAG 2.2 AA by axe and by trying, on paper, and offline."""

import pytest

from pipeline.report.annex import for_paper
from pipeline.report.browser import find_browser
from tests.browser.conftest import PAGES

pytest.importorskip("axe_playwright_python")
sync_api = pytest.importorskip("playwright.sync_api")
PROGRAM = find_browser()
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not PROGRAM, reason="no Chromium, Chrome or Edge is installed"),
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESKTOP, HALF, PHONE = 1280, 640, 320
SHEET = 673  # CSS pixels between the margins of an A4 sheet, at 96 to the inch
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""  # WCAG 1.4.12
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
every_page = pytest.mark.parametrize("name", PAGES)


@pytest.fixture(scope="module")
def chromium():
    with sync_api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=PROGRAM)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium, reports):
    """Open a page at a width; `asked` are the addresses that it wanted to load beside itself."""
    contexts = []

    def open_page(name, width=DESKTOP, **settings):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **settings)
        contexts.append(context)
        page, address = context.new_page(), (reports / PAGES[name]).as_uri()
        page.asked = []
        context.route("**/*", lambda route: _only(address, route, page.asked))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()


def _only(address, route, asked):
    if route.request.url == address:
        route.continue_()
    else:
        asked.append(route.request.url)
        route.abort()


def unfold(page):
    """Open everything that can be opened."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    return page


def axe(page, *rules):
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415

    # The rows of one table are alike: four stand for all, and axe takes half the time.
    page.evaluate("document.querySelectorAll('details tbody tr:nth-child(n+5)').forEach(one => one.remove())")
    only = {"type": "rule", "values": list(rules)} if rules else RULES
    return Axe().run(page, options={"runOnly": only, "resultTypes": ["violations", "incomplete"]}).response


def faults(found):
    return [f"{one['id']}: {node['target']} {node['html'][:90]}" for one in found for node in one["nodes"]]


@every_page
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_axe_finds_nothing_with_everything_open(opened, name, width):
    assert faults(axe(unfold(opened(name, width)))["violations"]) == []


@every_page
def test_every_target_is_24_pixels_or_stands_apart(opened, name):
    found = axe(unfold(opened(name, PHONE)), "target-size")

    assert faults([*found["violations"], *found["incomplete"]]) == []
    assert faults(found["passes"])


@every_page
def test_nothing_is_asked_of_the_network_and_no_script_may_run(opened, name):
    page = unfold(opened(name))
    page.emulate_media(media="print")
    page.wait_for_load_state("networkidle")

    assert page.asked == []
    policy = page.get_attribute("meta[http-equiv=Content-Security-Policy]", "content")
    assert policy.startswith("default-src 'none';")
    assert "script-src" not in policy
    assert page.locator("script, iframe, object, embed, [onclick]").count() == 0


@every_page
def test_a_phone_shows_the_page_without_scrolling_sideways(opened, name):
    assert unfold(opened(name, PHONE)).evaluate(SIDEWAYS) == 0


@every_page
@pytest.mark.parametrize("width", [DESKTOP, HALF, PHONE])
def test_wider_spacing_of_text_breaks_nothing(opened, name, width):
    page = unfold(opened(name, width))

    page.add_style_tag(content=SPACED)

    assert page.evaluate(SIDEWAYS) == 0


@every_page
@pytest.mark.parametrize(("width", "drawing"), [(DESKTOP, "wide"), (PHONE, "narrow")])
def test_of_its_two_drawings_a_chart_shows_the_one_for_the_width(opened, name, width, drawing):
    shown = opened(name, width).evaluate(
        "[...document.querySelectorAll('.chart')].filter(one => one.checkVisibility()).map(one => one.classList[1])"
    )

    assert set(shown) <= {drawing}


@every_page
def test_a_judgement_keeps_its_edge_where_colours_are_the_readers(opened, name):
    edges = opened(name, forced_colors="active").evaluate(
        "[...document.querySelectorAll('.st')].map(one => parseFloat(getComputedStyle(one).borderTopWidth))"
    )

    assert all(width >= 1 for width in edges)


@every_page
def test_nothing_moves_for_those_who_asked_for_no_motion(opened, name):
    page = opened(name, reduced_motion="reduce")

    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    moving = """[...document.querySelectorAll('*')].filter(one => { const style = getComputedStyle(one);
        return style.animationName != 'none' || parseFloat(style.transitionDuration) > 0 }).length"""
    assert page.evaluate(moving) == 0


STOP = """() => { const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
    return { stop: one !== document.body, place: [...document.querySelectorAll('*')].indexOf(one),
             html: one.outerHTML.slice(0, 90),
             seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
             ring: style.outlineStyle != 'none' && parseFloat(style.outlineWidth) >= 2 } }"""


def tab_stops(page):
    """What Tab comes to, from the top to the end of the page."""
    found = []
    while True:
        page.keyboard.press("Tab")
        here = page.evaluate(STOP)
        if not here["stop"]:
            return found
        found.append(here)


@every_page
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_tab_goes_through_the_page_in_reading_order_and_shows_where_it_is(opened, name, width):
    stops = tab_stops(opened(name, width, reduced_motion="reduce"))

    assert 'class="skip"' in stops[0]["html"]
    assert [one["place"] for one in stops] == sorted({one["place"] for one in stops})
    assert [one["html"] for one in stops if not (one["seen"] and one["ring"])] == []


@every_page
def test_the_first_stop_leads_past_everything_before_the_content(opened, name):
    page = opened(name)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


@every_page
def test_every_table_of_figures_downloads_without_a_network(opened, name):
    page = opened(name, offline=True)
    links = page.locator("a[download]:visible")

    for number in range(min(links.count(), 3)):
        with page.expect_download() as download:
            links.nth(number).click()
        assert download.value.path().read_bytes().count(b"\n") > 1


@every_page
def test_nothing_runs_off_the_sheet(opened, name, reports):
    page = opened(name, SHEET)
    page.emulate_media(media="print")
    page.set_content(for_paper((reports / PAGES[name]).read_text(encoding="utf-8")))

    off = page.evaluate("""() => [...document.querySelectorAll('main *, header *, footer *')].filter(one => {
        const box = one.getBoundingClientRect();
        return box.width > 0 && box.right > innerWidth + 1 && getComputedStyle(one).page == 'auto' })
        .map(one => one.outerHTML.slice(0, 90))""")

    assert off == []
    assert page.locator("nav:visible, details:visible, a[download]:visible, .chart.narrow:visible").count() == 0
