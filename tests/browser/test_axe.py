"""The built pages by the rules of axe: WCAG 2.2 AA and good practice, with everything open; and axe by planted faults."""

import pytest

from pipeline.areas import find_area
from pipeline.changes import Change, Changes, Figure, Why
from pipeline.changes.reviewing import Decision, Reviewed
from pipeline.report.review_page import review_html
from tests.browser.conftest import DESKTOP, PHONE, UNFOLD, at

axe_package = pytest.importorskip("axe_playwright_python.sync_playwright")
BARNET = find_area("barnet")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What axe need not look at, by rule. The rows of one table of figures are alike: four stand for all. Contrast inside a
# drawing it cannot judge and says so, word by word, for minutes: tests of pipeline/figures hold the palette to 3:1 and 4.5:1.
ALIKE = "details tbody tr:nth-child(n+5)"
DRAWINGS = "svg"
RUN = """async ([context, options, kinds]) => {
    const found = await axe.run(context, {...options, resultTypes: kinds});
    return kinds.flatMap(kind => found[kind]).flatMap(rule =>
        rule.nodes.map(node => `${rule.id}: ${node.target} ${node.html.slice(0, 90)}`)) }"""


def axe(page):
    """What breaks a rule, and what axe cannot judge: that of contrast aside, words of one letter and on a picture."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_package.Axe().axe_script)
    others = {"runOnly": RULES, "rules": {"color-contrast": {"enabled": False}}}
    return [
        *page.evaluate(RUN, [{"exclude": [[ALIKE]]}, others, ["violations", "incomplete"]]),
        *page.evaluate(RUN, [{"exclude": [[ALIKE], [DRAWINGS]]}, {"runOnly": ["color-contrast"]}, ["violations"]]),
    ]


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_axe_finds_nothing_with_everything_open(unfolded, width):
    assert axe(at(unfolded, width)) == []


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_axe_finds_nothing_on_a_review_page_and_a_phone_shows_all_of_it(chromium, width):
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.set_content(_review_page())

    found = axe(page)
    hidden = page.evaluate("""[...document.querySelectorAll('.scroll')].filter(one => one.scrollWidth > one.clientWidth)
        .map(one => one.ariaLabel)""")
    page.close()

    assert found == []
    assert hidden == []


def _review_page():
    """A review page of an invented revision, open and then queried."""
    then, now = Figure("12 months to February 2026", 2.0), Figure("12 months to February 2026", 3.0)
    one = Change(Why.REVISION, "drug_trafficking_rate", BARNET.code, "", then, now, "mps_recorded_crime")
    queried = Decision("id", "query", "Community safety analyst", "2026-11-01", "Asked the publisher.", "2 → 3", "2|3")
    title = "Barnet: Drug trafficking, 12 months to February 2026"
    reviewed = [Reviewed(one, title, "2 → 3", "revision, large", told) for told in (None, queried)]
    return review_html(BARNET, Changes("2026-autumn", "latest", (one,)), reviewed)


FAULTS = {
    "image-alt": '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
    "svg-img-alt": '<svg role="img" viewBox="0 0 9 9"><path d="M0 0L9 9"/></svg>',
    "color-contrast": '<p style="color: #a0a0a0">Words too pale to read.</p>',
    "duplicate-id-aria": '<p id="twice">One</p><p id="twice">Two</p><div role="group" aria-labelledby="twice">Three</div>',
    "empty-table-header": "<table><tr><th></th><th>Rate</th></tr><tr><td>Barnet</td><td>1.5</td></tr></table>",
    "scope-attr-valid": '<table><tr><th scope="all">Rate</th></tr><tr><td>1.5</td></tr></table>',
    "scrollable-region-focusable": '<div style="height: 2em; overflow: auto"><p>A long</p><p>text to scroll</p></div>',
    "link-name": '<a href="#main"></a>',
    "heading-order": "<h2>Second</h2><h5>Fifth</h5>",
    "target-size": '<button style="all: unset; font-size: 8px">a</button><button style="all: unset; font-size: 8px">b</button>',
    "list": "<ul><p>No item of the list</p></ul>",
}


def test_axe_finds_what_is_planted_even_inside_what_was_closed(opened):
    page = opened("delivery-plan", PHONE)
    page.evaluate(
        "html => document.querySelector('main details').insertAdjacentHTML('beforeend', html)", "".join(FAULTS.values())
    )
    page.evaluate(UNFOLD)

    found = {fault.split(":")[0] for fault in axe(page)}

    assert found == set(FAULTS)
