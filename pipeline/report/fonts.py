"""The page's typeface, inside the page: the glyphs that reports use, so that page and charts are set alike offline.

Cutting a font down takes a second, so what was cut is kept in the project's cache, named by all that it was cut from.
"""

import base64
import hashlib
import io
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from font_source_sans_pro import font_files_ttf

from pipeline.errors import PipelineError
from pipeline.files import write_whole
from pipeline.project import find_project

FAMILY = "Source Sans Pro"
_WEIGHTS = {400: "SourceSansPro", 600: "SourceSansProSemibold", 700: "SourceSansProBold"}
# Printable ASCII and Latin-1 for names, then the typography of these pages: dashes, quotes, signs of judgement.
GLYPHS = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100)])) + "–—‘’“”•…−≈≤≥←↑→↓▲▼€"
FEATURES = ("kern", "lnum", "tnum", "ccmp")
_DIGEST = 32  # bytes of a sha256, in front of what is kept


@lru_cache(maxsize=1)
def font_faces() -> str:
    """Return the @font-face rules with the fonts as data: the same text on every machine."""
    folder = _cache()
    return "\n".join(
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};font-display:swap;'
        f'src:url(data:font/woff2;base64,{base64.b64encode(_kept(name, folder)).decode("ascii")}) format("woff2")}}'
        for weight, name in _WEIGHTS.items()
    )


def _cache() -> Path | None:
    """Where cut fonts are kept; nowhere outside a project."""
    try:
        return find_project().root / "reports" / ".cache" / "fonts"
    except PipelineError:
        return None


def _kept(name: str, folder: Path | None) -> bytes:
    """The font cut down: the one that was kept, where it is whole, else cut again."""
    place = folder / f"{_key(name)}.woff2" if folder else None
    held = place.read_bytes() if place and place.is_file() else b""
    if held and hashlib.sha256(held[_DIGEST:]).digest() == held[:_DIGEST]:
        return held[_DIGEST:]
    font = _subset(name)
    if place:
        with suppress(OSError):  # a folder that cannot be written costs time, not the page
            write_whole(place, hashlib.sha256(font).digest() + font)
    return font


def _key(name: str) -> str:
    """The sha256 of all that a cut font is made from: the font, the glyphs and features, and the tools that cut it."""
    tools = [f"{tool} {_version(tool)}" for tool in ("fonttools", "brotli")]
    made_from = "\n".join([GLYPHS, *FEATURES, *tools, Path(__file__).read_text(encoding="utf-8")])
    return hashlib.sha256(Path(font_files_ttf[name]).read_bytes() + made_from.encode()).hexdigest()


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _subset(name: str) -> bytes:
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415  half a second to import, and seldom needed
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    # Time stamps stay as the foundry set them: a page must not change with the day it is made on.
    font = TTFont(Path(font_files_ttf[name]), recalcTimestamp=False)
    options = Options()
    options.layout_features = list(FEATURES)
    options.hinting = False
    subsetter = Subsetter(options)
    subsetter.populate(text=GLYPHS)
    subsetter.subset(font)
    font.flavor = "woff2"
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()
