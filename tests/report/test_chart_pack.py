"""The charts of an invented page as pictures for slides."""

import struct
import sys
from xml.etree import ElementTree as Tree

import pytest

from pipeline.errors import PipelineError
from pipeline.report.chart_pack import chart_pack, slide
from pipeline.report.page import compose
from pipeline.report.picture import picture
from tests.report.invented_page import about, answer, figure, notebook, opening, sentence, svg, table

SVG = "{http://www.w3.org/2000/svg}"


def pack(*bundles):
    page = about()
    _, refs, stitched = compose(page, {"supply": notebook(opening(), answer(sentence()), *bundles)})
    return chart_pack(page, refs, stitched)


def drawn(**more):
    return Tree.fromstring(slide(figure(**more), "Invented: Draft"))


def texts(root):
    return [(float(one.get("y")), one.text) for one in root.findall(f"{SVG}text")]


def test_each_chart_is_a_file_named_by_its_number_and_id_beside_a_list_of_them():
    files = pack(figure("trend-b"), table(), figure("compare-a"))

    assert list(files) == ["figure-01-trend-b.png", "figure-02-compare-a.png", "contents.csv"]
    assert all(content.startswith(b"\x89PNG") for name, content in files.items() if name.endswith(".png"))


def test_the_list_holds_each_charts_words_and_runs_nothing():
    listed = pack(figure("trend-b", headline="=1+1", alt="What it shows"))["contents.csv"].decode("utf-8-sig")

    head, line = listed.splitlines()
    assert head == "figure,file,headline,subtitle,alternative_text,source"
    assert line == ('Figure 1,figure-01-trend-b.png,\'=1+1,"Invented rate, 2024/25",What it shows,Source: invented.')


def test_headline_and_subtitle_stand_above_the_chart_and_source_and_status_below():
    root = drawn()
    inside = root.find(f"{SVG}svg")
    top = float(inside.get("y"))
    bottom = top + float(inside.get("height"))

    assert [words for y, words in texts(root) if y < top] == ["A line goes up", "Invented rate, 2024/25"]
    assert [words for y, words in texts(root) if y > bottom] == ["Source: invented.", "Invented: Draft"]
    assert all(y < float(root.get("viewBox").split()[3]) for y, _ in texts(root))


def test_the_chart_keeps_its_size_so_that_nothing_in_it_is_cut():
    inside = drawn().find(f"{SVG}svg")

    assert (inside.get("width"), inside.get("height"), inside.get("viewBox")) == ("300.0", "100.0", "0 0 300 100")


def test_a_long_headline_is_broken_and_moves_the_chart_down():
    short, long = drawn(), drawn(headline="A headline of many words " * 6)

    assert len(texts(long)) > len(texts(short))
    assert float(long.find(f"{SVG}svg").get("y")) > float(short.find(f"{SVG}svg").get("y"))
    assert " ".join(words for _, words in texts(long)).count("A headline of many words") == 6


def test_words_with_signs_of_markup_are_printed_as_they_are():
    assert texts(drawn(headline='5 < 6 & "seven"'))[0][1] == '5 < 6 & "seven"'


def test_a_picture_is_wide_enough_for_a_slide():
    png = pack(figure())["figure-01-trend-a.png"]

    assert struct.unpack(">I", png[16:20])[0] >= 1800


def test_the_words_are_in_the_picture_and_the_same_inputs_give_the_same_bytes():
    one = pack(figure())
    picture.cache_clear()

    assert pack(figure()) == one
    assert pack(figure(headline="Another"))["figure-01-trend-a.png"] != one["figure-01-trend-a.png"]


def test_a_document_without_charts_has_no_pack():
    assert pack(table()) == {}


def test_a_missing_package_is_named_with_its_cure(monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    drawing = {"wide": svg("Drawn nowhere else"), "narrow": svg("Drawn nowhere else", "n")}

    with pytest.raises(PipelineError, match="resvg-py"):
        pack(figure(svg=drawing))
