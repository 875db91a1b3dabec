"""Every rule passes on a whole page, and fails on the same page with one fault put in."""

import pytest

from pipeline.errors import PipelineError
from pipeline.report.check import check_page
from pipeline.report.page import page_html
from tests.report.invented_page import BARNET, HACKNEY, about, page_notebooks


@pytest.fixture(scope="module")
def page():
    return page_html(about(), page_notebooks())


def test_a_whole_page_passes(page):
    check_page(page, BARNET)


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("</main>", '<p id="main">x</p></main>', "The id 'main' stands 2 times"),
        ("</main>", '<a href="#nowhere">x</a></main>', "leads to #nowhere"),
        ("</main>", '<a href="javascript:1">x</a></main>', "leads to javascript:1, which is no document"),
        ("</main>", '<a href="../barnet/needs-assessment.html">x</a></main>', "is no document of a report"),
        ("</main>", '<a href="needs-assesment.html">x</a></main>', "is no document of a report"),
        ("</main>", '<img alt="x" src="https://example.org/a.png"></main>', "loads https://example.org/a.png"),
        ("</main>", '<img alt="x" srcset="a.png, //example.org/b.png 2x"></main>', "<img srcset> loads"),
        ("</head>", '<link rel="stylesheet" href="http://example.org/a.css"></head>', "<link href> loads"),
        ("</head>", "<style>a{background:url( 'https://example.org/a.png')}</style></head>", "A style loads"),
        ("</main>", '<p style="background:url(//example.org/a)">x</p></main>', "A style loads"),
        ("</main>", "<script>1</script></main>", "A <script> is on the page"),
        ("</main>", '<p onclick="x()">x</p></main>', "<p onclick> holds a script"),
        ("</main>", "<table><tr><td>1</td></tr></table></main>", "A table has no caption"),
        ("</main>", "<table><caption>a</caption><tr><th>b</th></tr></table></main>", "Table 'a': a heading has no scope"),
        ("</main>", '<table><caption>a</caption><tr><th scope="col"></th></tr></table></main>', "a heading is empty"),
        ("</main>", '<svg role="img"><title> </title></svg></main>', "no alternative text"),
        ("</main>", "<svg><title>a</title></svg></main>", "no role or no alternative text"),
        ("</main>", "<h1>Barnet</h1></main>", "has not one h1"),
        ("</main>", "<h2>a</h2><h4>b</h4></main>", "'b' (h4) skips a level after h2"),
        ('lang="en-GB"', 'lang="en"', "en-GB"),
        ('http-equiv="Content-Security-Policy"', "", "Content-Security-Policy"),
        ("</main>", "No description has been provided for this image</main>", "No description has been provided"),
        ("</main>", "Traceback (most recent call last)</main>", "Traceback"),
        ("</main>", "<p>/home/someone/a.csv</p></main>", "/home/someone/a.csv"),
        ("</main>", "<p>C:\\Users\\a</p></main>", "C:\\Users\\a"),
        ("</main>", "<table><caption>a</caption><tr><td>3.4 (nan to nan)</td></tr></table></main>", "'3.4 (nan to nan)' stands"),
        ("</main>", "<table><caption>a</caption><tr><td>None</td></tr></table></main>", "'None' stands"),
        ("</main>", "<p>E09000012</p></main>", "E09000012, the code of Hackney"),
        ("</main>", "{fig:a}</main>", "'{fig:' was left on the page"),
        ("<title>", "<title>Report</title><title>", "The title does not name Barnet"),
        ("</main>", f"<p>{'x' * 1_500_000}</p></main>", "1,500,000 can be e-mailed"),
    ],
)  # fmt: skip
def test_a_page_with_a_fault_is_refused(page, before, after, fault):
    with pytest.raises(PipelineError) as refusal:
        check_page(page.replace(before, after, 1), BARNET)

    assert fault in str(refusal.value)


@pytest.mark.parametrize(
    "fine",
    [
        '<a href="https://www.example.org/release">publisher</a>',
        '<a href="needs-assessment.html#trend-a">Figure 1 of the needs assessment</a>',
        '<a download="a.csv" href="data:text/csv;charset=utf-8,(a),E09000012,1">CSV of all boroughs</a>',
        "<table><caption>a</caption><tr><td>None of them; nanny</td></tr></table>",
        "<p>and/home/carers</p>",
    ],
)
def test_what_only_looks_like_a_fault_passes(page, fine):
    check_page(page.replace("</main>", fine + "</main>", 1), BARNET)


def test_every_fault_is_listed_at_once(page):
    with pytest.raises(PipelineError, match=r"(?s)E09000012.*|#nowhere") as refusal:
        check_page(page.replace("</main>", '<a href="#nowhere">E09000012</a></main>'), BARNET)

    assert "#nowhere" in str(refusal.value)
    assert "E09000012" in str(refusal.value)


def test_a_page_of_another_borough_is_refused(page):
    with pytest.raises(PipelineError, match="The h1 does not name Hackney"):
        check_page(page, HACKNEY)


def test_a_member_of_a_merged_area_may_print_the_merged_code():
    html = page_html(about(HACKNEY), page_notebooks(HACKNEY))

    check_page(html.replace("</main>", "<p>E09000001+E09000012</p></main>"), HACKNEY)
