"""A page on its way to paper. Every figure is invented."""

import pytest
from bs4 import BeautifulSoup

from pipeline.report.annex import for_paper
from pipeline.report.page import page_html
from pipeline.report.request import Elsewhere
from tests.report.invented_page import about, answer, figure, grid, notebook, opening, sentence, table


def page(*cells, **more):
    return page_html(about(**more), {"supply": notebook(opening(), *cells)})


def on_paper(*cells, **more):
    return BeautifulSoup(for_paper(page(*cells, **more)), "html.parser")


def test_every_chart_has_its_table_in_the_annex_and_a_link_there_and_back():
    printed = on_paper(figure("trend-a"), figure("compare-b", table=grid([("2023/24", "0.9")])))

    tables = printed.select("#annex .behind")
    assert [one["id"] for one in tables] == ["annex-trend-a", "annex-compare-b"]
    assert [one.td.text for one in tables] == ["1.5", "0.9"]
    assert [one.caption.a["href"] for one in tables] == ["#trend-a", "#compare-b"]
    assert [link["href"] for link in printed.select(".fig .to-annex a")] == ["#annex-trend-a", "#annex-compare-b"]


def test_a_caption_of_the_annex_says_what_its_table_holds():
    [caption] = on_paper(figure("trend-a")).select("#annex caption")

    assert " ".join(caption.text.split()) == "Table A1, behind Figure 1 A line goes up Invented rate, 2024/25"


def test_the_annex_ends_the_document_before_its_sources():
    printed = on_paper(figure("trend-a"))

    assert [h2.get("id") for h2 in printed.find_all("h2")][-2:] == ["annex-title", "provenance"]


def test_a_document_without_charts_has_no_annex():
    assert not on_paper(table()).select("#annex")


def test_what_is_of_use_on_a_screen_only_is_left_out():
    printed = on_paper(figure("trend-a"), table())

    assert not printed.select("nav, details, a[download], .skip, .chart.narrow")
    assert len(printed.select(".chart.wide svg")) == 1


def test_a_link_to_another_file_becomes_words():
    elsewhere = Elsewhere("needs-assessment.html", "the needs assessment", {"trend-b": "Figure 7"})
    told = answer(sentence("The line goes up.", link="trend-b"))
    html = page(told, elsewhere=elsewhere)
    assert '<a href="needs-assessment.html#trend-b">' in html

    printed = for_paper(html)

    assert ".html" not in printed
    assert "(Figure\N{NO-BREAK SPACE}7 of the needs assessment)" in printed


def test_every_link_on_paper_leads_somewhere():
    printed = on_paper(answer(sentence("The line goes up.", link="trend-a")), figure("trend-a"))

    ids = {tag["id"] for tag in printed.find_all(id=True)}
    assert {link["href"][1:] for link in printed.select('a[href^="#"]')} <= ids


def test_a_chart_whose_table_is_not_there_is_refused():
    html = page(figure("trend-a")).replace("<details>", "<div>")

    with pytest.raises(ValueError, match="no table of its figures"):
        for_paper(html)
