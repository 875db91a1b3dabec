import base64
import io
import re

import pytest
from fontTools.ttLib import TTFont

from pipeline.report.fonts import GLYPHS, font_faces


def fonts():
    data = re.findall(r"base64,([^)]+)\)", font_faces())
    return [TTFont(io.BytesIO(base64.b64decode(text))) for text in data]


def test_three_weights_hold_every_character_that_pages_use():
    assert [set(map(ord, GLYPHS)) - set(font.getBestCmap()) for font in fonts()] == [set(), set(), set()]


def test_fonts_are_small_enough_to_travel_in_every_page():
    assert len(font_faces()) < 80_000


def test_fonts_come_out_the_same_each_time():
    before = font_faces()
    font_faces.cache_clear()

    assert font_faces() == before


@pytest.mark.parametrize("sign", "+−▲▼=·")
def test_every_sign_of_judgement_is_in_the_font(sign):
    assert sign in GLYPHS
