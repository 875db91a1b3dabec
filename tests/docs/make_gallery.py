"""Draw the pictures of docs/gallery.md by the lines of code that stand there: `python tests/docs/make_gallery.py`."""

import os
import re
import sys
from dataclasses import dataclass
from html import unescape
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE, FOLDER = ROOT / "docs" / "gallery.md", ROOT / "docs" / "gallery"
WEIGHTS = {"normal": 400, "bold": 700}
_TEXT = re.compile(r'<text(?P<rest>[^>]* ?style="(?P<style>[^"]*)"[^>]*)>(?P<words>[^<]+)<')
_CHART = re.compile(r"<!-- chart: (\S+); (\w+) for (\w+) -->\n```python\n(.*?)\n```", re.S)


@dataclass(frozen=True)
class Chart:
    """A picture: its name, the chapter and the borough it is drawn for, and the code that draws it."""

    name: str
    chapter: str
    borough: str
    code: str


def charts() -> list[Chart]:
    """Return the charts that the page shows, in its order."""
    return [Chart(*found) for found in _CHART.findall(PAGE.read_text(encoding="utf-8"))]


def drawn(chart: Chart) -> str:
    """Return the picture that its code draws from the figures of this repository: SVG on white, to stand alone."""
    from pipeline import notebook  # noqa: PLC0415  only when a picture is drawn: reading the page needs none of it
    from pipeline.display import read_output  # noqa: PLC0415
    from pipeline.notebook import context, output  # noqa: PLC0415

    shown: list[dict] = []
    was_open, usual = context._open.bundle, output.display
    output.display = lambda data, raw: shown.append(read_output(data))
    try:
        words = {name: getattr(notebook, name) for name in notebook.__all__}
        words["chapter"](chart.chapter, chart.borough)
        exec(chart.code, words)
    finally:
        output.display, context._open.bundle = usual, was_open
    [figure] = [one for one in shown if one["kind"] == "figure"]
    white = r'\1<rect width="100%" height="100%" fill="#fff"/>'
    return _TEXT.sub(_fitted, re.sub(r"(<title.*?</title>)", white, figure["svg"]["wide"])) + "\n"


def _fitted(text: re.Match[str]) -> str:
    """Say how wide a text is: a picture has none of the page's typeface, and another one must not run out of it."""
    from pipeline.figures.style import text_width  # noqa: PLC0415

    size, weight = (re.search(rf"font-{name}:([\w.]+?)(?:px)?(?:;|$)", text["style"]) for name in ("size", "weight"))
    width = text_width(unescape(text["words"]), float(size[1]), WEIGHTS.get(weight[1], 600) if weight else 400)
    return f'<text textLength="{width:.1f}" lengthAdjust="spacingAndGlyphs"{text["rest"]}>{text["words"]}<'


def main() -> None:
    """Draw every picture, and take away those that the page shows no more."""
    sys.path.insert(0, str(ROOT))
    os.chdir(ROOT)
    os.environ.pop("CDP_BUNDLE", None)
    FOLDER.mkdir(exist_ok=True)
    for chart in charts():
        (FOLDER / f"{chart.name}.svg").write_text(drawn(chart), encoding="utf-8", newline="\n")
    for old in set(FOLDER.glob("*.svg")) - {FOLDER / f"{chart.name}.svg" for chart in charts()}:
        old.unlink()


if __name__ == "__main__":
    main()
