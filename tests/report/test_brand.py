"""A council's name, logo and colour on its page, on paper and in Word. Everything is invented."""

import io
from base64 import b64encode
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup

from pipeline.local.brand import Brand
from pipeline.local.data import BoroughData
from pipeline.report.annex import for_paper
from pipeline.report.check import check_page
from pipeline.report.page import compose
from pipeline.report.picture import LOGO_ROOM, logo_picture, picture
from pipeline.report.word import word_bytes
from tests.report.invented_page import BARNET, about, figure, notebook, opening

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h40v20z" fill="#801650"/></svg>'
LOGO = f"data:image/svg+xml;base64,{b64encode(SVG.encode()).decode()}"
BRAND = Brand("Invented Council", LOGO, 'A "purple" wedge', "#801650")


def made(brand=BRAND):
    page = about(local=BoroughData(BARNET.code, brand=brand))
    html, refs, chapters = compose(page, {"supply": notebook(opening(), figure("trend-a"))})
    return page, html, refs, chapters


def word_parts(brand=BRAND):
    page, _, refs, chapters = made(brand)
    with ZipFile(io.BytesIO(word_bytes(page, refs, chapters))) as file:
        return {name: file.read(name) for name in file.namelist()}


@pytest.mark.parametrize("way", [lambda html: html, for_paper], ids=["page", "paper"])
def test_the_brand_stands_above_the_title(way):
    [brand] = BeautifulSoup(way(made()[1]), "html.parser").select("header > .brand")

    assert brand["style"] == "--accent: #801650"
    assert (brand.img["src"], brand.img["alt"]) == (LOGO, 'A "purple" wedge')
    assert brand.span.text == "Invented Council"
    assert brand.find_next("h1")


def test_a_branded_page_passes_every_check():
    check_page(made()[1], BARNET)


def test_without_a_brand_nothing_stands_there():
    assert not BeautifulSoup(made(Brand())[1], "html.parser").select(".brand")


def test_a_word_file_opens_with_logo_and_name_in_the_councils_colour():
    parts = word_parts()

    text = parts["word/document.xml"].decode()
    assert (
        text.index("A &quot;purple&quot; wedge")
        < text.index("Invented Council")
        < text.index("London Borough of Barnet")
    )
    [style] = [one for one in parts["word/styles.xml"].decode().split("<w:style ") if 'w:styleId="Brand"' in one]
    assert 'w:color w:val="801650"' in style
    assert picture(SVG, LOGO_ROOM).png in parts.values()


def test_a_png_logo_goes_into_word_as_it_is_in_its_own_proportions():
    png = picture(SVG).png

    logo = logo_picture(f"data:image/png;base64,{b64encode(png).decode()}")

    assert logo.png == png
    assert (logo.width, logo.height) == (28.0, 14.0)
