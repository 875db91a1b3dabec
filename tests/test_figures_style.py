"""The palette can be seen and read: contrast on white, WCAG 2.2 (1.4.3 and 1.4.11)."""

import matplotlib as mpl
import pytest

from pipeline.figures import set_style, style


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other="#ffffff"):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_of_contrast_agrees_with_published_values():
    # GAF colours on white, as printed in the Analysis Function's guidance on colours in charts (rounded)
    assert [round(contrast(colour), 2) for colour in ("#000000", style.NAVY, style.ORANGE)] == [21.0, 10.25, 3.03]


@pytest.mark.parametrize("colour", [*style.CATEGORICAL, style.CHARCOAL, style.LILAC, style.OTHERS])
def test_lines_and_marks_stand_out_from_white(colour):
    assert contrast(colour) >= 3


@pytest.mark.parametrize("colour", [*style.CATEGORICAL, style.CHARCOAL, style.LILAC, style.OTHERS])
def test_words_about_a_series_can_be_read_on_white(colour):
    assert contrast(style.text_of(colour)) >= 4.5


@pytest.mark.parametrize("colour", [style.INK, style.MUTED, style.NAVY])
def test_words_can_be_read_on_the_tinted_band(colour):
    assert contrast(colour, style.BAND) >= 4.5


def test_series_differ_by_more_than_colour():
    assert len({str(style.DASHES[colour]) for colour in style.CATEGORICAL}) == len(style.CATEGORICAL)


def test_charts_are_set_in_the_pages_typeface():
    set_style()

    assert mpl.font_manager.findfont(mpl.font_manager.FontProperties(weight=600)).endswith("SourceSansPro-Semibold.ttf")


def test_words_wrap_to_the_room_and_a_long_word_keeps_its_line():
    assert style.wrapped("Kensington and Chelsea", 70, 12) == ["Kensington", "and Chelsea"]
