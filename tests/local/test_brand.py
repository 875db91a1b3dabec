"""A council's name, logo and colour. Everything here is invented."""

import pytest

from pipeline.local.brand import Brand
from tests.local.folder import read, refused

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">{}</svg>'
PLAIN = SVG.format('<title>A square</title><path d="M0 0h20v20z" fill="#801650"/>')


def files(logo="logo.svg", alt="A square", accent="#801650", **more):
    told = f'[brand]\nname = "Invented Council"\nlogo = "{logo}"\nlogo_alt = "{alt}"\naccent = "{accent}"\n'
    return {"governance.toml": told, **more}


def test_a_brand_is_read_with_its_picture_inside(tmp_path):
    brand = read(tmp_path, files(**{"logo.svg": PLAIN})).brand

    assert (brand.name, brand.logo_alt, brand.accent) == ("Invented Council", "A square", "#801650")
    assert brand.logo.startswith("data:image/svg+xml;base64,PHN2Zy")


def test_a_logo_may_be_png(tmp_path):
    brand = read(tmp_path, files("logo.png", **{"logo.png": PNG})).brand

    assert brand.logo.startswith("data:image/png;base64,iVBOR")


def test_without_one_nothing_is_branded(tmp_path):
    assert read(tmp_path, {}).brand == Brand()


def test_notebooks_are_not_told_how_a_council_looks(tmp_path):
    assert "brand" not in read(tmp_path, files(**{"logo.svg": PLAIN})).to_json()


# Contrast on white, from the WCAG formula: #f46a25 3.03, #767676 4.54, #777777 4.48.
@pytest.mark.parametrize(("accent", "reached"), [("#f46a25", "3.03 to 1"), ("#777777", "4.48 to 1")])
def test_a_colour_too_pale_to_read_is_refused_with_what_it_reaches(tmp_path, accent, reached):
    told = refused(tmp_path, files(accent=accent, **{"logo.svg": PLAIN}))

    assert f"line 5: accent {accent} is not a colour like #12436d" in told
    assert f"On white it reaches {reached}: take a darker one" in told


def test_a_colour_that_can_just_be_read_is_taken(tmp_path):
    assert read(tmp_path, files(accent="#767676", **{"logo.svg": PLAIN})).brand.accent == "#767676"


def test_what_is_no_colour_is_refused(tmp_path):
    assert "accent navy is not a colour like #12436d" in refused(tmp_path, files(accent="navy", **{"logo.svg": PLAIN}))


@pytest.mark.parametrize(
    ("inside", "named"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<foreignObject><p/></foreignObject>", "<foreignObject>"),
        ('<path d="M0 0" onclick="alert(1)"/>', "the attribute onclick"),
        ('<use href="https://example.org/a.svg#b"/>', "an address outside it"),
        ('<image href="data:image/png;base64,AAAA"/>', "<image>"),
        ("<style>@import 'https://example.org/a.css';</style>", "an address outside it"),
        ('<rect width="9" height="9" fill="url(https://example.org/a)"/>', "an address outside it"),
        ("<text>Invented</text>", "<text>"),
        ('<g xmlns:tool="urn:tool" tool:file="C:/drawing"/>', "the attribute file"),
    ],
)
def test_a_drawing_that_is_more_than_a_drawing_is_refused(tmp_path, inside, named):
    told = refused(tmp_path, files(**{"logo.svg": SVG.format(inside)}))

    assert f"line 3: logo logo.svg holds {named}" in told


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"logo.svg": '<!DOCTYPE svg [<!ENTITY a "b">]>' + PLAIN}, "declares a document type"),
        ({"logo.svg": PLAIN.replace("viewBox", "data-box")}, "has no viewBox"),
        ({"logo.svg": "no drawing"}, "is no SVG"),
        ({"logo.svg": SVG.format("<!--" + "x" * 30_000 + "-->")}, "30,000 are the most"),
        ({}, "names logo.svg, which is not in the folder"),
    ],
)
def test_a_logo_that_cannot_be_shown_is_refused(tmp_path, given, told):
    assert told in refused(tmp_path, files(**given))


def test_a_png_that_is_none_is_refused(tmp_path):
    assert "logo.png is no PNG" in refused(tmp_path, files("logo.png", **{"logo.png": b"GIF89a"}))


def test_a_logo_without_words_for_it_is_refused(tmp_path):
    assert "has no logo_alt" in refused(tmp_path, files(alt="", **{"logo.svg": PLAIN}))
