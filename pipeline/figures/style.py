"""The look of every chart: Analysis Function colours as data, one typeface, one size of text for each width."""

from functools import cache
from typing import Any

import font_source_sans_pro
import matplotlib as mpl
from cycler import cycler
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.textpath import text_to_path

INK, MUTED, RULE, BAND, WHITE = "#1b2733", "#4c5761", "#d3dae0", "#edf1f4", "#ffffff"
NAVY, TURQUOISE, PLUM, ORANGE, CHARCOAL, LILAC = "#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1"
OTHERS = "#6E8CA8"  # the areas beside the one highlighted
CATEGORICAL = (NAVY, TURQUOISE, PLUM, ORANGE)  # at most four series; lines and marks only, 3:1 on white
# Turquoise, orange and lilac are too light for words (below 4.5:1): their labels use a darker tone.
TEXT_OF = {TURQUOISE: "#0f6e66", ORANGE: "#B5440B", LILAC: "#6B4E9B", OTHERS: MUTED}
DASHES = {NAVY: "solid", TURQUOISE: (0, (6, 1.5)), PLUM: (0, (3, 1.5)), ORANGE: (0, (1.2, 1.2)), CHARCOAL: (0, (4, 2))}

FAMILY = "Source Sans Pro"
FACES = ("SourceSansPro", "SourceSansProSemibold", "SourceSansProBold")
WIDE, NARROW = 7.4, 4.1  # inches: the page's column, and a phone
TEXT_WIDE, TEXT_NARROW = 10.0, 12.0  # points of the drawing: the page enlarges the wide one more than the narrow one
SETTINGS: Any = {
    "font.family": FAMILY,
    "font.size": TEXT_WIDE,
    "svg.fonttype": "none",
    "svg.hashsalt": "needs-assessment",
    "text.color": INK,
    "text.parse_math": False,  # a dollar sign in a partner's table is a dollar sign
    "axes.prop_cycle": cycler(color=CATEGORICAL),
    "axes.labelcolor": MUTED,
    "axes.labelsize": "medium",
    "axes.edgecolor": CHARCOAL,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.unicode_minus": True,
    "grid.color": RULE,
    "grid.linewidth": 0.7,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelsize": "medium",
    "ytick.labelsize": "medium",
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "legend.frameon": False,
    "legend.fontsize": "medium",
    "lines.linewidth": 2.0,
    "patch.edgecolor": WHITE,
}


@cache
def set_style() -> None:
    """Make every chart of this process look like the page: register the typeface, set matplotlib's defaults."""
    register_typeface()
    mpl.rcParams.update(SETTINGS)


@cache
def register_typeface() -> None:
    """Let matplotlib know the page's typeface, in the edition that the page itself carries."""
    fontManager.ttflist = [font for font in fontManager.ttflist if font.name != FAMILY]  # one edition of it, ours
    for face in FACES:
        fontManager.addfont(font_source_sans_pro.font_files_ttf[face])


@cache
def text_width(words: str, size: float, weight: int = 400) -> float:
    """Return the width of one line of text, in points."""
    register_typeface()
    font = FontProperties(family=FAMILY, size=size, weight=weight)
    width, _, _ = text_to_path.get_text_width_height_descent(words, font, ismath=False)
    return float(width)


def wrapped(words: str, room: float, size: float, weight: int = 400) -> list[str]:
    """Return the lines into which words break so that each fits the room, in points; a long word keeps its own line."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, weight) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def text_of(colour: str) -> str:
    """Return the tone in which words about a series of this colour are written."""
    return TEXT_OF.get(colour, colour)
