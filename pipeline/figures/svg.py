"""A drawing as clean inline SVG, for the page and for a phone: the same bytes for the same drawing.

What matplotlib writes is a file of its own; on a page with many charts its ids collide, its style sheet reaches
every other chart, and its sizes fight the layout. All that is taken off here, once.
"""

import io
import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as Tree

import matplotlib as mpl
import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from pipeline.display import Svg
from pipeline.figures.panel import POINTS
from pipeline.figures.sheet import TEXT, sheet
from pipeline.figures.style import FAMILY, NARROW, TEXT_NARROW, TEXT_WIDE, WIDE, set_style, text_width, wrapped

Draw = Callable[[Axes], object]
_SVG = "http://www.w3.org/2000/svg"
_LINK = re.compile(r"url\(#([^)]+)\)")
_FACE = re.compile(r";?\s*font-family: [^;]*")
_ROOT_STYLE = f"font-family:'{FAMILY}',Arial,sans-serif;stroke-linejoin:round;stroke-linecap:butt"


def svg_pair(draw: Draw | Any, figure_id: str, alt: str) -> Svg:
    """Return the drawing for the page and for a phone, each with its title, and close it.

    `draw` is a function draw(ax), called once for each width, or an Axes, a Figure or a seaborn grid that is ready,
    which is resized and laid out again.
    """
    set_style()
    if callable(draw) and not isinstance(draw, Axes | Figure):
        wide, narrow = (_drawn(draw, width) for width in (WIDE, NARROW))
    else:
        wide, narrow = _ready(draw)
    return Svg(wide=clean(wide, f"{figure_id}-w", "v-w", alt), narrow=clean(narrow, f"{figure_id}-n", "v-n", alt))


def _drawn(draw: Draw, inches: float) -> str:
    with mpl.rc_context({"font.size": TEXT[inches]}):
        figure = sheet(inches)
        ax = figure.axes[0]
        margins = ax.get_position().bounds
        draw(ax)
        if ax.get_position().bounds == margins:  # the function left them to us
            _fit(figure)
        return _written(figure)


def _ready(drawing: Any) -> tuple[str, str]:
    figure = drawing if isinstance(drawing, Figure) else drawing.figure
    height = figure.get_figheight() / figure.get_figwidth() * WIDE
    pair = []
    for width, tall, larger in ((WIDE, height, 1.0), (NARROW, height * 0.75, TEXT_NARROW / TEXT_WIDE)):
        figure.set_size_inches(width, tall)
        _enlarge(figure, larger)
        _fit(figure)
        pair.append(_written(figure))
    plt.close(figure)
    return pair[0], pair[1]


def _enlarge(figure: Figure, larger: float) -> None:
    for text in figure.findobj(Text):
        text.set_fontsize(float(text.get_fontsize()) * larger)
    for ax in figure.axes:
        ax.tick_params(labelsize=TEXT_WIDE * larger)  # ticks that the new size brings as well


def _fit(figure: Figure) -> None:
    """Lay the axes out inside the drawing, beside the legends that stand outside them."""
    for ax in figure.axes:
        _wrap_ticks(ax, figure.get_figwidth() * POINTS)
    legends = [legend.get_window_extent().width / figure.bbox.width for legend in figure.legends]
    figure.tight_layout(pad=0.4, rect=(0, 0, 1 - max(legends, default=0.0), 1))


def _wrap_ticks(ax: Axes, width: float) -> None:
    """Break the names below an axis into lines where they would touch: what fits the page may not fit a phone."""
    labels = [label for label in ax.get_xticklabels() if label.get_text()]
    places = [label.get_position()[0] for label in labels]
    names = [label.get_text().replace("\n", " ") for label in labels]
    slot = 0.85 * width * ax.get_position().width / max(len(labels), 1)
    size = float(labels[0].get_fontsize()) if labels else 0.0
    if any(" " in name and text_width(name, size) > slot for name in names):
        ax.set_xticks(places, ["\n".join(wrapped(name, slot, size)) for name in names])


