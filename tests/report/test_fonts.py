import base64
import io
import re

import pytest
from fontTools.ttLib import TTFont

from pipeline.project import PROJECT_VARIABLE
from pipeline.report import fonts as report_fonts
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


@pytest.fixture
def project(tmp_path, monkeypatch):
    for folder in ("notebooks", "data/raw"):
        (tmp_path / folder).mkdir(parents=True)
    monkeypatch.setenv(PROJECT_VARIABLE, str(tmp_path))
    font_faces.cache_clear()
    yield tmp_path
    font_faces.cache_clear()


def test_cut_fonts_are_kept_and_read_again(project, monkeypatch):
    first = font_faces()
    font_faces.cache_clear()
    monkeypatch.setattr(report_fonts, "_subset", lambda name: pytest.fail(f"{name} was cut again"))

    assert font_faces() == first
    assert len(list((project / "reports" / ".cache" / "fonts").iterdir())) == 3


@pytest.mark.parametrize("damaged", [b"", b"short", b"x" * 9_000])
def test_a_damaged_font_is_cut_again_and_put_right(project, damaged):
    first = font_faces()
    [place, *_] = (project / "reports" / ".cache" / "fonts").iterdir()
    whole = place.read_bytes()
    place.write_bytes(damaged)
    font_faces.cache_clear()

    assert font_faces() == first
    assert place.read_bytes() == whole


def test_other_glyphs_are_another_font(project, monkeypatch):
    before = report_fonts._key("SourceSansPro")
    monkeypatch.setattr(report_fonts, "GLYPHS", "abc")

    assert report_fonts._key("SourceSansPro") != before
