"""The page's typeface, inside the page: the glyphs that reports use, so that page and charts are set alike offline."""

import base64
import io
from functools import lru_cache
from pathlib import Path

from font_source_sans_pro import font_files_ttf
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "Source Sans Pro"
_WEIGHTS = {400: "SourceSansPro", 600: "SourceSansProSemibold", 700: "SourceSansProBold"}
# Printable ASCII and Latin-1 for names, then the typography of these pages: dashes, quotes, signs of judgement.
GLYPHS = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100)])) + "–—‘’“”•…−≈≤≥←↑→↓▲▼€"


@lru_cache(maxsize=1)
def font_faces() -> str:
    """Return the @font-face rules with the fonts as data: the same text on every machine."""
    return "\n".join(
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};font-display:swap;'
        f'src:url(data:font/woff2;base64,{_subset(name)}) format("woff2")}}'
        for weight, name in _WEIGHTS.items()
    )


def _subset(name: str) -> str:
    # Time stamps stay as the foundry set them: a page must not change with the day it is made on.
    font = TTFont(Path(font_files_ttf[name]), recalcTimestamp=False)
    options = Options()
    options.layout_features = ["kern", "lnum", "tnum", "ccmp"]
    options.hinting = False
    subsetter = Subsetter(options)
    subsetter.populate(text=GLYPHS)
    subsetter.subset(font)
    font.flavor = "woff2"
    buffer = io.BytesIO()
    font.save(buffer)
    return base64.b64encode(buffer.getvalue()).decode("ascii")