def _written(figure: Figure) -> str:
    for patch in (figure.patch, *(ax.patch for ax in figure.axes)):
        patch.set_visible(False)  # the page is white already
    text = io.StringIO()
    figure.savefig(text, format="svg", dpi=POINTS, metadata={"Date": None, "Creator": None})
    return text.getvalue()


def clean(svg: str, prefix: str, css_class: str, alt: str) -> str:
    """Return matplotlib's SVG ready to stand in a page: own ids only, no sizes, titled, no part without effect."""
    root = Tree.fromstring(svg)
    for element in root.iter():
        element.tag = element.tag.partition("}")[2]
        element.text = (element.text or "").strip() or None
        element.tail = None
        for name in [name for name in element.attrib if name.startswith("{")]:
            element.set(name.partition("}")[2], element.attrib.pop(name))
    _strip(root)
    _rename(root, prefix)
    for element in root.iter():
        _shorten(element)
    view = root.attrib["viewBox"]
    root.attrib = {"xmlns": _SVG, "class": css_class, "viewBox": view, "role": "img",
                   "aria-labelledby": f"{prefix}-t", "style": _ROOT_STYLE}  # fmt: skip
    title = Tree.Element("title", {"id": f"{prefix}-t"})
    title.text = alt
    root.insert(0, title)
    return Tree.tostring(root, encoding="unicode")


def _strip(element: Tree.Element) -> None:
    """Take off the publisher's metadata, the style sheet, and groups that group nothing, deepest first."""
    children: list[Tree.Element] = []
    for child in list(element):
        _strip(child)
        bare = child.tag == "g" and not set(child.attrib) - {"id"}
        empty = child.tag in {"g", "defs"} and len(child) == 0
        unseen = child.get("style", "").replace(" ", "") == "fill:none"
        if child.tag in {"metadata", "style"} or empty or unseen:
            continue
        children.extend(child if bare else [child])
    element[:] = children


def _rename(root: Tree.Element, prefix: str) -> None:
    """Give the ids that are used short names of this chart, in order; drop the others."""
    text = Tree.tostring(root, encoding="unicode")
    used = dict.fromkeys([*re.findall(r'href="#([^"]+)"', text), *_LINK.findall(text)])
    names = {old: f"{prefix}-{place}" for place, old in enumerate(used, start=1)}
    for element in root.iter():
        identity = element.attrib.pop("id", None)
        if identity in names:
            element.set("id", names[identity])
        for name, value in list(element.attrib.items()):
            if name == "href":
                element.set(name, f"#{names[value[1:]]}")
            elif "url(#" in value:
                element.set(name, _LINK.sub(lambda link: f"url(#{names[link[1]]})", value))


def _shorten(element: Tree.Element) -> None:
    """Write the element's numbers to a hundredth of a point, and its style without what the root says already."""
    for name in ("d", "x", "y", "transform", "width", "height"):
        if name in element.attrib:
            element.set(name, _numbers(element.attrib[name]))
    if "d" in element.attrib:
        element.set("d", " ".join(element.attrib["d"].split()))
    turned = re.fullmatch(r"translate\((\S+) (\S+)\)( rotate\(-?0\))?", element.get("transform", ""))
    if element.tag == "text" and turned:
        del element.attrib["transform"]
        element.attrib |= {"x": turned[1], "y": turned[2]}
    if element.get("transform", "").startswith("rotate(-0 "):
        del element.attrib["transform"]
    if "style" in element.attrib:
        face = _FACE.sub("", element.attrib["style"]) if FAMILY in element.attrib["style"] else element.attrib["style"]
        element.set("style", re.sub(r"\s*([:;])\s*", r"\1", face).strip("; "))


def _numbers(text: str) -> str:
    def short(number: re.Match[str]) -> str:
        rounded = f"{float(number[0]):.2f}".rstrip("0").rstrip(".")
        return "0" if rounded == "-0" else rounded

    return re.sub(r"-?\d+\.\d+", short, text)
