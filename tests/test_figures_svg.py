"""Drawings as inline SVG: clean, named, the same bytes each time."""

import re
import subprocess
import sys

import matplotlib.pyplot as plt
import pytest
import seaborn as sns
from matplotlib.figure import Figure

from pipeline.figures import is_narrow, svg_pair

PRINT_A_CHART = """
from pipeline.figures import svg_pair
def draw(ax):
    ax.plot([1, 2, 3], [2, 1, 4], marker="o"); ax.fill_between([1, 2], 0, 1); ax.set_xlabel("Year")
print(svg_pair(draw, "fig-a", "Invented line")["wide"], end="")
"""


def draw(ax):
    ax.plot([1, 2, 3], [2, 1, 4], marker="o")
    ax.set(xlabel="Year", ylabel="Count")


def test_the_two_drawings_are_marked_for_page_and_phone():
    pair = svg_pair(draw, "fig-a", "Invented line")

    assert [re.search('class="(.+?)"', pair[key])[1] for key in ("wide", "narrow")] == ["v-w", "v-n"]
    assert 'viewBox="0 0 532.8 ' in pair["wide"]
    assert 'viewBox="0 0 295.2 ' in pair["narrow"]


def test_the_alternative_text_is_the_title_that_labels_the_image():
    svg = svg_pair(draw, "fig-a", 'Line, "a" < b & c')["wide"]

    assert svg.startswith("<svg ")
    assert 'role="img" aria-labelledby="fig-a-w-t"' in svg
    assert '<title id="fig-a-w-t">Line, "a" &lt; b &amp; c</title>' in svg


def test_ids_belong_to_the_figure_and_are_all_used():
    pair = svg_pair(draw, "fig-a", "Invented line")

    for key, prefix in (("wide", "fig-a-w-"), ("narrow", "fig-a-n-")):
        ids = re.findall(r'\bid="([^"]+)"', pair[key])
        links = re.findall(r'(?:href="#|url\(#|labelledby=")([^")]+)', pair[key])
        assert ids
        assert all(name.startswith(prefix) for name in ids)
        assert sorted(set(links)) == sorted(ids)


@pytest.mark.parametrize(
    "unwanted", ["<?xml", "<!DOCTYPE", "<metadata", "<style", "xlink", "ns0:", "viewbox", "http://m"]
)
def test_what_only_a_file_needs_is_gone(unwanted):
    assert unwanted not in svg_pair(draw, "fig-a", "Invented line")["wide"]


def test_the_root_has_no_size_of_its_own():
    root = svg_pair(draw, "fig-a", "Invented line")["wide"].split(">")[0]

    assert not re.search(r'\b(width|height)="', root)


def test_words_stay_words():
    assert ">Year</text>" in svg_pair(draw, "fig-a", "Invented line")["wide"]


def test_the_same_drawing_gives_the_same_bytes_also_in_another_process():
    first, second = (
        subprocess.run([sys.executable, "-c", PRINT_A_CHART], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    )

    assert first == second
    assert first.startswith("<svg")


def test_a_function_is_called_for_each_width():
    widths = []

    svg_pair(lambda ax: widths.append(is_narrow(ax)), "fig-a", "Invented")

    assert widths == [False, True]


def test_ready_axes_are_drawn_twice_and_closed():
    figure, ax = plt.subplots()
    draw(ax)

    pair = svg_pair(ax, "fig-a", "Invented line")

    assert "532.8" in pair["wide"]
    assert "295.2" in pair["narrow"]
    assert not plt.fignum_exists(figure.number)


def test_a_ready_figure_keeps_all_its_axes():
    figure = Figure(figsize=(8, 3))
    for ax, name in zip(figure.subplots(1, 2), ("left", "right"), strict=True):
        ax.set_title(name)

    assert re.findall(">(left|right)</text>", svg_pair(figure, "fig-a", "Two")["narrow"]) == ["left", "right"]


def test_a_seaborn_grid_keeps_its_legend_inside():
    data = {"x": [1, 2, 1, 2], "y": [1, 2, 3, 4], "h": ["men", "men", "women", "women"]}

    svg = svg_pair(sns.relplot(data, x="x", y="y", hue="h", kind="line"), "fig-a", "Invented")["narrow"]

    [x] = re.findall(r'<text [^>]*x="([\d.]+)"[^>]*>women<', svg)
    assert 0 < float(x) < 290


def test_names_too_wide_for_a_phone_are_broken_into_lines():
    names = ["Kensington and Chelsea", "Hammersmith and Fulham", "Richmond upon Thames", "Barking and Dagenham"]

    pair = svg_pair(lambda ax: ax.bar(names, [1, 2, 3, 4]), "fig-a", "Invented")

    assert ">Kensington and Chelsea<" not in pair["narrow"]
    assert ">Kensington" in pair["narrow"]
