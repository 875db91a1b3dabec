"""How a council looks on its own pages: name, logo and one colour; refused where it could not be seen or could do harm."""

import base64
import re
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree

from pipeline.local.rule import Rule

LOGOS = ("logo.svg", "logo.png")
MOST_BYTES = 30_000  # it stands in every document, and in no reader's way
LEAST_CONTRAST = 4.5  # WCAG 1.4.3: the name is written in the colour, on white
_PNG = b"\x89PNG\r\n\x1a\n"
_SVG, _LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
_VIEW = re.compile(r'viewBox="0 0 [\d.]+ [\d.]+"')
_OUTSIDE = re.compile(r"url\(\s*[\"']?\s*(?!#)|@import|javascript:|expression\(", re.IGNORECASE)
_DRAWN = {
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "title", "desc", "defs", "style",
    "use", "symbol", "clipPath", "mask", "linearGradient", "radialGradient", "stop",
}  # fmt: skip


@dataclass(frozen=True)
class Brand:
    """The council's name, logo and colour; `logo` is a file of its folder, once read the picture itself as an address."""

    name: str = ""
    logo: str = ""
    logo_alt: str = ""
    accent: str = ""


def contrast_on_white(colour: str) -> float:
    """Return the contrast of #rrggbb on white by WCAG: 1 to 21."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _accent(text: str) -> str | None:
    is_colour = re.fullmatch(r"#[0-9a-fA-F]{6}", text)
    return text.lower() if is_colour and contrast_on_white(text) >= LEAST_CONTRAST else None


def _reached(text: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        return ""
    return f" On white it reaches {contrast_on_white(text):.2f} to 1: take a darker one."


ACCENT = Rule("a colour like #12436d that can be read on white (contrast of 4.5 to 1 or more)", _accent, _reached)


def with_logo(folder: Path, brand: Brand) -> Brand:
    """Return the brand with its picture read; ValueError says what is wrong with the picture, and the cure."""
    if not brand.logo:
        return brand
    if not brand.logo_alt:
        raise ValueError("has no logo_alt: say in words what the logo shows, for those who do not see it")
    if not (folder / brand.logo).is_file():
        raise ValueError(f"names {brand.logo}, which is not in the folder")
    content = (folder / brand.logo).read_bytes()
    if len(content) > MOST_BYTES:
        raise ValueError(f"{brand.logo} has {len(content):,} bytes; {MOST_BYTES:,} are the most. Make it smaller")
    kind = _kind(brand.logo, content)
    return replace(brand, logo=f"data:image/{kind};base64,{base64.b64encode(content).decode()}")


def _kind(name: str, content: bytes) -> str:
    if name.endswith(".svg"):
        _check_drawing(name, content)
        return "svg+xml"
    if not content.startswith(_PNG):
        raise ValueError(f"{name} is no PNG. Save it as PNG or as SVG")
    return "png"


def _check_drawing(name: str, content: bytes) -> None:
    """Pass if the drawing is lines and areas alone: no script, no letters that need a typeface, nothing from outside."""
    try:
        text = content.decode("utf-8-sig")
        if "<!" in re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL):  # a document type can make a small file huge
            raise ValueError(f"{name} declares a document type. Save it as plain SVG")
        root = ElementTree.fromstring(text)
    except (UnicodeDecodeError, ElementTree.ParseError):
        raise ValueError(f"{name} is no SVG. Save it as SVG or as PNG") from None
    if root.tag != f"{_SVG}svg" or not _VIEW.search(text):
        raise ValueError(f'{name} has no viewBox="0 0 width height". Save it as plain SVG')
    wrong = sorted({what for element in root.iter() for what in _strange(element)})
    if "<?" in text.removeprefix("<?xml ") or wrong:
        raise ValueError(
            f"{name} holds {', '.join(wrong) or 'an instruction'}. Save it as plain SVG, letters as outlines"
        )


def _strange(element: ElementTree.Element) -> list[str]:
    name = element.tag.removeprefix(_SVG)
    found = [] if name in _DRAWN else [f"<{name.rpartition('}')[2]}>"]
    if _OUTSIDE.search(element.text or ""):
        found.append("an address outside it")
    for key, value in element.attrib.items():
        is_link = key in ("href", _LINK)
        if key.lower().startswith("on") or (key.startswith("{") and not is_link and "XML/1998" not in key):
            found.append(f"the attribute {key.rpartition('}')[2]}")
        if _OUTSIDE.search(value) or (is_link and not value.startswith("#")):
            found.append("an address outside it")
    return found
