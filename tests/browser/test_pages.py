"""The built pages in a real browser, as people meet them: by keyboard, on a phone, in their own colours, on paper, offline."""

import pytest

from pipeline.report.annex import for_paper
from pipeline.signing import Signature, Standing, Status
from tests.browser.conftest import DESKTOP, HALF, PAGES, PHONE, SHEET, at

SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""  # WCAG 1.4.12
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LONGEST = Status(Standing.CHANGED, Signature("board-paper", "Chair", "2026-09-30", "a" * 64, "2026-autumn"))
every_page = pytest.mark.parametrize("name", PAGES)


def test_nothing_is_asked_of_the_network_and_no_script_may_run(unfolded):
    unfolded.emulate_media(media="print")
    unfolded.wait_for_load_state("networkidle")
    unfolded.emulate_media(media="screen")

    assert unfolded.asked == []
    policy = unfolded.get_attribute("meta[http-equiv=Content-Security-Policy]", "content")
    assert policy.startswith("default-src 'none';")
    assert "script-src" not in policy
    assert unfolded.locator("script, iframe, object, embed, [onclick]").count() == 0


@pytest.mark.parametrize("width", [DESKTOP, HALF, PHONE])
def test_the_page_never_scrolls_sideways_even_with_text_spaced_wider(unfolded, width):
    at(unfolded, width)
    assert unfolded.evaluate(SIDEWAYS) == 0

    style = unfolded.add_style_tag(content=SPACED)
    sideways = unfolded.evaluate(SIDEWAYS)
    style.evaluate("one => one.remove()")

    assert sideways == 0


@pytest.mark.parametrize(("width", "drawing"), [(DESKTOP, "wide"), (PHONE, "narrow")])
def test_of_its_two_drawings_a_chart_shows_the_one_for_the_width(unfolded, width, drawing):
    shown = at(unfolded, width).evaluate(
        "[...document.querySelectorAll('.chart')].filter(one => one.checkVisibility()).map(one => one.classList[1])"
    )

    assert set(shown) <= {drawing}


def test_a_judgement_keeps_its_edge_where_colours_are_the_readers(unfolded):
    unfolded.emulate_media(forced_colors="active")
    edges = unfolded.evaluate(
        "[...document.querySelectorAll('.st')].map(one => parseFloat(getComputedStyle(one).borderTopWidth))"
    )
    unfolded.emulate_media(forced_colors="none")

    assert all(width >= 1 for width in edges)


def test_nothing_moves_for_those_who_asked_for_no_motion(unfolded):
    unfolded.emulate_media(reduced_motion="reduce")
    scrolling = unfolded.evaluate("getComputedStyle(document.documentElement).scrollBehavior")
    moving = unfolded.evaluate("""[...document.querySelectorAll('*')].filter(one => { const style = getComputedStyle(one);
        return style.animationName != 'none' || parseFloat(style.transitionDuration) > 0 }).length""")
    unfolded.emulate_media(reduced_motion="no-preference")

    assert scrolling == "auto"
    assert moving == 0


# Where the word of the status lies, and what each entry of the contents leads to, once the page has jumped there
JUMPS = """() => [...document.querySelectorAll('#contents a, .evidence a')].map(link => {
    location.hash = link.hash;
    const tag = document.querySelector('.status .tag').getBoundingClientRect();
    const one = document.getElementById(decodeURIComponent(link.hash.slice(1))).getBoundingClientRect();
    return { hash: link.hash, tag: [tag.top, tag.bottom], top: one.top } })"""


@pytest.mark.parametrize("name", [one for one in PAGES if one != "index"])
@pytest.mark.parametrize("width", [DESKTOP, HALF, PHONE])
def test_a_draft_says_so_wherever_a_link_leads_and_hides_no_heading(opened, name, width):
    page = opened(name, width, reduced_motion="reduce")
    if not page.locator(".status.draft").count():
        pytest.skip(f"{name} is signed: the word need not go along")

    jumps = page.evaluate(JUMPS)

    assert jumps
    assert [
        one for one in jumps if not (one["tag"][0] >= 0 and one["tag"][1] <= 900 / 10)
    ] == []  # a tenth of the height
    assert [one for one in jumps if one["top"] < one["tag"][1]] == []


def test_the_longest_status_of_a_document_fits_a_phone(opened):
    page = opened("index", PHONE)
    page.evaluate(
        "words => document.querySelectorAll('.stands').forEach(one => one.textContent = words)", LONGEST.short
    )

    assert page.evaluate(SIDEWAYS) == 0


# Writes down each element that Tab comes to, once the page has scrolled to it
WATCH = """() => {
    const all = new Map([...document.querySelectorAll('*')].map((one, place) => [one, place])), stops = window.stops = [];
    addEventListener('keyup', () => {
        window.over ||= document.activeElement === document.body;
        if (window.over) return;
        const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
        stops.push({ place: all.get(one), html: one.outerHTML.slice(0, 90),
            seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
            ring: style.outlineStyle != 'none' && parseFloat(style.outlineWidth) >= 2 }) }) }"""


def tab_stops(page):
    """What Tab comes to, from the top to the end of the page."""
    page.evaluate(WATCH)
    while not page.evaluate("window.over"):
        for _ in range(25):
            page.keyboard.press("Tab")
    return page.evaluate("stops")


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
